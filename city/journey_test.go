package city_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/access"
	"motcua/apology"
	"motcua/city"
	"motcua/clock"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/demand"
	"motcua/dossier/ending"
	"motcua/duty"
	"motcua/ledger"
	"motcua/office"
	"motcua/refusal"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestJourneys runs every script of testdata/journeys on both engines: a clerk
// can read them. At the end of each the row of every dossier must equal the fold
// of its events, the ledger must verify and the form II.06a must add up.
func TestJourneys(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			testscript.Run(t, testscript.Params{
				Dir: "../testdata/journeys",
				Setup: func(env *testscript.Env) error {
					url := "sqlite://" + filepath.Join(env.WorkDir, "city.db")
					if engine == "postgres" {
						url = dbtest.PostgresURL(t)
					}
					j, err := openJourney(url, env.WorkDir)
					if err != nil {
						return err
					}
					env.Values["journey"] = j
					env.Defer(func() { j.c.Close() })
					return nil
				},
				Cmds: commands,
			})
		})
	}
}

// journey is one city and the dossier the script is about.
type journey struct {
	c     *city.City
	ward  string
	dist  string
	d     dossier.Dossier
	all   []dossier.Key
	filed int
}

func openJourney(url, dir string) (*journey, error) {
	ctx := context.Background()
	c, err := city.Open(ctx, city.Config{DB: url, Data: filepath.Join(dir, "data"), Civil: clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)),
		Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return nil, err
	}
	if err := c.Furnish(ctx); err != nil {
		return nil, err
	}
	j := &journey{c: c}
	for _, o := range c.Offices.Tree().On("2019-06-03") {
		if o.Kind == office.Commune {
			j.ward, j.dist = o.ID, o.Parent
			break
		}
	}
	return j, nil
}

func (j *journey) who(role string) access.Who {
	switch role {
	case "citizen":
		return access.Who{Person: "an", Channel: "page"}
	case "district-officer":
		return access.Who{Official: role, Post: role, Office: j.dist, Role: "officer", Channel: "page"}
	}
	if name, place, ok := strings.Cut(role, "/"); ok { // officer/district
		r, _, _ := strings.Cut(name, "-")
		return access.Who{Official: role, Post: role, Office: j.place(place), Role: r, Channel: "page"}
	}
	r, _, _ := strings.Cut(role, "-") // head-2 is a second head
	return access.Who{Official: role, Post: role, Office: j.ward, Role: r, Channel: "page"}
}

func (j *journey) key() dossier.Key { return dossier.Key{Home: j.d.Home, ID: j.d.ID} }

func (j *journey) do(role string, act dossier.Act) error {
	d, err := j.c.Dossiers.Do(context.Background(), j.who(role), j.key(), act)
	if err != nil {
		return err
	}
	if j.d.ID == "" {
		j.all = append(j.all, dossier.Key{Home: d.Home, ID: d.ID})
	}
	j.d = d
	return nil
}

func (j *journey) applicant() *dossier.Applicant {
	return &dossier.Applicant{Name: "Trần Văn An", Phone: "0100000123", Address: "12 Đường Mẫu"}
}

// to moves the civil clock and lets what falls due on the way happen.
func (j *journey) to(t time.Time) error {
	ctx := context.Background()
	for {
		next, err := duty.Next(ctx, j.c.Store.Read())
		if err != nil {
			return err
		}
		if next.IsZero() || next.After(t) {
			break
		}
		if next.After(j.c.Civil.Now()) {
			j.c.Civil.Set(next)
		}
		if _, err := j.c.Desk.Tick(ctx, j.c.Civil.Now()); err != nil {
			return err
		}
	}
	j.c.Civil.Set(t)
	if j.d.ID == "" {
		return nil
	}
	d, err := j.c.Dossiers.Open(ctx, j.key())
	j.d = d
	return err
}

type command = func(ts *testscript.TestScript, neg bool, args []string)

