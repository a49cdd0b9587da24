package dossier_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/demand"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/dossier/letters"
	"motcua/office"
	"motcua/procedure"
)

// machineDid counts the acts of the machine at a moment.
func machineDid(c *dossiertest.City, d dossier.Dossier, at, act string) (n int) {
	c.T.Helper()
	events, err := c.Dossiers.Trail(context.Background(), dossiertest.Key(d))
	if err != nil {
		c.T.Fatal(err)
	}
	for _, e := range events {
		if e.Channel == access.Clockwork.Channel && e.Act == act && clock.Instant(e.At).Time().Format("2006-01-02 15:04") == at {
			n++
		}
	}
	return n
}

func departments(c *dossiertest.City) []string {
	var out []string
	for _, o := range c.Offices.On("2019-06-03") {
		if o.Kind == office.Department {
			out = append(out, o.ID)
		}
	}
	return out
}

var askP1 = dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Nộp lại"}}}

func TestSET3EachOfficeWhoseLimitEndsAtOneInstantIsMarkedLate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, on *db.DB) {
		c := dossiertest.Given(t, on)
		d, asked := c.In(dossier.InProcess, fiveDays), departments(c)
		d = c.Must(c.Who("officer", c.Ward), d, decision.Consult{Office: asked[0], Limit: "2wd", Question: "Đề nghị cho ý kiến chuyên môn",
			More: []decision.Ask{{Office: asked[1], Limit: "2wd"}, {Office: asked[2], Limit: "2wd"}}})
		c.To("2019-06-05 23:00")
		d = c.Opened(d)
		for _, one := range d.Consultations {
			if !one.Late {
				t.Errorf("office %d of three is not marked late", one.N)
			}
		}
		if n := machineDid(c, d, "2019-06-05 17:00", "remind"); n != 3 {
			t.Errorf("%d reminders for three late offices", n)
		}
	})
}

func TestAPO12AfterALetterAndARestartTheSecondMissedDateIsEscalated(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	d := c.In(dossier.InProcess, fiveDays)
	c.To("2019-06-05 09:00")
	d = c.Must(c.Who("head", c.Ward), d, letters.Apologise{Number: 1, NewDate: clock.At(dateTime(t, "2019-06-11 17:00")), Reason: "A1"})
	d = c.Must(c.Who("officer", c.Ward), d, askP1)
	c.To("2019-06-06 09:00")
	d = c.Must(c.Citizen(), d, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: "p1", Originals: 1}}})
	c.To("2019-06-12 08:00")
	if x := c.Opened(d); x.EscalatedAt.Set() || x.Promised != x.Due {
		t.Error("escalated though the newest promise can still be kept")
	}
	c.To("2019-06-14 08:00")
	if x := c.Opened(d); machineDid(c, d, "2019-06-14 00:00", "lapse") != 1 || machineDid(c, d, "2019-06-14 00:00", "escalate") != 1 || !x.EscalatedAt.Set() {
		t.Errorf("lapsed %v, escalated %v", x.LapsedAt.Set(), x.EscalatedAt.Set())
	}
}

func TestSET3AnOpinionIsGivenWhileTheApplicantCompletesTheDossier(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	officer := c.Who("officer", c.Ward)
	for _, answered := range []bool{true, false} {
		d := c.Must(officer, c.In(dossier.InProcess, fiveDays), decision.Consult{Office: c.District, Limit: "2wd", Question: "Đề nghị cho ý kiến chuyên môn"})
		d = c.Must(officer, d, askP1)
		step := procedure.StepConsult
		if answered {
			d = c.Must(c.Who("officer", c.District), d, decision.Answer{N: 1, Agrees: true, Opinion: "Thống nhất với đề xuất"})
			step = procedure.StepExamine
		}
		if d.State != dossier.Supplementing || d.Step != string(procedure.StepConsult) {
			t.Errorf("the answer moved the dossier: %s %s", d.State, d.Step)
		}
		d = c.Must(c.Citizen(), d, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: "p1", Originals: 1}}})
		if d.Step != string(step) || d.Consultations[0].Late {
			t.Errorf("answered %v: completed, it stands at %q", answered, d.Step)
		}
	}
}

func TestSET3AnOpinionIsGivenAfterTheDossierHasGoneToAnotherOffice(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	d := c.Must(c.Who("officer", c.Ward), c.In(dossier.InProcess, fiveDays), decision.Consult{Office: c.District, Limit: "2wd", Question: "Đề nghị cho ý kiến chuyên môn"})
	d = c.Must(c.Who("head", c.Ward), d, legs(c.Other))
	if d.State != dossier.Received {
		t.Fatalf("handed on, it is %s", d.State)
	}
	d = c.Must(c.Who("officer", c.District), d, decision.Answer{N: 1, Agrees: true, Opinion: "Thống nhất với đề xuất"})
	if !d.Consultations[0].Answered.Set() || d.State != dossier.Received {
		t.Errorf("the asked office cannot answer while its limit runs: %+v %s", d.Consultations, d.State)
	}
}

