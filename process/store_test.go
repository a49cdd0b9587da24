package process_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/event"
	"motcua/office"
	"motcua/procedure"
	"motcua/process"
	"motcua/refusal"
)

const wedding = "1.004746" // five working days

type city struct {
	*testing.T
	*process.Store
	civil    *clock.Civil
	v        procedure.Version
	drafter  access.Who
	control  access.Who
	nobody   access.Who // of a ward
	offices  *office.Tree
	engineDB *db.DB
}

func open(t *testing.T, d *db.DB) *city {
	t.Helper()
	ctx := context.Background()
	civil := clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone))
	ids := clock.SeededIDs(civil, 7)
	procedures, err := procedure.NewStore(ctx, d, ids)
	if err != nil {
		t.Fatal(err)
	}
	all, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := procedures.Import(ctx, procedure.File{Versions: all}); err != nil {
		t.Fatal(err)
	}
	places, err := office.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	offices, err := office.NewStore(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	if err := offices.Save(ctx, office.Change{Offices: places}); err != nil {
		t.Fatal(err)
	}
	s := &process.Store{DB: d, Log: event.NewLog(ids), IDs: ids, Civil: civil, Procedures: procedures, Offices: offices.Tree}
	if err := s.Load(ctx); err != nil {
		t.Fatal(err)
	}
	x := &city{T: t, Store: s, civil: civil, offices: offices.Tree(), engineDB: d}
	x.v, _ = procedures.InForce(wedding, "2019-06-03")
	who := func(id, role string, kind office.Kind) access.Who {
		for _, o := range x.offices.On("2019-06-03") {
			if o.Kind == kind {
				return access.Who{Official: id, Post: id, Office: o.ID, Role: role, Channel: "page"}
			}
		}
		t.Fatalf("no office of kind %s", kind)
		return access.Who{}
	}
	x.drafter, x.control, x.nobody = who("lan", "officer", office.Department), who("kim", "control", office.City), who("hoa", "officer", office.Commune)
	return x
}

// both runs a test on both engines.
func both(t *testing.T, test func(*city)) {
	t.Run("sqlite", func(t *testing.T) { test(open(t, dbtest.SQLite(t))) })
	t.Run("postgres", func(t *testing.T) { test(open(t, dbtest.Postgres(t))) })
}

func (x *city) must(v process.Version, err error) process.Version {
	x.Helper()
	if err != nil {
		x.Fatal(err)
	}
	return v
}

func (x *city) do(who access.Who, id string, act process.Act) process.Version {
	x.Helper()
	return x.must(x.Do(context.Background(), who, id, act))
}

func (x *city) refused(rule, says string, err error) {
	x.Helper()
	no, ok := refusal.As(err)
	if !ok || no.Rule != rule || !strings.Contains(no.Sentence, says) {
		x.Errorf("got %v, want %s %q", err, rule, says)
	}
}

func (x *city) derived() process.Process { return process.From(x.v.ProcessFor(procedure.InPerson)) }

// begin drafts what is derived.
func (x *city) begin() process.Version {
	x.Helper()
	return x.must(x.Begin(context.Background(), x.drafter, x.v, x.derived()))
}

// approved drafts, submits and approves from a day on.
func (x *city) approved(from string) process.Version {
	x.Helper()
	v := x.begin()
	x.do(x.drafter, v.ID, process.Submit{})
	return x.do(x.control, v.ID, process.Approve{From: from, Decision: "2345/QĐ-UBND ngày 03/6/2019"})
}

// proof: every row is what its events tell.
func (x *city) proof() {
	x.Helper()
	ctx := context.Background()
	all, err := x.Of(ctx, wedding)
	if err != nil {
		x.Fatal(err)
	}
	for _, row := range all {
		events, err := x.Trail(ctx, row.ID)
		if err != nil {
			x.Fatal(err)
		}
		got, err := process.Fold(events)
		if err != nil {
			x.Fatal(err)
		}
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(row)
		if string(a) != string(b) || got.Seq != row.Seq {
			x.Errorf("the row differs from its events:\n%s\n%s", b, a)
		}
	}
}

