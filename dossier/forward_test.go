package dossier_test

import (
	"context"
	"testing"

	"motcua/clock"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/dossier/letters"
	"motcua/refusal"
)

func legs(offices ...string) dossier.Forward {
	var f dossier.Forward
	for _, o := range offices {
		f.Legs = append(f.Legs, dossier.Leg{Office: o, Work: dossier.Verify, Limit: "1wd"})
	}
	return f
}

func TestFWD1ReceivedAfter15HoursIsForwardedAtTheStartOfTheNextWorkingDay(t *testing.T) {
	for _, row := range []struct {
		sentence, received, forwarded, by string
		slow                              bool
	}{
		{"received at 14:59: the same day", "2019-06-03 14:59", "2019-06-03 17:00", "2019-06-03 17:00", false},
		{"received at 15:00 sharp: the same day", "2019-06-03 15:00", "2019-06-04 07:30", "2019-06-03 17:00", true},
		{"received at 15:10: the next morning is in time", "2019-06-03 15:10", "2019-06-04 07:30", "2019-06-04 07:30", false},
		{"received at 15:10: one minute later is slow", "2019-06-03 15:10", "2019-06-04 07:31", "2019-06-04 07:30", true},
		{"received on Friday after 15:00: Monday", "2019-06-07 16:00", "2019-06-10 07:30", "2019-06-10 07:30", false},
	} {
		c := dossiertest.Given(t, dbtest.SQLite(t))
		c.To(row.received)
		d := c.Must(c.Who("reception", c.Ward), dossier.Dossier{}, c.Brought(fiveDays))
		if by := d.ForwardBy.Time().Format("2006-01-02 15:04"); by != row.by {
			t.Errorf("%s: by %s, want %s", row.sentence, by, row.by)
		}
		c.To(row.forwarded)
		d = c.Must(c.Who("reception", c.Ward), d, dossier.Forward{})
		if h, ok := d.Current(); !ok || h.Slow != row.slow || h.To != c.Ward || d.ControlNo != 1 || !d.Forwarded() {
			t.Errorf("%s: %+v", row.sentence, h)
		}
	}
}

func TestFWD2ElectronicDossiersAreForwardedWithTheirReception(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	d := c.Must(c.Citizen(), dossier.Dossier{}, dossier.File{Procedure: fiveDays, Receiving: c.Ward, Competent: c.District, ReturnAt: c.Ward, Key: "k", Person: "person-1", Applicant: dossiertest.Applicant()})
	c.To("2019-06-03 16:30")
	d = c.Must(c.Who("reception", c.Ward), d, dossier.Receive{Sets: 1})
	h, ok := d.Current()
	if !ok || h.From != c.Ward || h.To != c.District || h.Given != d.ReceivedAt || h.Taken != d.ReceivedAt || h.Slow || d.Holder != c.District || d.ControlNo != 1 {
		t.Errorf("%+v", h)
	}
}