var commands = map[string]command{
	"clock":      clockCmd,
	"new":        func(ts *testscript.TestScript, _ bool, _ []string) { of(ts).d = dossier.Dossier{} },
	"file":       act("citizen", func(j *journey, a []string) dossier.Act { return j.filing(a[0]) }),
	"receive":    act("reception", func(j *journey, a []string) dossier.Act { return j.receiving(a) }),
	"refuse":     act("reception", func(_ *journey, a []string) dossier.Act { return dossier.Refuse{Reason: a[0]} }),
	"supplement": act("officer", func(_ *journey, a []string) dossier.Act { return asking(a) }),
	"supply":     act("citizen", func(_ *journey, a []string) dossier.Act { return dossier.Supply{Papers: given(a)} }),
	"assign":     act("head", func(j *journey, a []string) dossier.Act { return dossier.Assign{Officer: a[0], Office: j.ward} }),
	"examine":    act("officer", func(_ *journey, _ []string) dossier.Act { return decision.Examine{Fit: true} }),
	"consult": act("officer", func(j *journey, a []string) dossier.Act {
		return decision.Consult{Office: j.dist, Limit: a[0], Question: "Đề nghị cho ý kiến về quy hoạch"}
	}),
	"answer": act("district-officer", func(_ *journey, a []string) dossier.Act {
		n, _ := strconv.Atoi(a[0])
		return decision.Answer{N: n, Agrees: true, Opinion: "Thống nhất với đề xuất của phường"}
	}),
	"propose": act("officer", func(_ *journey, a []string) dossier.Act {
		return decision.Propose{Outcome: dossier.Outcome(a[0]), File: "draft", Note: "Hồ sơ không đủ điều kiện theo quy định"}
	}),
	"sign": act("head", func(_ *journey, _ []string) dossier.Act {
		return decision.Sign{File: "signed", Drafted: "draft", Signature: dossier.Signature{Hash: "h"}}
	}),
	"complete": act("reception", func(_ *journey, _ []string) dossier.Act { return ending.Complete{} }),
	"return":   act("reception", func(_ *journey, _ []string) dossier.Act { return ending.Return{How: "receipt"} }),
	"withdraw": act("citizen", func(_ *journey, _ []string) dossier.Act {
		return ending.Withdraw{Reason: "Người nộp đề nghị rút hồ sơ", Paper: "request"}
	}),
	// halt CAUSE [ISSUER NUMBER]: the document of an authority is of today
	"halt": act("head", func(j *journey, a []string) dossier.Act {
		s := dossier.Stop{Cause: a[0], Reason: "Dừng theo đề nghị của người nộp", Paper: "request"}
		if len(a) > 2 {
			s.Demand = &demand.Document{Issuer: a[1], Number: a[2], Day: j.c.Civil.Now().Format(time.DateOnly)}
		}
		return s
	}),
	"letter": letterCmd,
	"race":   raceCmd,
	"show":   showCmd,
	"trail":  trailCmd,
	"proof":  proofCmd,
}

func of(ts *testscript.TestScript) *journey { return ts.Value("journey").(*journey) }

// outcome prints a refusal for the script's stderr and checks the expectation.
func outcome(ts *testscript.TestScript, neg bool, err error) {
	r, refused := refusal.As(err)
	if err != nil && !refused {
		ts.Fatalf("fault: %v", err)
	}
	if refused {
		fmt.Fprintf(ts.Stderr(), "%s %s\n", r.Rule, r.Sentence)
	}
	if refused != neg {
		ts.Fatalf("refused: %v, want %v (%v)", refused, neg, err)
	}
}

// act makes a command: [role] arguments; a leading @role acts as somebody else.
func act(role string, make func(*journey, []string) dossier.Act) command {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		j, who := of(ts), role
		if len(args) > 0 && strings.HasPrefix(args[0], "@") {
			who, args = args[0][1:], args[1:]
		}
		outcome(ts, neg, j.do(who, make(j, args)))
	}
}

func (j *journey) filing(code string) dossier.Act {
	j.filed++
	return dossier.File{Procedure: code, Receiving: j.ward, Competent: j.ward, ReturnAt: j.ward, Key: fmt.Sprint("key-", j.filed), Person: "an", Applicant: *j.applicant()}
}

func (j *journey) receiving(a []string) dossier.Act {
	if len(a) == 0 {
		return dossier.Receive{Sets: 1}
	}
	return dossier.Receive{Procedure: a[0], Channel: 1, Receiving: j.ward, Competent: j.ward, ReturnAt: j.ward, Sets: 1, Person: "an", Applicant: j.applicant()}
}

func asking(papers []string) dossier.Act {
	r := dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định"}
	for _, p := range papers {
		r.Lines = append(r.Lines, dossier.SupplementLine{Paper: p, What: "Nộp bản rõ nét"})
	}
	return r
}

func given(papers []string) []dossier.GivenPaper {
	var out []dossier.GivenPaper
	for _, p := range papers {
		out = append(out, dossier.GivenPaper{Paper: p, Originals: 1})
	}
	return out
}

func moment(ts *testscript.TestScript, s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, clock.Zone)
	ts.Check(err)
	return t
}

func clockCmd(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(of(ts).to(moment(ts, args[0])))
}

