package dossier_test

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	. "motcua/dossier"
	"motcua/dossier/carry"
	"motcua/dossier/decision"
	"motcua/dossier/ending"
	"motcua/dossier/letters"
	"motcua/event"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// street is the fixed city the fuzz runs in: a ward, its district, a ward that follows.
type street struct {
	tree    *office.Tree
	version procedure.Version
	cal     *calendar.Table
}

const fuzzWard, fuzzDistrict, fuzzHeir = "ward", "district", "heir"

var fuzzStreet = sync.OnceValue(func() street {
	vs, err := procedure.Shipped()
	if err != nil {
		panic(err)
	}
	at := slices.IndexFunc(vs, func(v procedure.Version) bool { return v.Code == "1.004746" })
	v := vs[at]
	v.ID, v.Obliges = "version", true
	tree, err := office.NewTree([]office.Office{
		{ID: fuzzDistrict, Kind: office.District, Place: "Quận 1", ValidFrom: "2016-09-30", Codes: []office.Code{{Value: "000.00.41.H29"}}},
		{ID: fuzzWard, Kind: office.Commune, Place: "Phường Tân Định", Parent: fuzzDistrict, ValidFrom: "2016-09-30", ValidTo: "2019-07-01", Codes: []office.Code{{Value: "000.01.41.H29"}}},
		{ID: fuzzHeir, Kind: office.Commune, Place: "Phường Kế Thừa", Parent: fuzzDistrict, ValidFrom: "2019-07-02", Codes: []office.Code{{Value: "000.02.41.H29"}}},
	}, []office.Succession{{Old: fuzzWard, New: fuzzHeir, On: "2019-07-02", Lead: true}})
	if err != nil {
		panic(err)
	}
	return street{tree, v, calendar.Civil()}
})

