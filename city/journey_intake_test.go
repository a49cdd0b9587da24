package city_test

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/draft"
	"motcua/intake"
	"motcua/web/hall"

	"github.com/rogpeppe/go-internal/testscript"
)

func init() {
	commands["held-online"] = heldOnlineCmd
	commands["proofs"] = proofsCmd
}

// heldOnlineCmd: held-online CODE NUMBER agree|silent – a citizen lets the city look into
// its databases before filing, and files with the data found and no paper.
func heldOnlineCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	v, _ := j.c.Procedures.InForce(args[0], calendar.DateOf(j.c.Civil.Now()).String())
	m, err := j.c.Dossiers.MomentFor(j.who("citizen"), j.ward, j.ward, args[0])
	ts.Check(err)
	mine, err := j.c.Drafts.Save(ctx, draft.Draft{Person: "an", Procedure: v.Code, Step: "papers", Data: "{}"})
	ts.Check(err)
	own := intake.Own{Draft: mine.ID, Home: j.ward, Number: args[1]}
	if args[2] == "agree" {
		own.Consent = "Tôi đồng ý tra cứu dữ liệu của tôi"
	}
	at := held{"enterprise 0312345678": true}
	err = j.c.Intake.LookOwn(ctx, access.Who{Person: "an", Channel: "page"}, at, v, m.Profile.Reception.Registers.Value, own)
	if err != nil {
		outcome(ts, neg, err)
		return
	}
	looked, err := j.c.Intake.Looked(ctx, mine.ID)
	ts.Check(err)
	act := j.filing(args[0]).(dossier.File)
	act.Key = mine.ID
	for _, p := range v.Asked() {
		l, ok := looked[p.Key]
		if ok {
			fmt.Fprintf(ts.Stdout(), "%s: %s\n", p.Key, l.Answer)
		}
		if l.Answer == intake.Found {
			act.Papers = append(act.Papers, dossier.GivenPaper{Paper: p.Key, Name: p.Name, Register: l.Register})
		}
	}
	j.d, err = j.c.Drafts.File(ctx, j.who("citizen"), act, hall.MoveTx)
	if err == nil {
		j.all = append(j.all, j.key())
	}
	outcome(ts, neg, err)
}

// proofsCmd prints what the desk sees of the looks of the dossier.
func proofsCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	all, err := j.c.Intake.Proofs(context.Background(), j.d)
	ts.Check(err)
	for _, l := range all {
		fmt.Fprintf(ts.Stdout(), "%s %s %s agreed=%v\n", l.Paper, l.Register, l.Answer, l.Consent != "")
	}
}
