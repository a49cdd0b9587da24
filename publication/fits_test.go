package publication

import (
	"slices"
	"testing"

	"motcua/procedure"
	"motcua/refusal"
)

// holding gives a moment whose catalogue holds further versions.
func holding(m Moment, more ...procedure.Version) Moment {
	before := m
	m.Versions = func(code string) []procedure.Version { return append(before.Versions(code), of(more, code)...) }
	m.InForce = func(code string) (procedure.Version, bool) {
		return procedure.InForce(m.Versions(code), code, m.Day().String())
	}
	return m
}

func drafted(t testing.TB, m Moment) File {
	t.Helper()
	return done(t, File{}, m, Draft{ID: "f", Title: "Công bố", Law: sample("2019-05-20", "2019-07-01")})
}

// What could not be carried out is refused where it is drafted, not when it is signed.
func TestKS_4_ADecisionThatCannotBeCarriedOutIsNotDrafted(t *testing.T) {
	m := at(t, "2019-06-03")
	f := drafted(t, m)
	now, _ := m.InForce("1.001193")
	coming := now
	coming.ID, coming.No, coming.ValidFrom = "v-coming", 2, "2019-08-01"
	twice := amended(t, m, "1.001193")
	twice.Proposed.Papers = slices.Clone(twice.Proposed.Papers)
	twice.Proposed.Papers[1].Key = twice.Proposed.Papers[0].Key
	fresh := now
	fresh.Code, fresh.ID, fresh.ValidFrom = "9.999001", "v-new", "2019-07-15"
	for _, c := range []struct {
		says string
		rule string
		m    Moment
		item Item
	}{
		{"một phiên bản công bố cho ngày sau", "", holding(m, coming), amended(t, m, "1.001193")},
		{"thủ tục mới mà mã đã công bố cho ngày sau", "", holding(m, fresh), Item{Kind: KindNew, Code: "9.999001"}},
		{"hai giấy tờ một khóa", "KS-1", m, twice},
	} {
		_, _, err := Apply(f, c.m, Put{Item: c.item})
		if no, ok := refusal.As(err); !ok || no.Rule != c.rule {
			t.Errorf("%s: %v", c.says, err)
		}
	}
	g := done(t, f, m, Put{Item: amended(t, m, "1.001193")})
	for _, c := range []struct {
		act  Act
		then []Act
	}{{Submit{}, nil}, {Accept{}, []Act{Submit{}}}, {Sign{}, []Act{Submit{}, Accept{}}}} {
		if _, _, err := Apply(done(t, g, m, c.then...), holding(m, coming), c.act); err == nil {
			t.Errorf("%s over a version that was published meanwhile for a later day", c.act.Name())
		}
	}
}

// An older version that an import left open does not stand in the way of a decision.
func TestKS_9_AnOlderOpenVersionDoesNotBlockADecision(t *testing.T) {
	m := at(t, "2019-06-03")
	first, _ := m.InForce("1.001193")
	second := first
	second.ID, second.No, second.ValidFrom = "v-second", 2, "2019-05-01"
	m = holding(m, second)
	x := amended(t, m, "1.001193")
	f := done(t, drafted(t, m), m, Put{Item: x}, Submit{}, Accept{}, Sign{})
	if f.Items[0].Base != "v-second" {
		t.Fatalf("%+v", f.Items[0])
	}
	ended, err := f.Changes("1/QĐ", "2019-07-01")[0].Ending(m.Versions("1.001193"))
	if err != nil || len(ended) != 2 || ended[0].ValidTo != "2019-06-30" || ended[1].ValidTo != "2019-06-30" {
		t.Errorf("%v %v", ended, err)
	}
}

// A published process of steps that no longer sum to the limit is given up with the old
// limit: the department configures the new one (KS-8).
func TestKS_8_AChangedLimitGivesUpThePublishedSteps(t *testing.T) {
	m := at(t, "2019-06-03")
	v, _ := m.InForce("1.001193")
	limit, _ := v.LimitFor(procedure.InPerson)
	plain := v.ProcessFor(procedure.InPerson)
	v.Process = &plain
	before := m
	m.InForce = func(string) (procedure.Version, bool) { return v, true }
	m.Versions = func(string) []procedure.Version { return []procedure.Version{v} }
	x := amended(t, before, "1.001193")
	x.Proposed.Process = &plain
	if got := done(t, drafted(t, m), m, Put{Item: x}).Items[0].Proposed.Process; got == nil {
		t.Fatal("steps that still fit are given up")
	}
	x.Proposed.Channels = slices.Clone(x.Proposed.Channels)
	for i := range x.Proposed.Channels {
		x.Proposed.Channels[i].Limit = &procedure.Limit{Value: limit.Value + 7, Unit: procedure.WorkingDays}
	}
	f := done(t, drafted(t, m), m, Put{Item: x}, Submit{}, Accept{}, Sign{})
	if f.Items[0].Proposed.Process != nil {
		t.Error("steps of the old limit stand in the new version")
	}
}

// Two files over one procedure: the second waits until the first is through.
func TestKS_4_OneFileOfAProcedureIsUnderWayAtATime(t *testing.T) {
	m := at(t, "2019-06-03")
	f := done(t, drafted(t, m), m, Put{Item: amended(t, m, "1.001193")})
	m.Busy = func(code string) (string, bool) { return "Công bố khác", code == "1.001193" }
	_, _, err := Apply(f, m, Submit{})
	refusedBy(t, "", "Công bố khác", err)
}

// KS-4: what can no longer be signed is given up with a reason.
func TestKS_4_AnAcceptedFileIsGivenUpWithAReason(t *testing.T) {
	m := at(t, "2019-06-03")
	f := done(t, drafted(t, m), m, Put{Item: amended(t, m, "1.001193")}, Submit{})
	if _, _, err := Apply(f, m, GiveUp{Reason: "Văn bản đã bị thay thế"}); err == nil {
		t.Error("a file under check is sent back, not given up")
	}
	f = done(t, f, m, Accept{})
	_, _, err := Apply(f, m, GiveUp{Reason: "thôi"})
	refusedBy(t, "KS-4", "ít nhất 10 ký tự", err)
	f = done(t, f, m, GiveUp{Reason: "Văn bản đã bị thay thế"})
	if f.State != Dropped || f.GivenUp.By != "soan" {
		t.Errorf("%+v", f)
	}
	if len(f.Clocks(m.Day())) != 0 {
		t.Error("its clocks still run")
	}
	if _, _, err := Apply(f, m, Sign{}); err == nil {
		t.Error("signed after it was given up")
	}
}
