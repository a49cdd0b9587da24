package decision

import (
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/procedure"
	"motcua/refusal"
)

// Consult asks other offices for their opinions, each within a limit of its own; the
// clock of the dossier keeps running (SET-3, DL-6). Electronically all are asked at
// once (SET-4).
type Consult struct {
	Office   string `json:"office"`
	Limit    string `json:"limit"` // as deadline writes it: 2wd, 8h
	More     []Ask  `json:"more,omitempty"`
	Question string `json:"-"`
}

// Ask is one more office that is asked the same.
type Ask struct {
	Office string `json:"office"`
	Limit  string `json:"limit"`
}

// Name of the act.
func (Consult) Name() string { return "consult" }

// Private is the question.
func (a Consult) Private() any { return dossier.Said{Reason: a.Question} }

// Apply asks.
func (a Consult) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "consult"); err != nil {
		return d, err
	}
	for _, one := range append([]Ask{{a.Office, a.Limit}}, a.More...) {
		var err error
		if d, err = one.apply(d, m); err != nil {
			return d, err
		}
	}
	if err := dossier.Words(a.Question); err != nil {
		return d, err
	}
	d.Step = string(procedure.StepConsult)
	return d, nil
}

func (a Ask) apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if a.Office == "" || a.Office == d.Holder {
		return d, refusal.Invalid("office", "Chọn cơ quan khác để lấy ý kiến.")
	}
	if !m.InForce(a.Office) { // its lateness is charged to it
		return d, refusal.Rule("SET-3", "office", "Chọn cơ quan đang hoạt động để lấy ý kiến.")
	}
	for _, c := range d.OpenConsultations() {
		if c.Office == a.Office {
			return d, refusal.Conflict("Đang chờ ý kiến của cơ quan này. Hãy đợi trả lời trước khi hỏi lại.")
		}
	}
	limit, err := deadline.ParseLimit(a.Limit)
	if err != nil {
		return d, refusal.Rule("SET-3", "limit", "Nêu thời hạn trả lời, ví dụ 2 ngày làm việc.")
	}
	res, err := deadline.Compute(deadline.Input{Received: m.Now.Time(), Limit: limit, Calendar: m.Calendar})
	if err != nil {
		return d, err
	}
	c := dossier.Consultation{N: len(d.Consultations) + 1, Office: a.Office, Asker: d.Holder, Asked: m.Now, Limit: clock.At(res.Due), Term: limit.String(), By: m.Who.Official}
	d.Consultations = append(d.Consultations[:len(d.Consultations):len(d.Consultations)], c)
	return d, nil
}

// Answer gives the opinion of a consulted office.
type Answer struct {
	N       int    `json:"n"`
	Agrees  bool   `json:"agrees"`
	Opinion string `json:"-"`
}

// Name of the act.
func (Answer) Name() string { return "answer" }

// Private is the opinion.
func (a Answer) Private() any { return dossier.Said{Reason: a.Opinion} }

// Apply records the answer, and that it came late when it did.
func (a Answer) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "answer"); err != nil {
		return d, err
	}
	if err := dossier.Words(a.Opinion); err != nil {
		return d, err
	}
	all := append([]dossier.Consultation(nil), d.Consultations...)
	for i := range all {
		c := &all[i]
		if c.N != a.N || c.Answered.Set() {
			continue
		}
		if !m.Who.Machine && c.Office != m.Who.Office {
			return d, refusal.Missing("Không tìm thấy yêu cầu lấy ý kiến này.")
		}
		c.Answered, c.Agrees, c.Late = m.Now, a.Agrees, c.Late || m.Now > c.Limit
		d.Consultations = all
		if len(d.OpenConsultations()) == 0 && d.State == dossier.InProcess {
			d.Step = string(procedure.StepExamine) // the opinion is weighed, also when an appraisal stands already
		}
		return d, nil
	}
	return d, refusal.Conflict("Yêu cầu lấy ý kiến này đã được trả lời.")
}
