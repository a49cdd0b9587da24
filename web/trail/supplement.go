package trail

import (
	"motcua/calendar"
	"motcua/dossier"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// SupplementForm is the request of Mẫu 02 being written: only papers of the
// published version can be chosen (PRI-1).
type SupplementForm struct {
	Papers   []procedure.Paper
	Chosen   []string
	What     map[string]string // by paper: what is missing or wrong
	Reason   string
	Slow     bool // later than 03 working days after reception (SET-2)
	Desk     bool // asked before reception
	Problems page.Problems
}

// ReadSupplement reads the form, or an empty one when f is nil, into the act.
func (v View) ReadSupplement(f *page.Form) (SupplementForm, dossier.RequestSupplement) {
	s := SupplementForm{What: map[string]string{}, Desk: v.Dossier.State == dossier.Filed}
	ver, _ := v.hall.Procedures.Version(v.Version)
	s.Papers = ver.Asked()
	if v.ReceivedAt.Set() {
		if m, err := v.hall.Dossiers.MomentOf(v.who, v.Dossier); err == nil {
			s.Slow = m.Calendar.Add(calendar.DateOf(v.ReceivedAt.Time()), m.Profile.Supplement.WithinWorkingDays.Value) < calendar.DateOf(m.Now.Time())
		}
	}
	var act dossier.RequestSupplement
	if f == nil {
		return s, act
	}
	s.Chosen = f.Values("papers") // what is not on the list is refused by the act
	for _, key := range s.Chosen {
		line := dossier.SupplementLine{Paper: key, What: f.Text("what-"+key, 300)}
		s.What[key] = line.What
		if p, ok := ver.Paper(key); ok && line.What == "" {
			f.Problems.Add("what-"+key, "Ghi rõ giấy tờ “"+p.Name+"” thiếu gì hoặc cần sửa gì.")
		}
		act.Lines = append(act.Lines, line)
	}
	s.Reason = f.Lines("reason", 2000)
	act.Reason = s.Reason
	return s, act
}

func (s SupplementForm) options() []parts.Option {
	out := make([]parts.Option, 0, len(s.Papers))
	for _, p := range s.Papers {
		name := "what-" + p.Key
		out = append(out, parts.Option{Value: p.Key, Label: p.Name, Reveal: parts.Input{Name: name, Label: "Thiếu gì hoặc cần sửa gì", Value: s.What[p.Key],
			Max: 300, Error: s.Problems.At(name)}})
	}
	return out
}

// Took takes over a refusal for the form: what the act says of its lines stands at
// the papers.
func Took(f *page.Form, err error, from, to string) bool {
	if !f.Problems.Refused(err) {
		return false
	}
	for i := range f.Problems {
		if f.Problems[i].Field == from {
			f.Problems[i].Field = to
		}
	}
	return true
}
