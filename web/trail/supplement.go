package trail

import (
	"fmt"
	"slices"
	"strings"

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
	Slow     bool            // later than the request is due (SET-2, SET-2a)
	Within   int             // working days within which it is in time
	Desk     bool            // asked before reception
	Second   bool            // the head allowed a second request (PRI-6)
	Held     map[string]bool // papers whose data a database holds (REC-10)
	Wrong    []string        // … wrongly, as the desk says
	Bases    []parts.Option  // published legal bases a line may rest on
	Basis    string
	Name     string // of what the basis demands
	BasisSay string
	Problems page.Problems
}

// ReadSupplement reads the form, or an empty one when f is nil, into the act.
func (v View) ReadSupplement(f *page.Form) (SupplementForm, dossier.RequestSupplement) {
	s := SupplementForm{What: map[string]string{}, Desk: v.Dossier.State == dossier.Filed}
	ver, given := v.version()
	s.Papers, s.Second, s.Held = ver.Asked(), v.Override != nil, map[string]bool{}
	for _, g := range given {
		s.Held[g.Paper] = s.Held[g.Paper] || g.Register != ""
	}
	for _, b := range ver.Basis {
		if !b.Later {
			s.Bases = append(s.Bases, parts.Option{Value: b.Number, Label: b.Number})
		}
	}
	if v.ReceivedAt.Set() {
		if m, err := v.hall.Dossiers.MomentOf(v.who, v.Dossier); err == nil {
			s.Within = dossier.Within(m)
			s.Slow = m.Calendar.Add(calendar.DateOf(v.ReceivedAt.Time()), s.Within) < calendar.DateOf(m.Now.Time())
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
	s.Wrong = f.Values("wrong")
	for i := range act.Lines {
		act.Lines[i].Wrong = slices.Contains(s.Wrong, act.Lines[i].Paper)
	}
	s.Basis, s.Name, s.BasisSay = f.Text("basis", 60), f.Text("basis_name", 300), f.Text("basis_what", 300)
	if s.Basis != "" {
		act.Lines = append(act.Lines, dossier.SupplementLine{Basis: s.Basis, Name: s.Name, What: s.BasisSay})
		if s.Name != "" && s.BasisSay == "" {
			f.Problems.Add("basis_what", "Ghi rõ cần nộp gì theo căn cứ này.")
		}
	}
	s.Reason = f.Lines("reason", 2000)
	act.Reason = s.Reason
	return s, act
}

// version is the version whose papers can be asked for, with what was handed in under it:
// before reception the one in force now (KS-9).
func (v View) version() (procedure.Version, []dossier.GivenPaper) {
	ver, _ := v.hall.Procedures.Version(v.Version)
	if v.Dossier.State == dossier.Filed {
		if m, err := v.hall.Dossiers.MomentOf(v.who, v.Dossier); err == nil {
			return m.Version, v.Dossier.UnderVersion(m.Version).Papers
		}
	}
	return ver, v.Papers
}

func (s SupplementForm) slowTitle() string {
	return fmt.Sprintf("Đã quá %02d ngày làm việc kể từ ngày tiếp nhận", s.Within)
}

func (s SupplementForm) options() []parts.Option {
	out := make([]parts.Option, 0, len(s.Papers))
	for _, p := range s.Papers {
		name := "what-" + p.Key
		o := parts.Option{Value: p.Key, Label: p.Name, Reveal: parts.Input{Name: name, Label: "Thiếu gì hoặc cần sửa gì", Value: s.What[p.Key],
			Max: 300, Error: s.Problems.At(name)}}
		if s.Held[p.Key] {
			o.Hint = "Dữ liệu đã có trong cơ sở dữ liệu: chỉ yêu cầu khi dữ liệu sai hoặc thiếu."
			o.Reveal = wrongData(o.Reveal, parts.Checkboxes{Name: "wrong", Legend: "Dữ liệu trong cơ sở dữ liệu", Small: true, Values: s.Wrong,
				Options: []parts.Option{{Value: p.Key, Label: "Sai hoặc thiếu; đã hướng dẫn người dân đề nghị cập nhật"}}})
		}
		out = append(out, o)
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

// Renewal says that the procedure has changed since the dossier was filed, and which
// papers that changes; ok is false when it has not, or the dossier is received.
func (v View) Renewal() (n parts.Note, ok bool) {
	was, known := v.hall.Procedures.Version(v.Version)
	ver, _ := v.version()
	if v.Dossier.State != dossier.Filed || !known || ver.ID == was.ID {
		return n, false
	}
	names := func(of, without procedure.Version) (out []string) {
		for _, p := range of.Asked() {
			if !slices.ContainsFunc(without.Asked(), func(x procedure.Paper) bool { return x.Name == p.Name }) {
				out = append(out, p.Name)
			}
		}
		return out
	}
	n = parts.Note{Kind: parts.Soon, Title: "Thủ tục có phiên bản mới sau khi hồ sơ được nộp", Text: "Tiếp nhận hôm nay thì thời hạn, lệ phí, giấy tờ theo phiên bản mới."}
	if more := names(ver, was); len(more) > 0 {
		n.Text += " Giấy tờ mới phải nộp: " + strings.Join(more, "; ") + ". Thiếu thì yêu cầu bổ sung theo Mẫu 02."
	}
	if fewer := names(was, ver); len(fewer) > 0 {
		n.Text += " Giấy tờ không còn phải nộp: " + strings.Join(fewer, "; ") + "."
	}
	return n, true
}
