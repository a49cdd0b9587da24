package dossier_test

import (
	"testing"

	"motcua/calendar"
	"motcua/clock"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/procedure"
	"motcua/refusal"
)

const reregister = "1.004746" // Thủ tục đăng ký lại kết hôn, 05 ngày làm việc

// moment is what the desk's acts know, at a civil moment.
func moment(t *testing.T, c *dossiertest.City, code, at string) dossier.Moment {
	t.Helper()
	c.To(at)
	m, err := c.Dossiers.MomentFor(c.Who("reception", c.Ward), c.Ward, c.Ward, code)
	if err != nil {
		t.Fatal(err)
	}
	m.Who, m.Number = c.Who("reception", c.Ward), 7
	return m
}

func rule(err error) string {
	if r, ok := refusal.As(err); ok {
		return r.Rule
	}
	return ""
}

func TestREC2_EachOfThreeOutcomesHasItsNumberedForm(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	m := moment(t, c, reregister, "2019-06-03 09:00")
	in := c.Brought(reregister)
	why := "Thiếu giấy tờ theo danh mục đã công bố"
	for _, row := range []struct {
		says   string
		act    dossier.Act
		state  dossier.State
		number func(dossier.Dossier) int
	}{
		{"accepted: Mẫu 01", in, dossier.Received, func(d dossier.Dossier) int { return d.ReceiptNo }},
		{"incomplete: Mẫu 02", dossier.RequestSupplement{Brought: &in, Reason: why, Lines: []dossier.SupplementLine{{Paper: "p1", What: "Chưa có"}}}, dossier.Supplementing,
			func(d dossier.Dossier) int { return d.Supplements[0].Number }},
		{"refused: Mẫu 03", dossier.Refuse{Reason: why, Procedure: reregister, Channel: 1, Receiving: c.Ward, Competent: c.Ward, Applicant: in.Applicant}, dossier.Refused,
			func(d dossier.Dossier) int { return d.RefusalNo }},
	} {
		d, err := row.act.Apply(dossier.Dossier{}, m)
		if err != nil || d.State != row.state || row.number(d) != 7 {
			t.Errorf("REC-2 %s: %s, %v", row.says, d.State, err)
		}
		type draws interface{ Draws() dossier.Draw }
		if row.act.(draws).Draws().Book == "" || !row.act.(draws).Draws().Code {
			t.Errorf("REC-2 %s: no number is drawn", row.says)
		}
	}
}

func TestREC6_OnlyWhatIsDueTheSameDayGoesWithoutReceipt(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	for _, row := range []struct{ says, code, at, want string }{
		{"DL-4 before 15:00 it is answered the same day", "2.000815", "2019-06-03 14:59", ""},
		{"DL-4 after 15:00 it is due the next day: a receipt", "2.000815", "2019-06-03 15:30", "REC-6"},
		{"five days are not at once", reregister, "2019-06-04 09:00", "REC-6"},
	} {
		m := moment(t, c, row.code, row.at)
		in := c.Brought(row.code)
		in.Prompt = true
		d, err := in.Apply(dossier.Dossier{}, m)
		if rule(err) != row.want || (err == nil) != d.OwesReceipt() {
			t.Errorf("REC-6 %s: %v, owes %v", row.says, err, d.OwesReceipt())
		}
		if ending.AtOnce(m.Version, 1, m) != (row.want == "") {
			t.Errorf("REC-6 %s: the page offers what the act refuses", row.says)
		}
	}
}

func TestREC11_ThePostCountsFromItsSignedRecord(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	m := moment(t, c, reregister, "2019-06-10 08:30") // Monday
	at := func(day string, minutes int) clock.Instant {
		d, err := calendar.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		return clock.At(d.At(minutes))
	}
	for _, row := range []struct {
		says   string
		record *dossier.PostRecord
		want   string
	}{
		{"signed on Friday, typed on Monday", &dossier.PostRecord{Number: "1", Signed: at("2019-06-07", 16*60)}, ""},
		{"without a record", nil, "REC-11"},
		{"without a number", &dossier.PostRecord{Signed: at("2019-06-10", 8*60)}, "REC-11"},
		{"signed on Thursday", &dossier.PostRecord{Number: "1", Signed: at("2019-06-06", 16*60)}, "REC-11"},
		{"signed later today", &dossier.PostRecord{Number: "1", Signed: at("2019-06-10", 9*60)}, "REC-11"},
	} {
		in := c.Brought(reregister)
		in.Channel, in.Record = 3, row.record
		d, err := in.Apply(dossier.Dossier{}, m)
		if rule(err) != row.want {
			t.Errorf("REC-11 %s: %v", row.says, err)
		}
		if err == nil && (d.ReceivedAt != row.record.Signed || d.Appointments[0].From != row.record.Signed) {
			t.Errorf("REC-11 %s: received %v", row.says, d.ReceivedAt.Time())
		}
	}
}

