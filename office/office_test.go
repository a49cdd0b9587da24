package office_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/fold"
	"motcua/office"
	"motcua/refusal"
)

const day = "2019-06-03"

func city(t *testing.T) *office.Tree {
	t.Helper()
	all, err := office.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	links, err := office.Successions()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := office.NewTree(all, links)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestTheCityOf2019IsWhole(t *testing.T) {
	kinds, words, codes := map[office.Kind]int{}, map[string]int{}, map[string]bool{}
	for _, o := range city(t).On(day) {
		kinds[o.Kind]++
		if o.Kind == office.Commune {
			for _, word := range []string{"Phường ", "Xã ", "Thị trấn "} {
				if strings.HasPrefix(o.Place, word) {
					words[word]++
				}
			}
		}
		code := o.CodeOn(day)
		if codes[code] || !office.ValidCode2018(code) || !strings.HasSuffix(code, ".H29") {
			t.Errorf("CODE-1: code %q of %s is used twice or has another shape", code, o.Place)
		}
		codes[code] = true
		if !fold.IsNFC(o.Place) || !o.InForce(day) || o.InForce("2016-09-29") {
			t.Errorf("%s: text or validity is wrong", o.Place)
		}
	}
	for kind, want := range map[office.Kind]int{office.City: 1, office.Department: 28, office.Vertical: 9, office.District: 24, office.Commune: 322} {
		if kinds[kind] != want {
			t.Errorf("%d of kind %s, want %d", kinds[kind], kind, want)
		}
	}
	for word, want := range map[string]int{"Phường ": 259, "Xã ": 58, "Thị trấn ": 5} {
		if words[word] != want {
			t.Errorf("%d %s, want %d", words[word], word, want)
		}
	}
}

func TestFindAnOffice(t *testing.T) {
	tree := city(t)
	top, ok := tree.ByCode("000.00.00.H29", day)
	if !ok || top.ID != "g79" || top.Name() != "Ủy ban nhân dân Thành phố Hồ Chí Minh" {
		t.Errorf("CODE-2: the city is %+v", top)
	}
	if n := len(tree.Children(top.ID, day)); n != 28+9+24 {
		t.Errorf("%d offices stand directly below the city", n)
	}
	first, _ := tree.Office("g760")
	ward, ok := tree.Office("g26740")
	if !ok || ward.Parent != first.ID || tree.Title(ward.ID) != "Phường Bến Nghé, Quận 1" {
		t.Errorf("ward %+v", ward)
	}
	if ward.Name() != "Ủy ban nhân dân phường Bến Nghé" || first.Name() != "Ủy ban nhân dân Quận 1" {
		t.Errorf("names %q and %q", ward.Name(), first.Name())
	}
	if scope := tree.Scope(first.ID, day); len(scope) != 11 || !slices.Contains(scope, ward.ID) {
		t.Errorf("district 1 and its 10 wards, got %v", scope)
	}
	if ward.Hours != office.HoursSaturdayMorning || first.Hours != "" {
		t.Error("CAL-7: wards open on Saturday morning, districts by the civil calendar")
	}
}

func small(id, parent string) office.Office {
	return office.Office{ID: id, Kind: office.Commune, Place: "Phường " + id, Parent: parent, ValidFrom: "2019-01-01"}
}

func TestSuccessors(t *testing.T) {
	a, b, c, x, y := small("a", ""), small("b", ""), small("c", ""), small("x", ""), small("y", "")
	a.ValidTo, b.ValidTo, c.ValidTo = "2020-12-31", "2020-12-31", "2025-06-30"
	c.ValidFrom, x.ValidFrom, y.ValidFrom = "2021-01-01", "2025-07-01", "2025-07-01"
	tree, err := office.NewTree([]office.Office{a, b, c, x, y}, []office.Succession{
		{Old: "a", New: "c", On: "2021-01-01"}, {Old: "b", New: "c", On: "2021-01-01"},
		{Old: "c", New: "x", On: "2025-07-01"}, {Old: "c", New: "y", On: "2025-07-01"},
	})
	if err != nil {
		t.Fatal(err)
	}
	rows := []struct{ sentence, id, day, want string }{
		{"before the merger an office answers for itself", "a", "2020-12-31", "a"},
		{"after the merger the merged office answers", "a", "2021-01-01", "c"},
		{"after the split both parts answer", "a", "2025-07-01", "x y"},
		{"nobody answers for an office that is not there", "z", "2021-01-01", ""},
	}
	for _, row := range rows {
		if got := strings.Join(tree.Current(row.id, row.day), " "); got != row.want {
			t.Errorf("%s: %q, want %q", row.sentence, got, row.want)
		}
	}
	if got := strings.Join(tree.Scope("c", "2021-01-01"), " "); got != "a b c" {
		t.Errorf("the merged office sees the old dossiers, got %q", got)
	}
	if got := strings.Join(tree.Scope("x", "2025-07-01"), " "); got != "a b c x" {
		t.Errorf("a successor of a successor sees all, got %q", got)
	}
	if got := strings.Join(tree.Scope("c", "2020-06-01"), " "); got != "c" {
		t.Errorf("before the merger nothing has gone over, got %q", got)
	}
}

func TestAnOfficeThatGivesAPartAwayKeepsAnswering(t *testing.T) {
	tree, err := office.NewTree([]office.Office{small("a", ""), small("b", "")}, []office.Succession{{Old: "a", New: "b", On: "2021-01-01"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(tree.Current("a", "2021-01-01"), " "); got != "a b" {
		t.Errorf("got %q", got)
	}
}

func TestTreeRefuses(t *testing.T) {
	code := func(o office.Office, value, from, to string) office.Office {
		o.Codes = []office.Code{{Value: value, From: from, To: to}}
		return o
	}
	a, b, c := small("a", ""), small("b", ""), small("c", "")
	rows := []struct {
		sentence string
		offices  []office.Office
		links    []office.Succession
		field    string
	}{
		{"an id twice", []office.Office{a, a}, nil, "id"},
		{"a parent that is not there", []office.Office{small("a", "z")}, nil, "parent"},
		{"an office above itself", []office.Office{small("a", "b"), small("b", "a")}, nil, "parent"},
		{"a successor that is not there", []office.Office{a}, []office.Succession{{Old: "a", New: "z"}}, "successor"},
		{"an office that succeeds itself", []office.Office{a}, []office.Succession{{Old: "a", New: "a"}}, "successor"},
		{"a succession that comes back", []office.Office{a, b, c}, []office.Succession{{Old: "a", New: "b"}, {Old: "b", New: "c"}, {Old: "c", New: "a"}}, "successor"},
		{"a code held by two on one day", []office.Office{code(a, "1", "2019-01-01", ""), code(b, "1", "2020-01-01", "")}, nil, "code"},
	}
	for _, row := range rows {
		_, err := office.NewTree(row.offices, row.links)
		if r, ok := refusal.As(err); !ok || r.Field != row.field {
			t.Errorf("%s: error %v", row.sentence, err)
		}
	}
	handedOn := []office.Office{code(a, "1", "2019-01-01", "2019-12-31"), code(b, "1", "2020-01-01", "")}
	tree, err := office.NewTree(handedOn, nil)
	if err != nil {
		t.Fatalf("a code may be handed on: %v", err)
	}
	for at, want := range map[string]string{"2019-06-03": "a", "2020-06-03": "b"} {
		if o, ok := tree.ByCode("1", at); !ok || o.ID != want {
			t.Errorf("code on %s is %q", at, o.ID)
		}
	}
	old, err := office.NewTree([]office.Office{code(a, "1", "2019-01-01", "2019-12-31")}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if o, ok := old.ByCode("1", "2025-01-01"); !ok || o.ID != "a" {
		t.Error("CODE-5: a code out of use still finds its office")
	}
}

func TestParseNamesTheLine(t *testing.T) {
	head := "000.00.00.H29|city|Thành phố Hồ Chí Minh||79\n"
	rows := []struct{ sentence, line, why string }{
		{"four columns", "000.00.01.H29|department|Sở Nội vụ|000.00.00.H29", "5 cột"},
		{"a code of another shape", "H29.01|department|Sở Nội vụ|000.00.00.H29|", "sai dạng"},
		{"a parent that comes later", "000.00.01.H29|department|Sở Nội vụ|000.00.99.H29|", "cấp trên"},
		{"a code twice", "000.00.00.H29|department|Sở Nội vụ|000.00.00.H29|", "đã dùng"},
		{"a kind nobody knows", "000.00.01.H29|bureau|Sở Nội vụ|000.00.00.H29|", "bureau"},
		{"a name in pieces", "000.00.01.H29|department|Sơ\u0309 Nội vụ|000.00.00.H29|", "NFC"},
		{"a territory without its number", "000.00.41.H29|district|Quận 1|000.00.00.H29|", "thiếu mã"},
	}
	for _, row := range rows {
		_, err := office.Parse([]byte(head+"# remark\n"+row.line+"\n"), "2019-01-01")
		r, ok := refusal.As(err)
		if !ok || !strings.Contains(r.Sentence, "dòng 3") || !strings.Contains(r.Sentence, row.why) {
			t.Errorf("%s: %v", row.sentence, err)
		}
	}
}

func TestPostsAndDelegationsHoldOnDays(t *testing.T) {
	posts := []office.Post{
		{ID: "1", Official: "lan", Office: "a", Role: office.Officer, From: "2019-01-01", To: "2019-06-02"},
		{ID: "2", Official: "lan", Office: "a", Role: office.Head, From: "2019-06-03"},
	}
	if got := office.PostsOn(posts, "2019-06-02"); len(got) != 1 || got[0].Role != office.Officer {
		t.Errorf("the last day still belongs to the old post: %v", got)
	}
	if got := office.PostsOn(posts, "2019-06-03"); len(got) != 1 || got[0].Role != office.Head {
		t.Errorf("the first day belongs to the new post: %v", got)
	}
	all := []office.Delegation{
		{ID: "d1", From: "2", To: "9", Begin: "2019-06-10", End: "2019-06-14", Form: "TUQ."},
		{ID: "d2", From: "2", To: "8", Begin: "2019-06-10", End: "2019-06-14", Scope: "sign", Revoked: "2019-06-12"},
		{ID: "d3", From: "2", To: "7", Begin: "2019-06-10"},
	}
	rows := []struct {
		sentence, to, act, day string
		want                   bool
	}{
		{"on the first day", "9", "sign", "2019-06-10", true},
		{"on the last day", "9", "refuse", "2019-06-14", true},
		{"the day before", "9", "sign", "2019-06-09", false},
		{"the day after", "9", "sign", "2019-06-15", false},
		{"an act it does not name", "8", "refuse", "2019-06-10", false},
		{"the act it names", "8", "sign", "2019-06-11", true},
		{"from the day it is revoked", "8", "sign", "2019-06-12", false},
		{"a delegation without an end is none", "7", "sign", "2019-06-11", false},
	}
	for _, row := range rows {
		if _, got := office.BehalfOf(all, "2", row.to, row.act, row.day); got != row.want {
			t.Errorf("delegation %s: %v, want %v", row.sentence, got, row.want)
		}
	}
	for _, r := range office.Roles() {
		if !r.Valid() || r.Vietnamese() == string(r) {
			t.Errorf("role %s has no Vietnamese name", r)
		}
	}
	if office.Role("king").Valid() {
		t.Error("an unknown role is valid")
	}
}
