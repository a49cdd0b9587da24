package dossier

import (
	"slices"
	"strconv"

	"motcua/calendar"
	"motcua/clock"
	"motcua/procedure"
	"motcua/refusal"
)

// RequestSupplement asks, with Mẫu 02 and through the one-stop desk, for papers of
// the published list (SET-2, PRI-6). Asked after reception it stops the clock,
// which restarts from zero on completion; asked at the desk before reception the
// clock never started (DL-6).
type RequestSupplement struct {
	Lines  []SupplementLine `json:"lines"`
	Reason string           `json:"-"`
	// Brought is a dossier brought to the desk and found incomplete there (REC-2).
	Brought *Receive `json:"brought,omitempty"`
}

// Name of the act.
func (RequestSupplement) Name() string { return "supplement" }

// Draws the number of Mẫu 02, and a code when the counter gives it.
func (a RequestSupplement) Draws() Draw { return Draw{Code: a.Brought != nil, Book: BookSupplement} }

// Private is the free text of the request, and the applicant.
func (a RequestSupplement) Private() any {
	s := Said{Reason: a.Reason}
	if a.Brought != nil {
		s.Applicant = a.Brought.Applicant
	}
	return s
}

// Apply asks for the supplement.
func (a RequestSupplement) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "supplement"); err != nil {
		return d, err
	}
	if d.State == None || d.State == Filed {
		var err error
		if d, err = a.atDesk(d, m); err != nil {
			return d, err
		}
	}
	if err := a.may(d, m); err != nil {
		return d, err
	}
	lines, err := a.bound(d, m)
	if err != nil {
		return d, err
	}
	desk := !d.ReceivedAt.Set()
	s := Supplement{Number: m.Number, Asked: m.Now, By: m.Who.Official, Lines: lines, Desk: desk, Allowed: d.Override}
	if !desk {
		s.Slow, s.LastFifth = tooSlow(m, d.ReceivedAt), d.lastPart(m)
	}
	d.Supplements = append(d.Supplements[:len(d.Supplements):len(d.Supplements)], s)
	d.State, d.Override = Supplementing, nil
	d.Due, d.LateFrom, d.LimitEnd = 0, 0, 0 // the clock does not run
	return d, nil
}

// atDesk is the check before reception, which is the desk's alone (PRI-1).
func (a RequestSupplement) atDesk(d Dossier, m Moment) (Dossier, error) {
	if m.Who.Role == "officer" {
		return d, refusal.Rule("PRI-1", "", "Hồ sơ chưa được tiếp nhận: việc hướng dẫn và yêu cầu bổ sung do bộ phận một cửa thực hiện.")
	}
	if d.State == None {
		if a.Brought == nil {
			return d, refusal.Missing("Không tìm thấy hồ sơ này.")
		}
		return a.Brought.counter(d, m)
	}
	d, err := d.renewed(m)
	return d.checked(m), err
}

// may asks whether a request is still possible: once, a second time with the head's
// leave, and not to win time for a dossier that is late already.
func (a RequestSupplement) may(d Dossier, m Moment) error {
	switch n, s := len(d.Supplements), m.Profile.Supplement; {
	case n >= s.MostWithOverride.Value:
		return refusal.Rule("PRI-6", "lines", "Hồ sơ này đã được yêu cầu bổ sung "+strconv.Itoa(n)+" lần. Không được yêu cầu thêm lần nào nữa.")
	case n >= s.Most.Value && d.Override == nil:
		return refusal.Rule("PRI-6", "lines", "Hồ sơ này đã được yêu cầu bổ sung một lần. Pháp luật chỉ cho yêu cầu bổ sung một lần trong suốt quá trình giải quyết; lần hai phải được người đứng đầu cho phép và nêu lý do.")
	}
	if d.LateAt(m.Now) {
		return refusal.Rule("SET-2", "lines", "Hồ sơ đã quá ngày hẹn trả kết quả nên không thể yêu cầu bổ sung để tính lại thời hạn. Hãy gửi thư xin lỗi và giải quyết hồ sơ.")
	}
	if len(a.Lines) == 0 {
		return refusal.Rule("SET-2", "lines", "Chọn ít nhất một giấy tờ cần bổ sung trong thành phần hồ sơ đã công bố.")
	}
	return reason(a.Reason)
}

