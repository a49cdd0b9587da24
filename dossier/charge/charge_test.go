package charge_test

import (
	"testing"
	"time"

	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/charge"
)

func on(day, hour int) clock.Instant {
	return clock.At(time.Date(2019, 6, day, hour, 0, 0, 0, clock.Zone))
}

func with(state dossier.State, change func(*dossier.Dossier)) dossier.Dossier {
	d := dossier.Dossier{State: state, ReceivedAt: on(3, 9), Receiving: "ward", Competent: "land", Holder: "land", ReturnAt: "ward", Step: "examine"}
	if change != nil {
		change(&d)
	}
	return d
}

func office(id, step string) charge.Holder {
	return charge.Holder{Kind: charge.ByOffice, Office: id, Step: step}
}

var (
	nobody    = charge.Holder{}
	applicant = charge.Holder{Kind: charge.ByApplicant}
	post      = charge.Holder{Kind: charge.ByPost}
)

func asking(all ...dossier.Consultation) func(*dossier.Dossier) {
	return func(d *dossier.Dossier) { d.Consultations, d.Step = all, "consult" }
}

// Every minute between reception and return is somebody's, and one holder's alone.
func TestWhoAnswersForAMinute(t *testing.T) {
	late := dossier.Consultation{N: 1, Office: "tax", Asker: "land", Limit: on(4, 17)}
	later := dossier.Consultation{N: 2, Office: "health", Asker: "land", Limit: on(5, 8)}
	answered := dossier.Consultation{N: 1, Office: "tax", Asker: "land", Limit: on(4, 17), Answered: on(5, 8)}
	ofAnother := dossier.Consultation{N: 1, Office: "tax", Asker: "health", Limit: on(4, 17)}
	unnamed := dossier.Consultation{N: 1, Office: "tax", Limit: on(4, 17)}
	owing := func(all ...dossier.Obligation) func(*dossier.Dossier) {
		return func(d *dossier.Dossier) { d.Obligations = all }
	}
	for _, row := range []struct {
		rule string
		d    dossier.Dossier
		at   clock.Instant
		want charge.Holder
	}{
		{"before reception it is nobody's", dossier.Dossier{State: dossier.Filed, Receiving: "ward", Holder: "ward"}, on(3, 8), nobody},
		{"from reception it is the desk's until it is handed on (FWD-1)", with(dossier.Received, func(d *dossier.Dossier) { d.Holder, d.Step = "ward", "receive" }), on(3, 10), office("ward", "receive")},
		{"then the office's that has it, in its step", with(dossier.InProcess, nil), on(4, 10), office("land", "examine")},
		{"in a chain it is the office's that has it, not the lead's (SET-4)", with(dossier.InProcess, func(d *dossier.Dossier) { d.Holder = "tax" }), on(4, 10), office("tax", "examine")},
		{"while a consulted office is within its limit it is the lead's (SET-3)", with(dossier.InProcess, asking(late)), on(4, 16), office("land", "consult")},
		{"from the limit on it is the consulted office's (SET-3)", with(dossier.InProcess, asking(late)), on(4, 17), office("tax", "consult")},
		{"of two that are late it is that of the one longest overdue (SET-3)", with(dossier.InProcess, asking(later, late)), on(5, 9), office("tax", "consult")},
		{"an answer gives it back to the lead (SET-3)", with(dossier.InProcess, asking(answered)), on(5, 9), office("land", "consult")},
		{"who is late for another office's question does not answer for the lead's time", with(dossier.InProcess, asking(ofAnother)), on(5, 9), office("land", "consult")},
		{"a question without an asker was the competent office's", with(dossier.InProcess, asking(unnamed)), on(5, 9), office("tax", "consult")},
		{"what was proposed is the office's again, an open question or not", with(dossier.Proposed, func(d *dossier.Dossier) { asking(late)(d); d.Step = "sign" }), on(5, 9), office("land", "sign")},
		{"between decision and signature it is the office's, in a step of its own (SET-7)", with(dossier.Proposed, func(d *dossier.Dossier) { d.Step = "decided" }), on(5, 9), office("land", "decided")},
		{"signed it is the office's until the desk has the result", with(dossier.Signed, func(d *dossier.Dossier) { d.Step = "return" }), on(5, 9), office("land", "return")},
		{"while papers are missing it is the applicant's (SET-2)", with(dossier.Supplementing, nil), on(5, 9), applicant},
		{"the tax office has it until it tells the amount (SET-10)", with(dossier.Obliged, owing(dossier.Obligation{Office: "tax"})), on(5, 9), charge.Holder{Kind: charge.ByTreasury, Office: "tax"}},
		{"then it is the applicant's, who pays (SET-10)", with(dossier.Obliged, owing(dossier.Obligation{Office: "tax", Told: on(5, 8)})), on(5, 9), applicant},
		{"of two tax offices the one that has not told has it (SET-10)", with(dossier.Obliged, owing(dossier.Obligation{Office: "tax", Told: on(5, 8)}, dossier.Obligation{Office: "customs"})), on(5, 9),
			charge.Holder{Kind: charge.ByTreasury, Office: "customs"}},
		{"confirmed it is the office's again (SET-10)", with(dossier.Obliged, owing(dossier.Obligation{Office: "tax", Told: on(4, 8), Confirmed: on(5, 8)})), on(5, 9), office("land", "examine")},
		{"the desk has the result until it tells the applicant (SET-7)", with(dossier.Completed, nil), on(6, 9), office("ward", "return")},
		{"at the place of return, wherever that is (REC-14)", with(dossier.Completed, func(d *dossier.Dossier) { d.ReturnAt = "centre" }), on(6, 9), office("centre", "return")},
		{"after the announcement it is the applicant's (SET-7)", with(dossier.Completed, func(d *dossier.Dossier) { d.AnnouncedAt = on(6, 8) }), on(6, 9), applicant},
		{"on its way it is the post's", with(dossier.Completed, func(d *dossier.Dossier) { d.AnnouncedAt, d.PostedAt = on(6, 8), on(6, 8) }), on(6, 9), post},
		{"handed over it is nobody's", with(dossier.Returned, nil), on(7, 9), nobody},
		{"stopped it is nobody's (SET-9)", with(dossier.Stopped, nil), on(7, 9), nobody},
		{"withdrawn it is nobody's", with(dossier.Withdrawn, nil), on(7, 9), nobody},
		{"refused it is nobody's (REC-2)", with(dossier.Refused, nil), on(7, 9), nobody},
	} {
		got, ok := charge.Of(row.d, row.at)
		if got != row.want || ok != (row.want != nobody) {
			t.Errorf("%s: %+v %v", row.rule, got, ok)
		}
	}
}

// No state of a received dossier is left without an answer.
func TestEveryStateHasAnAnswer(t *testing.T) {
	for _, s := range dossier.States {
		h, ok := charge.Of(with(s, nil), on(5, 9))
		if open := s.Open() || s == dossier.Completed || s == dossier.Filed; ok != open || ok && h.Kind == "" {
			t.Errorf("%s: %+v %v", s, h, ok)
		}
	}
}