func TestSET4TheOrderOfAChain(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	desk, head := c.Who("reception", c.Ward), c.Who("head", c.Ward)
	received := c.Must(desk, dossier.Dossier{}, c.Brought(fiveDays))
	for _, row := range []struct {
		sentence, field string
		act             dossier.Forward
	}{
		{"an office nobody knows", "office", legs("nowhere")},
		{"the same office twice in a row", "office", legs(c.Other, c.Other)},
		{"no work named", "work", dossier.Forward{Legs: []dossier.Leg{{Office: c.Other, Limit: "1wd"}}}},
		{"work that is not on the list", "work", dossier.Forward{Legs: []dossier.Leg{{Office: c.Other, Work: "dance", Limit: "1wd"}}}},
		{"no limit named", "limit", dossier.Forward{Legs: []dossier.Leg{{Office: c.Other, Work: dossier.Verify}}}},
		{"nine offices", "office", legs(c.Other, c.District, c.Other, c.District, c.Other, c.District, c.Other, c.District, c.Other)},
	} {
		if no, ok := refusal.As(c.Try(desk, received, row.act)); !ok || no.Field != row.field {
			t.Errorf("SET-4 %s: %v", row.sentence, no)
		}
	}
	d := c.Must(desk, received, legs(c.Other, c.District))
	if d.Holder != c.Other || !d.Chained() || d.Working() != c.Other || d.Officer != "" {
		t.Fatalf("the first of the chain has it: %+v", d.Handovers)
	}
	first := c.Who("officer", c.Other)
	if err := c.Try(c.Who("head", c.Other), d, dossier.Assign{Officer: "lan", Office: c.Ward}); err == nil {
		t.Error("an office of a chain assigns its own officials only")
	}
	d = c.Must(c.Who("head", c.Other), d, dossier.Assign{Officer: first.Official, Office: c.Other})
	if h, _ := d.Current(); h.TakenBy != "head@"+c.Other {
		t.Errorf("assigning takes the dossier in: %+v", h)
	}
	if no, ok := refusal.As(c.Try(first, d, legs(c.Ward))); !ok || no.Rule != "SET-4" {
		t.Errorf("an office of a chain does not change the order: %v", no)
	}
	if no, ok := refusal.As(c.Try(first, d, dossier.Forward{Note: "xong"})); !ok || no.Rule != "SET-4" || no.Field != "reason" {
		t.Errorf("an office passes on with its result: %v", no)
	}
	d = c.Must(first, d, decision.Examine{Fit: true})
	if no, ok := refusal.As(c.Try(first, d, decision.Propose{Outcome: dossier.Granted, File: "draft"})); !ok || no.Rule != "SET-4" {
		t.Errorf("only the lead proposes: %v", no)
	}
	d = c.Must(first, d, dossier.Forward{Note: "Đã xác minh thực địa"})
	if d.Examined || d.Holder != c.District {
		t.Errorf("what one office examined the next has not: %+v", d)
	}
	d = c.Must(c.Who("head", c.District), d, dossier.Forward{Note: "Đã xác minh thực địa"})
	if d.Holder != c.Ward || d.Chained() || d.Handovers[2].Work != dossier.Combine {
		t.Fatalf("the last returns to the lead: %+v", d.Handovers)
	}
	if err := c.Try(head, d, dossier.Forward{}); err == nil {
		t.Error("from the lead there is nowhere to go without a name")
	}
	officer := c.Who("officer", c.Ward)
	d = c.Must(head, d, dossier.Assign{Officer: officer.Official, Office: c.Ward})
	d = c.Must(officer, d, legs(c.District))
	d = c.Must(c.Who("head", c.District), d, dossier.Forward{Note: "Đã xem lại hồ sơ"})
	if d.Officer != officer.Official || d.State != dossier.InProcess {
		t.Errorf("back at the lead its handler has it again: %q %s", d.Officer, d.State)
	}
	d = c.Must(officer, d, decision.Examine{Fit: true})
	d = c.Must(officer, d, decision.Propose{Outcome: dossier.Granted, File: "draft"})
	d = c.Must(head, d, dossiertest.Signing("draft"))
	d = c.Must(desk, d, ending.Complete{})
	if h := d.Handovers[len(d.Handovers)-1]; h.Work != dossier.HandBack || h.To != d.ReturnAt {
		t.Errorf("SET-5 the result goes back to the desk: %+v", h)
	}
}

