package city_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"

	"motcua/access"
	"motcua/apology"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/payment"
	"motcua/slip"

	"github.com/rogpeppe/go-internal/testscript"
)

// The verbs of the five times of a result, and the doors to them.
func init() {
	commands["approve"] = act("head", func(_ *journey, a []string) dossier.Act {
		d := decision.Decide{Drafted: "draft"}
		if len(a) > 0 {
			d.Signer = a[0]
		}
		return d
	})
	commands["send-back"] = act("head", func(*journey, []string) dossier.Act {
		return decision.SendBack{Reason: "Bổ sung căn cứ pháp lý"}
	})
	commands["decision"] = decisionCmd
	commands["draft-letter"] = draftLetterCmd
	commands["send-letter"] = sendLetterCmd
	commands["letter-book"] = letterBookCmd
	commands["lock-of"] = lockOfCmd
	commands["fee-paper"] = feePaperCmd
	doorEntries["GET /desk/dossiers/{code}/fee/{n}/pdf"] = entry{vals: map[string]string{"n": "9"}, want: []int{http.StatusNotFound}}
	doorEntries["GET /mine/{code}/fee/{n}/pdf"] = entry{vals: map[string]string{"n": "9"}, want: []int{http.StatusNotFound}}
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

// draftLetterCmd: draft-letter 'new date' – the officer writes the letter, the number of
// the register is given.
func draftLetterCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	text := apology.Text{Cause: "A1", Why: "Thiếu người thụ lý trong tuần", Status: "Đang giải quyết", NewDate: clock.At(moment(ts, args[0]))}
	_, err := j.c.Letters.Draft(context.Background(), j.who("officer"), j.key(), apology.Late, text)
	outcome(ts, neg, err)
}

// sendLetterCmd: the head signs the draft as it stands and sends it.
func sendLetterCmd(ts *testscript.TestScript, neg bool, _ []string) {
	j, ctx := of(ts), context.Background()
	dr, _, err := j.c.Letters.Of(ctx, j.key(), apology.Late)
	ts.Check(err)
	d, err := j.c.Letters.Send(ctx, j.who("head"), j.key(), apology.Sending{Channels: []string{"letter"}, Version: dr.Version})
	if err == nil {
		j.d = d
	}
	outcome(ts, neg, err)
}

// letterBookCmd: letter-book YEAR – the register of letters of the ward, a line each.
func letterBookCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	year, err := strconv.Atoi(args[0])
	ts.Check(err)
	b, err := j.c.Letters.Register(context.Background(), j.ward, year)
	ts.Check(err)
	for _, l := range b.Lines {
		fmt.Fprintf(ts.Stdout(), "%02d %s %s %s\n", l.Number, l.State, l.Code, l.Why)
	}
}

// lockOfCmd: lock-of OFFICE YEAR – the head of the ward of today locks the books
// of another office: of one that went over to it, and of no other.
func lockOfCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	year, err := strconv.Atoi(args[1])
	ts.Check(err)
	who := j.heir("head")
	home := args[0]
	if home == "former" {
		home = who.Former[0]
	}
	_, err = j.books().Lock(context.Background(), who, home, year)
	outcome(ts, neg, err)
	if err != nil {
		return
	}
	shelves, err := j.books().Shelves(context.Background(), who, home)
	ts.Check(err)
	for _, s := range shelves {
		for _, b := range s.Books {
			fmt.Fprintf(ts.Stdout(), "year=%d book=%s count=%d voids=%d locked=%v\n", s.Year.Year, b.Kind, b.Count, b.Voids, s.Lock != nil)
		}
	}
}

// heir is an official of the ward of today, with the offices that went over to it.
func (j *journey) heir(role string) access.Who {
	who := j.who(role)
	who.Former = j.c.Offices.Tree().Former(j.ward, j.today())
	return who
}

// feePaperCmd: fee-paper N – the paper of the N-th order of money, printed once.
func feePaperCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	to, err := j.c.Dossiers.Applicant(ctx, j.key())
	ts.Check(err)
	orders, err := j.c.Payments.Of(ctx, j.key())
	ts.Check(err)
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	if n > len(orders) {
		ts.Fatalf("the dossier has %d orders of money", len(orders))
	}
	p := j.slips().Fee(slip.Case{Dossier: j.d, Who: to}, orders[n-1], "")
	outcome(ts, neg, p.Render(io.Discard))
	fmt.Fprintf(ts.Stdout(), "%s Số: %s %s=%d %s %s\n", p.Title, payment.NumberOf(orders[n-1]), p.What, p.Amount, p.Method, p.Ground)
}
