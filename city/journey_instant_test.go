package city_test

import (
	"fmt"
	"time"

	"motcua/clock"

	"github.com/rogpeppe/go-internal/testscript"
)

// The verbs of moments nearer together than a minute, and of opinions that are late.
func init() {
	commands["seconds"] = func(ts *testscript.TestScript, _ bool, args []string) {
		t, err := time.ParseInLocation("2006-01-02 15:04:05", args[0], clock.Zone)
		ts.Check(err)
		ts.Check(of(ts).to(t))
	}
	commands["opinions"] = func(ts *testscript.TestScript, _ bool, _ []string) {
		j := of(ts)
		fmt.Fprintf(ts.Stdout(), "step=%s\n", j.d.Step)
		for _, c := range j.d.Consultations {
			fmt.Fprintf(ts.Stdout(), "%d %s late=%v answered=%s\n", c.N, j.placeOf(c.Office), c.Late, stamp(c.Answered))
		}
	}
}