// bound ties each line to a paper of the published version or to a published legal
// basis; a line that is neither is refused (PRI-1).
func (a RequestSupplement) bound(d Dossier, m Moment) ([]SupplementLine, error) {
	lines := make([]SupplementLine, len(a.Lines))
	for i, l := range a.Lines {
		p, listed := m.Version.Paper(l.Paper)
		switch {
		case listed:
			l.Name, l.Basis = p.Name, ""
		case l.Paper == "" && l.Basis != "":
			if !slices.ContainsFunc(m.Version.Basis, func(b procedure.Basis) bool { return b.Number == l.Basis }) {
				return nil, refusal.Rule("PRI-1", "basis", "“"+l.Basis+"” không phải căn cứ pháp lý đã công bố của thủ tục này. Chọn một căn cứ trong danh sách.")
			}
			if l.Name == "" {
				return nil, refusal.Invalid("basis_name", "Ghi tên giấy tờ và điều, khoản của văn bản "+l.Basis+" yêu cầu giấy tờ đó.")
			}
			l.Paper = "basis-" + strconv.Itoa(len(d.Supplements)+1) + "-" + strconv.Itoa(i+1)
		default:
			return nil, refusal.Rule("PRI-1", "lines", "Dòng "+strconv.Itoa(i+1)+" không có trong thành phần hồ sơ đã công bố. Không được yêu cầu giấy tờ ngoài danh mục.")
		}
		if l.What == "" {
			return nil, refusal.Invalid("lines", "Ghi rõ giấy tờ “"+l.Name+"” thiếu gì hoặc cần sửa gì.")
		}
		if d.inRegister(l.Paper) && !l.Wrong {
			return nil, refusal.Rule("REC-10", "lines", "Dữ liệu của “"+l.Name+"” đã có trong cơ sở dữ liệu nên không được yêu cầu nộp. Nếu dữ liệu sai hoặc thiếu, đánh dấu “dữ liệu sai hoặc thiếu” và hướng dẫn người dân đề nghị cập nhật.")
		}
		if slices.ContainsFunc(lines[:i], func(x SupplementLine) bool {
			return l.Basis == "" && x.Paper == l.Paper || l.Basis != "" && x.Name == l.Name && x.Basis == l.Basis
		}) {
			return nil, refusal.Rule("SET-2", "lines", "“"+l.Name+"” được nêu hai lần. Gộp nội dung cần bổ sung của mỗi giấy tờ vào một dòng.")
		}
		lines[i] = l
	}
	return lines, nil
}

// Within gives the working days within which a request is in time: 03 of the profile, or
// the procedure's own numbers; the office's alone for its officers, with the desk's to
// tell the applicant for the desk (SET-2, SET-2a).
func Within(m Moment) int {
	own := m.Version.Own
	switch {
	case own.ReturnWithin == 0:
		return m.Profile.Supplement.WithinWorkingDays.Value
	case m.Who.Role == "officer":
		return own.ReturnWithin
	}
	return own.ReturnWithin + own.TellWithin
}

// tooSlow reports that the request comes later than 03 working days after
// reception (SET-2): it is made, and counted against the office.
func tooSlow(m Moment, received clock.Instant) bool {
	return calendar.DateOf(m.Now.Time()) > m.Calendar.Add(calendar.DateOf(received.Time()), Within(m))
}

// CloseOn is the last working day on which the applicant may complete what was asked
// for; afterwards the dossier is closed (SET-13). ok is false where nothing closes it.
func (d Dossier) CloseOn(m Moment) (last calendar.Date, ok bool) {
	n := m.Version.Own.CloseAfter
	if n == 0 {
		n = m.Profile.Supplement.CloseWorkingDays.Value
	}
	if n == 0 || d.State != Supplementing || len(d.Supplements) == 0 {
		return 0, false
	}
	return m.Calendar.Add(calendar.DateOf(d.Supplements[len(d.Supplements)-1].Asked.Time()), n), true
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
	if err := handed(a.Papers); err != nil {
		return d, err
	}
	n := len(d.Supplements) - 1
	listed := slices.DeleteFunc(slices.Clone(a.Papers), func(g GivenPaper) bool { return d.Supplements[n].asked(g.Paper) })
	if err := complete(m, listed); err != nil {
		return d, err
	}
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
	if d.Step == string(procedure.StepConsult) && len(d.OpenConsultations()) == 0 {
		d.Step = string(procedure.StepExamine) // answered while the applicant completed the dossier
	}
	return appoint(d, m, Restart, m.Now, "Hồ sơ đã được bổ sung đầy đủ, thời hạn tính lại từ đầu")
}

// asked reports whether a line of the request rests on a legal basis under this key.
func (s Supplement) asked(paper string) bool {
	return slices.ContainsFunc(s.Lines, func(l SupplementLine) bool { return l.Basis != "" && l.Paper == paper })
}

func has(papers []GivenPaper, key string) bool {
	for _, p := range papers {
		if p.Paper == key {
			return true
		}
	}
	return false
}
