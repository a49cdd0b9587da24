package analysis_test

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/access"
	"motcua/analysis"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/charge"
	"motcua/dossier/decision"
	"motcua/dossier/ending"
	"motcua/law"
	"motcua/office"
	"motcua/procedure"
)

// town is what acts need, without a database.
type town struct {
	cal     *calendar.Table
	tree    *office.Tree
	version procedure.Version
	offices []string // the first receives, the second decides
}

func openTown(t *testing.T) town {
	t.Helper()
	all, err := office.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := office.NewTree(all, nil)
	if err != nil {
		t.Fatal(err)
	}
	vs, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	x := town{cal: calendar.Civil(), tree: tree}
	for _, v := range vs {
		if v.Code == "1.004746" {
			x.version = v
		}
	}
	for _, o := range tree.On("2019-04-22")[:6] {
		x.offices = append(x.offices, o.ID)
	}
	return x
}

func (x town) always(clock.Instant) *calendar.Table { return x.cal }

func (x town) moment(at time.Time) dossier.Moment {
	p, err := law.At(calendar.DateOf(at).String())
	if err != nil {
		panic(err) // every day of these tests has a profile
	}
	return dossier.Moment{Now: clock.At(at), Who: access.Who{Official: "lan"}, Calendar: x.cal, Profile: p, Today: p, Version: x.version, Offices: x.tree,
		ID: "d1", Token: "t", Code: "c", Number: 1, Control: 1}
}

// life is a dossier that acts are tried on; a refused act leaves no trace.
type life struct {
	town
	d     dossier.Dossier
	snaps []analysis.Snapshot
	now   time.Time
}

func (l *life) do(act dossier.Act) error {
	d, err := act.Apply(l.d, l.moment(l.now))
	if err == nil {
		l.keep(d)
	}
	return err
}

func (l *life) keep(d dossier.Dossier) {
	l.d = d
	l.snaps = append(l.snaps, analysis.Snapshot{At: clock.At(l.now), Dossier: d})
}

// must does an act at a moment YYYY-MM-DD HH:MM.
func (l *life) must(t testing.TB, at string, act dossier.Act) {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", at, clock.Zone)
	if err != nil {
		t.Fatal(err)
	}
	l.now = when
	if err := l.do(act); err != nil {
		t.Fatalf("%s %s: %v", at, act.Name(), err)
	}
}

func (x town) brought() dossier.Receive {
	return dossier.Receive{Procedure: x.version.Code, Channel: 1, Receiving: x.offices[0], Competent: x.offices[1], ReturnAt: x.offices[0], Sets: 1,
		Applicant: &dossier.Applicant{Name: "Người Mẫu", Phone: "0900000123"}}
}

// tries are the acts of a random life. Those that only upper rooms do are put on the
// row as they leave it.
func (l *life) tries(t *rapid.T) dossier.Act {
	office := rapid.SampledFrom(l.offices).Draw(t, "office")
	other := rapid.SampledFrom(l.offices).Draw(t, "other")
	limit := rapid.SampledFrom([]string{"2h", "1wd", "2wd"}).Draw(t, "limit")
	paper := l.version.Asked()[0]
	acts := []func() dossier.Act{
		func() dossier.Act { return dossier.Forward{Note: "Đã xong phần việc của cơ quan"} },
		func() dossier.Act {
			return dossier.Forward{Legs: []dossier.Leg{{Office: office, Work: dossier.Verify, Limit: limit}, {Office: other, Work: dossier.Measure, Limit: "1wd"}}}
		},
		func() dossier.Act { return decision.Take{} },
		func() dossier.Act {
			return dossier.Assign{Officer: fmt.Sprint("officer-", office), Office: l.d.Working()}
		},
		func() dossier.Act { return decision.Examine{Fit: true} },
		func() dossier.Act {
			return decision.Consult{Office: office, Limit: limit, More: []decision.Ask{{Office: other, Limit: "1wd"}}, Question: "Đề nghị cho ý kiến về hồ sơ"}
		},
		func() dossier.Act {
			return decision.Consult{Office: other, Limit: limit, Question: "Đề nghị cho ý kiến về hồ sơ"}
		},
		func() dossier.Act { return answerOf(l.d) },
		func() dossier.Act {
			return dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu", Lines: []dossier.SupplementLine{{Paper: paper.Key, What: "Nộp bản rõ nét"}}}
		},
		func() dossier.Act {
			return dossier.Supply{Papers: []dossier.GivenPaper{{Paper: paper.Key, Originals: 1}}}
		},
		func() dossier.Act { return decision.Propose{Outcome: dossier.Granted, File: "draft"} },
		func() dossier.Act { return decision.SendBack{Reason: "Cần xem lại dự thảo"} },
		func() dossier.Act {
			return decision.Sign{File: "signed", Drafted: "draft", Signature: dossier.Signature{Hash: "h"}}
		},
		func() dossier.Act { return ending.Complete{} },
		func() dossier.Act { return ending.Return{How: "receipt"} },
		func() dossier.Act { return dossier.Remind{What: "leg:2"} },
	}
	if on := onward[l.d.State]; on != nil && rapid.Bool().Draw(t, "onward") {
		for _, a := range on {
			if _, err := a.Apply(l.d, l.moment(l.now)); err == nil {
				return a
			}
		}
	}
	return acts[rapid.IntRange(0, len(acts)-1).Draw(t, "act")]()
}