func TestAPO4ALateDossierIsNotPassedOnWithoutItsLetter(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	desk, head, pass := c.Who("reception", c.Ward), c.Who("head", c.Ward), dossier.Forward{Note: "Đã xác minh thực địa"}
	inChain := func() dossier.Dossier {
		return c.Must(desk, c.In(dossier.Received, fiveDays), legs(c.Other, c.District))
	}
	chained, atLead, atDesk, inTime := inChain(), c.In(dossier.InProcess, fiveDays), c.In(dossier.Received, fiveDays), inChain()
	written := inChain()
	c.Must(c.Who("head", c.Other), inTime, pass)
	c.To("2019-06-11 08:00")
	written = c.Must(c.Who("head", c.Other), c.Opened(written), letters.Apologise{Number: 1, NewDate: clock.At(dateTime(t, "2019-06-14 17:00")), Reason: "B2"})
	for _, row := range []struct {
		sentence string
		who      access.Who
		d        dossier.Dossier
		act      dossier.Act
		want     string
	}{
		{"an office of the chain keeps it until its head has apologised", c.Who("head", c.Other), chained, pass, "APO-4"},
		{"the lead does not give it away either", head, atLead, legs(c.District), "APO-4"},
		{"nor does the desk make another office answer", desk, atDesk, legs(c.Other), "APO-4"},
		{"the desk gives it to the office that answers anyway", desk, atDesk, dossier.Forward{}, ""},
		{"with its letter it goes on", c.Who("head", c.Other), written, pass, ""},
	} {
		if err := c.Try(row.who, row.d, row.act); rule(err) != row.want || (err == nil) != (row.want == "") {
			t.Errorf("APO-4 %s: %v", row.sentence, err)
		}
	}
	if x := c.Opened(chained); x.Causing() != c.Other {
		t.Errorf("the letter is owed by %s", x.Causing())
	}
}

func TestAPO7OfficialsEndNoLateDossierWithoutItsLetter(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	desk, head := c.Who("reception", c.Ward), c.Who("head", c.Ward)
	stop := dossier.Stop{Cause: "applicant", Reason: "Người nộp đề nghị dừng giải quyết", Paper: "request"}
	left, late, written := c.In(dossier.InProcess, fiveDays), c.In(dossier.InProcess, fiveDays), c.In(dossier.InProcess, fiveDays)
	c.To("2019-06-11 08:00")
	written = c.Must(head, c.Opened(written), letters.Apologise{Number: 1, NewDate: clock.At(dateTime(t, "2019-06-14 17:00")), Reason: "A1"})
	for _, row := range []struct {
		sentence string
		who      access.Who
		d        dossier.Dossier
		act      dossier.Act
		want     string
	}{
		{"the head does not stop it", head, late, stop, "APO-7"},
		{"on demand of an authority neither", head, late, dossier.Stop{Cause: "authority", Reason: "Theo yêu cầu của cơ quan điều tra", Demand: &demand.Document{Issuer: "Tòa án nhân dân Thành phố", Number: "12/2019/QĐ-BPKCTT", Day: "2019-06-03"}}, "APO-7"},
		{"the desk does not withdraw it", desk, late, ending.Withdraw{Reason: "Người nộp đề nghị rút hồ sơ", Paper: "request"}, "APO-7"},
		{"with its letter it is stopped", head, written, stop, ""},
		{"its applicant withdraws at any time", c.Citizen(), left, ending.Withdraw{}, ""},
		{"and the letter is still written", head, left, letters.Apologise{Number: 2, Reason: "A1"}, ""},
		{"once", head, left, letters.Apologise{Number: 3, Reason: "A1"}, "APO-7"},
	} {
		if err := c.Try(row.who, row.d, row.act); rule(err) != row.want || (err == nil) != (row.want == "") {
			t.Errorf("APO-7 %s: %v", row.sentence, err)
		}
	}
	if x := c.Opened(left); x.Class != dossier.Late || x.Apology == nil || x.Apology.NewDate.Set() {
		t.Errorf("%s %+v", x.Class, x.Apology)
	}
}

