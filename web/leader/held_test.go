package leader_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/almanac"
	"motcua/analysis"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/ledger"
	"motcua/web/leader/leadertest"
	"motcua/web/trail"
)

// counted brings the figures that follow the log up to date.
func (x house) counted() {
	x.T.Helper()
	ctx := context.Background()
	seq := &ledger.Sequencer{DB: x.DB, Keys: x.Hall.Keys, Civil: x.Civil, Wall: x.Civil, Holder: "test"}
	for n := 1; n > 0; {
		var err error
		if n, err = seq.Sequence(ctx); err != nil {
			x.T.Fatal(err)
		}
	}
	s := &analysis.Store{DB: x.DB, Calendar: x.Hall.CalendarAt}
	if err := s.Follow(ctx); err != nil {
		x.T.Fatal(err)
	}
	if diff, err := s.Compare(ctx); err != nil || diff != "" {
		x.T.Fatalf("%s %v", diff, err)
	}
}

func TestSET4AHeadIsHandedADossierAndPassesItOn(t *testing.T) {
	x := open(t)
	desk := x.Who("reception", x.Ward)
	d := x.Must(desk, x.In(dossier.Received, leadertest.FiveDays), dossier.Forward{Legs: []dossier.Leg{{Office: x.District, Work: dossier.Verify, Limit: "1wd"}}})
	x.counted() // what is counted midway is part of what is counted in the end
	path := "/leader/dossiers/" + d.Code
	if _, body := x.Get(x.Head(), "/leader/lists/unassigned"); strings.Contains(body, d.Code) {
		t.Error("the lead's head is asked to assign what another office has")
	}
	c := x.As(x.Who("head", x.District))
	code, body := x.Get(c, "/leader/lists/handed")
	if code != http.StatusOK || !strings.Contains(body, d.Code) || !strings.Contains(body, "Xác minh, kiểm tra thực tế") || !strings.Contains(body, "04/6/2019 17:00") {
		t.Errorf("%d: the list says what is to be done and until when", code)
	}
	if code, body = x.Post(c, path+"/take", nil); code != http.StatusOK || !strings.Contains(body, "Đã xác nhận nhận hồ sơ") {
		t.Errorf("%d", code)
	}
	x.counted()
	if code, body = x.Post(c, path+"/take", nil); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Cơ quan đã nhận hồ sơ này") {
		t.Errorf("twice: %d", code)
	}
	if code, body = x.Post(c, path+"/forward", url.Values{"reason": {"ok"}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Ghi kết quả phần việc") {
		t.Errorf("without its result: %d", code)
	}
	x.To("2019-06-05 08:30")
	if code, body = x.Post(c, path+"/forward", url.Values{"reason": {"Đã kiểm tra thực tế tại địa chỉ"}}); code != http.StatusOK || !strings.Contains(body, "Đã chuyển hồ sơ "+d.Code) {
		t.Errorf("%d", code)
	}
	if _, body = x.Get(x.Head(), "/leader/lists/unassigned"); !strings.Contains(body, d.Code) {
		t.Error("back at the lead its head assigns it")
	}

	x.counted()
	code, body = x.Get(c, "/leader/held?from=2019-06-01&to=2019-06-30")
	if code != http.StatusOK || !strings.Contains(body, "990 phút") || !strings.Contains(body, "1 giờ") {
		t.Errorf("%d: the office had it two days and half an hour, an hour too long", code)
	}
	code, body = x.Get(c, "/leader/held/spans?office="+x.District+"&from=2019-06-01&to=2019-06-30")
	if code != http.StatusOK || !strings.Contains(body, d.Code) {
		t.Errorf("%d: the figure opens what it sums", code)
	}
	if code, _ = x.Get(c, "/leader/held/spans?office="+x.Other); code != http.StatusNotFound {
		t.Errorf("another office's: %d", code)
	}
	if code, _ = x.Get(c, "/leader/held?from=2019-06-30&to=2019-06-01"); code != http.StatusUnprocessableEntity {
		t.Errorf("a period that ends before it begins: %d", code)
	}
}

