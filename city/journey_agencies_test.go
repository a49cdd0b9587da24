package city_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"motcua/analysis"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/charge"
	"motcua/dossier/decision"
	"motcua/office"

	"github.com/rogpeppe/go-internal/testscript"
)

// The verbs of inter-agency work. A place is ward, district, land, tax or health.
func init() {
	commands["forward"] = act("reception", func(j *journey, a []string) dossier.Act { return j.forwarding(a) })
	commands["pass"] = act("officer", func(_ *journey, a []string) dossier.Act { return dossier.Forward{Note: strings.Join(a, " ")} })
	commands["take"] = act("officer", func(*journey, []string) dossier.Act { return decision.Take{} })
	commands["handler"] = act("head", func(j *journey, a []string) dossier.Act {
		return dossier.Assign{Officer: a[0], Office: j.place(a[1])}
	})
	commands["ask"] = act("officer", func(j *journey, a []string) dossier.Act { return j.asking(a) })
	commands["opinion"] = opinionCmd
	commands["receive-for"] = act("reception", func(j *journey, a []string) dossier.Act {
		r := j.receiving(a[1:]).(dossier.Receive)
		r.Competent = j.place(a[0])
		return r
	})
	commands["account"] = accountCmd
	commands["slip"] = slipCmd
}

// place names an office of the city by a word.
func (j *journey) place(name string) string {
	n := map[string]int{"land": 1, "tax": 2, "health": 3}[name]
	switch {
	case name == "district":
		return j.dist
	case n == 0:
		return j.ward
	}
	for _, o := range j.c.Offices.Tree().On("2019-06-03") {
		if o.Kind == office.Department {
			if n--; n == 0 {
				return o.ID
			}
		}
	}
	return ""
}

func (j *journey) placeOf(id string) string {
	for _, name := range []string{"ward", "district", "land", "tax", "health"} {
		if j.place(name) == id {
			return name
		}
	}
	return id
}

// forwarding reads legs like land:verify:1wd.
func (j *journey) forwarding(a []string) dossier.Act {
	var f dossier.Forward
	for _, s := range a {
		p := strings.Split(s, ":")
		leg := dossier.Leg{Office: j.place(p[0]), Work: dossier.Work(p[1])}
		if len(p) > 2 {
			leg.Limit = p[2]
		}
		f.Legs = append(f.Legs, leg)
	}
	return f
}

// asking reads offices and limits like land:1wd.
func (j *journey) asking(a []string) dossier.Act {
	c := decision.Consult{Question: "Đề nghị cho ý kiến chuyên môn về hồ sơ"}
	for i, s := range a {
		place, limit, _ := strings.Cut(s, ":")
		if i == 0 {
			c.Office, c.Limit = j.place(place), limit
		} else {
			c.More = append(c.More, decision.Ask{Office: j.place(place), Limit: limit})
		}
	}
	return c
}

// opinionCmd: opinion place N – the office answers the N-th question.
func opinionCmd(ts *testscript.TestScript, neg bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	outcome(ts, neg, of(ts).do("officer/"+args[0], decision.Answer{N: n, Agrees: true, Opinion: "Thống nhất với đề xuất của cơ quan chủ trì"}))
}

// accountCmd prints the time account: one line for each holder in turn, then the
// overlaps, then the total and what the calendar says it must be.
func accountCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	events, err := j.c.Dossiers.Trail(context.Background(), j.key())
	ts.Check(err)
	life, err := analysis.Snapshots(events)
	ts.Check(err)
	l := analysis.Account(life, j.c.Almanac.SharedAt, clock.At(j.c.Civil.Now()))
	for _, c := range l.Charges {
		who := string(c.Kind)
		if c.Kind == charge.ByOffice {
			who = j.placeOf(c.Office)
		}
		fmt.Fprintf(ts.Stdout(), "%s %s %d over=%d\n", who, c.Step, c.Minutes, c.Over)
	}
	for _, o := range l.Overlaps {
		fmt.Fprintf(ts.Stdout(), "beside %s %d over=%d charged=%d\n", j.placeOf(o.Office), o.Minutes, o.Over, o.Charged)
	}
	want := int64(0) // each stretch by the calendar that was in force at its end (CAL-6)
	for _, c := range l.Charges {
		want += j.c.Almanac.SharedAt(c.To).MinutesBetween(c.From.Time(), c.To.Time())
	}
	if want != l.Total {
		ts.Fatalf("the account sums to %d minutes, the calendar to %d", l.Total, want)
	}
	fmt.Fprintf(ts.Stdout(), "total %d\n", l.Total)
}

// slipCmd prints the hand-overs, as the control slip has them.
func slipCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	fmt.Fprintf(ts.Stdout(), "control slip %d holder=%s\n", j.d.ControlNo, j.placeOf(j.d.Holder))
	for _, h := range j.d.Handovers {
		fmt.Fprintf(ts.Stdout(), "%s>%s %s given=%s taken=%s limit=%s done=%s slow=%v late=%v\n", j.placeOf(h.From), j.placeOf(h.To), h.Work, stamp(h.Given), stamp(h.Taken),
			stamp(h.Limit), stamp(h.Done), h.Slow, h.Late)
	}
}
