package form

import (
	"fmt"
	"strconv"
)

// Sample answers every question with values of nobody, as in the sample dossiers people
// look at before they fill in their own (PRI-4).
func (f Form) Sample() Typed {
	t := Typed{}
	for _, x := range f.Fields() {
		sampled(t, x, x.Key, "")
	}
	return t
}

func sampled(t Typed, x Field, at, under string) {
	if !x.Shown(t, under) {
		return
	}
	switch x.Type {
	case Group:
		t.SetRows(at, max(x.Least, 1))
		for i := range t.Rows(at) {
			row := fmt.Sprintf("%s.%d.", at, i)
			for _, y := range x.Fields {
				sampled(t, y, row+y.Key, row)
			}
		}
	case Person, Company, Address:
		for _, y := range x.Inner() {
			sampled(t, y, at+"."+y.Key, at+".")
		}
	case Date:
		t[at+"-day"], t[at+"-month"], t[at+"-year"] = []string{"6"}, []string{"5"}, []string{"1990"}
	default:
		if s := sampleOf(x); s != "" {
			t[at] = []string{s}
		}
	}
}

func sampleOf(x Field) string {
	switch x.Type {
	case Number, Money:
		return strconv.Itoa(max(x.Least, 1))
	case Yes:
		return Ticked
	case Choice, Several:
		return x.Options[0]
	case Email:
		return "mau@example.org"
	case Phone:
		return "0100000123"
	case IDNo:
		return "079190000001"
	case TaxNo:
		return "0300000001"
	case Upload:
		return ""
	}
	if s := "Nội dung mẫu"; x.Most == 0 || len([]rune(s)) <= x.Most {
		return s
	}
	return "1"
}
