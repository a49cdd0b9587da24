package letters_test

import (
	"testing"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/letters"
	"motcua/law"
	"motcua/refusal"
)

// lived is a dossier of five working days received on Monday 3 June 2019 at a ward and
// decided at a district.
func lived(t *testing.T) (dossier.Dossier, dossier.Moment) {
	t.Helper()
	p, err := law.At("2019-06-03")
	if err != nil {
		t.Fatal(err)
	}
	m := dossier.Moment{Now: june(7, 9), Calendar: calendar.Civil(), Profile: p, Today: p, Who: access.Who{Official: "head", Office: "district", Role: "head"}}
	d := dossier.Dossier{State: dossier.InProcess, Step: "examine", Receiving: "ward", ReturnAt: "ward", Competent: "district", Holder: "district", Limit: "5wd", ReceivedAt: june(3, 9),
		Due: june(10, 17), Promised: june(10, 17), LimitEnd: june(10, 17), LateFrom: june(11, 0),
		Appointments: []dossier.Appointment{{Kind: dossier.First, From: june(3, 9), Due: june(10, 17), LimitEnd: june(10, 17)}}}
	return d, m
}

func june(day, hour int) clock.Instant {
	return clock.At(time.Date(2019, 6, day, hour, 0, 0, 0, clock.Zone))
}

func rule(err error) string {
	no, _ := refusal.As(err)
	if no == nil {
		return ""
	}
	return no.Rule
}

func TestAPO_4_TheHeadOfTheOfficeThatHoldsTheDossierSigns(t *testing.T) {
	d, m := lived(t)
	for _, c := range []struct {
		sentence, holder, signer, want string
	}{
		{"the deciding office holds it: its head signs", "district", "district", ""},
		{"another office of the chain holds it: the deciding head does not sign for it", "land", "district", "APO-4"},
		{"another office of the chain holds it: its own head signs", "land", "land", ""},
		{"it still lies at the desk: the deciding office answers", "ward", "district", ""},
		{"the desk's office does not sign for the deciding one", "ward", "ward", "APO-4"},
	} {
		x, at := d, m
		x.Holder, at.Who.Office = c.holder, c.signer
		if x.Step = "examine"; c.holder == "ward" { // not forwarded yet
			x.Step = "receive"
		}
		if c.holder == "ward" {
		}
		after, err := (letters.Apologise{Number: 1, NewDate: june(14, 17), Reason: "B2"}).Apply(x, at)
		if got := rule(err); got != c.want {
			t.Errorf("%s: %v", c.sentence, err)
		}
		if err == nil && (after.Apology.Office != c.signer || after.Apology.Told != at.Now) {
			t.Errorf("%s: %+v", c.sentence, after.Apology)
		}
	}
}

func TestAPO_14_TheNoticeToTheOneStopUnitFollowsTheLawOfTheDay(t *testing.T) {
	d, m := lived(t)
	m.Today.Apology.NoticeToOneStop.Value = false // before decree 61
	after, err := (letters.Apologise{Number: 1, NewDate: june(14, 17), Reason: "A1"}).Apply(d, m)
	if err != nil || after.Apology.Told.Set() {
		t.Errorf("no notice was due: %+v %v", after.Apology, err)
	}
}

func TestAPO_13_LostPapersAreNotCountedAgainstTheOneLetter(t *testing.T) {
	d, m := lived(t)
	lost := letters.ApologiseLost{Ground: "lost", Number: 1, Office: "ward", Official: "hoa", Cost: 50000, Papers: "Bản chính"}
	after, err := lost.Apply(d, m)
	if err != nil || len(after.Losses) != 1 || after.Apology != nil || after.Promised != d.Promised || len(after.Appointments) != 1 {
		t.Fatalf("%+v %v", after, err)
	}
	if len(d.Losses) != 0 {
		t.Error("the dossier before changed")
	}
	if _, err := (letters.Apologise{Number: 2, NewDate: june(14, 17), Reason: "A1"}).Apply(after, m); err != nil {
		t.Errorf("the letter for lateness is still free: %v", err)
	}
	for sentence, change := range map[string]func(*letters.ApologiseLost){
		"the same papers twice":                  func(*letters.ApologiseLost) {},
		"nobody is named":                        func(a *letters.ApologiseLost) { a.Ground, a.Office = "damaged", "" },
		"the applicant bears a cost":             func(a *letters.ApologiseLost) { a.Ground, a.Cost = "damaged", -1 },
		"an occasion is left out":                func(a *letters.ApologiseLost) { a.Ground = "lost-3" },
		"a number is written otherwise":          func(a *letters.ApologiseLost) { a.Ground = "lost-02" },
		"another ground":                         func(a *letters.ApologiseLost) { a.Ground = "late" },
		"it delays the result, without a letter": func(a *letters.ApologiseLost) { a.Ground, a.Delays = "damaged", true },
	} {
		x := lost
		change(&x)
		if _, err := x.Apply(after, m); rule(err) != "APO-13" {
			t.Errorf("%s: %v", sentence, err)
		}
	}
	again := lost
	again.Ground, again.Number = after.NextLoss("lost"), 2
	if more, err := again.Apply(after, m); err != nil || len(more.Losses) != 2 || more.Losses[1].Ground != "lost-2" || more.NextLoss("damaged") != "damaged" {
		t.Errorf("another paper has a letter of its own: %+v %v", more.Losses, err)
	}
	for _, s := range dossier.States {
		x := d
		x.State = s
		if _, err := lost.Apply(x, m); (err == nil) != (s != dossier.Filed && s != dossier.Refused) {
			t.Errorf("%s: %v", s, err)
		}
	}
}

