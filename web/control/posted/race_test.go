package posted_test

import (
	"bytes"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/paper"
	"motcua/posting"
	"motcua/web/hall/halltest"
)

func placeID(path string) string { return path[strings.LastIndex(path, "/")+1:] }

// asked gives a board at which two versions are asked for.
func asked(t *testing.T, d *db.DB) (x house, first string) {
	x = openOn(t, d)
	first = x.place("board")
	status, body := x.Upload(x.desk, first+"/post", url.Values{"codes": {code, other}}, "photo", "a.png", halltest.PNG)
	x.holds(first, status, body, 200)
	x.amend(code, "2019-07-01")
	x.amend(other, "2019-07-01")
	x.to("2019-07-01")
	for _, s := range x.sheets(first) {
		if s.State == posting.Flagged {
			status, body = x.Upload(x.desk, "/control/posting/sheets/"+s.ID+"/down", url.Values{}, "photo", "a.png", halltest.PNG)
			x.holds(first, status, body, 200)
		}
	}
	x.to("2019-07-05")
	return x, first
}

// standing are the sheets that wait or hang at a place, by the place, and the open places.
func (x house) standing() (at map[string]int, open map[string]bool) {
	x.T.Helper()
	ps, err := x.Hall.Postings.PlacesOf(x.T.Context(), x.Who("head", x.Ward), x.Ward)
	if err != nil {
		x.T.Fatal(err)
	}
	at, open = map[string]int{}, map[string]bool{}
	for _, p := range ps {
		open[p.ID] = p.Open()
		at[p.ID] = len(x.sheets("/" + p.ID))
	}
	return at, open
}

// unstranded wants nothing to wait or hang where the place is closed.
func (x house) unstranded(try int) {
	x.T.Helper()
	at, open := x.standing()
	for id, n := range at {
		if n > 0 && !open[id] {
			x.T.Fatalf("CK-1 try %d: %d sheets wait or hang at a closed place", try, n)
		}
	}
}

// both does two things at once.
func both(a, b func() error) (errs [2]error) {
	var wg sync.WaitGroup
	wg.Go(func() { errs[0] = a() })
	wg.Go(func() { errs[1] = b() })
	wg.Wait()
	return errs
}

// CK-1: of the last two places of an office, closed at the same moment, one stays: what is to
// be posted stands at a place in use.
func TestCK_1_TheLastTwoPlacesClosedAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		x, first := asked(t, d)
		who := x.Who("head", x.Ward)
		for n := range 20 {
			second := x.place("binder")
			shut := func(p string) func() error {
				return func() error { return x.Hall.Postings.ClosePlace(t.Context(), who, placeID(p)) }
			}
			errs := both(shut(first), shut(second))
			x.unstranded(n)
			switch {
			case (errs[0] == nil) == (errs[1] == nil):
				t.Fatalf("CK-1 try %d: %v / %v", n, errs[0], errs[1])
			case errs[0] == nil:
				first = second
			}
		}
	})
}

// CK-1: nothing is recorded as hanging at a place that closes at the same moment.
func TestCK_1_PostedWhileThePlaceCloses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		x := openOn(t, d)
		head, desk := x.Who("head", x.Ward), x.Who("reception", x.Ward)
		first := x.place("board")
		status, body := x.Upload(x.desk, first+"/post", url.Values{"codes": {other}}, "photo", "a.png", halltest.PNG)
		x.holds(first, status, body, 200)
		for n := range 12 {
			second := x.place("binder")
			photo, err := x.Hall.Papers.Stage(t.Context(), paper.Given{Paper: "photo", Name: "a.png"}, bytes.NewReader(halltest.PNG), int64(len(halltest.PNG)))
			if err != nil {
				t.Fatal(err)
			}
			both(func() error { return x.Hall.Postings.ClosePlace(t.Context(), head, placeID(second)) }, func() error {
				_, err := x.Hall.Postings.Post(t.Context(), desk, placeID(second), []string{code}, &photo)
				return err
			})
			x.unstranded(n)
			for _, s := range x.sheets(second) {
				status, body = x.Upload(x.desk, "/control/posting/sheets/"+s.ID+"/down", url.Values{}, "photo", "a.png", halltest.PNG)
				x.holds(second, status, body, 200)
			}
			x.unstranded(n)
		}
	})
}

// CK-1: a task left at a closed place does not count its office as asked: the next version is
// asked for at a place in use.
func TestCK_1_ATaskAtAClosedPlaceLeavesTheOfficeToBeAsked(t *testing.T) {
	x, first := asked(t, dbtest.SQLite(t))
	second := x.place("binder")
	status, body := x.Post(x.head, second+"/close", nil)
	x.holds(second, status, body, 200)
	if err := x.Hall.DB.Update(t.Context(), func(tx db.Tx) error { // as two who closed at once left it
		_, err := tx.ExecContext(t.Context(), "UPDATE posting_sheet SET place = $1, doc = replace(doc, $2, $1) WHERE state = 'wanted'", placeID(second), placeID(first))
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if n := len(x.sheets(first)); n != 0 {
		t.Fatalf("%d sheets stayed", n)
	}
	x.amend(code, "2019-08-01")
	x.to("2019-08-02")
	if all := x.sheets(first); len(all) != 1 || all[0].Code != code || all[0].State != posting.Wanted {
		t.Errorf("CK-1 the place in use is not asked: %+v", all)
	}
}

// CK-1: the day a version ends while the place asked for it closes, the office is asked for
// the next version at a place in use.
func TestCK_1_AVersionEndsWhileThePlaceCloses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		x, first := asked(t, d)
		who := x.Who("head", x.Ward)
		for n := range 8 {
			second, day := x.place("binder"), fmt.Sprintf("2019-08-%02d", n+1)
			x.amend(code, day)
			x.Civil.Set(at(t, day))
			errs := both(func() error { return x.Hall.Postings.ClosePlace(t.Context(), who, placeID(first)) }, x.works)
			if errs[0] != nil || errs[1] != nil {
				t.Fatalf("CK-1 try %d: %v / %v", n, errs[0], errs[1])
			}
			x.unstranded(n)
			v, _ := x.Hall.Procedures.InForce(code, x.Hall.Today())
			if all := x.sheets(second); !slices.ContainsFunc(all, func(s posting.Sheet) bool { return s.Version == v.ID && s.State == posting.Wanted }) {
				t.Fatalf("CK-1 try %d: the version in force is asked for nowhere: %+v", n, all)
			}
			first = second
		}
	})
}