// fuzzActs makes each act of the table in allowed.go from one byte of chance. An act
// that is not here fails TestFuzzKnowsEveryAct: give it a line.
var fuzzActs = map[string]func(s street, d Dossier, now time.Time, b byte) Act{
	"file": func(s street, _ Dossier, _ time.Time, b byte) Act {
		return File{Procedure: s.version.Code, Receiving: fuzzWard, Competent: fuzzWard, ReturnAt: fuzzWard, Papers: s.papers(b), Key: "k", Person: "an", Applicant: fuzzApplicant}
	},
	"receive": func(s street, d Dossier, _ time.Time, b byte) Act {
		if d.State != None {
			return Receive{Sets: int(b)}
		}
		return Receive{Procedure: s.version.Code, Channel: 1 + 2*int(b%2), Receiving: fuzzWard, Competent: []string{fuzzWard, fuzzDistrict}[b/2%2], ReturnAt: fuzzWard, Papers: s.papers(b), Sets: 1, Person: "an", Applicant: &fuzzApplicant}
	},
	"refuse": func(s street, d Dossier, _ time.Time, b byte) Act {
		r := Refuse{Reason: "Không thuộc thẩm quyền"}
		if d.State == None {
			r.Procedure, r.Channel, r.Receiving, r.Competent, r.Applicant = s.version.Code, 1, fuzzWard, fuzzWard, &fuzzApplicant
		}
		return r
	},
	"supplement": func(s street, d Dossier, _ time.Time, b byte) Act {
		l := SupplementLine{Paper: s.version.Asked()[int(b)%len(s.version.Asked())].Key, What: "Nộp bản rõ nét"}
		if b%5 == 4 {
			l.Paper = "chứng minh ngoài danh mục"
		}
		r := RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: []SupplementLine{l}}
		if d.State == None {
			r.Brought = &Receive{Procedure: s.version.Code, Channel: 1, Receiving: fuzzWard, Competent: fuzzWard, ReturnAt: fuzzWard, Sets: 1, Person: "an", Applicant: &fuzzApplicant}
		}
		return r
	},
	"supply": func(_ street, d Dossier, _ time.Time, b byte) Act {
		var out []GivenPaper
		for _, x := range d.Supplements {
			for _, l := range x.Lines {
				out = append(out, GivenPaper{Paper: l.Paper, Name: l.Name, Originals: 1})
			}
		}
		return Supply{Papers: out[:len(out)*int(1+b%4)/4]}
	},
	"assign": func(_ street, d Dossier, _ time.Time, b byte) Act {
		return Assign{Officer: []string{"officer", "other", ""}[b%3], Office: []string{d.Competent, fuzzDistrict}[b/3%2]}
	},
	"examine": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return decision.Examine{Fit: b%3 > 0, Note: []string{"", "Thiếu căn cứ"}[b/3%2]}
	},
	"consult": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return decision.Consult{Office: []string{fuzzDistrict, fuzzHeir, fuzzWard}[b%3], Limit: []string{"1wd", "8h", "?"}[b/3%3], Question: "Đề nghị cho ý kiến"}
	},
	"answer": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return decision.Answer{N: int(b % 3), Agrees: b%2 == 0, Opinion: "Thống nhất"}
	},
	"propose": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return decision.Propose{Outcome: []Outcome{Granted, Rejected, "?"}[b%3], File: []string{"draft", ""}[b/3%2], Note: "Không đủ điều kiện"}
	},
	"decide": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return decision.Decide{Drafted: []string{"draft", "older"}[b%4/3], Signer: []string{"", "deputy_head", "officer"}[b/4%3]}
	},
	"sign": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return decision.Sign{File: []string{"signed", ""}[b%4/3], Drafted: []string{"draft", "older"}[b/4%4/3], Signature: Signature{Hash: "h"}}
	},
	"send_back": func(street, Dossier, time.Time, byte) Act { return decision.SendBack{Reason: "Xem lại căn cứ"} },
	"complete":  func(street, Dossier, time.Time, byte) Act { return ending.Complete{} },
	"return": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return ending.Return{To: "An", How: []string{"receipt", "identity", "?"}[b%3]}
	},
	"withdraw": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return ending.Withdraw{Reason: "Người nộp đề nghị rút", Paper: []string{"request", ""}[b%2]}
	},
	"stop": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return Stop{Cause: []string{"applicant", "authority", "?", "not_completed"}[b%4], Reason: "Dừng theo đề nghị", Paper: []string{"request", ""}[b/4%2]}
	},
	"apologise": func(s street, d Dossier, now time.Time, b byte) Act {
		from := max(calendar.DateOf(now), calendar.DateOf(d.Due.Time()))
		return letters.Apologise{Number: 1, Reason: "A1", NewDate: clock.At(s.cal.Close(s.cal.Add(from, int(b%9))))}
	},
	"remind": func(_ street, d Dossier, _ time.Time, b byte) Act {
		return Remind{What: []string{"warn1", "consult:1", NextOf(d)}[b%3]}
	},
	"lapse":    func(street, Dossier, time.Time, byte) Act { return Lapse{} },
	"escalate": func(street, Dossier, time.Time, byte) Act { return Escalate{} },
	"transfer": func(street, Dossier, time.Time, byte) Act { return carry.Transfer{} },
	"forward": func(_ street, d Dossier, _ time.Time, b byte) Act {
		if b%3 == 0 {
			return Forward{Note: "Đã thẩm định xong phần việc"}
		}
		return Forward{Legs: []Leg{{Office: []string{fuzzDistrict, fuzzHeir, d.Competent}[b/3%3], Work: Works[int(b)%len(Works)], Limit: []string{"1wd", "8h", ""}[b/9%3]}}}
	},
	"receipt": func(street, Dossier, time.Time, byte) Act { return ending.IssueReceipt{} },
	"allow_second": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return decision.AllowSecond{OwnFault: b%2 == 1, Reason: []string{"Hướng dẫn lần đầu chưa đủ", ""}[b/2%4/3]}
	},
	"recount": func(street, Dossier, time.Time, byte) Act { return carry.Recalculate{Change: "change"} },
	"confirm_date": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return carry.ConfirmDate{Decision: []string{"keep", "earlier", "?"}[b%3], Reason: []string{"Giữ ngày đã hẹn", ""}[b/3%4/3]}
	},
	"take": func(street, Dossier, time.Time, byte) Act { return decision.Take{} },
	"apologise_lost": func(_ street, d Dossier, _ time.Time, b byte) Act {
		return letters.ApologiseLost{Number: 1, Ground: []string{d.NextLoss("lost"), d.NextLoss("damaged"), "lost-9"}[b%3], Office: d.Competent, Cost: int64(b), Delays: b%7 == 0}
	},
	"hand_letter": func(_ street, d Dossier, _ time.Time, b byte) Act {
		return letters.HandLetter{Ground: lossGrounds(d, b)[b%3], How: []string{"signature", "post", "?"}[b/3%3], Proof: "EA2", To: "An"}
	},
	"acknowledge_letter": func(_ street, d Dossier, _ time.Time, b byte) Act {
		return letters.AcknowledgeLetter{Ground: lossGrounds(d, b)[b%2]}
	},
	"announce": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return Announce{Channels: [][]string{{"sms"}, {"phone", "paper"}, nil}[b%3]}
	},
	"oblige": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return ending.Oblige{Office: []string{"Chi cục Thuế Quận 1", fuzzWard, ""}[b%3], Slip: "01/PC"}
	},
	"tell": func(s street, _ Dossier, now time.Time, b byte) Act {
		return ending.Tell{Amount: int64(b) * 1000, Notice: "12/TB", Where: "Kho bạc Nhà nước", PayBy: clock.At(s.cal.Close(s.cal.Add(calendar.DateOf(now), int(b%40))))}
	},
	"confirm": func(street, Dossier, time.Time, byte) Act { return ending.Confirm{Paper: "34/XN"} },
	"fee_paid": func(_ street, d Dossier, _ time.Time, b byte) Act {
		return ending.FeePaid{Amount: d.Owes() + int64(b%4/3), Receipt: "1", Method: "cash"}
	},
	"fee_exempt": func(_ street, d Dossier, _ time.Time, b byte) Act {
		return ending.FeeExempt{Ground: "poor", Cut: d.Owes() / int64(1+b%3), Paper: "hash"}
	},
	"fee_refund": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return ending.FeeRefund{Amount: int64(b), Receipt: "2", Reason: "Thu nhầm của người nộp"}
	},
	"hold_originals": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return ending.Hold{Originals: make([]Original, b%3)}
	},
	"give_originals": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return ending.GiveBack{Which: []int{int(b % 3)}, To: "An"}
	},
	"post":        func(street, Dossier, time.Time, byte) Act { return ending.Post{Slip: "EA1"} },
	"post_invite": func(street, Dossier, time.Time, byte) Act { return ending.Invite{} },
	"post_back":   func(_ street, _ Dossier, _ time.Time, b byte) Act { return ending.PostBack{Lost: b%2 == 1} },
	"download":    func(street, Dossier, time.Time, byte) Act { return ending.Download{} },
	"collect":     func(street, Dossier, time.Time, byte) Act { return ending.Collect{} },
	"correct": func(_ street, _ Dossier, _ time.Time, b byte) Act {
		return ending.Correct{File: []string{"corrected", ""}[b%4/3], Signature: Signature{Hash: "h"}, Reason: "Sai ngày sinh trên kết quả"}
	},
}

