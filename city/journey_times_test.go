package city_test

import (
	"fmt"
	"net/url"

	"motcua/dossier"
	"motcua/dossier/decision"

	"github.com/rogpeppe/go-internal/testscript"
)

// The verbs of the five times of a result, and the doors to them.
func init() {
	commands["decide"] = act("head", func(_ *journey, a []string) dossier.Act {
		d := decision.Decide{Drafted: "draft"}
		if len(a) > 0 {
			d.Signer = a[0]
		}
		return d
	})
	commands["send-back"] = act("head", func(*journey, []string) dossier.Act { return decision.SendBack{Reason: "Bổ sung căn cứ pháp lý"} })
	commands["decision"] = decisionCmd
	doorEntries["POST /leader/dossiers/{code}/decide"] = entry{act: "decide", stage: "proposed", form: func(_ *fort, x item, _ caller) url.Values {
		return url.Values{"draft": {x.d.Proposal.File}}
	}}
}

// decisionCmd prints who decided what and when, and who signed it.
func decisionCmd(ts *testscript.TestScript, _ bool, _ []string) {
	d := of(ts).d
	if d.Decision == nil {
		fmt.Fprintln(ts.Stdout(), "undecided")
		return
	}
	fmt.Fprintf(ts.Stdout(), "decided=%s by=%s on=%s proposed=%s outcome=%s signer=%q\n", stamp(d.Decision.At), d.Decision.By, d.Decision.File, stamp(d.Decision.Proposed),
		d.Decision.Outcome, d.Decision.Signer)
	if r := d.Result; r != nil {
		fmt.Fprintf(ts.Stdout(), "signed=%s by=%s number=%s file=%s\n", stamp(r.At), r.Signer, r.Number, r.File)
	}
}