func TestREC14_BoundaryFreeTakesAnyDossierWhereTheProfileSaysSo(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	m := moment(t, c, reregister, "2019-06-03 09:00")
	in := c.Brought(reregister)
	in.Competent = c.Other
	if _, err := in.Apply(dossier.Dossier{}, m); rule(err) != "REC-14" {
		t.Errorf("before 1/7/2025 another district's ward is not served here: %v", err)
	}
	m.Profile.Reception.BoundaryFree.Value = true
	in.ReturnAt = c.District
	d, err := in.Apply(dossier.Dossier{}, m)
	if err != nil || d.Receiving != c.Ward || d.Competent != c.Other || d.ReturnAt != c.District {
		t.Errorf("three offices: %s %s %s %v", d.Receiving, d.Competent, d.ReturnAt, err)
	}
}

func TestREC4_TheCheckHasItsOwnClock(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	m := moment(t, c, reregister, "2019-06-03 09:00")
	filed, err := dossier.File{Procedure: reregister, Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Key: "k", Person: "p", Applicant: dossiertest.Applicant()}.Apply(dossier.Dossier{}, m)
	if err != nil {
		t.Fatal(err)
	}
	paper := filed
	paper.Channel = 1
	for _, row := range []struct {
		says string
		d    dossier.Dossier
		at   string
		slow bool
	}{
		{"08 working hours to the minute are in time", filed, "2019-06-04 09:00", false},
		{"a minute later is slow", filed, "2019-06-04 09:01", true},
		{"on paper the next working day is in time", paper, "2019-06-04 16:59", false},
		{"on paper the day after is slow", paper, "2019-06-05 08:00", true},
	} {
		now := moment(t, c, reregister, row.at)
		d, err := dossier.Receive{Sets: 1}.Apply(row.d, now)
		if err != nil || d.SlowCheck != row.slow {
			t.Errorf("REC-4 %s: slow %v, %v", row.says, d.SlowCheck, err)
		}
		d, err = dossier.Refuse{Reason: "Hồ sơ không thuộc thẩm quyền"}.Apply(row.d, now)
		if err != nil || d.SlowCheck != row.slow {
			t.Errorf("REC-4 %s, refused: slow %v, %v", row.says, d.SlowCheck, err)
		}
		c = dossiertest.Given(t, dbtest.SQLite(t))
	}
}

func TestPRI1_NothingReachesTheApplicantPastTheDesk(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	officer := c.Who("officer", c.Ward)
	d := c.In(dossier.InProcess, reregister)
	for _, act := range []dossier.Act{dossier.Supply{Papers: []dossier.GivenPaper{{Paper: "p1"}}}, ending.Return{How: "receipt"}, dossier.Refuse{Reason: "Không giải quyết hồ sơ này"},
		dossier.Receive{Sets: 1}, ending.IssueReceipt{}} {
		if err := c.Try(officer, d, act); err == nil {
			t.Errorf("PRI-1 an officer may %s", act.Name())
		}
	}
	ask := dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Nộp lại"}}}
	d = c.Must(officer, d, ask)
	if s := d.Supplements[0]; s.Number != 1 || d.Holder != c.Ward {
		t.Errorf("PRI-1 the request goes out under a number of the desk's book: %+v", s)
	}
	for says, line := range map[string]dossier.SupplementLine{
		"a paper outside the list":          {Paper: "p999", What: "Nộp"},
		"no paper and no basis":             {Name: "Đơn xác nhận", What: "Nộp"},
		"a basis the procedure has not":     {Basis: "1/2019/TT", Name: "Đơn xác nhận", What: "Nộp"},
		"a listed paper with a made-up key": {Paper: "basis-1-1", Name: "Đơn xác nhận", What: "Nộp"},
	} {
		x := c.In(dossier.InProcess, reregister)
		ask.Lines = []dossier.SupplementLine{line}
		if err := c.Try(officer, x, ask); rule(err) != "PRI-1" {
			t.Errorf("PRI-1 %s: %v", says, err)
		}
	}
}