var fuzzApplicant = Applicant{Name: "Trần Văn An", Phone: "0100000123", Address: "12 Đường Mẫu"}

func (s street) papers(b byte) []GivenPaper {
	var out []GivenPaper
	for _, p := range s.version.Asked() {
		out = append(out, GivenPaper{Paper: p.Key, Name: p.Name, Originals: int(b % 3), Copies: 1})
	}
	return out
}

// lossGrounds gives grounds of letters to hand over: for lateness, one of those for papers, none.
func lossGrounds(d Dossier, b byte) []string {
	if n := len(d.Losses); n > 0 {
		return []string{"late", d.Losses[int(b)%n].Ground, "?"}
	}
	return []string{"late", "lost", "?"}
}

// fuzzPeople are all who may try, the right and the wrong ones.
var fuzzPeople = func() []access.Who {
	out := []access.Who{access.Clockwork, {Person: "an", Channel: "page"}, {Person: "binh", Channel: "page"}, {}}
	for _, at := range []string{fuzzWard, fuzzHeir, fuzzDistrict} {
		for _, role := range access.Roles() {
			w := access.Who{Official: role, Post: role + "@" + at, Office: at, Role: role, Channel: "page"}
			if at == fuzzHeir {
				w.Former = []string{fuzzWard}
			}
			out = append(out, w)
		}
	}
	return out
}()

