package trail

import (
	"slices"
	"strings"

	"motcua/fold"
	"motcua/office"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Agency is the choice of an office by its name: typed with suggestions, or, when the
// name fits several, picked from these. It works without scripts.
type Agency struct {
	Name     string // of the field
	Label    string
	Hint     string
	Typed    string
	Error    string
	Matches  []parts.Option // offices the typed name fits
	Picked   string
	Optional bool
}

// agencyList is the id of the suggestions, one list for all fields of a page; shownMost
// is how many matches are offered to pick from.
const (
	agencyList = "agencies"
	shownMost  = 40
)

// Agencies are the offices in force today that can be given a part of the dossier, the
// near ones first: its own line, then the offices above the communes, then all communes.
func (v View) Agencies(but string) []office.Office {
	tree := v.hall.Offices.Tree()
	home, _ := tree.Office(v.Competent)
	rank := func(o office.Office) int {
		switch {
		case o.ID == v.Receiving || o.ID == home.ID || o.ID == home.Parent:
			return 0
		case o.Kind != office.Commune:
			return 1
		case o.Parent == home.ID || o.Parent == home.Parent:
			return 2
		}
		return 3
	}
	var out []office.Office
	for o := range tree.Each(v.hall.Today()) {
		if o.ID != but {
			out = append(out, o)
		}
	}
	slices.SortStableFunc(out, func(a, b office.Office) int { return rank(a) - rank(b) })
	return out
}

// Suggested are the names the fields suggest, near ones first.
func (v View) Suggested(but string) []string {
	var out []string
	for _, o := range v.Agencies(but) {
		out = append(out, v.hall.Offices.Tree().Title(o.ID))
	}
	return out
}

// ReadAgency reads one field: the office it names, or "" with what to do said at the
// field. An empty field names none and is no problem here.
func (v View) ReadAgency(f *page.Form, name, but string) (string, Agency) {
	x := Agency{Name: name, Typed: f.Text(name, 200), Picked: f.Text(name+"-pick", 64)}
	if x.Typed == "" {
		return "", x
	}
	found := v.fitting(x.Typed, but)
	for _, o := range found {
		if len(found) == 1 || o.ID == x.Picked {
			x.Typed, x.Picked = v.hall.Offices.Tree().Title(o.ID), ""
			return o.ID, x
		}
	}
	if len(found) == 0 {
		f.Problems.Add(name, "Không có cơ quan nào đang hoạt động khớp với tên này. Kiểm tra lại, hoặc ghi một phần của tên, ví dụ “Bến Nghé” hay “Sở Xây dựng”.")
		return "", x
	}
	said := "Có " + page.Number(int64(len(found))) + " cơ quan khớp với tên này. Chọn một cơ quan trong danh sách ngay bên dưới, hoặc ghi rõ hơn kèm quận, huyện."
	if len(found) > shownMost {
		said = "Có " + page.Number(int64(len(found))) + " cơ quan khớp với tên này; bên dưới là " + page.Number(shownMost) + " cơ quan gần nhất. Chọn một, hoặc ghi rõ hơn kèm quận, huyện."
		found = found[:shownMost]
	}
	f.Problems.Add(name, said)
	x.Matches = []parts.Option{{Label: "Chọn cơ quan"}}
	for _, o := range found {
		x.Matches = append(x.Matches, parts.Option{Value: o.ID, Label: v.hall.Offices.Tree().Title(o.ID)})
	}
	return "", x
}

// fitting are the offices a typed name means: the one of that id or of just that title,
// else those of just that name, else all with a word that begins with each typed one,
// accents or not.
func (v View) fitting(typed, but string) []office.Office {
	all, tree, words := v.Agencies(but), v.hall.Offices.Tree(), nameWords(typed)
	var named, out []office.Office
	for _, o := range all {
		title := nameWords(tree.Title(o.ID))
		switch {
		case o.ID == typed:
			return []office.Office{o}
		case slices.Equal(title, words):
			return []office.Office{o}
		case slices.Equal(nameWords(o.Place), words):
			named = append(named, o)
		case begins(title, words):
			out = append(out, o)
		}
	}
	if len(named) > 0 {
		return named
	}
	return out
}

// nameWords are the words of a name without accents; "Phường 01" is "phường 1".
func nameWords(s string) []string {
	words := strings.FieldsFunc(fold.Fold(s), func(r rune) bool { return r == ' ' || r == ',' || r == '-' })
	for i, w := range words {
		if n := strings.TrimLeft(w, "0"); n != "" {
			words[i] = n
		}
	}
	return words
}

// begins reports whether every typed word is the beginning of some word of the name; a
// number is only itself: "phường 1" is not "phường 12".
func begins(name, typed []string) bool {
	for _, w := range typed {
		if !slices.ContainsFunc(name, func(n string) bool {
			return n == w || strings.HasPrefix(n, w) && (w[0] < '0' || w[0] > '9')
		}) {
			return false
		}
	}
	return len(typed) > 0
}

// At is the field with its problem.
func (x Agency) At(problems page.Problems) Agency {
	x.Error = problems.At(x.Name)
	return x
}
