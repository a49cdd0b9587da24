package city_test

import (
	"context"
	"fmt"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/almanac"
	"motcua/clock"
)

// The verbs of what offices owe each other, and of who may still look.
func init() {
	commands["limits"] = limitsCmd
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