func TestSET12_WhatIsReceivedAwayFromTheCounterIsTrackedTheSameWay(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	m := moment(t, c, reregister, "2019-06-03 09:00")
	at, err := c.Brought(reregister).Apply(dossier.Dossier{}, m)
	if err != nil {
		t.Fatal(err)
	}
	for _, place := range []string{"mobile", "home"} {
		in := c.Brought(reregister)
		in.Outside = place
		d, err := in.Apply(dossier.Dossier{}, m)
		if err != nil || d.Outside != place || d.Due != at.Due || d.ReceiptNo != at.ReceiptNo || d.State != at.State || d.ForwardBy != at.ForwardBy {
			t.Errorf("SET-12 %s: %+v %v", place, d, err)
		}
	}
	in := c.Brought(reregister)
	in.Outside = "somewhere"
	if _, err := in.Apply(dossier.Dossier{}, m); rule(err) != "SET-12" {
		t.Errorf("SET-12 a place nobody knows: %v", err)
	}
	in.Outside, in.Channel, in.Record = "mobile", 3, &dossier.PostRecord{Number: "1", Signed: m.Now}
	if _, err := in.Apply(dossier.Dossier{}, m); rule(err) != "SET-12" {
		t.Errorf("SET-12 what came by post was not received in the field: %v", err)
	}
}

func TestDL5_TheCutOffIsAPropertyOfTheProcedure(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	for _, row := range []struct {
		says, at string
		own      func(*procedure.Version)
		want     string
	}{
		{"no cut-off: the day counts to its end", "2019-06-03 16:30", func(*procedure.Version) {}, "2019-06-10 17:00"},
		{"the last hour of office time", "2019-06-03 16:30", func(v *procedure.Version) { v.Own.LastMinutes = 60 }, "2019-06-11 17:00"},
		{"before the last hour", "2019-06-03 15:59", func(v *procedure.Version) { v.Own.LastMinutes = 60 }, "2019-06-10 17:00"},
		{"15:00 of its own law", "2019-06-03 15:10", func(v *procedure.Version) { v.CutOff = 900 }, "2019-06-11 17:00"},
	} {
		m := moment(t, c, reregister, row.at)
		v := m.Version
		row.own(&v)
		ap, err := dossier.Preview(v, 1, m)
		if got := ap.Due.Time().Format("2006-01-02 15:04"); err != nil || got != row.want {
			t.Errorf("DL-5 %s: %s, want %s (%v)", row.says, got, row.want, err)
		}
	}
}

func TestREC10_DataCountAsGivenOnlyWhereADatabaseInUseHoldsThem(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	for _, row := range []struct {
		says, paper, register, want string
	}{
		{"the enterprise register holds p3", "p3", "enterprise", ""},
		{"the register named is another one", "p3", "land", "REC-10"},
		{"the paper stands in no database", "p1", "enterprise", "REC-10"},
	} {
		m := moment(t, c, "1.013222", "2019-06-03 09:00")
		m.Who, m.ID, m.Code = c.Citizen(), "x", "x"
		papers := []dossier.GivenPaper{{Paper: row.paper, Register: row.register}}
		_, err := dossier.File{Procedure: "1.013222", Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Key: "k", Person: "person-1", Applicant: dossiertest.Applicant(), Papers: papers}.Apply(dossier.Dossier{}, m)
		if rule(err) != row.want {
			t.Errorf("REC-10 %s: %v", row.says, err)
		}
		in := c.Brought("1.013222")
		in.Papers, m.Who = papers, c.Who("reception", c.Ward)
		if _, err := in.Apply(dossier.Dossier{}, m); rule(err) != row.want {
			t.Errorf("REC-10 at the counter, %s: %v", row.says, err)
		}
	}
}

func TestSET13_ClosingIsSaidBeforeAndComesAtTheEndOfTheDay(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	d := c.In(dossier.Received, reregister)
	m, err := c.Dossiers.MomentOf(c.Who("reception", c.Ward), d)
	if err != nil {
		t.Fatal(err)
	}
	ask := dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Nộp lại"}}}
	if d, err = ask.Apply(d, m); err != nil {
		t.Fatal(err)
	}
	if got := dossier.Milestones(d, m, 0); len(got) != 0 {
		t.Errorf("SET-13 nothing closes where neither profile nor procedure says so: %v", got)
	}
	m.Version.Own.CloseAfter = 15
	got := dossier.Milestones(d, m, 0)
	if len(got) != 2 || got[0].What != "closing" || got[1].What != "close" || got[1].At.Time().Format("2006-01-02 15:04") != "2019-06-25 00:00" {
		t.Errorf("SET-13 asked on 3 June: %v", got)
	}
}