func TestPRI_9_FromDraftToForce(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		v := x.begin()
		if v.State != process.Drafting || v.No != 1 || v.Of != 1 {
			x.Errorf("%+v", v)
		}
		_, err := x.Do(ctx, x.drafter, v.ID, process.Edit{Process: v.Process.Remove("b5")})
		if err != nil {
			x.Fatal(err)
		}
		_, err = x.Do(ctx, x.drafter, v.ID, process.Submit{})
		x.refused("APO-8", "2.10", err)
		x.do(x.drafter, v.ID, process.Edit{Process: x.derived()})
		x.do(x.drafter, v.ID, process.Submit{})
		_, err = x.Do(ctx, x.drafter, v.ID, process.Edit{Process: x.derived()})
		x.refused("", "không sửa được", err)
		_, err = x.Do(ctx, x.control, v.ID, process.Reject{})
		x.refused("", "Ghi rõ cần sửa gì", err)
		back := x.do(x.control, v.ID, process.Reject{Remark: "Tách bước trình ký"})
		if back.Remark != "Tách bước trình ký" || back.State != process.Rejected {
			x.Errorf("%+v", back)
		}
		_, err = x.Do(ctx, x.drafter, v.ID, process.Submit{})
		x.refused("", "phải sửa trước", err)
		x.do(x.drafter, v.ID, process.Edit{Process: x.derived()})
		x.do(x.drafter, v.ID, process.Submit{})
		_, err = x.Do(ctx, x.control, v.ID, process.Approve{From: "2019-06-10"})
		x.refused("PRI-9", "quyết định", err)
		_, err = x.Do(ctx, x.control, v.ID, process.Approve{From: "2019-06-03", Decision: "1"})
		x.refused("KS-9", "sau hôm nay", err)
		done := x.do(x.control, v.ID, process.Approve{From: "2019-06-10", Decision: "2345/QĐ-UBND"})
		if done.State != process.Approved {
			x.Errorf("%+v", done)
		}
		_, err = x.Do(ctx, x.control, v.ID, process.Approve{From: "2019-06-11", Decision: "1"})
		x.refused("", "không còn chờ", err)
		x.proof()
	})
}

func TestPRI_9_NobodyElseDraftsOrApproves(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		if _, err := x.Begin(ctx, x.nobody, x.v, x.derived()); err == nil {
			x.Error("a ward invents steps of its own")
		}
		if _, err := x.Begin(ctx, x.control, x.v, x.derived()); err == nil {
			x.Error("the control office drafts what it decides on")
		}
		v := x.begin()
		for _, who := range []access.Who{x.nobody, x.control, {}, access.Clockwork} {
			if _, err := x.Do(ctx, who, v.ID, process.Edit{Process: process.Process{}}); err == nil {
				x.Errorf("%+v edits", who)
			}
		}
		x.do(x.drafter, v.ID, process.Submit{})
		both := x.control
		both.Official = x.drafter.Official // the same person in a second post
		if _, err := x.Do(ctx, both, v.ID, process.Approve{From: "2019-06-10", Decision: "1"}); err == nil {
			x.Error("somebody approves what they drafted")
		}
		if _, err := x.Do(ctx, x.drafter, v.ID, process.Approve{From: "2019-06-10", Decision: "1"}); err == nil {
			x.Error("the department approves")
		}
		x.proof()
	})
}

