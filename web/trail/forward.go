package trail

import (
	"strconv"

	"motcua/dossier"
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
	Names    []string // suggested offices
	Works    []parts.Option
	Result   bool // the passing office says what it has done
	Note     string
	Problems page.Problems
}

// LegRow is one office of the form as typed.
type LegRow struct {
	Suffix, Work, Limit string
	Agency              Agency
}

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
		l.Agency.Name = "office" + l.Suffix
		if f != nil && x.To == "" {
			l = v.readLeg(f, l, &act)
		}
		l.Agency.Label, l.Agency.Hint, l.Agency.Optional = "Cơ quan", "Gõ một phần của tên, ví dụ Bến Nghé hoặc Sở Xây dựng, rồi chọn trong gợi ý.", i > 0
		if i == 0 && x.First != "" {
			l.Agency.Hint, l.Agency.Optional = "Để trống thì hồ sơ đến cơ quan giải quyết: "+x.First+". Muốn chuyển nơi khác, gõ một phần của tên rồi chọn trong gợi ý.", true
		}
		x.Legs = append(x.Legs, l)
	}
	if f != nil {
		x.Note = f.Lines("reason", 2000)
		act.Note = x.Note
	}
	return x, act
}

// readLeg reads one office of the form into the act.
func (v View) readLeg(f *page.Form, l LegRow, act *dossier.Forward) LegRow {
	l.Work, l.Limit = f.Text("work"+l.Suffix, 20), f.Text("limit"+l.Suffix, 5)
	id, field := v.ReadAgency(f, l.Agency.Name, v.leaving())
	l.Agency = field
	if field.Typed == "" {
		return l
	}
	leg := dossier.Leg{Office: id, Work: dossier.Work(l.Work)}
	if n, err := strconv.Atoi(l.Limit); err == nil && n > 0 && n <= 60 {
		leg.Limit = l.Limit + "wd"
	} else if l.Limit != "" || id != v.Competent {
		f.Problems.Add("limit"+l.Suffix, "Nêu số ngày làm việc của cơ quan nhận, từ 1 đến 60.")
	}
	if l.Work == "" {
		f.Problems.Add("work"+l.Suffix, "Chọn việc cơ quan nhận phải làm.")
	}
	act.Legs = append(act.Legs, leg)
	return l
}

// leaving is the office the dossier leaves; the desk may give it to its own office.
func (v View) leaving() string {
	if !v.Forwarded() {
		return ""
	}
	return v.Holder
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
	if !v.Forwarded() {
		x.First = tree.Title(v.Competent)
	}
	x.Names = v.Suggested(v.leaving())
	x.Works = []parts.Option{{Label: "Chọn việc"}}
	for _, w := range dossier.Works {
		x.Works = append(x.Works, parts.Option{Value: string(w), Label: w.Vietnamese()})
	}
	return x
}
