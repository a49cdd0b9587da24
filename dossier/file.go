package dossier

import (
	"motcua/clock"
	"motcua/procedure"
	"motcua/refusal"
)

// Applicant is who the dossier is for: personal values, kept in an erasable row.
type Applicant struct {
	Name    string `json:"name"`
	Phone   string `json:"phone"`
	Email   string `json:"email"`
	Address string `json:"address"`
	IDNo    string `json:"id_no"`
}

// File is a citizen's filing online (REC-1 channel 2). The clock does not start:
// reception does that (DL-3).
type File struct {
	Procedure string       `json:"procedure"`
	Receiving string       `json:"receiving"`
	Competent string       `json:"competent"`
	ReturnAt  string       `json:"return_at"`
	Papers    []GivenPaper `json:"-"`   // stand in the row already
	Key       string       `json:"key"` // idempotency key: the same key twice is the same dossier
	Person    string       `json:"-"`
	Applicant Applicant    `json:"-"`
}

// Name of the act.
func (File) Name() string { return "file" }

// Draws the code: online it is given at filing, once for life (CODE-5).
func (File) Draws() Draw { return Draw{Code: true} }

// Private is kept apart from the event.
func (a File) Private() any { return a.Applicant }

// Apply files the dossier.
func (a File) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "file"); err != nil {
		return d, err
	}
	if err := a.Applicant.check(); err != nil {
		return d, err
	}
	if !m.Version.Offers(procedure.Online) {
		return d, refusal.Rule("DV-1", "procedure", "Thủ tục này chưa nhận hồ sơ trực tuyến. Vui lòng nộp tại quầy hoặc qua bưu chính.")
	}
	if a.Key == "" {
		return d, refusal.Invalid("key", "Phiên nộp hồ sơ đã hết hiệu lực. Vui lòng mở lại bản nháp và nộp lại.")
	}
	if err := complete(m, a.Papers); err != nil {
		return d, err
	}
	d = begin(d, m, a.Procedure, a.Papers)
	d.State, d.Channel = Filed, int(procedure.Online)
	d.Home, d.Receiving, d.Holder = a.Receiving, a.Receiving, a.Receiving
	d.Competent, d.ReturnAt = a.Competent, a.ReturnAt
	d.Person = a.Person
	d.Assisted = m.Who.Official != "" // DV-7: typed in by a clerk
	d.FiledAt = m.Now
	d.Step = string(procedure.StepReceive)
	return d, nil
}

// begin fills what filing and reception have in common.
func begin(d Dossier, m Moment, code string, papers []GivenPaper) Dossier {
	d.ID, d.Token, d.Code = m.ID, m.Token, m.Code
	d.Procedure, d.Version = code, m.Version.ID
	d.ProcedureName, d.Field = m.Version.Name, m.Version.Field
	d.Papers = papers
	return d
}

func (p Applicant) check() error {
	if p.Name == "" {
		return refusal.Invalid("name", "Nhập họ và tên người nộp hồ sơ.")
	}
	if n := len(digits(p.Phone)); n < 9 || n > 12 {
		return refusal.Invalid("phone", "Nhập số điện thoại có 9 đến 12 chữ số, ví dụ 090 123 4567.")
	}
	return nil
}

func digits(s string) string {
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// complete checks the papers given against the published list: nothing outside
// it may stand in the dossier, so nobody can be asked for it (PRI-1, KS-1). What is said
// to come from a database must stand in one that is in use (REC-10).
func complete(m Moment, given []GivenPaper) error {
	for _, g := range given {
		p, ok := m.Version.Paper(g.Paper)
		if !ok {
			return refusal.Rule("PRI-1", "papers", "Giấy tờ “"+g.Name+"” không có trong thành phần hồ sơ đã công bố của thủ tục này.")
		}
		if g.Register == "" {
			continue
		}
		if r, _ := p.Register(m.Profile.Reception.Registers.Value); r.Key != g.Register {
			return refusal.Rule("REC-10", "papers", "Dữ liệu của “"+p.Name+"” không có trong cơ sở dữ liệu đã nêu. Nhận giấy tờ như thường.")
		}
	}
	return handed(given)
}

// handed demands that what counts as handed in is there: an original, a copy, a file, or
// the data of a published database (REC-2, REC-10).
func handed(given []GivenPaper) error {
	for _, g := range given {
		if g.Originals < 0 || g.Copies < 0 || g.Originals+g.Copies+len(g.Files) == 0 && g.Register == "" {
			return refusal.Rule("REC-2", "papers", "Ghi số bản của “"+g.Name+"”: ít nhất một bản chính, một bản sao hoặc một tệp. Chưa có giấy tờ thì không đánh dấu là đã nộp.")
		}
	}
	return nil
}

// late gives the first moment that counts as late (DL-8): the next midnight for
// a limit in days, the next minute for one in hours.
func lateFrom(due clock.Instant, byMinute bool) clock.Instant {
	if !due.Set() {
		return 0
	}
	if byMinute {
		return due + minute
	}
	t := due.Time()
	y, mo, d := t.Date()
	return clock.At(dateStart(y, mo, d+1))
}
