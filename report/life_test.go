package report_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"motcua/access"
	"motcua/apology"
	"motcua/apology/apologytest"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/report"
)

// life is a city in which people do what they may, at random but repeatably.
type life struct {
	*dossiertest.City
	t     *testing.T
	rng   *rand.Rand
	all   []dossier.Dossier
	codes []string
	done  map[string]int
	store *report.Store
}

func newLife(t *testing.T, d *db.DB, seed uint64) *life {
	c := dossiertest.Given(t, d)
	c.Log.Follow(report.Follower())
	l := &life{City: c, t: t, rng: rand.New(rand.NewPCG(seed, 2019)), done: map[string]int{}, store: &report.Store{DB: d}}
	kinds := map[string]int{}
	for _, v := range c.Procedures.All() {
		lim, ok := v.LimitFor(procedure.InPerson)
		if !ok || !v.Offers(procedure.InPerson) || !v.Offers(procedure.Online) || len(v.Asked()) == 0 || !v.InForce("2019-06-03") {
			continue
		}
		key := string(lim.Unit)
		if lim.Value <= 8 && kinds[key] < 3 {
			kinds[key]++
			l.codes = append(l.codes, v.Code)
		}
	}
	if len(l.codes) < 3 {
		t.Fatalf("only %d procedures to file: %v", len(l.codes), kinds)
	}
	slices.Sort(l.codes)
	return l
}

func (l *life) offices() []string { return []string{l.Ward, l.Other} }

func (l *life) pick(n int) int { return l.rng.IntN(n) }

// step begins a dossier or does something to one; the clock goes on by some hours.
func (l *life) step() {
	l.t.Helper()
	l.To(l.Civil.Now().Add(time.Duration(l.pick(300)) * time.Minute).Format("2006-01-02 15:04"))
	if len(l.all) == 0 || l.pick(7) == 0 {
		l.begin()
		return
	}
	i := len(l.all) - 1 - l.pick(min(len(l.all), 9))
	d, err := l.Dossiers.Open(context.Background(), dossiertest.Key(l.all[i]))
	if err != nil {
		l.t.Fatal(err)
	}
	who, act := l.choose(d)
	if act == nil {
		return
	}
	l.do(who, dossiertest.Key(d), act)
}

func (l *life) begin() {
	office, code := l.offices()[l.pick(2)], l.codes[l.pick(len(l.codes))]
	a := dossiertest.Applicant()
	desk := l.Who("reception", office)
	switch l.pick(8) {
	case 0:
		l.do(desk, dossier.Key{}, dossier.Refuse{Reason: "Hồ sơ không thuộc thẩm quyền.", Procedure: code, Channel: 1, Receiving: office, Competent: office, Applicant: &a})
	case 1, 2, 3:
		l.do(l.Citizen(), dossier.Key{}, dossier.File{Procedure: code, Receiving: office, Competent: office, ReturnAt: office, Person: "person-1",
			Key: fmt.Sprint("key-", len(l.all)), Applicant: a})
	default:
		l.do(desk, dossier.Key{}, dossier.Receive{Procedure: code, Channel: 1 + 2*l.pick(2), Receiving: office, Competent: office, ReturnAt: office, Sets: 1, Person: "person-1", Applicant: &a,
			Record: &dossier.PostRecord{Number: "01", Signed: clock.At(l.Civil.Now())}}) // counts for what came by post
	}
}

// do runs the act; a refusal is part of life, anything else is a fault.
func (l *life) do(who access.Who, key dossier.Key, act dossier.Act) {
	l.t.Helper()
	d, err := l.Dossiers.Do(context.Background(), who, key, act)
	if err != nil {
		if _, refused := refusal.As(err); !refused {
			l.t.Fatalf("%s: %v", act.Name(), err)
		}
		l.done["refused acts"]++
		return
	}
	l.done[act.Name()]++
	if key.ID == "" {
		l.all = append(l.all, d)
	}
}

