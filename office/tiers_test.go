package office_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"motcua/fold"
	"motcua/office"
)

const twoTiers = "2025-07-01"

func TestTheCityOf2025HasTwoTiers(t *testing.T) {
	tree := city(t)
	kinds, words, codes := map[office.Kind]int{}, map[string]int{}, map[string]bool{}
	shape := regexp.MustCompile(`^H29(\.\d{2}){0,2}$`)
	for _, o := range tree.On(twoTiers) {
		kinds[o.Kind]++
		code := o.CodeOn(twoTiers)
		if codes[code] || !shape.MatchString(code) || !fold.IsNFC(o.Place) {
			t.Errorf("CODE-3: code %q of %s is used twice or has another shape", code, o.Place)
		}
		codes[code] = true
		if o.Kind == office.Commune {
			word, _, _ := strings.Cut(o.Place, " ")
			words[word]++
			if o.Parent != "g79" || o.Hours != office.HoursSaturdayMorning || o.InForce("2025-06-30") {
				t.Errorf("%s stands below the city from that day, open on Saturday morning: %+v", o.Place, o)
			}
		}
	}
	if kinds[office.District] != 0 || kinds[office.Commune] != 168 || kinds[office.Department] != 28 || kinds[office.Centre] != 0 {
		t.Errorf("kinds %v", kinds)
	}
	if words["Phường"] != 113 || words["Xã"] != 54 || words["Đặc"] != 1 {
		t.Errorf("113 wards, 54 communes and one special zone, got %v", words)
	}
	if o, _ := tree.Office("n26732"); o.Name() != "Ủy ban nhân dân đặc khu Côn Đảo" {
		t.Errorf("name %q", o.Name())
	}
}

func TestCodesTurnRoundOnTheirDay(t *testing.T) {
	tree := city(t)
	for id, want := range map[string][2]string{"g79": {"000.00.00.H29", "H29"}, "g760": {"000.00.41.H29", "H29.41"}, "g26740": {"000.03.41.H29", "H29.41.03"}, "u02": {"000.00.02.H29", "H29.02"}} {
		o, _ := tree.Office(id)
		if o.CodeOn("2020-09-14") != want[0] || o.CodeOn("2020-09-15") != want[1] {
			t.Errorf("CODE-3: %s goes by %q and %q, want %v", o.Place, o.CodeOn("2020-09-14"), o.CodeOn("2020-09-15"), want)
		}
	}
	if o, ok := tree.ByCode("000.03.41.H29", "2026-01-05"); !ok || o.ID != "g26740" {
		t.Error("CODE-5: the code of a ward that is gone still finds it")
	}
}

func TestEverythingOf2019WentOverSomewhere(t *testing.T) {
	tree := city(t)
	heirs := map[string]bool{}
	for _, o := range tree.On(day) {
		now := tree.Current(o.ID, twoTiers)
		if len(now) == 0 || slices.Contains(now, o.ID) == (o.Kind == office.District || o.Kind == office.Commune) {
			t.Errorf("%s: answered for by %v", o.Place, now)
		}
		if heir := tree.Heir(o.ID, twoTiers, ""); !slices.Contains(now, heir) {
			t.Errorf("%s: the heir %q is none of %v", o.Place, heir, now)
		}
		if o.Kind == office.Commune {
			up := tree.Current(o.Parent, twoTiers)
			for _, id := range now {
				heirs[id] = true
				if !slices.Contains(up, id) {
					t.Errorf("%s went over to %s, its district did not", o.Place, id)
				}
			}
		}
	}
	if len(heirs) != 102 {
		t.Errorf("%d communes of 2025 follow the city of 2019, want 102: the others lie in the areas that joined", len(heirs))
	}
}

func TestWhoTakesWhatLayOnTheTable(t *testing.T) {
	tree := city(t)
	rows := []struct{ sentence, id, near, want string }{
		{"a ward that went over whole", "g26740", "", "Phường Sài Gòn"},
		{"a ward in two parts, the first of them", "g26737", "", "Phường Tân Định"},
		{"a commune split, with a whole heir: the whole one", "g27280", "", "Phường Xóm Chiếu"},
		{"a department stays", "u02", "", "Sở Nội vụ"},
	}
	for _, row := range rows {
		o, _ := tree.Office(tree.Heir(row.id, twoTiers, row.near))
		if o.Place != row.want {
			t.Errorf("%s: %q, want %q", row.sentence, o.Place, row.want)
		}
	}
	saigon := tree.Heir("g26740", twoTiers, "")
	if got := tree.Heir("g760", twoTiers, saigon); got != saigon {
		t.Errorf("a dossier of District 1 follows its ward, went to %q", got)
	}
	if tree.Heir("g760", "2025-06-30", saigon) != "g760" {
		t.Error("before the day the district answers")
	}
	if former := tree.Former(saigon, twoTiers); !slices.Contains(former, "g26740") || !slices.Contains(former, "g760") || slices.Contains(former, "g26764") {
		t.Errorf("former offices of the ward: %v", former)
	}
	if scope := tree.Scope(saigon, twoTiers); slices.Contains(scope, "g26758") {
		t.Errorf("what stood below the old district went its own way: %v", scope)
	}
	if scope := tree.Scope("g79", "2026-01-05"); len(scope) != len(tree.All()) {
		t.Errorf("the city sees all %d offices that ever were, got %d", len(tree.All()), len(scope))
	}
}

func TestTheCentreReceivesForTheDepartments(t *testing.T) {
	tree := city(t)
	for at, want := range map[string]string{"2025-12-26": "u02", office.CentreDay: office.CentreID} {
		if got := tree.DeskOf("u02", at); got != want {
			t.Errorf("REC-14: on %s the counter of Sở Nội vụ is %q, want %q", at, got, want)
		}
	}
	if tree.DeskOf("u30", "2026-01-05") != "u30" || tree.DeskOf("n26740", "2026-01-05") != "n26740" {
		t.Error("vertical bodies and communes keep their own counters")
	}
	if o, ok := tree.Office(office.CentreID); !ok || o.InForce("2025-12-26") || !o.InForce(office.CentreDay) || o.CodeOn(office.CentreDay) != "H29.38" {
		t.Errorf("the Centre: %+v", o)
	}
}