func TestAPO15AnInternalStepThatIsLateOwesNoLetter(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	desk := c.Who("reception", c.Ward)
	d := c.Must(desk, dossier.Dossier{}, c.Brought(fiveDays))
	d = c.Must(desk, d, legs(c.Other))
	c.To("2019-06-04 17:01")
	if row, err := c.Dossiers.Open(context.Background(), dossiertest.Key(d)); err != nil || !row.Handovers[0].Late || row.Reminded != "leg:1" {
		t.Errorf("the step is late and says so: %+v %v", row.Handovers, err)
	}
	c.To("2019-06-06 09:00")
	d = c.Must(c.Who("head", c.Other), d, dossier.Forward{Note: "Đã xác minh thực địa"})
	officer := c.Who("officer", c.Ward)
	d = c.Must(c.Who("head", c.Ward), d, dossier.Assign{Officer: officer.Official, Office: c.Ward})
	if !d.Handovers[0].Late {
		t.Errorf("it stays on the slip: %+v", d.Handovers[0])
	}
	d = c.Must(officer, d, decision.Examine{Fit: true})
	d = c.Must(officer, d, decision.Propose{Outcome: dossier.Granted, File: "draft"})
	d = c.Must(c.Who("head", c.Ward), d, dossiertest.Signing("draft"))
	d = c.Must(desk, d, ending.Complete{})
	if d.Class == dossier.Late || d.Missed || d.Apology != nil {
		t.Errorf("the date of the applicant was kept: %+v", d.Class)
	}
	if no, ok := refusal.As(c.Try(c.Who("head", c.Ward), d, letters.Apologise{Number: 1})); !ok || no.Rule != "APO-2" {
		t.Errorf("and no letter can be sent: %v", no)
	}
}

func TestSET3SeveralOfficesAreAskedAtOnce(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	d := c.In(dossier.InProcess, fiveDays)
	officer := c.Who("officer", c.Ward)
	ask := decision.Consult{Office: c.District, Limit: "1wd", More: []decision.Ask{{Office: c.Other, Limit: "2wd"}}, Question: "Đề nghị cho ý kiến về hồ sơ"}
	twice := ask
	twice.More = []decision.Ask{{Office: c.District, Limit: "2wd"}}
	if err := c.Try(officer, d, twice); err == nil {
		t.Error("the same office is asked once")
	}
	d = c.Must(officer, d, ask)
	if len(d.Consultations) != 2 || d.Consultations[0].Limit >= d.Consultations[1].Limit || d.Consultations[1].Asker != c.Ward {
		t.Errorf("%+v", d.Consultations)
	}
	for _, row := range []struct{ at, office string }{{"2019-06-04 16:59", c.Ward}, {"2019-06-04 17:00", c.District}, {"2019-06-06 09:00", c.District}} {
		c.To(row.at)
		if h, ok := dossier.Charged(d, clock.At(c.Civil.Now())); !ok || h.Kind != dossier.ByOffice || h.Office != row.office {
			t.Errorf("at %s the minute is %+v's, want %s", row.at, h, row.office)
		}
	}
	d = c.Must(c.Who("officer", c.District), d, decision.Answer{N: 1, Agrees: true, Opinion: "Thống nhất với đề xuất"})
	if h, _ := dossier.Charged(d, clock.At(c.Civil.Now())); h.Office != c.Other {
		t.Errorf("then it is the other's that is late: %+v", h)
	}
}

func TestSET6_InAChainTheOfficeThatHoldsTheDossierAnswersForTheLateness(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	desk := c.Who("reception", c.Ward)
	a := c.Brought(fiveDays)
	a.Competent = c.District
	d := c.Must(desk, dossier.Dossier{}, a)
	if d.Causing() != c.District {
		t.Error("at the desk it is the office that decides")
	}
	d = c.Must(desk, d, legs(c.Other, c.Ward))
	if d.Causing() != c.Other {
		t.Error("the first of the chain has it")
	}
	d = c.Must(c.Who("head", c.Other), d, dossier.Forward{Note: "Đã xác minh thực địa"})
	if d.Causing() != c.Ward {
		t.Error("the office of the desk is an office of the chain like any other")
	}
	d = c.Must(c.Who("head", c.Ward), d, dossier.Forward{Note: "Đã xác minh thực địa"})
	if d.Causing() != c.District {
		t.Error("back at the lead it is the lead")
	}
}