func TestAPO_5_TheWayOfALetterHasItsProofs(t *testing.T) {
	d, m := lived(t)
	if _, err := (letters.HandLetter{Ground: "late", How: "signature", To: "An"}).Apply(d, m); err == nil {
		t.Error("a letter that was never written is handed over")
	}
	sent, err := (letters.Apologise{Number: 1, NewDate: june(14, 17), Reason: "A1"}).Apply(d, m)
	if err != nil {
		t.Fatal(err)
	}
	for sentence, a := range map[string]letters.HandLetter{
		"no way named":                     {Ground: "late", To: "An"},
		"a signature without a name":       {Ground: "late", How: "signature"},
		"the post without a slip's number": {Ground: "late", How: "post"},
	} {
		if _, err := a.Apply(sent, m); rule(err) != "APO-5" {
			t.Errorf("%s: %v", sentence, err)
		}
	}
	posted, err := (letters.HandLetter{Ground: "late", How: "post", Proof: "EB1VN"}).Apply(sent, m)
	if err != nil || posted.Apology.Acknowledged.Set() || len(posted.Apology.Handed) != 1 || len(sent.Apology.Handed) != 0 {
		t.Fatalf("%+v %v", posted.Apology, err)
	}
	got, err := (letters.AcknowledgeLetter{Ground: "late"}).Apply(posted, m)
	if err != nil || got.Apology.Acknowledged != m.Now {
		t.Fatalf("%+v %v", got.Apology, err)
	}
	if _, err := (letters.AcknowledgeLetter{Ground: "late"}).Apply(got, m); err == nil {
		t.Error("confirmed twice")
	}
	signed, err := (letters.HandLetter{Ground: "late", How: "signature", To: "An"}).Apply(posted, m)
	if err != nil || signed.Apology.Acknowledged != m.Now || len(signed.Apology.Handed) != 2 {
		t.Errorf("a signature at the desk is the acknowledgement: %+v %v", signed.Apology, err)
	}
}

func TestAPO_15_OnlyTheDateGivenToTheCitizenBringsALetter(t *testing.T) {
	d, m := lived(t)
	d.Consultations = []dossier.Consultation{{N: 1, Office: "land", Limit: june(4, 17), Late: true}}
	d.Handovers = []dossier.Handover{{From: "ward", To: "district", Given: june(3, 10), Taken: june(3, 11), Limit: june(5, 17)}}
	if err := d.MayGoUp(m.Now); err != nil {
		t.Errorf("inner steps are late, the date is still kept: %v", err)
	}
	d.Consultations[0].Answered = june(7, 8)
	d.Examined = true
	if _, err := (decision.Propose{Outcome: dossier.Granted, File: "f"}).Apply(d, m); err != nil {
		t.Errorf("it goes up without a letter: %v", err)
	}
	if late := d.MayGoUp(june(11, 8)); rule(late) != "APO-7" {
		t.Errorf("the date itself has passed: %v", late)
	}
}

func TestAPO_3_TheLetterFollowsTheLawOfTheDayItIsDue(t *testing.T) {
	d, m := lived(t)
	m.Profile.Apology.DaysBefore.Value = 0 // received under another law
	l, ok := dossier.Letters(d, m)
	if !ok || !l.ND61Applies || clock.At(l.ByND61) != june(7, 17) {
		t.Errorf("decree 61 is in force when the letter is due: %+v", l)
	}
}

// What an applicant withdraws late owes its letter still, and no new date.
func TestAPO_16_OnlyWhatEndedInTimeNeedsNoLetter(t *testing.T) {
	for _, c := range []struct {
		sentence, holder string
		state            dossier.State
		at               clock.Instant // of the end
		by, want         string
	}{
		{"withdrawn late: the letter is owed", "district", dossier.Withdrawn, june(11, 8), "district", ""},
		{"stopped late: the letter is owed", "district", dossier.Stopped, june(11, 8), "district", ""},
		{"withdrawn on the last evening: none", "district", dossier.Withdrawn, june(10, 23), "district", "APO-16"},
		{"stopped in time: none", "district", dossier.Stopped, june(7, 8), "district", "APO-16"},
		{"withdrawn late from an office of the chain: its own head signs", "land", dossier.Withdrawn, june(11, 8), "land", ""},
		{"withdrawn late from an office of the chain: the lead does not sign for it", "land", dossier.Withdrawn, june(11, 8), "district", "APO-4"},
	} {
		d, m := lived(t)
		d.Holder, m.Now, m.Who.Office = c.holder, june(12, 9), c.by
		d.State, d.EndedAt, d.Class = c.state, c.at, d.ClassAt(c.at)
		after, err := (letters.Apologise{Number: 1, Reason: "A1"}).Apply(d, m)
		if got := rule(err); got != c.want {
			t.Errorf("%s: %v", c.sentence, err)
		}
		if err == nil && (after.Apology.NewDate.Set() || after.Promised != d.Promised || len(after.Appointments) != 1 || !after.Apology.LateSent || after.Apology.Office != c.holder) {
			t.Errorf("%s: %+v", c.sentence, after.Apology)
		}
		if again, err := (letters.Apologise{Number: 2, Reason: "A1"}).Apply(after, m); after.Apology != nil && rule(err) != "APO-7" {
			t.Errorf("%s: a second letter: %+v", c.sentence, again.Apology)
		}
	}
}