// onward leads a life to its end, so that some are seen.
var onward = map[dossier.State][]dossier.Act{
	dossier.InProcess: {decision.Propose{Outcome: dossier.Granted, File: "draft"}, decision.Examine{Fit: true}},
	dossier.Proposed:  {decision.Sign{File: "signed", Drafted: "draft", Signature: dossier.Signature{Hash: "h"}}},
	dossier.Signed:    {ending.Complete{}},
}

func answerOf(d dossier.Dossier) dossier.Act {
	for _, c := range d.OpenConsultations() {
		return machine{decision.Answer{N: c.N, Agrees: true, Opinion: "Thống nhất với đề xuất"}}
	}
	return decision.Answer{N: 99, Opinion: "Thống nhất với đề xuất"}
}

// machine lets an act be done whatever the office of the doer is.
type machine struct{ dossier.Act }

func (a machine) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	m.Who = access.Clockwork
	return a.Act.Apply(d, m)
}

// outside is what acts of upper rooms leave on the row.
func (l *life) outside(t *rapid.T) {
	d := l.d
	switch what := rapid.IntRange(0, 5).Draw(t, "outside"); {
	case what == 0 && d.State == dossier.InProcess:
		d.State = dossier.Obliged
		d.Obligations = append(d.Obligations[:len(d.Obligations):len(d.Obligations)], dossier.Obligation{Office: l.offices[5], Sent: clock.At(l.now)})
	case what == 1 && d.State == dossier.Obliged:
		d.Obligations = append([]dossier.Obligation(nil), d.Obligations...)
		d.Obligations[len(d.Obligations)-1].Told = clock.At(l.now)
	case what == 2 && d.State == dossier.Obliged:
		d.Obligations = append([]dossier.Obligation(nil), d.Obligations...)
		d.Obligations[len(d.Obligations)-1].Confirmed = clock.At(l.now)
		d.State = dossier.InProcess
	case what == 3 && d.State == dossier.Completed && !d.AnnouncedAt.Set():
		d.AnnouncedAt = clock.At(l.now)
	case what == 4 && d.State == dossier.Completed && !d.PostedAt.Set():
		d.PostedAt = clock.At(l.now)
	default:
		return
	}
	l.keep(d)
}

// Any random sequence of acts: every working minute of the civil calendar between
// reception and return is charged to exactly one holder, counted here one by one.
func TestTimeAccountOfAnyLife(t *testing.T) {
	x := openTown(t)
	kinds, ended, over := map[charge.HolderKind]int64{}, 0, int64(0)
	rapid.Check(t, func(r *rapid.T) {
		l := life{town: x, now: time.Date(2019, 4, 22, 8, 0, 0, 0, clock.Zone).Add(time.Duration(rapid.IntRange(0, 20000).Draw(r, "begin")) * time.Minute)}
		if err := l.do(x.brought()); err != nil {
			r.Fatal(err)
		}
		for range rapid.IntRange(10, 80).Draw(r, "acts") {
			l.now = l.now.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 7, 45, 200, 500, 1500, 5000}).Draw(r, "wait")) * time.Minute)
			if rapid.IntRange(0, 5).Draw(r, "who") == 0 {
				l.outside(r)
			} else {
				_ = l.do(l.tries(r)) // a refused act leaves no trace: that is the test too
			}
		}
		end := clock.At(l.now.Add(time.Hour))
		got := analysis.Account(l.snaps, x.always, end)
		if l.d.ReturnedAt.Set() {
			end = l.d.ReturnedAt
			ended++
		}
		if want := x.cal.MinutesBetween(l.d.ReceivedAt.Time(), end.Time()); got.Total != want || got.From != l.d.ReceivedAt || got.To != end {
			r.Fatalf("the account holds %d minutes from %v to %v, the calendar %d from %v to %v", got.Total, got.From.Time(), got.To.Time(), want, l.d.ReceivedAt.Time(), end.Time())
		}
		counted := oneByOne(l.snaps, x.cal, l.d.ReceivedAt, end)
		for i, c := range got.Charges {
			if i > 0 && c.From != got.Charges[i-1].To {
				r.Fatalf("gap or overlap before charge %d: %+v", i, got.Charges)
			}
			if c.Over > c.Minutes || c.Minutes < 0 {
				r.Fatalf("charge %+v", c)
			}
			counted[c.Holder] -= c.Minutes
			kinds[c.Kind] += c.Minutes
			over += c.Over
		}
		for h, n := range counted {
			if n != 0 {
				r.Fatalf("%+v differs from the count one by one by %d minutes", h, n)
			}
		}
	})
	if ended == 0 || over == 0 || kinds[charge.ByOffice] == 0 || kinds[charge.ByApplicant] == 0 || kinds[charge.ByTreasury] == 0 || kinds[charge.ByPost] == 0 {
		t.Errorf("the lives were too alike: %d ended, %d minutes over a limit, %v", ended, over, kinds)
	}
}

