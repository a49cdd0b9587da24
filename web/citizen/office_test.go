package citizen

import (
	"slices"
	"testing"

	"motcua/office"
	"motcua/posting"
	"motcua/procedure"
)

// Where a procedure may be filed follows the city of the day (law.md 2.7, REC-14).
func TestREC_14_ReceiversFollowTheCityOfTheDay(t *testing.T) {
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
	vs, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	at := func(level procedure.Level) procedure.Version {
		i := slices.IndexFunc(vs, func(v procedure.Version) bool { return v.DoneAt() == level })
		if i < 0 {
			t.Fatalf("no shipped procedure of level %s", level)
		}
		return vs[i]
	}
	for _, row := range []struct {
		sentence string
		level    procedure.Level
		day      string
		want     int
	}{
		{"2019: a district's procedure at 24 districts", procedure.District, "2019-06-03", 24},
		{"2026: there are none; the communes receive", procedure.District, "2026-06-03", 168},
		{"2019: a commune's procedure at 322 communes", procedure.Commune, "2019-06-03", 322},
		{"2026: at 168", procedure.Commune, "2026-06-03", 168},
	} {
		if got := len(posting.Receivers(tree, at(row.level), row.day)); got != row.want {
			t.Errorf("%s, got %d", row.sentence, got)
		}
	}
	found := matching(tree, posting.Receivers(tree, at(procedure.Commune), "2026-06-03"), "ben nghe", "2026-06-03")
	if len(found) != 1 || found[0].Place != "Phường Sài Gòn" {
		t.Errorf("a ward that is gone finds its heir, got %v", found)
	}
}
