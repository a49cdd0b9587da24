package ending

import (
	"slices"

	"motcua/dossier"
	"motcua/refusal"
)

// Download records that the applicant took the signed file (PRI-3, digital return): a
// copy; the paper still waits.
type Download struct{}

// Name of the act.
func (Download) Name() string { return "download" }

// Apply notes the first time.
func (Download) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "download"); err != nil {
		return d, err
	}
	if d.DownloadedAt.Set() {
		return d, refusal.Conflict("Đã ghi nhận tải bản điện tử.")
	}
	d.DownloadedAt = m.Now
	return d, nil
}

// Collect is the applicant taking the digital result for the result.
type Collect struct{}

// Name of the act.
func (Collect) Name() string { return "collect" }

// Apply hands over.
func (Collect) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "collect"); err != nil {
		return d, err
	}
	if d.Result == nil || d.Result.File == "" {
		return d, refusal.Rule("PRI-3", "", "Kết quả của hồ sơ này là bản giấy. Xin đến nhận tại bộ phận một cửa.")
	}
	if len(d.Held()) > 0 {
		return d, refusal.Rule("SET-8", "", "Bộ phận một cửa đang giữ bản chính của ông/bà. Xin đến nhận kết quả cùng bản chính.")
	}
	after, err := handOver(d, m, "digital", nil, "")
	if err == nil && !d.DownloadedAt.Set() {
		after.DownloadedAt = m.Now
	}
	return after, err
}

// Correct mends an error of the agency in a result: a new signed version, linked to the
// one it replaces, at the agency's cost (SET-8).
type Correct struct {
	File      string            `json:"file"`
	Form      string            `json:"form"`
	Cost      int64             `json:"cost"`
	Signature dossier.Signature `json:"signature"`
	Reason    string            `json:"-"`
}

// Name of the act.
func (Correct) Name() string { return "correct" }

// Draws the number of the new version in the yearly book of results.
func (Correct) Draws() dossier.Draw { return dossier.Draw{Book: dossier.BookResult} }

// Private is what was wrong.
func (a Correct) Private() any { return dossier.Said{Reason: a.Reason} }

// Apply replaces the result. Given out already, the corrected one waits to be given too.
func (a Correct) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "correct"); err != nil {
		return d, err
	}
	switch {
	case a.File == "" || a.Signature.Hash == "":
		return d, refusal.Rule("SET-8", "file", "Kết quả đính chính phải có tệp và chữ ký số.")
	case a.File == d.Result.File:
		return d, refusal.Rule("SET-8", "file", "Tệp đính chính giống hệt kết quả cũ. Chọn tệp đã sửa.")
	case a.Cost < 0:
		return d, refusal.Invalid("cost", "Chi phí không thể âm.")
	case d.PostedAt.Set():
		return d, refusal.Rule("SET-8", "", "Kết quả đang ở bưu chính. Đợi phát xong hoặc nhận lại trước khi đính chính.")
	}
	if err := dossier.Words(a.Reason); err != nil {
		return d, err
	}
	d.Corrections = append(slices.Clone(d.Corrections), dossier.Correction{Was: *d.Result, At: m.Now, Cost: a.Cost})
	d.Result = &dossier.Result{Number: two(m.Number) + "/KQ", Outcome: d.Outcome, File: a.File, Signer: m.Who.Official, Form: a.Form, At: m.Now, Signature: a.Signature}
	d.DownloadedAt = 0
	return d, nil
}