func TestKS_9_ADossierKeepsTheProcessOfItsDay(t *testing.T) {
	both(t, func(x *city) {
		if _, ok := x.For(x.v, "2019-06-03"); ok {
			x.Fatal("nothing is approved yet")
		}
		x.approved("2019-06-10")
		if _, ok := x.For(x.v, "2019-06-09"); ok {
			x.Error("a dossier received before keeps the derived process")
		}
		p, ok := x.For(x.v, "2019-06-10")
		if !ok || p.Derived || p.Total() != 5*480 {
			x.Errorf("%+v %v", p, ok)
		}
		if v := x.Attached(x.v, "2019-06-10"); v.Process == nil || v.ProcessFor(procedure.InPerson).Derived {
			x.Error("what is approved wins over what is derived")
		}
		if v := x.Attached(x.v, "2019-06-09"); v.Process != nil {
			x.Error("before its day nothing is approved")
		}
		second := x.approved("2019-07-01")
		if got, _ := x.InForce(x.v, "2019-06-30"); got.No != 1 {
			x.Errorf("until the day before the first one counts, got %d", got.No)
		}
		if got, _ := x.InForce(x.v, "2019-07-01"); got.ID != second.ID {
			x.Error("from its day on the second one counts")
		}
		next := x.v
		next.No = 2
		if _, ok := x.For(next, "2019-07-01"); ok {
			x.Error("a process is for its own version of the procedure (KS-8: the old one is closed)")
		}
		x.proof()
	})
}

func TestKS_8_ConfiguredSince(t *testing.T) {
	both(t, func(x *city) {
		if _, ok := x.ConfiguredSince(wedding, "2019-06-01"); ok {
			x.Error("nothing is configured")
		}
		x.approved("2019-06-10")
		if on, ok := x.ConfiguredSince(wedding, "2019-06-01"); !ok || on != "2019-06-03" {
			x.Errorf("%q %v: it is the day of the approval that ends the clock", on, ok)
		}
		if _, ok := x.ConfiguredSince(wedding, "2019-06-04"); ok {
			x.Error("an approval before does not count")
		}
	})
}

func TestTwoAtOnce(t *testing.T) {
	both(t, func(x *city) {
		v := x.begin()
		x.do(x.drafter, v.ID, process.Submit{})
		var wg sync.WaitGroup
		got := make([]error, 6)
		for i := range got {
			who := x.control
			who.Official = []string{"kim", "khoa"}[i%2]
			wg.Go(func() {
				var act process.Act = process.Approve{From: "2019-06-10", Decision: "2345/QĐ-UBND"}
				if i%3 == 0 {
					act = process.Reject{Remark: "Sửa lại"}
				}
				_, got[i] = x.Do(context.Background(), who, v.ID, act)
			})
		}
		wg.Wait()
		through := 0
		for _, err := range got {
			if err == nil {
				through++
			} else if _, ok := refusal.As(err); !ok {
				x.Errorf("not a refusal: %v", err)
			}
		}
		if through != 1 {
			x.Errorf("%d decisions on one submission", through)
		}
		x.proof()
	})
}

func TestKS_9_WhatWasApprovedIsFrozen(t *testing.T) {
	both(t, func(x *city) {
		x.approved("2019-06-10")
		for _, sql := range []string{"UPDATE process_version SET doc = '{}'", "DELETE FROM process_version"} {
			err := x.engineDB.Update(context.Background(), func(tx db.Tx) error {
				_, err := tx.ExecContext(tx.Ctx, sql)
				return err
			})
			if err == nil {
				x.Errorf("%s went through", sql)
			}
		}
		x.proof()
	})
}

// Another process of the city learns of an approval.
func TestRefresh(t *testing.T) {
	both(t, func(x *city) {
		ctx := context.Background()
		other := &process.Store{DB: x.DB, Log: x.Log, IDs: x.IDs, Civil: x.civil, Procedures: x.Procedures, Offices: x.Offices}
		if err := other.Load(ctx); err != nil {
			x.Fatal(err)
		}
		x.approved("2019-06-10")
		if changed, err := other.Refresh(ctx); err != nil || !changed {
			x.Errorf("%v %v", changed, err)
		}
		if changed, err := other.Refresh(ctx); err != nil || changed {
			x.Errorf("%v %v", changed, err)
		}
		a, _ := x.InForce(x.v, "2019-06-10")
		b, ok := other.InForce(x.v, "2019-06-10")
		if !ok || !reflect.DeepEqual(a, b) {
			x.Errorf("%+v %+v", a, b)
		}
	})
}