// letterCmd: letter 'new date' [why] – the head writes, signs and sends.
func letterCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	text := apology.Text{Cause: "A1", Why: "Thiếu người thụ lý trong tuần", Status: "Đang giải quyết"}
	if args[0] != "none" {
		text.NewDate = clock.At(moment(ts, args[0]))
	}
	d, err := j.c.Letters.Send(context.Background(), j.who("head"), j.key(), apology.Sending{Channels: []string{"letter"}, Text: &text})
	if err == nil {
		j.d = d
	}
	outcome(ts, neg, err)
}

// raceCmd: race N sign|letter – N heads press at once; exactly one gets through.
func raceCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	var wg sync.WaitGroup
	var mu sync.Mutex
	through := 0
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			var err error
			who := j.who(fmt.Sprint("head-", i))
			if args[1] == "sign" {
				_, err = j.c.Dossiers.Do(context.Background(), who, j.key(), decision.Sign{File: "signed", Drafted: "draft", Signature: dossier.Signature{Hash: "h"}})
			} else {
				text := apology.Text{Cause: "A1", Why: "Thiếu người thụ lý trong tuần", Status: "Đang giải quyết", NewDate: clock.At(moment(ts, args[2]))}
				_, err = j.c.Letters.Send(context.Background(), who, j.key(), apology.Sending{Channels: []string{"sms"}, Text: &text})
			}
			mu.Lock()
			defer mu.Unlock()
			var r *refusal.Refusal
			if err == nil {
				through++
			} else if !errors.As(err, &r) {
				fmt.Fprintf(os.Stderr, "race: %v\n", err)
				through += 1000
			}
		}()
	}
	wg.Wait()
	if through != 1 {
		ts.Fatalf("%d of %d got through, want exactly one", through, n)
	}
	d, err := j.c.Dossiers.Open(context.Background(), j.key())
	ts.Check(err)
	j.d = d
}

func stamp(i clock.Instant) string {
	if !i.Set() {
		return "-"
	}
	return i.Time().Format("2006-01-02 15:04")
}

// showCmd prints the dossier in one line a script can grep.
func showCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	d, now := j.d, clock.At(j.c.Civil.Now())
	var kinds []string
	for _, a := range d.Appointments {
		kinds = append(kinds, string(a.Kind))
	}
	letter := "none"
	if r, ok, err := j.c.Letters.Sent(context.Background(), j.key()); err != nil {
		ts.Fatalf("%v", err)
	} else if ok {
		letter = fmt.Sprintf("5157=%v nd61=%v/%v", r.Ok5157, r.OkNd61, r.Nd61Applies)
	}
	fmt.Fprintf(ts.Stdout(), "state=%s due=%s promised=%s late=%v class=%s appointments=%s letter=%s missed=%v escalated=%v code=%s\n",
		d.State, stamp(d.Due), stamp(d.Promised), d.LateAt(now), d.Class, strings.Join(kinds, ","), letter, d.Missed, d.EscalatedAt.Set(), d.Code)
	if legal, ok := d.Legal(); ok {
		for _, l := range legal.Lines {
			fmt.Fprintln(ts.Stdout(), "  "+l)
		}
	}
}

func trailCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	events, err := j.c.Dossiers.Trail(context.Background(), j.key())
	ts.Check(err)
	for _, e := range events {
		fmt.Fprintf(ts.Stdout(), "%s %s %s\n", stamp(clock.Instant(e.At)), e.Act, e.Channel)
	}
}

// proofCmd is the end of every script.
func proofCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	for _, k := range j.all {
		events, err := j.c.Dossiers.Trail(ctx, k)
		ts.Check(err)
		got, err := dossier.Fold(events)
		ts.Check(err)
		row, err := j.c.Dossiers.Open(ctx, k)
		ts.Check(err)
		if !dossier.Equal(got, row) {
			ts.Fatalf("row of %s differs from its events:\n%+v\n%+v", row.Code, row, got)
		}
		if diff, err := columns(ctx, j.c, row); err != nil || diff != "" {
			ts.Fatalf("%s %v", diff, err)
		}
	}
	ts.Check(j.whole(ctx))
	ts.Check(processProof(ctx, j.c))
	_, err := j.c.Sequencer.Sequence(ctx)
	ts.Check(err)
	rep, err := ledger.Verify(ctx, j.c.Store, j.c.Keys, nil)
	ts.Check(err)
	if rep.Pending != 0 || rep.Leaves == 0 {
		ts.Fatalf("ledger: %+v", rep)
	}
	diff, err := j.c.Reports.Compare(ctx)
	ts.Check(err)
	ts.Check(j.c.Times.Follow(ctx))
	if diff, err := j.c.Times.Compare(ctx); err != nil || diff != "" {
		ts.Fatalf("the spans of the time account differ from the events: %s %v", diff, err)
	}
	if !diff.Empty() {
		ts.Fatalf("roll-ups differ from a recount: %v", diff)
	}
}
