package dossier

import (
	"strconv"

	"motcua/calendar"
	"motcua/clock"
	"motcua/refusal"
)

// RequestSupplement asks, with Mẫu 02 and through the one-stop desk, for papers of
// the published list (SET-2, PRI-6). Asked after reception it stops the clock,
// which restarts from zero on completion; asked at the desk before reception the
// clock never started (DL-6).
type RequestSupplement struct {
	Lines  []SupplementLine `json:"lines"`
	Reason string           `json:"-"`
}

// Name of the act.
func (RequestSupplement) Name() string { return "supplement" }

// Draws the number of Mẫu 02.
func (RequestSupplement) Draws() Draw { return Draw{Book: BookSupplement} }

// Private is the free text of the request.
func (a RequestSupplement) Private() any { return Said{Reason: a.Reason} }

// Apply asks for the supplement.
func (a RequestSupplement) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "supplement"); err != nil {
		return d, err
	}
	if len(d.Supplements) >= m.Profile.Supplement.Most.Value {
		return d, refusal.Rule("PRI-6", "lines", "Hồ sơ này đã được yêu cầu bổ sung một lần. Pháp luật chỉ cho yêu cầu bổ sung một lần trong suốt quá trình giải quyết.")
	}
	if d.LateAt(m.Now) {
		return d, refusal.Rule("SET-2", "lines", "Hồ sơ đã quá ngày hẹn trả kết quả nên không thể yêu cầu bổ sung để tính lại thời hạn. Hãy gửi thư xin lỗi và giải quyết hồ sơ.")
	}
	if len(a.Lines) == 0 {
		return d, refusal.Rule("SET-2", "lines", "Chọn ít nhất một giấy tờ cần bổ sung trong thành phần hồ sơ đã công bố.")
	}
	if err := reason(a.Reason); err != nil {
		return d, err
	}
	lines := make([]SupplementLine, len(a.Lines))
	for i, l := range a.Lines {
		p, ok := m.Version.Paper(l.Paper)
		if !ok {
			return d, refusal.Rule("PRI-1", "lines", "Dòng "+strconv.Itoa(i+1)+" không có trong thành phần hồ sơ đã công bố. Không được yêu cầu giấy tờ ngoài danh mục.")
		}
		if l.What == "" {
			return d, refusal.Invalid("lines", "Ghi rõ giấy tờ “"+p.Name+"” thiếu gì hoặc cần sửa gì.")
		}
		lines[i] = SupplementLine{Paper: l.Paper, Name: p.Name, What: l.What}
	}
	desk := d.State == Filed
	s := Supplement{Number: m.Number, Asked: m.Now, By: m.Who.Official, Lines: lines, Desk: desk,
		Slow: !desk && tooSlow(m, d.ReceivedAt)}
	d.Supplements = append(d.Supplements[:len(d.Supplements):len(d.Supplements)], s)
	d.State = Supplementing
	d.Due, d.LateFrom, d.LimitEnd = 0, 0, 0 // the clock does not run
	return d, nil
}

// tooSlow reports that the request comes later than 03 working days after
// reception (SET-2): it is made, and counted against the office.
func tooSlow(m Moment, received clock.Instant) bool {
	last := m.Calendar.Add(calendar.DateOf(received.Time()), m.Profile.Supplement.WithinWorkingDays.Value)
	return calendar.DateOf(m.Now.Time()) > last
}

// Supply hands in what was asked for. After reception it restarts the clock from
// zero with a new appointment (SET-2); before reception the dossier waits at the
// desk again.
type Supply struct {
	Papers []GivenPaper `json:"-"`
}

// Name of the act.
func (Supply) Name() string { return "supply" }

// Apply takes the papers in.
func (a Supply) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "supply"); err != nil {
		return d, err
	}
	if len(a.Papers) == 0 {
		return d, refusal.Invalid("papers", "Chưa có giấy tờ nào được bổ sung. Chọn tệp hoặc đánh dấu giấy tờ đã nộp tại quầy.")
	}
	if err := complete(m.Version, a.Papers); err != nil {
		return d, err
	}
	n := len(d.Supplements) - 1
	for _, l := range d.Supplements[n].Lines {
		if !has(a.Papers, l.Paper) {
			return d, refusal.Rule("SET-2", "papers", "Còn thiếu “"+l.Name+"”. Cần bổ sung đủ các giấy tờ đã nêu trong phiếu thì thời hạn mới bắt đầu tính lại.")
		}
	}
	all := append([]Supplement(nil), d.Supplements...)
	all[n].Supplied = m.Now
	d.Supplements = all
	d.Papers = append(append([]GivenPaper(nil), d.Papers...), a.Papers...)
	if all[n].Desk {
		d.State = Filed
		d.FiledAt = m.Now // the check of 08 working hours begins again
		return d, nil
	}
	d.State = InProcess
	if d.Officer == "" {
		d.State = Received
	}
	d.Examined = false
	return appoint(d, m, Restart, m.Now, "Hồ sơ đã được bổ sung đầy đủ, thời hạn tính lại từ đầu")
}

func has(papers []GivenPaper, key string) bool {
	for _, p := range papers {
		if p.Paper == key {
			return true
		}
	}
	return false
}
