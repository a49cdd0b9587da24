package city_test

import (
	"context"
	"fmt"

	"motcua/calendar"
	"motcua/dossier/code"
	"motcua/law"

	"github.com/rogpeppe/go-internal/testscript"
)

// The verbs about the law of a day: which profile a dossier keeps, which forms that
// day prints, and looking a code up as people type it.
func init() {
	commands["law"] = lawCmd
	commands["find"] = findCmd
	commands["office"] = officeCmd
}

// lawCmd: law – the dossier's profile, today's profile and its forms.
func lawCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	today, err := law.At(calendar.DateOf(j.c.Civil.Now()).String())
	ts.Check(err)
	c, err := code.Parse(j.d.Code)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "profile=%s today=%s code=%s scheme=%s agency=%s", j.d.Profile, today.ID, j.d.Code, c.Rule, today.Codes.Agency.Value)
	for _, key := range []string{"receipt", "supplement", "refusal", "apology", "stop", "control", "register"} {
		number := today.Forms[key].Number
		if number == "" {
			number = "-"
		}
		fmt.Fprintf(ts.Stdout(), " %s=%s", key, number)
	}
	fmt.Fprintf(ts.Stdout(), "\nletter: %s\n", today.Forms["apology"].Title)
}

// findCmd: find 'code as typed' – the desk looks the dossier up.
func findCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	d, err := j.c.Dossiers.Find(context.Background(), j.who("reception"), args[0])
	outcome(ts, neg, err)
	if err == nil && d.ID != j.d.ID {
		ts.Fatalf("%s opens %s", args[0], d.Code)
	}
}

// officeCmd: office ID – the script happens at this office instead of the ward.
func officeCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	o, ok := j.c.Offices.Office(args[0])
	if !ok {
		ts.Fatalf("no office %s", args[0])
	}
	j.ward, j.dist = o.ID, o.Parent
}