func (l *life) choose(d dossier.Dossier) (access.Who, dossier.Act) {
	desk, officer, head := l.Who("reception", d.Receiving), l.Who("officer", d.Competent), l.Who("head", d.Competent)
	v, _ := l.Procedures.Version(d.Version)
	paper := v.Asked()[0]
	ask := dossier.RequestSupplement{Lines: []dossier.SupplementLine{{Paper: paper.Key, Name: paper.Name, What: "bản sao bị mờ"}}, Reason: "Giấy tờ không đọc được rõ."}
	rare := l.pick(40)
	switch {
	case rare == 0 && d.State != dossier.Filed:
		return head, dossier.Stop{Cause: "applicant", Reason: "Người nộp đề nghị dừng giải quyết.", Paper: "request"}
	case rare == 1:
		return l.Citizen(), ending.Withdraw{Reason: "Không còn nhu cầu."}
	case rare < 5:
		if d.State == dossier.Filed {
			return desk, ask
		}
		return officer, ask
	case rare < 10 && d.ReceivedAt.Set():
		l.letter(head, d)
		return head, nil
	}
	switch d.State {
	case dossier.Filed:
		if l.pick(6) == 0 {
			return desk, dossier.Refuse{Reason: "Thành phần hồ sơ không đúng quy định."}
		}
		return desk, dossier.Receive{Sets: 1}
	case dossier.Received:
		return head, dossier.Assign{Officer: officer.Official, Office: d.Competent}
	case dossier.InProcess:
		if !d.Examined {
			return officer, decision.Examine{Fit: true}
		}
		return officer, decision.Propose{Outcome: []dossier.Outcome{dossier.Granted, dossier.Rejected}[l.pick(2)], File: "draft", Note: "Không đủ điều kiện theo quy định."}
	case dossier.Supplementing:
		return desk, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: paper.Key, Name: paper.Name, Copies: 1}}}
	case dossier.Proposed:
		return head, dossiertest.Signing("draft")
	case dossier.Signed:
		return desk, ending.Complete{}
	case dossier.Completed:
		return desk, ending.Return{To: "chính chủ", How: "receipt"}
	}
	return desk, nil
}

// letter sends the letter of apology with a new date soon after the old one.
func (l *life) letter(head access.Who, d dossier.Dossier) {
	text := &apology.Text{Cause: "A1", Why: "Thiếu người thụ lý trong tuần", Status: "Đang giải quyết"}
	if !d.SettledAt.Set() {
		from := max(d.Due, clock.At(l.Civil.Now()))
		day := l.Civil.Now()
		if from.Set() {
			day = from.Time()
		}
		for day = day.AddDate(0, 0, 1); day.Weekday() == time.Saturday || day.Weekday() == time.Sunday; {
			day = day.AddDate(0, 0, 1)
		}
		text.NewDate = clock.At(day)
	}
	_, err := apologytest.Letters(l.City).Send(context.Background(), head, dossiertest.Key(d), apology.Sending{Channels: []string{"letter"}, Text: text})
	if err != nil {
		if _, refused := refusal.As(err); !refused {
			l.t.Fatalf("letter: %v", err)
		}
		return
	}
	l.done["letter"]++
}

// acts is how many acts of people succeeded.
func (l *life) acts() int {
	n := 0
	for name, k := range l.done {
		if name != "refused acts" {
			n += k
		}
	}
	return n
}

// waitsAtTheDesk files a dossier and asks for papers before reception: nobody owes an
// answer yet, so it stands in no figure of what is open.
func (l *life) waitsAtTheDesk() {
	l.t.Helper()
	d := l.Must(l.Citizen(), dossier.Dossier{}, dossier.File{Procedure: l.codes[0], Receiving: l.Ward, Competent: l.Ward, ReturnAt: l.Ward, Person: "person-1",
		Key: "waits", Applicant: dossiertest.Applicant()})
	v, _ := l.Procedures.Version(d.Version)
	p := v.Asked()[0]
	l.Must(l.Who("reception", l.Ward), d, dossier.RequestSupplement{Lines: []dossier.SupplementLine{{Paper: p.Key, Name: p.Name, What: "bản sao bị mờ"}}, Reason: "Giấy tờ không đọc được rõ."})
}
