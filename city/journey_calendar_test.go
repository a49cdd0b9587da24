package city_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/access"
	"motcua/almanac"
	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
)

func init() {
	commands["calendar"] = calendarCmd
	commands["reviews"] = reviewsCmd
	commands["decide"] = act("head", func(_ *journey, a []string) dossier.Act {
		return dossier.ConfirmDate{Decision: a[0], Reason: "Đã bố trí đủ người"}
	})
	commands["target"] = func(ts *testscript.TestScript, _ bool, _ []string) {
		d := of(ts).d
		fmt.Fprintf(ts.Stdout(), "due=%s promised=%s target=%s recounts=%d calendar=%s\n", stamp(d.Due), stamp(d.Promised), stamp(d.Target), len(d.Recounts), d.Calendar)
	}
}

// calendarCmd: calendar preview|drop|confirm LINES [scope] – the administrator changes the
// calendar; every open dossier of the script is read anew.
func calendarCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	admin := access.Who{Official: "admin", Post: "admin", Office: j.dist, Role: "admin", Channel: "page"}
	if args[0] == "as" {
		admin.Role, args = args[1], args[2:]
	}
	c := almanac.Change{Lines: strings.ReplaceAll(args[1], "; ", "\n"), Reason: "Theo thông báo của Thành phố", Decision: "12/TB-UBND ngày 3/6/2019"}
	if len(args) > 2 {
		c.Scope = map[string]string{"ward": j.ward, "district": j.dist}[args[2]]
	}
	d, err := j.c.Almanac.Draft(ctx, admin, c)
	if err == nil {
		d, err = j.c.Almanac.Finish(ctx, d.ID, func(almanac.Draft) {})
	}
	if err == nil {
		printMoved(ts, d)
	}
	switch {
	case err != nil:
	case args[0] == "drop":
		err = j.c.Almanac.Drop(ctx, admin, d.ID)
	case args[0] == "confirm":
		if _, err = j.c.Almanac.Confirm(ctx, admin, d.ID); err == nil {
			d, err = j.c.Almanac.Finish(ctx, d.ID, func(almanac.Draft) {})
			fmt.Fprintf(ts.Stdout(), "%s moved=%d\n", d.State, d.Moved)
		}
	}
	outcome(ts, neg, err)
	if j.d.ID != "" {
		fresh, err := j.c.Dossiers.Open(ctx, j.key())
		ts.Check(err)
		j.d = fresh
	}
}

func printMoved(ts *testscript.TestScript, d almanac.Draft) {
	j := of(ts)
	fmt.Fprintf(ts.Stdout(), "%s total=%d scanned=%d moved=%d\n", d.State, d.Total, d.Scanned, d.Moved)
	rows, err := j.c.Almanac.Affected(context.Background(), d.ID, almanac.Mark{}, 100)
	ts.Check(err)
	for _, r := range rows {
		printRow(ts, r)
	}
}

func printRow(ts *testscript.TestScript, r almanac.MovedRecord) {
	j := of(ts)
	at := map[string]string{j.ward: "ward", j.dist: "district"}[r.Office]
	fmt.Fprintf(ts.Stdout(), "%s %s: %s -> %s promised %s %s %s\n", r.Code[strings.LastIndex(r.Code, "-")+1:], at, stamp(clock.Instant(r.DueAt)), stamp(clock.Instant(r.WouldAt)),
		stamp(clock.Instant(r.PromisedAt)), r.State, r.Decision)
}

// reviewsCmd prints the review list of the ward's head, and who amended the calendar.
func reviewsCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	rows, err := j.c.Almanac.Waiting(ctx, j.ward, almanac.Mark{}, 100)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "waiting=%d\n", len(rows))
	for _, r := range rows {
		printRow(ts, r)
	}
	for _, subject := range []string{"civil", j.ward} {
		events, err := event.Load(ctx, j.c.Store.Read(), event.Directory, subject)
		ts.Check(err)
		for _, e := range events {
			fmt.Fprintf(ts.Stdout(), "%s %s by %s: %s\n", subject, e.Act, e.Official, e.Body)
		}
	}
}
