package ending

import (
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// Oblige sends the information slip to the tax office. The sending meets the first
// appointment; how it was met is kept, and from now on nobody of the agency can be
// late until the tax office confirms (SET-10).
type Oblige struct {
	Office string `json:"office"` // the tax office, one of TaxOffices
	Slip   string `json:"slip"`   // number of the information slip
}

// Name of the act.
func (Oblige) Name() string { return "oblige" }

// TaxOffices are the tax offices of the city on the day of the act.
func TaxOffices(m dossier.Moment) []string {
	var out []string
	for _, name := range m.Today.TaxOffices.Value {
		if !strings.Contains(name, "{district}") {
			out = append(out, name)
			continue
		}
		for o := range m.Offices.Each(calendar.DateOf(m.Now.Time()).String()) {
			if o.Kind == office.District {
				out = append(out, strings.Replace(name, "{district}", strings.Replace(o.Place, "Huyện ", "huyện ", 1), 1))
			}
		}
	}
	return out
}

// Apply stops the clock of a procedure that has such an obligation; a late dossier that owes its letter cannot hide here.
func (a Oblige) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "oblige"); err != nil {
		return d, err
	}
	switch {
	case !m.Version.Obliges:
		return d, refusal.Rule("SET-10", "", "Thủ tục này không có nghĩa vụ tài chính phải chờ cơ quan thuế xác định, nên không dừng tính thời hạn được. Phí, lệ phí thu tại bộ phận một cửa.")
	case !d.Examined:
		return d, refusal.Rule("SET-1", "", "Hồ sơ chưa được thẩm định. Hãy ghi kết quả thẩm định trước khi chuyển thông tin cho cơ quan thuế.")
	case len(d.Obligations) > 0:
		return d, refusal.Rule("SET-10", "", "Hồ sơ này đã chuyển thông tin nghĩa vụ tài chính một lần. Không chuyển lần nữa để dừng tính thời hạn.")
	case !slices.Contains(TaxOffices(m), a.Office):
		return d, refusal.Rule("SET-10", "office", "Chọn cơ quan thuế nhận phiếu chuyển thông tin trong danh sách.")
	case a.Slip == "":
		return d, refusal.Rule("SET-10", "slip", "Nhập số phiếu chuyển thông tin đã gửi cơ quan thuế.")
	}
	if err := d.MayGoUp(m.Now); err != nil {
		return d, err
	}
	d.Obligations = []dossier.Obligation{{Office: a.Office, Slip: a.Slip, Sent: m.Now, First: d.ClassAt(m.Now)}}
	d.State, d.Due, d.LateFrom, d.LimitEnd = dossier.Obliged, 0, 0, 0
	return d, nil
}

// Tell records the tax office's notice: how much, where, until when. From here the
// time is the applicant's.
type Tell struct {
	Amount int64         `json:"amount"`
	Notice string        `json:"notice"`
	Where  string        `json:"where"`
	PayBy  clock.Instant `json:"pay_by"`
}

// Name of the act.
func (Tell) Name() string { return "tell" }

// Apply records the notice; a corrected notice replaces it, the first moment stays.
func (a Tell) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "tell"); err != nil {
		return d, err
	}
	switch {
	case a.Amount < 0:
		return d, refusal.Invalid("amount", "Số tiền không thể âm. Nhập 0 nếu được miễn.")
	case a.Notice == "":
		return d, refusal.Rule("SET-10", "notice", "Nhập số thông báo của cơ quan thuế.")
	case a.Amount > 0 && a.Where == "":
		return d, refusal.Rule("SET-10", "where", "Ghi nơi nộp tiền để người dân biết đến đâu.")
	case a.Amount > 0 && a.PayBy <= m.Now:
		return d, refusal.Rule("SET-10", "pay_by", "Hạn nộp tiền phải sau hôm nay.")
	}
	d.Obligations = slices.Clone(d.Obligations)
	o := &d.Obligations[len(d.Obligations)-1]
	if !o.Told.Set() {
		o.Told = m.Now
	}
	o.Amount, o.Notice, o.Where, o.PayBy = a.Amount, a.Notice, a.Where, a.PayBy
	return d, nil
}

// Confirm records that the tax office confirmed: the second appointment counts from
// here.
type Confirm struct {
	Paper string `json:"paper"` // number of the confirmation
}

// Name of the act.
func (Confirm) Name() string { return "confirm" }

// Apply gives the second appointment.
func (a Confirm) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "confirm"); err != nil {
		return d, err
	}
	if a.Paper == "" {
		return d, refusal.Rule("SET-10", "paper", "Nhập số giấy xác nhận của cơ quan thuế.")
	}
	n := len(d.Obligations) - 1
	if !d.Obligations[n].Told.Set() {
		return d, refusal.Rule("SET-10", "paper", "Chưa có thông báo số tiền của cơ quan thuế. Ghi thông báo trước, kể cả khi được miễn (0 đồng).")
	}
	d.Obligations = slices.Clone(d.Obligations)
	d.Obligations[n].Confirmed = m.Now
	d.State, d.Step = dossier.InProcess, string(procedure.StepPropose)
	return dossier.SecondAppointment(d, m, "Cơ quan thuế đã xác nhận nghĩa vụ tài chính; ngày hẹn thứ hai tính từ lúc xác nhận")
}
