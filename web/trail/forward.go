package trail

import (
	"strconv"

	"motcua/dossier"
	"motcua/office"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// rows is how many offices one form names; a longer chain is set by the lead later.
const rows = 3

// ForwardForm is a hand-over being written: to whom, for what, until when (SET-4).
type ForwardForm struct {
	To       string // the next of the order, when there is no choice
	Work     string
	First    string // the office that gets it when none is chosen
	Legs     []LegRow
	Offices  []parts.Option
	Works    []parts.Option
	Result   bool // the passing office says what it has done
	Note     string
	Problems page.Problems
}

// LegRow is one office of the form as typed.
type LegRow struct{ Suffix, Office, Work, Limit string }

// Legend heads a row.
func (l LegRow) Legend() string {
	if l.Suffix == "" {
		return "Cơ quan nhận hồ sơ"
	}
	return "Cơ quan kế tiếp (thứ " + l.Suffix + ")"
}

// ReadForward reads the form, or an empty one when f is nil, into the act.
func (v View) ReadForward(f *page.Form) (ForwardForm, dossier.Forward) {
	x, act := v.forwardForm(), dossier.Forward{}
	for i := range rows {
		l := LegRow{}
		if i > 0 {
			l.Suffix = strconv.Itoa(i + 1)
		}
		if f != nil && x.To == "" {
			l.Office, l.Work, l.Limit = f.Text("office"+l.Suffix, 64), f.Text("work"+l.Suffix, 20), f.Text("limit"+l.Suffix, 5)
			if l.Office != "" {
				leg := dossier.Leg{Office: l.Office, Work: dossier.Work(l.Work)}
				if n, err := strconv.Atoi(l.Limit); err == nil && n > 0 && n <= 60 {
					leg.Limit = l.Limit + "wd"
				} else if l.Limit != "" || l.Office != v.Competent {
					f.Problems.Add("limit"+l.Suffix, "Nêu số ngày làm việc của cơ quan nhận, từ 1 đến 60.")
				}
				if l.Work == "" {
					f.Problems.Add("work"+l.Suffix, "Chọn việc cơ quan nhận phải làm.")
				}
				act.Legs = append(act.Legs, leg)
			}
		}
		x.Legs = append(x.Legs, l)
	}
	if f != nil {
		x.Note = f.Lines("reason", 2000)
		act.Note = x.Note
	}
	return x, act
}

func (v View) forwardForm() ForwardForm {
	x, tree := ForwardForm{Result: v.Chained()}, v.hall.Offices.Tree()
	for _, h := range v.Handovers {
		if !h.Given.Set() && x.To == "" {
			x.To, x.Work = tree.Title(h.To), h.Work.Vietnamese()
		}
	}
	if x.To == "" && v.Chained() {
		x.To, x.Work = tree.Title(v.Competent), dossier.Combine.Vietnamese()
	}
	if x.To != "" {
		return x
	}
	first := parts.Option{Label: "Chọn cơ quan"}
	if !v.Forwarded() {
		x.First = tree.Title(v.Competent)
		first.Label = "Cơ quan giải quyết: " + x.First
	}
	x.Offices = append([]parts.Option{first}, v.Agencies(v.Holder)...)
	x.Works = []parts.Option{{Label: "Chọn việc"}}
	for _, w := range dossier.Works {
		x.Works = append(x.Works, parts.Option{Value: string(w), Label: w.Vietnamese()})
	}
	return x
}

// Agencies are the offices that can take part in settling the dossier: all above the
// communes, and the communes of the district it belongs to.
func (v View) Agencies(but string) []parts.Option {
	tree := v.hall.Offices.Tree()
	home, _ := tree.Office(v.Competent)
	received, _ := tree.Office(v.Receiving)
	var out []parts.Option
	for _, o := range tree.On(v.hall.Today()) {
		near := o.Parent == home.ID || o.Parent == home.Parent || o.ID == received.ID
		if o.ID != but && (o.Kind != office.Commune || near) {
			out = append(out, parts.Option{Value: o.ID, Label: tree.Title(o.ID)})
		}
	}
	return out
}
