package formtest

import (
	"fmt"
	"net/url"
	"strconv"

	"motcua/form"
)

// Typed answers every question of a form with synthetic values.
func Typed(f form.Form) form.Typed {
	t := form.Typed{}
	for _, x := range f.Fields() {
		answer(t, x, x.Key, "")
	}
	return t
}

// Values are the same as a page posts them.
func Values(f form.Form) url.Values {
	out := url.Values{}
	for name, v := range Typed(f) {
		out["q."+name] = v
	}
	return out
}

func answer(t form.Typed, x form.Field, at, under string) {
	if !x.Shown(t, under) {
		return
	}
	switch x.Type {
	case form.Group:
		t.SetRows(at, max(x.Least, 1))
		for i := range t.Rows(at) {
			row := fmt.Sprintf("%s.%d.", at, i)
			for _, y := range x.Fields {
				answer(t, y, row+y.Key, row)
			}
		}
	case form.Person, form.Company, form.Address:
		for _, y := range x.Inner() {
			answer(t, y, at+"."+y.Key, at+".")
		}
	case form.Date:
		t[at+"-day"], t[at+"-month"], t[at+"-year"] = []string{"6"}, []string{"5"}, []string{"1990"}
	default:
		if s := one(x); s != "" {
			t[at] = []string{s}
		}
	}
}

func one(x form.Field) string {
	switch x.Type {
	case form.Number, form.Money:
		return strconv.Itoa(max(x.Least, 1))
	case form.Yes:
		return form.Ticked
	case form.Choice, form.Several:
		return x.Options[0]
	case form.Email:
		return "mau@example.org"
	case form.Phone:
		return "0100000123"
	case form.IDNo:
		return "079190000001"
	case form.TaxNo:
		return "0300000001"
	case form.Upload:
		return ""
	}
	if s := "Nội dung mẫu"; x.Most == 0 || len([]rune(s)) <= x.Most {
		return s
	}
	return "1"
}