func TestFuzzKnowsEveryAct(t *testing.T) {
	for _, name := range ActNames() {
		make, ok := fuzzActs[name]
		if !ok {
			t.Errorf("the act %q of allowed.go has no line in fuzzActs: add one, so that random sequences try it", name)
			continue
		}
		if d := (Dossier{Supplements: []Supplement{{Lines: []SupplementLine{{Paper: "p"}}}}}); make(fuzzStreet(), d, time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone), 0).Name() != name {
			t.Errorf("the line %q of fuzzActs makes another act", name)
		}
	}
}

// fuzzSlots gives every byte an act. A name keeps its byte when other acts come, so that
// the sequences in testdata/fuzz/FuzzActs go on meaning what they were kept for.
func fuzzSlots() (out [256]string) {
	for _, name := range ActNames() {
		h := fnv.New32a()
		_, _ = h.Write([]byte(name)) // a hash takes everything
		at := byte(h.Sum32())
		for out[at] != "" {
			at++
		}
		out[at] = name
	}
	last := ""
	for i := range 2 * len(out) {
		if at := 2*len(out) - 1 - i; out[at%len(out)] != "" {
			last = out[at%len(out)]
		} else {
			out[at%len(out)] = last
		}
	}
	return out
}

// FuzzActs: any sequence of acts by anybody at any time, allowed and not, leaves a row
// that is the fold of its events, and never breaks what must always be true.
func FuzzActs(f *testing.F) {
	acts := fuzzSlots()
	at := func(name string) byte { return byte(slices.Index(acts[:], name)) }
	right := map[string]byte{} // of the ward
	for i, w := range fuzzPeople {
		if w.Office == fuzzWard {
			right[w.Role] = byte(i)
		}
	}
	life := func(steps ...[3]any) (out []byte) { // who, act, hours
		for _, s := range steps {
			out = append(out, s[0].(byte), at(s[1].(string)), 0, byte(s[2].(int)))
		}
		return out
	}
	desk, officer, head, deputy, machine, citizen := right["reception"], right["officer"], right["head"], right["onestop_head"], byte(0), byte(1)
	f.Add(life([3]any{desk, "receive", 0}, [3]any{head, "assign", 1}, [3]any{officer, "examine", 3}, [3]any{officer, "propose", 1}, [3]any{head, "sign", 1}, [3]any{desk, "complete", 1}, [3]any{desk, "return", 1}))
	f.Add(life([3]any{citizen, "file", 0}, [3]any{desk, "receive", 4}, [3]any{head, "assign", 1}, [3]any{officer, "supplement", 1}, [3]any{desk, "supply", 20}, [3]any{officer, "examine", 1}))
	f.Add(life([3]any{desk, "receive", 0}, [3]any{head, "assign", 1}, [3]any{head, "apologise", 9}, [3]any{head, "apologise", 1}, [3]any{machine, "lapse", 250}, [3]any{machine, "escalate", 250}, [3]any{officer, "propose", 1}))
	f.Add(life([3]any{desk, "receive", 0}, [3]any{head, "assign", 1}, [3]any{officer, "consult", 1}, [3]any{machine, "transfer", 250}, [3]any{machine, "transfer", 250}, [3]any{machine, "transfer", 250}, [3]any{deputy, "stop", 1}))
	f.Add(life([3]any{citizen, "file", 0}, [3]any{citizen, "withdraw", 1}, [3]any{desk, "refuse", 1}))
	f.Fuzz(func(t *testing.T, program []byte) {
		s, run := fuzzStreet(), &running{t: t, now: time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)}
		run.city()
		for ; len(program) >= 4 && len(run.events) < 40; program = program[4:] {
			run.now = run.now.Add(time.Duration(program[3]) * time.Hour)
			act := fuzzActs[acts[program[1]]](s, run.d, run.now, program[2])
			run.step(fuzzPeople[int(program[0])%len(fuzzPeople)], act)
		}
	})
}

