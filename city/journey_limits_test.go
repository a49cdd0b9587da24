package city_test

import (
	"context"
	"fmt"
	"math"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/almanac"
	"motcua/clock"
	"motcua/refusal"
)

// The verbs of what offices owe each other, and of who may still look.
func init() {
	commands["limits"] = limitsCmd
	commands["look"] = lookCmd
}

// limitsCmd prints what a change of the calendar did to the limits between offices: as
// the dossier keeps it, and as the administrator's list has it.
func limitsCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	changes := map[string]bool{}
	fmt.Fprintf(ts.Stdout(), "moved=%d\n", len(j.d.Relimits))
	for _, r := range j.d.Relimits {
		fmt.Fprintf(ts.Stdout(), "%s %s: %s -> %s at %s\n", r.What, j.placeOf(r.Office), stamp(r.Was), stamp(r.Now), stamp(r.At))
		changes[r.Change] = true
	}
	for _, x := range j.c.Almanac.Revisions() {
		rows, err := j.c.Almanac.Limits(ctx, x.ID, almanac.LimitMark{}, 100)
		ts.Check(err)
		d, err := j.c.Almanac.One(ctx, x.ID)
		ts.Check(err)
		fmt.Fprintf(ts.Stdout(), "change %d limits=%d known=%v\n", x.N, d.Limits, changes[x.ID])
		for _, r := range rows {
			fmt.Fprintf(ts.Stdout(), "listed %s %s: %s -> %s %s\n", r.What, j.placeOf(r.Office), stamp(clock.Instant(r.WasAt)), stamp(clock.Instant(r.NowAt)), r.State)
		}
	}
}

// lookCmd: look role/place … – prints what each may look at: the whole dossier, the part
// that is over, or nothing; and what stands on the list of the office.
func lookCmd(ts *testscript.TestScript, _ bool, args []string) {
	j, ctx := of(ts), context.Background()
	for _, a := range args {
		who, sees := j.who(a), "whole"
		if _, err := j.c.Dossiers.Find(ctx, who, j.d.Code); err != nil {
			if _, ok := refusal.As(err); !ok {
				ts.Fatalf("%v", err)
			}
			sees = "part"
			if _, err := j.c.Dossiers.FindPart(ctx, who, j.d.Code); err != nil {
				sees = "nothing"
			}
		}
		rows, err := j.c.Dossiers.Parted(ctx, who, math.MaxInt64, "", 10)
		ts.Check(err)
		fmt.Fprintf(ts.Stdout(), "%s sees %s, listed %d\n", a, sees, len(rows))
	}
}