// oneByOne asks for each minute who has it.
func oneByOne(snaps []analysis.Snapshot, cal *calendar.Table, from, to clock.Instant) map[charge.Holder]int64 {
	out := map[charge.Holder]int64{}
	row := 0
	for at := from; at < to; at += 60_000_000 {
		for row+1 < len(snaps) && snaps[row+1].At <= at {
			row++
		}
		if cal.MinutesBetween(at.Time(), (at+60_000_000).Time()) == 0 {
			continue
		}
		h, _ := charge.Of(snaps[row].Dossier, at)
		out[h]++
	}
	return out
}

func holder(kind charge.HolderKind, office, step string) charge.Holder {
	return charge.Holder{Kind: kind, Office: office, Step: step}
}

// want compares an account, step by step, in working minutes.
func want(t *testing.T, got analysis.Ledger, charges ...analysis.Charge) {
	t.Helper()
	if len(got.Charges) != len(charges) {
		t.Fatalf("%d charges, want %d: %+v", len(got.Charges), len(charges), got.Charges)
	}
	for i, w := range charges {
		g := got.Charges[i]
		if g.Holder != w.Holder || g.Minutes != w.Minutes || g.Over != w.Over {
			t.Errorf("charge %d: %+v %d minutes, %d over; want %+v %d, %d over", i, g.Holder, g.Minutes, g.Over, w.Holder, w.Minutes, w.Over)
		}
	}
}

func TestSET4AChainChargesEachOfficeWithItsOwnMinutes(t *testing.T) {
	x := openTown(t)
	l := life{town: x}
	a, b, c := x.offices[1], x.offices[2], x.offices[3]
	l.must(t, "2019-06-03 15:10", x.brought())
	l.must(t, "2019-06-04 08:00", dossier.Forward{Legs: []dossier.Leg{{Office: a, Work: dossier.Appraise, Limit: "1wd"}, {Office: b, Work: dossier.Verify, Limit: "1wd"}, {Office: c, Work: dossier.Measure, Limit: "1wd"}}})
	l.must(t, "2019-06-04 09:00", decision.Take{})
	l.must(t, "2019-06-05 11:00", dossier.Forward{}) // the lead's own part comes first
	l.must(t, "2019-06-07 16:00", dossier.Forward{Note: "Đã kiểm tra thực tế xong"})
	l.must(t, "2019-06-10 10:00", dossier.Forward{Note: "Đã trích lục bản đồ xong"})
	if l.d.Holder != a || l.d.Chained() {
		t.Fatalf("the last returns to the lead: %+v", l.d.Handovers)
	}
	l.must(t, "2019-06-10 11:00", dossier.Assign{Officer: "lan", Office: a})
	want(t, analysis.Account(l.snaps, x.always, l.d.Handovers[3].Given+3_600_000_000),
		analysis.Charge{Holder: holder(charge.ByOffice, x.offices[0], "receive"), Minutes: 140},
		analysis.Charge{Holder: holder(charge.ByOffice, a, "examine"), Minutes: 660},
		analysis.Charge{Holder: holder(charge.ByOffice, b, "examine"), Minutes: 1170, Over: 420},
		analysis.Charge{Holder: holder(charge.ByOffice, c, "examine"), Minutes: 210},
		analysis.Charge{Holder: holder(charge.ByOffice, a, "examine"), Minutes: 60})
}
