//go:build conformance

package calendar

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// The files of others: every due-date vector, and the days off of seven years with
// their kinds. Run with -tags conformance and MOTCUA_DATA_DIR naming the folder.

func readOutside(t *testing.T, name string, into any) {
	t.Helper()
	dir := os.Getenv("MOTCUA_DATA_DIR")
	if dir == "" {
		t.Fatal("MOTCUA_DATA_DIR is empty: set it to the folder that holds holidays/")
	}
	data, err := os.ReadFile(filepath.Join(dir, "holidays", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func TestConformance_DueDateVectors(t *testing.T) {
	var file struct {
		Vectors []struct {
			Received    string
			WorkingDays int `json:"working_days"`
			Due         string
		}
	}
	readOutside(t, "due-date-vectors.json", &file)
	if len(file.Vectors) == 0 {
		t.Fatal("no vectors read")
	}
	for _, v := range file.Vectors {
		if got := Civil().Add(date(t, v.Received), v.WorkingDays).String(); got != v.Due {
			t.Errorf("%s + %d working days = %s, want %s", v.Received, v.WorkingDays, got, v.Due)
		}
	}
}

func TestConformance_DaysOffOfEveryListedYear(t *testing.T) {
	var file struct {
		Years map[string]struct {
			DaysOff []struct{ Date, Kind string } `json:"days_off"`
			Makeup  []string                      `json:"makeup_working_saturdays"`
			Working int                           `json:"working_days_in_year"`
		}
	}
	readOutside(t, "public-service-days-off.json", &file)
	if len(file.Years) == 0 {
		t.Fatal("no years read")
	}
	kinds := map[Kind]string{Holiday: "statutory", Compensatory: "compensatory", Swapped: "swapped", Exchanged: "worked"}
	for y, listed := range file.Years {
		year, err := strconv.Atoi(y)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		for _, d := range listed.DaysOff {
			want[d.Date] = d.Kind
		}
		for _, d := range listed.Makeup {
			want[d] = "worked"
		}
		working := listed.Working
		if year == 2026 {
			// The list is older than NQ 28/2026/QH16: CAL-4 adds 24/11 and wins.
			if _, there := want["2026-11-24"]; there {
				t.Error("the list of 2026 knows 24/11 now: drop this exception")
			}
			want["2026-11-24"] = "statutory"
			working--
		}
		from, to := Make(year, 1, 1), Make(year, 12, 31)
		for _, d := range Civil().Notable(from, to) {
			if kinds[d.Kind] != want[d.Date.String()] {
				t.Errorf("%s is %s here, %q in the list", d.Date, d.Kind.Vietnamese(), want[d.Date.String()])
			}
			delete(want, d.Date.String())
		}
		for d, kind := range want {
			t.Errorf("%s is %s in the list and nothing here", d, kind)
		}
		if got := Civil().Between(from-1, to); got != working {
			t.Errorf("%d has %d working days here, %d in the list", year, got, working)
		}
	}
}