// CAL-6: a change that was made before a span ended, and became known after the span was
// counted, counts the span anew; one made after it ended leaves it. Whatever comes in
// which order, the rows are what the events say.
func TestCAL6SpansAreCountedByTheCalendarOfTheirEnd(t *testing.T) {
	x := open(t)
	s := x.Almanac()
	ctx := context.Background()
	admin := x.Who("admin", x.District)
	off := func(made, day string) {
		t.Helper()
		now := x.Civil.Now()
		defer x.Civil.Set(now)
		at, err := time.ParseInLocation("2006-01-02 15:04", made, clock.Zone)
		if err != nil {
			t.Fatal(err)
		}
		x.Civil.Set(at)
		d, err := s.Draft(ctx, admin, almanac.Change{Lines: "off " + day + " closed Bão", Reason: "Nghỉ tránh bão theo công điện", Decision: "12/CĐ-UBND"})
		if err == nil {
			d, err = s.Finish(ctx, d.ID, func(almanac.Draft) {})
		}
		if err == nil {
			_, err = s.Confirm(ctx, admin, d.ID)
		}
		if err == nil {
			_, err = s.Finish(ctx, d.ID, func(almanac.Draft) {})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	x.To("2019-06-05 08:00")
	d := x.In(dossier.Received, leadertest.FiveDays)
	x.To("2019-06-07 08:00")
	x.Must(x.Who("reception", x.Ward), d, dossier.Forward{Legs: []dossier.Leg{{Office: x.District, Work: dossier.Verify, Limit: "5wd"}}})
	held := func(says string, want int64) {
		t.Helper()
		x.counted()
		sums, err := (&analysis.Store{DB: x.DB, Calendar: x.Hall.CalendarAt}).Held(ctx, []string{x.Ward}, 0, clock.At(x.Civil.Now().AddDate(1, 0, 0)))
		if err != nil || len(sums) != 1 || sums[0].Minutes != want {
			t.Errorf("%s: %+v %v, want %d minutes", says, sums, err, want)
		}
	}
	held("two days", 960)
	off("2019-06-06 09:00", "2019-06-06")
	held("a day off declared before they were over, known after they were counted", 480)
	off("2019-06-07 09:00", "2019-06-05")
	held("a day off declared when they were over", 480)
	off("2019-06-07 09:30", "2019-06-03")
	held("and a second one", 480)
	v, err := trail.Read(ctx, x.Hall, x.Who("head", x.Ward), x.Opened(d))
	if err != nil {
		t.Fatal(err)
	}
	if bar, err := v.TimeBar(); err != nil || bar.Segments[0].Minutes != 480 || bar.Due != 480+450+3*480 {
		t.Errorf("the page of the dossier says otherwise: %+v %v", bar, err)
	}
}

// The figures of a period are the sums of the accounts, and each opens to its spans.
func TestDaysHeldAreTheSumOfTheAccounts(t *testing.T) {
	x := open(t)
	ctx := context.Background()
	for i := range 4 {
		d := x.In(dossier.InProcess, leadertest.FiveDays)
		x.To([]string{"2019-06-03 10:00", "2019-06-04 15:00", "2019-06-05 09:20", "2019-06-06 16:59"}[i])
		if i%2 == 0 {
			x.Must(x.Who("officer", x.Ward), d, dossier.Forward{Legs: []dossier.Leg{{Office: x.District, Work: dossier.Verify, Limit: "1wd"}}})
		}
	}
	x.counted()
	s := &analysis.Store{DB: x.DB, Calendar: x.Hall.CalendarAt}
	from, before := clock.At(calendar.Make(2019, 6, 1).At(0)), clock.At(calendar.Make(2019, 7, 1).At(0))
	sums, err := s.Held(ctx, []string{x.Ward, x.District}, from, before)
	if err != nil || len(sums) != 1 || sums[0].Office != x.Ward {
		t.Fatalf("only the ward's spans have ended: %+v %v", sums, err)
	}
	var want, got int64
	keys, err := x.Dossiers.Keys(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range keys {
		events, err := x.Dossiers.Trail(ctx, k)
		if err != nil {
			t.Fatal(err)
		}
		life, err := analysis.Snapshots(events)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range analysis.Account(life, x.Hall.CalendarAt, clock.At(x.Civil.Now())).Charges {
			if !c.Running {
				want += c.Minutes
			}
		}
	}
	for after := (analysis.Mark{}); ; {
		lines, next, err := s.Lines(ctx, x.Ward, from, before, after, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range lines {
			got += l.Minutes
		}
		if next == nil {
			break
		}
		after = *next
	}
	if sums[0].Minutes != want || got != want || want == 0 || sums[0].Dossiers != 2 {
		t.Errorf("the page says %d minutes of %d dossiers, the list %d, the accounts %d", sums[0].Minutes, sums[0].Dossiers, got, want)
	}
}

func TestSET3HeadsSeeWhoseOpinionIsLate(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	x.Must(x.Who("officer", x.Ward), d, decision.Consult{Office: x.Other, Limit: "1wd", More: []decision.Ask{{Office: x.District, Limit: "2wd"}}, Question: "Đề nghị cho ý kiến về hồ sơ"})
	c := x.Head()
	if _, body := x.Get(c, "/leader/lists/consults"); strings.Contains(body, d.Code) {
		t.Error("nobody is late yet")
	}
	x.To("2019-06-05 09:00")
	code, body := x.Get(c, "/leader/lists/consults")
	if code != http.StatusOK || strings.Count(body, ">"+d.Code+"<") != 1 || !strings.Contains(body, x.Offices.Title(x.Other)) {
		t.Errorf("%d: once, with the office that is late", code)
	}
}