// running is one sequence.
type running struct {
	t      *testing.T
	store  *Store
	now    time.Time
	d      Dossier
	events []event.Event
}

// Now is the civil clock of the sequence.
func (r *running) Now() time.Time { return r.now }

func (r *running) draw(m *Moment) error {
	m.ID, m.Token, m.Code, m.Number = "id", "token", "000.01.41.H29-190603-0001", len(r.events)+1
	return nil
}

// step tries one act and holds the dossier against what must always be true.
func (r *running) step(who access.Who, act Act) {
	was := r.image()
	after, body, err := r.store.Decide(who, r.d, act, r.draw)
	if now := r.image(); now != was {
		r.t.Fatalf("%s changed the dossier it was given:\n%s\n%s", act.Name(), was, now)
	}
	if err != nil {
		if _, ok := refusal.As(err); !ok {
			r.t.Fatalf("%s in state %q is a fault, not a refusal: %v", act.Name(), r.d.State, err)
		}
		return
	}
	if !Allowed(r.d.State, act.Name()) {
		r.t.Fatalf("%s was done in state %q, which does not know it", act.Name(), r.d.State)
	}
	r.events = append(r.events, event.Event{Subject: "id", Kind: "dossier", Act: act.Name(), Seq: after.Seq, At: clock.Micros(r.now), Body: body})
	before := r.d
	r.d = after
	folded, err := Fold(r.events)
	if err != nil || !Equal(folded, r.d) {
		r.t.Fatalf("after %s the row is not the fold of its events (%v)", act.Name(), err)
	}
	if what := broken(before, r.d, fuzzStreet().cal); what != "" {
		r.t.Fatalf("after %s: %s", act.Name(), what)
	}
}

func (r *running) image() string {
	b, err := json.Marshal(r.d)
	if err != nil {
		r.t.Fatal(err)
	}
	return string(b)
}

