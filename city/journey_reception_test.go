package city_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/ending"
	"motcua/intake"
	"motcua/office"
	"motcua/procedure"

	"github.com/rogpeppe/go-internal/testscript"
)

// The verbs of the one-stop desk: what comes by post, at once, incomplete, from another
// office's counter, or with data a database holds.
func init() {
	maps.Copy(commands, map[string]command{
		"by-post":      postCmd,
		"record":       recordCmd,
		"at-once":      act("reception", func(j *journey, a []string) dossier.Act { return j.atOnce(a[0]) }),
		"receipt":      act("reception", func(*journey, []string) dossier.Act { return ending.IssueReceipt{} }),
		"owed":         owedCmd,
		"incomplete":   act("reception", func(j *journey, a []string) dossier.Act { return j.incomplete(a) }),
		"desk-asks":    act("reception", func(_ *journey, a []string) dossier.Act { return asking(a) }),
		"desk-takes":   act("reception", func(_ *journey, a []string) dossier.Act { return dossier.Supply{Papers: given(a)} }),
		"allow-second": act("head", func(_ *journey, a []string) dossier.Act { return allowing(a) }),
		"on-basis":     act("officer", func(_ *journey, a []string) dossier.Act { return onBasis(a) }),
		"wrong-data":   act("officer", func(_ *journey, a []string) dossier.Act { return wrongData(a) }),
		"held":         heldCmd,
		"elsewhere":    elsewhereCmd,
		"hand-over":    act("reception", func(_ *journey, _ []string) dossier.Act { return ending.Return{How: "receipt"} }),
		"publish":      publishCmd,
		"desk":         deskCmd,
		"measure":      measureCmd,
		"guidance":     guidanceCmd,
		"beyond":       beyondCmd,
	})
}

func (j *journey) atOnce(code string) dossier.Act {
	r := j.receiving([]string{code}).(dossier.Receive)
	r.Prompt = true
	return r
}

func (j *journey) incomplete(a []string) dossier.Act {
	r := j.receiving(a[:1]).(dossier.Receive)
	s := asking(a[1:]).(dossier.RequestSupplement)
	s.Brought = &r
	return s
}

func allowing(a []string) dossier.Act {
	x := decision.AllowSecond{Reason: a[0]}
	x.OwnFault = len(a) > 1 && a[1] == "own-fault"
	return x
}

// onBasis: on-basis NUMBER NAME – asks for what a legal basis demands.
func onBasis(a []string) dossier.Act {
	return dossier.RequestSupplement{Reason: "Văn bản này yêu cầu thêm giấy tờ", Lines: []dossier.SupplementLine{{Basis: a[0], Name: a[1], What: "Nộp bản chính"}}}
}

func wrongData(a []string) dossier.Act {
	return dossier.RequestSupplement{Reason: "Dữ liệu không khớp, đề nghị cập nhật tại cơ quan quản lý", Lines: []dossier.SupplementLine{{Paper: a[0], What: "Sai tên", Wrong: true}}}
}

// postCmd: by-post NUMBER 'signed at' CODE – the record is signed with the post once, the
// dossier comes with it.
func postCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	r := intake.Record{Number: args[0], Signed: clock.At(moment(ts, args[1])), Carrier: "Nhân viên bưu chính mẫu"}
	if known, err := j.c.Intake.Record(ctx, j.ward, r.Year(), r.Number); err == nil {
		r = known
	} else if r, err = j.c.Intake.Sign(ctx, j.who("reception"), r); err != nil {
		outcome(ts, neg, err)
		return
	}
	in := j.receiving(args[2:3]).(dossier.Receive)
	in.Channel, in.Record = int(procedure.Post), r.Post()
	j.d = dossier.Dossier{}
	outcome(ts, neg, j.do("reception", in))
}

// recordCmd prints the dossiers of a record.
func recordCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	r, err := j.c.Intake.Record(context.Background(), j.ward, j.c.Civil.Now().Year(), args[0])
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "record=%s signed=%s dossiers=%d\n", r.Number, stamp(r.Signed), len(r.Parcels))
}

func owedCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	rows, err := j.c.Intake.Owed(context.Background(), j.ward, 10)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "owed=%d\n", len(rows))
}

type held map[string]bool

func (h held) Held(_ context.Context, register, number string) (bool, error) {
	if number == "down" {
		return false, errors.New("no answer")
	}
	return h[register+" "+number], nil
}

// heldCmd: held CODE NUMBER PAPER – the desk asks the databases, and receives with the
// paper's data taken from there when they hold them.
func heldCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	v, _ := j.c.Procedures.InForce(args[0], calendar.DateOf(j.c.Civil.Now()).String())
	m, err := j.c.Dossiers.MomentFor(j.who("reception"), j.ward, j.ward, args[0])
	ts.Check(err)
	answers, err := j.c.Intake.Look(context.Background(), j.who("reception"), held{"enterprise 0312345678": true}, v, m.Profile.Reception.Registers.Value, args[1])
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "%s: %s\n", args[2], answers[args[2]])
	in := j.receiving(args[:1]).(dossier.Receive)
	if answers[args[2]] == intake.Found {
		in.Papers = []dossier.GivenPaper{{Paper: args[2], Register: "enterprise"}}
	}
	j.d = dossier.Dossier{}
	outcome(ts, neg, j.do("reception", in))
}

