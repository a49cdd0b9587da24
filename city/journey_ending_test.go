package city_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/payment"

	"github.com/rogpeppe/go-internal/testscript"
)

// The verbs of the end of a dossier: money, obligations, announcing, the post, the
// digital result, originals, corrections.
func init() {
	for name, cmd := range map[string]command{
		"oblige": act("officer", func(_ *journey, a []string) dossier.Act {
			return ending.Oblige{Office: "Chi cục Thuế Quận 1", Slip: a[0]}
		}),
		"tax-tells": func(ts *testscript.TestScript, neg bool, a []string) {
			n, err := strconv.ParseInt(a[0], 10, 64)
			ts.Check(err)
			outcome(ts, neg, of(ts).do("officer", ending.Tell{Amount: n, Notice: "12/TB-CCT", Where: "Kho bạc Nhà nước Quận 1", PayBy: clock.At(moment(ts, a[1]))}))
		},
		"confirm":   act("officer", func(_ *journey, a []string) dossier.Act { return ending.Confirm{Paper: a[0]} }),
		"announce":  act("reception", func(_ *journey, a []string) dossier.Act { return dossier.Announce{Channels: a} }),
		"mail":      act("reception", func(_ *journey, a []string) dossier.Act { return ending.Post{Slip: a[0]} }),
		"invite":    act("reception", func(_ *journey, _ []string) dossier.Act { return ending.Invite{} }),
		"post-back": act("reception", func(_ *journey, a []string) dossier.Act { return ending.PostBack{Lost: slices.Contains(a, "lost")} }),
		"download":  act("citizen", func(_ *journey, _ []string) dossier.Act { return ending.Download{} }),
		"collect":   act("citizen", func(_ *journey, _ []string) dossier.Act { return ending.Collect{} }),
		"keep": act("reception", func(_ *journey, a []string) dossier.Act {
			return ending.Hold{Originals: []dossier.Original{{Name: a[0], N: 1}}}
		}),
		"give-back": act("reception", func(_ *journey, a []string) dossier.Act {
			return ending.GiveBack{Which: indices(a), To: "Trần Văn An"}
		}),
		"return-with": act("reception", func(_ *journey, a []string) dossier.Act { return returning(a) }),
		"pay": money(func(j *journey, who access.Who, a []string) error {
			_, err := j.c.Payments.Pay(context.Background(), who, j.key(), a[0])
			return err
		}),
		"exempt": money(func(j *journey, who access.Who, a []string) error {
			_, err := j.c.Payments.Exempt(context.Background(), who, j.key(), a[0], a[1])
			return err
		}),
		"refund": money(func(j *journey, who access.Who, a []string) error {
			n, _ := strconv.ParseInt(a[0], 10, 64)
			_, err := j.c.Payments.Refund(context.Background(), who, j.key(), n, "cash", "Thu nhầm do lỗi của cơ quan")
			return err
		}),
		"correct": money(func(j *journey, _ access.Who, a []string) error {
			_, err := j.c.Payments.Correct(context.Background(), j.who("head"), j.key(), ending.Correct{File: a[0], Cost: 20_000,
				Signature: dossier.Signature{Hash: a[0]}, Reason: "Ghi sai năm sinh của người nộp"})
			return err
		}),
		"ending": endingCmd,
		"money":  moneyCmd,
	} {
		if commands[name] != nil {
			panic("the verb " + name + " means something else already")
		}
		commands[name] = cmd
	}
}

func indices(a []string) (out []int) {
	for _, s := range a {
		n, err := strconv.Atoi(s)
		if err != nil {
			n = -1
		}
		out = append(out, n-1)
	}
	return out
}

// returning reads: HOW [to=NAME] [paper=FILE] [note=WHY] [originals...]
func returning(a []string) dossier.Act {
	r := ending.Return{How: a[0]}
	for _, s := range a[1:] {
		key, value, ok := strings.Cut(s, "=")
		switch {
		case !ok:
			r.Originals = append(r.Originals, indices([]string{s})...)
		case key == "to":
			r.To = value
		case key == "paper":
			r.Paper = value
		case key == "note":
			r.Note = value
		}
	}
	return r
}

// money makes a command of the payment room: [@role] arguments.
func money(do func(*journey, access.Who, []string) error) command {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		j, who := of(ts), "reception"
		if len(args) > 0 && strings.HasPrefix(args[0], "@") {
			who, args = args[0][1:], args[1:]
		}
		err := do(j, j.who(who), args)
		if err == nil {
			d, opened := j.c.Dossiers.Open(context.Background(), j.key())
			ts.Check(opened)
			j.d = d
		}
		outcome(ts, neg, err)
	}
}

// endingCmd prints the five times and what hangs on the end.
func endingCmd(ts *testscript.TestScript, _ bool, _ []string) {
	d := of(ts).d
	signed := clock.Instant(0)
	if d.Result != nil {
		signed = d.Result.At
	}
	fmt.Fprintf(ts.Stdout(), "decided=%s signed=%s ready=%s announced=%s by=%s handed=%s how=%s posted=%s downloaded=%s held=%d corrections=%d national=%d refusal=%d stop=%d falsealarm=%v\n",
		stamp(d.DecidedAt), stamp(signed), stamp(d.SettledAt), stamp(d.AnnouncedAt), d.Announced, stamp(d.ReturnedAt), d.ReturnedHow, stamp(d.PostedAt),
		stamp(d.DownloadedAt), len(d.Held()), len(d.Corrections), d.State.National(), d.RefusalNo, d.StopNo, d.FalseAlarm)
}

// moneyCmd prints the money of the dossier and holds the row against the book.
func moneyCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	orders, err := j.c.Payments.Of(context.Background(), j.key())
	ts.Check(err)
	sum := map[string]int64{}
	for _, o := range orders {
		sum[o.Kind] += o.Amount
		fmt.Fprintf(ts.Stdout(), "%s %d %s\n", payment.NumberOf(o), o.Amount, o.Kind)
	}
	cost := int64(0)
	for _, c := range j.d.Corrections {
		cost += c.Cost
	}
	if sum[payment.Fee] != j.d.FeePaid || sum[payment.Exempt] != j.d.FeeCut || sum[payment.Refund] != j.d.FeeBack || sum[payment.Cost] != cost {
		ts.Fatalf("the book says %v, the row %+v", sum, j.d)
	}
	fmt.Fprintf(ts.Stdout(), "fee=%d cut=%d paid=%d back=%d owes=%d\n", j.d.Fee, j.d.FeeCut, j.d.FeePaid, j.d.FeeBack, j.d.Owes())
}