func TestSET13NothingIsClosedForWantOfPapersBeforeTheLastDayIsOver(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	head := c.Who("head", c.Ward)
	running, asked := c.In(dossier.InProcess, fiveDays), c.Must(c.Who("officer", c.Ward), c.In(dossier.InProcess, fiveDays), askP1)
	stop := dossier.Stop{Cause: "not_completed", Reason: "Người nộp không bổ sung hồ sơ"}
	for _, row := range []struct {
		sentence string
		d        dossier.Dossier
		days, at string // the procedure's own time, when the head tries
		want     string
	}{
		{"nobody asked for anything", running, "15", "2019-06-26 08:00", "SET-13"},
		{"a moment after the request", asked, "15", "2019-06-03 08:00", "SET-13"},
		{"on the last evening", asked, "15", "2019-06-24 23:59", "SET-13"},
		{"when the last day is over", asked, "15", "2019-06-25 00:00", ""},
		{"where no law sets a time it stays open", asked, "", "2019-12-02 08:00", "SET-13"},
	} {
		m, err := c.Dossiers.MomentOf(head, row.d)
		if err != nil {
			t.Fatal(err)
		}
		if m.Now = clock.At(dateTime(t, row.at)); row.days != "" {
			m.Version.Own.CloseAfter = 15
		}
		row.d.Due, row.d.LateFrom = 0, 0 // lateness has rules of its own
		if _, err := stop.Apply(row.d, m); rule(err) != row.want || (err == nil) != (row.want == "") {
			t.Errorf("SET-13 %s: %v", row.sentence, err)
		}
	}
}

func TestREC2WhatCountsAsHandedInIsThere(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	m := moment(t, c, reregister, "2019-06-03 09:00")
	asked, err := askP1.Apply(c.In(dossier.InProcess, fiveDays), m)
	if err != nil {
		t.Fatal(err)
	}
	m.Version.Papers = slices.Clone(m.Version.Papers)
	m.Version.Papers[0].Name = "Giấy chứng nhận đăng ký doanh nghiệp" // one that a database of 2019 holds
	for _, row := range []struct {
		sentence string
		paper    dossier.GivenPaper
		supply   bool // counts at the completion too
		want     string
	}{
		{"no original, no copy, no file", dossier.GivenPaper{}, true, "REC-2"},
		{"one original less than none", dossier.GivenPaper{Originals: -1, Copies: 2}, true, "REC-2"},
		{"an original", dossier.GivenPaper{Originals: 1}, true, ""},
		{"a copy", dossier.GivenPaper{Copies: 1}, true, ""},
		{"a file", dossier.GivenPaper{Files: []string{"f1"}}, true, ""},
		{"the data of a published database (REC-10)", dossier.GivenPaper{Register: "enterprise"}, false, ""},
	} {
		row.paper.Paper, row.paper.Name = "p1", "Tờ khai"
		in := c.Brought(reregister)
		in.Papers = []dossier.GivenPaper{row.paper}
		if _, err := in.Apply(dossier.Dossier{}, m); rule(err) != row.want || (err == nil) != (row.want == "") {
			t.Errorf("REC-2 %s: %v", row.sentence, err)
		}
		if _, err := (dossier.Supply{Papers: in.Papers}).Apply(asked, m); row.supply && (rule(err) != row.want || (err == nil) != (row.want == "")) {
			t.Errorf("REC-2 %s, at the completion: %v", row.sentence, err)
		}
	}
}

func TestSET2APaperIsAskedForOnce(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	m := moment(t, c, reregister, "2019-06-03 09:00")
	if len(m.Version.Basis) == 0 {
		t.Fatal("the procedure has no legal basis")
	}
	basis := func(name string) dossier.SupplementLine {
		return dossier.SupplementLine{Basis: m.Version.Basis[0].Number, Name: name, What: "Nộp bản chính"}
	}
	paper := func(what string) dossier.SupplementLine { return dossier.SupplementLine{Paper: "p1", What: what} }
	for _, row := range []struct {
		sentence string
		lines    []dossier.SupplementLine
		want     string
	}{
		{"one paper three times", []dossier.SupplementLine{paper("Nộp lại"), paper("Nộp lại"), paper("Nộp lại")}, "SET-2"},
		{"one paper with two faults in two lines", []dossier.SupplementLine{paper("Thiếu chữ ký"), paper("Mờ")}, "SET-2"},
		{"one paper of a legal basis twice", []dossier.SupplementLine{basis("Văn bản xác nhận"), basis("Văn bản xác nhận")}, "SET-2"},
		{"two papers of one legal basis", []dossier.SupplementLine{basis("Văn bản xác nhận"), basis("Bản cam kết")}, ""},
		{"two papers of the list", []dossier.SupplementLine{paper("Nộp lại"), {Paper: "p2", What: "Nộp lại"}}, ""},
	} {
		_, err := dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: row.lines}.Apply(c.In(dossier.InProcess, fiveDays), m)
		if rule(err) != row.want || (err == nil) != (row.want == "") {
			t.Errorf("SET-2 %s: %v", row.sentence, err)
		}
	}
}

func dateTime(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", s, clock.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return at
}