// elsewhereCmd: elsewhere COUNTER CODE – a counter takes a dossier the ward decides and
// hands over: the district's, or another ward's.
func elsewhereCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	in := j.receiving(args[1:]).(dossier.Receive)
	in.Receiving = j.dist
	if args[0] == "other-ward" {
		for _, o := range j.c.Offices.Tree().On("2019-06-03") {
			if o.Kind == office.Commune && o.ID != j.ward {
				in.Receiving = o.ID
			}
		}
	}
	who := access.Who{Official: "counter", Post: "counter", Office: in.Receiving, Role: "reception", Channel: "page"}
	d, err := j.c.Dossiers.Do(context.Background(), who, dossier.Key{}, in)
	if err == nil {
		j.d, j.all = d, append(j.all, dossier.Key{Home: d.Home, ID: d.ID})
	}
	outcome(ts, neg, err)
}

// publishCmd: publish CODE close|last|return N – a new version with a number of its own.
func publishCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	v, ok := j.c.Procedures.InForce(args[0], calendar.DateOf(j.c.Civil.Now()).String())
	if !ok {
		ts.Fatalf("no procedure %s", args[0])
	}
	var n int
	_, err := fmt.Sscan(args[2], &n)
	ts.Check(err)
	v.ID, v.No = "", v.No+1
	map[string]func(){"close": func() { v.Own.CloseAfter = n }, "last": func() { v.Own.LastMinutes = n }, "alert": func() { v.Own.AlertWithin = n }, "return": func() { v.Own.ReturnWithin, v.Own.TellWithin = n, 1 }}[args[1]]()
	_, err = j.c.Procedures.Import(context.Background(), procedure.File{Source: "journey", Versions: []procedure.Version{v}})
	ts.Check(err)
}

// deskCmd prints what the desk sees beside the state.
func deskCmd(ts *testscript.TestScript, _ bool, _ []string) {
	d := of(ts).d
	fmt.Fprintf(ts.Stdout(), "received=%s receipt=%d prompt=%v slow_check=%v forward=%s override=%v", stamp(d.ReceivedAt), d.ReceiptNo, d.Prompt, d.SlowCheck, stamp(d.ForwardBy), d.Override != nil)
	if n := len(d.Supplements); n > 0 {
		s := d.Supplements[n-1]
		fmt.Fprintf(ts.Stdout(), " asked=%d number=%d desk=%v slow=%v last=%v violates=%v", n, s.Number, s.Desk, s.Slow, s.LastFifth, s.Violates())
	}
	fmt.Fprintf(ts.Stdout(), " three=%v\n", d.Receiving != d.Competent && d.Receiving != d.ReturnAt)
}

// measureCmd prints how the ward's desk did in a period; every number is the length of
// its list, and the marks are what the events say.
func measureCmd(ts *testscript.TestScript, _ bool, args []string) {
	j, ctx := of(ts), context.Background()
	from, err := calendar.ParseDate(args[0])
	ts.Check(err)
	to, err := calendar.ParseDate(args[1])
	ts.Check(err)
	m, err := j.c.Intake.Measure(ctx, j.ward, from, to)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "checks=%d slow=%d requests=%d late=%d violations=%d lines=%d bases=%d found=%d missing=%d wrong=%d\n", len(m.Checks), len(m.Slow), len(m.Requests),
		len(m.Late), len(m.Violations), m.Lines, m.Bases, m.Answers[intake.Found], m.Answers[intake.Absent], m.Answers[intake.Wrong])
	stored, err := j.c.Intake.AllMarks(ctx)
	ts.Check(err)
	var want []intake.Mark
	for _, k := range j.all {
		events, err := j.c.Dossiers.Trail(ctx, k)
		ts.Check(err)
		before := dossier.Dossier{}
		for i, e := range events {
			after, err := dossier.Fold(events[:i+1])
			ts.Check(err)
			want = append(want, intake.Marked(before, after, clock.Instant(e.At))...)
			before = after
		}
	}
	key := func(m intake.Mark) string { return fmt.Sprint(m.Home, m.Kind, int64(m.At), m.Dossier, m.Seq) }
	order := func(a, b intake.Mark) int { return strings.Compare(key(a), key(b)) }
	slices.SortFunc(want, order)
	slices.SortFunc(stored, order)
	if !reflect.DeepEqual(want, stored) {
		ts.Fatalf("the marks differ from the events:\n%+v\n%+v", stored, want)
	}
}

func guidanceCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	v, _ := j.c.Procedures.InForce(args[1], calendar.DateOf(j.c.Civil.Now()).String())
	outcome(ts, neg, j.c.Intake.Guide(ctx, j.who("reception"), intake.Guidance{Channel: args[0], Procedure: v.Code, Version: v.ID, Said: args[2]}))
	all, err := j.c.Intake.Guidances(ctx, j.ward, 10)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "guidance=%d\n", len(all))
}

// beyondCmd: beyond TEXT – whoever holds the receipt reports a demand beyond the list.
func beyondCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	outcome(ts, neg, j.c.Intake.ReportBeyond(ctx, j.d.Token, args[0]))
	control := j.who("control")
	control.Office, control.Below = j.dist, []string{j.ward}
	seen, err := j.c.Intake.Beyonds(ctx, control, 10)
	ts.Check(err)
	_, err = j.c.Intake.Beyonds(ctx, j.who("officer"), 10)
	events, trailErr := j.c.Dossiers.Trail(ctx, j.key())
	ts.Check(trailErr)
	fmt.Fprintf(ts.Stdout(), "control sees %d, the officer is refused: %v, events: %d\n", len(seen), err != nil, len(events))
}
