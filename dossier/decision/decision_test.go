package decision_test

import (
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/law"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

func on(day, hour int) clock.Instant {
	return clock.At(time.Date(2019, 6, day, hour, 0, 0, 0, clock.Zone))
}

func moment(at clock.Instant, who string) dossier.Moment {
	p, _ := law.For("2019-06-03")
	return dossier.Moment{Now: at, Calendar: calendar.Civil(), Profile: p, Today: p, Who: access.Who{Official: who, Office: "land"}, Number: 7, Offices: directory}
}

// directory knows the offices of these tests, and one that is gone.
var directory = func() *office.Tree {
	var all []office.Office
	for i, id := range []string{"ward", "land", "tax", "health", "gone"} {
		o := office.Office{ID: id, Kind: office.District, Place: id, ValidFrom: "2016-09-30", Codes: []office.Code{{Value: "000.00.4" + string(rune('1'+i)) + ".H29"}}}
		if id == "gone" {
			o.ValidTo = "2019-05-31"
		}
		all = append(all, o)
	}
	tree, err := office.NewTree(all, nil)
	if err != nil {
		panic(err)
	}
	return tree
}()

// open is a dossier of five working days received on Monday 3 June, at the officer.
func open() dossier.Dossier {
	d := dossier.Dossier{ID: "d", State: dossier.InProcess, Step: string(procedure.StepExamine), Limit: "5wd", Competent: "land", Holder: "land", Receiving: "ward", Officer: "lan",
		ReceivedAt: on(3, 9), Due: on(10, 17), LateFrom: on(11, 0)}
	d.Appointments = []dossier.Appointment{{Kind: dossier.First, From: on(3, 9), Due: on(10, 17), LimitEnd: on(10, 17)}}
	return d
}

func with(d dossier.Dossier, change func(*dossier.Dossier)) dossier.Dossier { change(&d); return d }

func examined() dossier.Dossier {
	return with(open(), func(d *dossier.Dossier) {
		d.Examined, d.ExaminedBy, d.Step = true, []string{"lan"}, string(procedure.StepPropose)
	})
}

func proposed() dossier.Dossier {
	return with(examined(), func(d *dossier.Dossier) {
		d.State, d.Step = dossier.Proposed, string(procedure.StepSign)
		d.Proposal = &dossier.Proposal{Outcome: dossier.Granted, File: "draft", By: "lan", At: on(5, 9)}
	})
}

func decided() dossier.Dossier {
	return with(proposed(), func(d *dossier.Dossier) {
		d.Decision = &dossier.Decision{Outcome: dossier.Granted, File: "draft", Proposed: on(5, 9), By: "dung", At: on(5, 10), Signer: "duc"}
		d.DecidedAt, d.Step = on(5, 10), string(procedure.StepDecided)
	})
}

func asked(limit clock.Instant, answered clock.Instant) dossier.Dossier {
	return with(examined(), func(d *dossier.Dossier) {
		d.Consultations = []dossier.Consultation{{N: 1, Office: "tax", Asker: "land", Asked: on(4, 8), Limit: limit, Answered: answered}}
	})
}

// late is past its legal appointment of 10 June and has no letter.
func late(d dossier.Dossier) dossier.Dossier {
	return with(d, func(d *dossier.Dossier) { d.Due, d.LateFrom = on(4, 17), on(5, 0) })
}

func apologised(d dossier.Dossier) dossier.Dossier {
	return with(late(d), func(d *dossier.Dossier) { d.Apology = &dossier.ApologyMark{Sent: on(4, 9)} })
}

var signature = dossier.Signature{Hash: "h", Certificate: "c", Key: "k"}

func sign(file, draft string) decision.Sign {
	return decision.Sign{File: file, Drafted: draft, Signature: signature}
}

func TestRules(t *testing.T) {
	grant := decision.Propose{Outcome: dossier.Granted, File: "draft"}
	for _, row := range []struct {
		rule string // the sentence of the law
		d    dossier.Dossier
		act  dossier.Act
		says string // "" = it is done; else what the refusal says, or its rule
	}{
		{"SET-1 the handler appraises what was assigned", open(), decision.Examine{Fit: true}, ""},
		{"SET-1 what is found unfit has its reason", open(), decision.Examine{}, "lý do"},
		{"SET-1 with its reason it is on record", open(), decision.Examine{Note: "Thiếu bản vẽ hoàn công"}, ""},
		{"SET-1 a second press does not write the appraisal twice", with(examined(), func(d *dossier.Dossier) { d.ExaminedBy = []string{"dung"} }), decision.Examine{Fit: true}, "đã ghi kết quả thẩm định"},
		{"SET-1 nor while an opinion is waited for", with(asked(on(6, 17), 0), func(d *dossier.Dossier) { d.ExaminedBy, d.Step = []string{"dung"}, string(procedure.StepConsult) }), decision.Examine{Fit: true}, "đã ghi kết quả thẩm định"},
		{"SET-1 another handler appraises it himself", examined(), decision.Examine{Fit: true}, ""},
		{"SET-1 what is assigned anew is appraised anew", with(examined(), func(d *dossier.Dossier) { d.ExaminedBy, d.Step = []string{"dung"}, string(procedure.StepExamine) }), decision.Examine{Fit: true}, ""},
		{"SET-1 nothing goes up before it was appraised", open(), grant, "SET-1"},
		{"SET-1 an appraised dossier goes up with its draft", examined(), grant, ""},
		{"SET-1 nothing goes up without a draft", examined(), decision.Propose{Outcome: dossier.Granted}, "SET-1"},
		{"SET-1 a proposal says yes or no", examined(), decision.Propose{Outcome: "perhaps", File: "draft"}, "Chọn đề xuất"},
		{"REC-13 a refusal on the merits gives its reason", examined(), decision.Propose{Outcome: dossier.Rejected, File: "draft"}, "lý do"},
		{"REC-13 with its reason it goes up like any other", examined(), decision.Propose{Outcome: dossier.Rejected, File: "draft", Note: "Thửa đất đang có tranh chấp"}, ""},
		{"APO-7 a late dossier does not go up without its letter", late(examined()), grant, "APO-7"},
		{"APO-7 with its letter it does", apologised(examined()), grant, ""},
		{"SET-3 others are asked within a limit of their own", examined(), decision.Consult{Office: "tax", Limit: "2wd", Question: "Đề nghị xác nhận nghĩa vụ thuế"}, ""},
		{"SET-3 a question names its limit", examined(), decision.Consult{Office: "tax", Limit: "soon", Question: "Đề nghị xác nhận nghĩa vụ thuế"}, "SET-3"},
		{"SET-3 a question names its content", examined(), decision.Consult{Office: "tax", Limit: "2wd"}, "lý do"},
		{"SET-3 an office does not ask itself", examined(), decision.Consult{Office: "land", Limit: "2wd", Question: "Đề nghị cho ý kiến"}, "cơ quan khác"},
		{"SET-3 an office nobody knows is not asked", examined(), decision.Consult{Office: "nowhere", Limit: "2wd", Question: "Đề nghị cho ý kiến"}, "SET-3"},
		{"SET-3 nor one that is gone", examined(), decision.Consult{Office: "gone", Limit: "2wd", Question: "Đề nghị cho ý kiến"}, "SET-3"},
		{"SET-3 nor beside one that is there", examined(), decision.Consult{Office: "tax", Limit: "2wd", More: []decision.Ask{{Office: "nowhere", Limit: "2wd"}}, Question: "Đề nghị cho ý kiến"}, "SET-3"},
		{"SET-3 nobody is asked twice at once", asked(on(6, 17), 0), decision.Consult{Office: "tax", Limit: "2wd", Question: "Đề nghị cho ý kiến"}, "Đang chờ ý kiến"},
		{"SET-3 the office waits for an opinion while its limit runs", asked(on(6, 17), 0), grant, "SET-3"},
		{"SET-3 and goes on without it when the limit has passed", asked(on(4, 17), 0), grant, ""},
		{"SET-3 and with it as soon as it is there", asked(on(6, 17), on(5, 8)), grant, ""},
		{"SET-7 the head approves what lies before him", proposed(), decision.Decide{Drafted: "draft"}, ""},
		{"SET-7 and can give the signature to a deputy", proposed(), decision.Decide{Drafted: "draft", Signer: "duc"}, ""},
		{"SET-7 but not to who examined", proposed(), decision.Decide{Drafted: "draft", Signer: "lan"}, "SET-7"},
		{"SET-7 nothing is approved that was changed after it was read", proposed(), decision.Decide{Drafted: "older"}, "thay đổi"},
		{"SET-7 it is approved once", decided(), decision.Decide{Drafted: "draft"}, "đã được duyệt"},
		{"SET-7 nothing is approved before it was proposed", examined(), decision.Decide{Drafted: "draft"}, "không thể duyệt"},
		{"APO-7 a late dossier is not approved without its letter", late(proposed()), decision.Decide{Drafted: "draft"}, "APO-7"},
		{"SET-7 what was approved is signed", decided(), sign("signed", "draft"), ""},
		{"SET-7 what was not approved yet is approved and signed in one", proposed(), sign("signed", "draft"), ""},
		{"SET-1 nothing is signed without a file", decided(), sign("", "draft"), "SET-1"},
		{"SET-1 nor without a signature in it", decided(), decision.Sign{File: "signed", Drafted: "draft"}, "SET-1"},
		{"SET-1 a changed draft voids the signature", decided(), sign("signed", "older"), "thay đổi"},
		{"APO-7 approved in time and late by the signature: first the letter", late(decided()), sign("signed", "draft"), "APO-7"},
		{"APO-7 with the letter it is signed", apologised(decided()), sign("signed", "draft"), ""},
		{"SET-1 what goes back says what to mend", proposed(), decision.SendBack{}, "lý do"},
		{"SET-1 and goes back", decided(), decision.SendBack{Reason: "Bổ sung căn cứ pháp lý"}, ""},
	} {
		_, err := row.act.Apply(row.d, moment(on(5, 11), "dung"))
		no, refused := refusal.As(err)
		switch {
		case row.says == "" && err != nil:
			t.Errorf("%s: %v", row.rule, err)
		case row.says != "" && (!refused || no.Rule != row.says && !strings.Contains(no.Sentence, row.says)):
			t.Errorf("%s: %v", row.rule, err)
		}
	}
}

func apply(t *testing.T, d dossier.Dossier, act dossier.Act, at clock.Instant, who string) dossier.Dossier {
	t.Helper()
	out, err := act.Apply(d, moment(at, who))
	if err != nil {
		t.Fatalf("%s: %v", act.Name(), err)
	}
	return out
}

// Decided and signed are two times with two proofs, whether by one press or by two.
func TestSET7_DecidedAndSignedAreTwoTimesWithTwoProofs(t *testing.T) {
	d := apply(t, proposed(), decision.Decide{Drafted: "draft", Signer: "duc"}, on(5, 10), "dung")
	if want := (dossier.Decision{Outcome: dossier.Granted, File: "draft", Proposed: on(5, 9), By: "dung", At: on(5, 10), Signer: "duc"}); *d.Decision != want {
		t.Errorf("decided: %+v", *d.Decision)
	}
	if d.State != dossier.Proposed || d.Step != "decided" || d.Result != nil || d.Outcome != "" || d.DecidedAt != on(5, 10) || d.Subject().Signer != "duc" {
		t.Errorf("approved and not signed: %s %s %+v %q", d.State, d.Step, d.Result, d.Subject().Signer)
	}
	d = apply(t, d, sign("signed", "draft"), on(6, 8), "duc")
	if d.DecidedAt != on(5, 10) || d.Decision.By != "dung" || d.Result.At != on(6, 8) || d.Result.Signer != "duc" || d.Result.Number != "07/KQ" || d.Result.File != "signed" || d.Outcome != dossier.Granted {
		t.Errorf("two presses: %+v %+v", *d.Decision, *d.Result)
	}
	if d.State != dossier.Signed || d.Subject().Signer != "duc" {
		t.Errorf("signed: %s, who signed loses sight of it: %q", d.State, d.Subject().Signer)
	}
	one := apply(t, proposed(), sign("signed", "draft"), on(5, 10), "dung")
	if want := (dossier.Decision{Outcome: dossier.Granted, File: "draft", Proposed: on(5, 9), By: "dung", At: on(5, 10)}); *one.Decision != want || one.DecidedAt != one.Result.At || one.Result.Signer != "dung" {
		t.Errorf("one press: %+v %+v", *one.Decision, *one.Result)
	}
}

func TestSET7_WhatGoesBackIsDecidedAnew(t *testing.T) {
	d := apply(t, decided(), decision.SendBack{Reason: "Bổ sung căn cứ pháp lý"}, on(5, 11), "duc")
	if d.Decision != nil || d.DecidedAt.Set() || d.Proposal != nil || d.Examined || d.State != dossier.InProcess {
		t.Errorf("%+v", d)
	}
	d = apply(t, d, decision.Examine{Fit: true}, on(5, 12), "lan")
	d = apply(t, d, decision.Propose{Outcome: dossier.Rejected, File: "second", Note: "Thửa đất đang có tranh chấp"}, on(5, 13), "lan")
	d = apply(t, d, decision.Decide{Drafted: "second"}, on(5, 14), "dung")
	if d.Decision.File != "second" || d.Decision.Outcome != dossier.Rejected || d.Decision.Proposed != on(5, 13) {
		t.Errorf("%+v", *d.Decision)
	}
	if d = apply(t, d, sign("signed", "second"), on(5, 15), "dung"); d.Outcome != dossier.Rejected || d.Result.Outcome != dossier.Rejected {
		t.Errorf("%s %s", d.Outcome, d.Result.Outcome)
	}
}

// SET-3: the clock of the dossier runs on, each office has its own limit.
func TestSET3_EachOfficeAskedHasItsOwnLimitAndItsOwnAnswer(t *testing.T) {
	d := apply(t, examined(), decision.Consult{Office: "tax", Limit: "2wd", More: []decision.Ask{{Office: "health", Limit: "8h"}}, Question: "Đề nghị cho ý kiến"}, on(5, 9), "lan")
	if len(d.Consultations) != 2 || d.Consultations[0].Limit.Time().Format("02/1 15:04") != "07/6 17:00" || d.Consultations[1].Limit.Time().Format("02/1 15:04") != "06/6 09:00" {
		t.Fatalf("%+v", d.Consultations)
	}
	if d.Due != on(10, 17) || d.Step != string(procedure.StepConsult) {
		t.Errorf("the clock of the dossier moved: %s %s", d.Due.Time(), d.Step)
	}
	m := moment(on(6, 10), "thu")
	m.Who.Office = "health"
	if _, err := (decision.Answer{N: 1, Agrees: true, Opinion: "Thống nhất"}).Apply(d, m); err == nil {
		t.Error("an office answered for another")
	}
	d, err := decision.Answer{N: 2, Agrees: true, Opinion: "Thống nhất"}.Apply(d, m)
	if err != nil || !d.Consultations[1].Late || d.Consultations[0].Answered.Set() || d.Step != string(procedure.StepConsult) {
		t.Fatalf("answered an hour late: %+v %v", d.Consultations, err)
	}
	m.Who.Office, m.Now = "tax", on(7, 16)
	d, err = decision.Answer{N: 1, Opinion: "Còn nợ thuế"}.Apply(d, m)
	if err != nil || d.Consultations[0].Late || d.Consultations[0].Agrees || d.Step != string(procedure.StepExamine) {
		t.Errorf("answered in time: %+v %s %v", d.Consultations, d.Step, err)
	}
	if _, err = (decision.Answer{N: 1, Opinion: "Đã nộp đủ"}).Apply(d, m); err == nil {
		t.Error("an opinion was given twice")
	}
}

// SET-4: only the lead proposes, and only when the chain is through.
func TestSET4_OnlyTheLeadProposesAtTheEndOfTheChain(t *testing.T) {
	chained := with(examined(), func(d *dossier.Dossier) {
		d.Handovers = []dossier.Handover{{From: "ward", To: "land", Given: on(3, 10), Taken: on(3, 11)}, {From: "land", To: "tax", Given: on(4, 8), Taken: on(4, 9)}}
		d.Holder = "tax"
	})
	_, err := decision.Propose{Outcome: dossier.Granted, File: "draft"}.Apply(chained, moment(on(5, 11), "lan"))
	if no, ok := refusal.As(err); !ok || no.Rule != "SET-4" {
		t.Errorf("%v", err)
	}
}

// VB-10: a number below ten has a leading zero; one given by hand stands as it is.
func TestVB10_TheNumberOfAResult(t *testing.T) {
	for n, want := range map[int]string{1: "01/KQ", 9: "09/KQ", 10: "10/KQ", 1234: "1234/KQ"} {
		m := moment(on(5, 11), "dung")
		m.Number = n
		d, err := sign("signed", "draft").Apply(proposed(), m)
		if err != nil || d.Result.Number != want {
			t.Errorf("%d: %v %v", n, d.Result, err)
		}
	}
	own := sign("signed", "draft")
	own.Number = "15/GP-UBND"
	if d := apply(t, proposed(), own, on(5, 11), "dung"); d.Result.Number != "15/GP-UBND" {
		t.Errorf("%s", d.Result.Number)
	}
}

// What people write freely never stands in the event.
func TestWordsStandApartFromTheEvent(t *testing.T) {
	for _, act := range []interface {
		dossier.Act
		Private() any
	}{decision.Examine{Note: "lời"}, decision.Consult{Question: "lời"}, decision.Answer{Opinion: "lời"}, decision.Propose{Note: "lời"}, decision.SendBack{Reason: "lời"}} {
		if said, ok := act.Private().(dossier.Said); !ok || said.Reason != "lời" {
			t.Errorf("%s keeps %v apart", act.Name(), act.Private())
		}
	}
}
