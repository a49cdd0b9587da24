package city_test

import (
	"context"
	"fmt"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/office"
	"motcua/report"
)

func init() {
	commands["merge"] = mergeCmd
	commands["counter"] = counterCmd
	commands["follow"] = followCmd
	commands["places"] = placesCmd
	commands["seen"] = seenCmd
	commands["spans"] = spansCmd
}

func (j *journey) today() string { return calendar.DateOf(j.c.Civil.Now()).String() }

// mergeCmd: merge DAY – from that day the ward of the journey is part of a new one.
func mergeCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	on, err := calendar.ParseDate(args[0])
	ts.Check(err)
	old, _ := j.c.Offices.Office(j.ward)
	old.ValidTo = (on - 1).String()
	heir := office.Office{ID: "heir", Kind: office.Commune, Place: "Phường Kế Thừa", Parent: old.Parent, GSO: "99999", ValidFrom: args[0],
		Codes: []office.Code{{Value: "000.98.98.H29", From: args[0]}}}
	ts.Check(j.c.Offices.Save(context.Background(), office.Change{Offices: []office.Office{old, heir},
		Successions: []office.Succession{{Old: old.ID, New: heir.ID, On: args[0], Lead: true}}}))
}

// counterCmd: counter DAY – from that day the district's counter receives and returns
// for the ward.
func counterCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	o, _ := j.c.Offices.Office(j.ward)
	o.Desks = append(o.Desks, office.Desk{At: j.dist, From: args[0]})
	ts.Check(j.c.Offices.Save(context.Background(), office.Change{Offices: []office.Office{o}}))
}

// followCmd: follow [counter] – those who act from now on sit at the heir of the ward,
// or at its counter.
func followCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	j.ward = j.c.Offices.Tree().Heir(j.ward, j.today(), "")
	if len(args) > 0 {
		j.ward = j.c.Offices.Tree().DeskOf(j.ward, j.today())
	}
}

// placesCmd prints where the dossier stands, and whose lists show it.
func placesCmd(ts *testscript.TestScript, _ bool, _ []string) {
	d, tree := of(ts).d, of(ts).c.Offices.Tree()
	name := func(id string) string { o, _ := tree.Office(id); return o.Place }
	fmt.Fprintf(ts.Stdout(), "home=%s receiving=%s competent=%s holder=%s return=%s officer=%q\n", name(d.Home), name(d.Receiving), name(d.Competent), name(d.Holder), name(d.ReturnAt), d.Officer)
}

// seenCmd prints, for those who sit at the ward now, whether the list of the office shows
// the dossier, how many open ones their board counts, and whether they may see it.
func seenCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	lines, err := dossier.New(j.c.Store.Read()).OfficeLines(ctx, dossier.OfficeLinesParams{Office: j.ward, Most: 10})
	ts.Check(err)
	day := calendar.DateOf(j.c.Civil.Now())
	tree := j.c.Offices.Tree()
	board, err := j.c.Reports.Board(ctx, report.Filter{Offices: tree.Scope(j.ward, j.today()), From: day - 30, To: day, Now: clock.At(j.c.Civil.Now())})
	ts.Check(err)
	head := j.who("head")
	head.Former = tree.Former(j.ward, j.today())
	_, err = j.c.Dossiers.Find(ctx, head, j.d.Code)
	fmt.Fprintf(ts.Stdout(), "list=%d board=%d received=%d head=%v\n", len(lines), board.Number("open").N, board.Number("received").N, err == nil)
}

// spansCmd writes down the spans of the time account that have ended, as the machine
// does all day: what comes later may not change them.
func spansCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	_, err := j.c.Sequencer.Sequence(ctx)
	ts.Check(err)
	ts.Check(j.c.Times.Follow(ctx))
}