// broken names what must always be true and is not.
func broken(before, d Dossier, cal *calendar.Table) string {
	letters := 0
	for i, a := range d.Appointments {
		if a.Kind == Apology {
			letters++
		} else if !cal.Working(calendar.DateOf(a.Due.Time())) {
			return "a legal date on a day off (DL-2)"
		}
		if i < len(before.Appointments) && !reflect.DeepEqual(a, before.Appointments[i]) {
			return "an appointment of the past changed (law.md 12.1)"
		}
	}
	legal, ok := d.Legal()
	switch {
	case letters > 1:
		return "two letters (APO-7)"
	case len(d.Appointments) < len(before.Appointments):
		return "an appointment is gone (law.md 12.1)"
	case (d.Apology != nil) != (letters == 1) && !d.Over():
		return "a letter without its appointment, or the other way round (APO-6)"
	case d.Due.Set() && (!ok || legal.Due != d.Due):
		return "the legal date is not the newest that is no apology"
	case d.Promised != before.Promised && d.Promised.Set() && len(d.Appointments) == len(before.Appointments):
		return "a promise moved without an appointment (CAL-6)"
	case (d.State == Completed || d.State == Returned || d.SettledAt.Set()) && (d.Result == nil || d.Result.File == "" || d.Result.Signer == "" || d.Result.Number == ""):
		return "done without number, signer and file (law.md 12.3)"
	case d.Result != nil && slices.Contains(d.ExaminedBy, d.Result.Signer):
		return "signed by who examined it"
	case d.DecidedAt.Set() != (d.Decision != nil) || d.Decision != nil && (d.Decision.At != d.DecidedAt || slices.Contains(d.ExaminedBy, d.Decision.By)):
		return "decided without a decision, or by who examined it (SET-7)"
	case d.Result != nil && (d.Decision == nil || len(d.Corrections) == 0 && (d.Result.At < d.DecidedAt || d.Result.Outcome != d.Decision.Outcome)):
		return "signed before it was decided, or something else (SET-7)"
	case before.State != None && (d.Home != before.Home || d.Code != before.Code || d.Token != before.Token || d.Version != before.Version):
		return "home, code, token or version changed (CODE-5, KS-9)"
	case before.Profile != "" && d.Profile != before.Profile:
		return "the law of the reception day changed"
	case len(d.Supplements) > 1 && d.Supplements[len(d.Supplements)-1].Allowed == nil:
		return "a second request for papers without the head's leave (PRI-6)"
	case d.SettledAt.Set() && d.ReceivedAt.Set() && d.Class == "":
		return "settled without a class of form II.06a"
	case d.State.National() == 0:
		return fmt.Sprintf("state %q has no national status", d.State)
	}
	return ""
}

func (r *running) city() {
	s := fuzzStreet()
	r.store = &Store{Civil: r, Offices: func() *office.Tree { return s.tree }, Calendar: func(string) *calendar.Table { return s.cal },
		Version: func(string) (procedure.Version, bool) { return s.version, true }, InForce: func(string, string) (procedure.Version, bool) { return s.version, true }}
}

// Thousands of sequences that mostly do what is possible: together they reach every
// state, so that the rules above were tried in all of them.
func TestRandomActsReachEveryState(t *testing.T) {
	s, names, reached := fuzzStreet(), ActNames(), map[State]int{}
	r := rand.New(rand.NewPCG(2019, 6))
	for range 300 {
		run := &running{t: t, now: time.Date(2019, 6, 3+r.IntN(20), 8, 0, 0, 0, clock.Zone)}
		run.city()
		for range 60 {
			run.now = run.now.Add(time.Duration(r.IntN(3)) * time.Hour)
			if r.IntN(25) == 0 {
				run.now = run.now.Add(time.Duration(r.IntN(90)) * time.Hour)
			}
			name := names[r.IntN(len(names))]
			if possible := Possible(run.d.State); len(possible) > 0 && r.IntN(4) > 0 {
				name = possible[r.IntN(len(possible))]
			}
			if r.IntN(3) == 0 { // on the way to the result
				for _, forward := range []string{"receive", "assign", "examine", "supply", "propose", "sign", "complete", "return"} {
					if Allowed(run.d.State, forward) && (forward != "assign" || run.d.Officer == "") && (forward != "examine" || !run.d.Examined) {
						name = forward
						break
					}
				}
			}
			if slices.Contains([]string{"refuse", "withdraw", "stop", "supplement"}, name) && r.IntN(10) > 0 {
				continue // else few live long
			}
			act := fuzzActs[name](s, run.d, run.now, byte(r.IntN(256)*(r.IntN(3)/2)))
			who := fuzzPeople[r.IntN(len(fuzzPeople))]
			for range 60 { // mostly somebody who may
				if access.May(who, name, SubjectOf(run.d, act)) == nil || r.IntN(20) == 0 {
					break
				}
				who = fuzzPeople[r.IntN(len(fuzzPeople))]
			}
			run.step(who, act)
		}
		reached[run.d.State]++
		for _, e := range run.events {
			if d, err := Fold(run.events[:e.Seq]); err == nil {
				reached[d.State]++
			}
		}
	}
	for _, state := range States {
		if reached[state] < 10 {
			t.Errorf("state %q was reached %d times: %v", state, reached[state], reached)
		}
	}
}
