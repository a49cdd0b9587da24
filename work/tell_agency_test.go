package work_test

import (
	"slices"
	"strings"
	"testing"

	"motcua/access"
	"motcua/calendar"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/carry"
	"motcua/dossier/decision"
	"motcua/notice"
)

func TestSET5AHandOverBetweenLevelsIsToldToTheOneStopUnitThereToo(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	desk := c.Who("reception", c.Ward)
	d := c.must(desk, dossier.Dossier{}, c.Brought("1.004746"))
	leg := func(office string) dossier.Leg {
		return dossier.Leg{Office: office, Work: dossier.Verify, Limit: "1wd"}
	}
	d = c.must(desk, d, dossier.Forward{Legs: []dossier.Leg{leg(c.Other), leg(c.District)}})
	expect := func(kind string, want ...string) {
		t.Helper()
		got := recipients(c.told(d), kind)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(slices.Compact(got), slices.Compact(want)) {
			t.Errorf("%s goes to %v, want %v", kind, got, want)
		}
	}
	expect("forward", "head@"+c.Other) // same level: its head
	c.To("2019-06-05 09:00")           // APO-15: the step is late, the date of the applicant is not
	expect("leg_late", "head@"+c.Other, "onestop_head@"+c.Ward)
	d = c.must(c.Who("head", c.Other), d, dossier.Forward{Note: "Đã kiểm tra thực tế"})
	expect("forward", "head@"+c.Other, "head@"+c.District, "onestop_head@"+c.District)
	for _, n := range pick(c.told(d), "forward", notice.ByEmail) {
		if !strings.Contains(n.Body, "Xác minh, kiểm tra thực tế") || !strings.Contains(n.Body, "Thời hạn của cơ quan: 17 giờ 00") {
			t.Errorf("the message names work and limit: %s", n.Body)
		}
		plain(t, n)
	}
}

func TestSET3EachOfficeAskedIsToldAndTheHeadsOfTheOneStopUnitsWhenOneIsLate(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	desk := c.Who("reception", c.Ward)
	a := c.Brought("1.004746")
	a.Competent = c.District
	d := c.must(desk, dossier.Dossier{}, a)
	officer := c.Who("officer", c.District)
	d = c.must(c.Who("head", c.District), d, dossier.Assign{Officer: officer.Official, Office: c.District})
	d = c.must(officer, d, decision.Consult{Office: c.Other, Limit: "1wd", More: []decision.Ask{{Office: c.Ward, Limit: "3wd"}}, Question: "Đề nghị cho ý kiến về hồ sơ"})
	if got := recipients(c.told(d), "consult"); !slices.Contains(got, "head@"+c.Other) || !slices.Contains(got, "head@"+c.Ward) || len(got) != 2 {
		t.Errorf("each is asked: %v", got)
	}
	c.To("2019-06-05 09:00")
	late := recipients(c.told(d), "consult_late")
	for _, who := range []string{"onestop_head@" + c.Ward, "onestop_head@" + c.District, "head@" + c.Other, officer.Official} {
		if !slices.Contains(late, who) {
			t.Errorf("%s is not told: %v", who, late)
		}
	}
	if slices.Contains(late, "head@"+c.Ward) {
		t.Error("who is in time is not reminded")
	}
}

func TestCAL6TheOfficeWhoseLimitMovedIsTold(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	d := c.In(dossier.InProcess, "1.004746")
	d = c.must(c.Who("officer", c.Ward), d, decision.Consult{Office: c.Other, Limit: "3wd", Question: "Đề nghị cho ý kiến về hồ sơ"})
	cal, err := calendar.Civil().Amend("1", []byte("off 2019-06-05 closed Bão"))
	if err != nil {
		t.Fatal(err)
	}
	c.Dossiers.Calendar = func(string) *calendar.Table { return cal }
	d = c.must(access.Clockwork, d, carry.Recalculate{Change: "c1"})
	got := pick(c.told(d), "relimit", notice.ByEmail)
	if len(got) != 1 || got[0].To != "head@"+c.Other || !strings.Contains(got[0].Body, "trước là 17 giờ 00") || !strings.Contains(got[0].Body, "06/6/2019") || !strings.Contains(got[0].Body, "07/6/2019") {
		t.Fatalf("CAL-6 the office asked is told from when to when: %+v", got)
	}
	plain(t, got[0])
}
