package procedure_test

import (
	"context"
	"testing"

	"motcua/db/dbtest"
	"motcua/procedure"
)

// TestKS_9_ALastDayThatIsMissingIsToldAsSuch: the field that differs is named, not the one
// that happens to stand on its line.
func TestKS_9_ALastDayThatIsMissingIsToldAsSuch(t *testing.T) {
	p := part(t, dbtest.SQLite(t))
	f := small(t)
	f.Versions[0].ValidTo, f.Versions[0].Level2019 = "2019-06-30", procedure.Commune
	importFile(t, p.Store, f)
	files := exported(t, p)
	for sentence, row := range map[string]struct{ old, new, field string }{
		"left out":     {"\n      \"valid_to\": \"2019-06-30\",", "", "versions[0].valid_to"},
		"another":      {"2019-06-30", "2019-07-31", "versions[0].valid_to"},
		"another line": {"\"level_2019\": \"commune\"", "\"level_2019\": \"province\"", "versions[0].level_2019"},
	} {
		_, faults, err := p.Check(context.Background(), edited(files, firstPath, row.old, row.new))
		if err != nil || len(faults) != 1 || faults[0].Field != row.field || faults[0].Line < 3 {
			t.Errorf("%s: %+v %v", sentence, faults, err)
		}
	}
}
