package city_test

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/event"
	"motcua/procedure"
	"motcua/publication"
	"motcua/refusal"
)

func init() {
	commands["watch"] = watchCmd
	commands["tasks"] = tasksCmd
	commands["publication"] = publicationCmd
	commands["version"] = versionCmd
}

// publishing is who acts in a publication: the department of justice, the control office
// and the Chairman.
func (j *journey) publishing(role string) access.Who {
	at := j.c.Publications.City()
	if role == "officer" || role == "head" {
		for _, o := range j.c.Offices.Tree().On("2019-06-03") {
			if o.Place == "Sở Tư pháp" {
				at = o.ID
			}
		}
	}
	if role == "chairman" {
		return access.Who{Official: role, Post: role, Office: at, Role: "head", Channel: "page"}
	}
	r, _, _ := strings.Cut(role, "-")
	return access.Who{Official: role, Post: role, Office: at, Role: r, Channel: "page"}
}

// watchCmd: watch NUMBER STATE ISSUED EFFECT [BY] – the control office notes a text of law.
func watchCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	who := "control"
	if args[0][0] == '@' {
		who, args = args[0][1:], args[1:]
	}
	w := publication.Watching{Office: j.publishing("officer").Office, Watch: publication.Watch{State: publication.TextState(args[1]),
		Law: publication.Legal{Number: args[0], Name: "Văn bản ví dụ", Issued: args[2], Effect: args[3]}}}
	if len(args) > 4 {
		w.By = args[4]
	}
	_, tasks, err := j.c.Publications.Note(context.Background(), j.publishing(who), w)
	if err == nil {
		fmt.Fprintf(ts.Stdout(), "tasks=%d\n", len(tasks))
	}
	outcome(ts, neg, err)
}

// tasksCmd: tasks prints the open reviews of the department; tasks CODE REASON ends one
// without a change.
func tasksCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	all, err := j.c.Publications.OpenTasks(ctx, j.publishing("officer"))
	ts.Check(err)
	if len(args) == 2 {
		for _, t := range all {
			if t.Code == args[0] {
				_, err := j.c.Publications.Review(ctx, j.publishing("officer"), t.ID, publication.Settle{Reason: args[1]})
				outcome(ts, neg, err)
				return
			}
		}
		ts.Fatalf("no open review of %s", args[0])
	}
	fmt.Fprintf(ts.Stdout(), "open=%d\n", len(all))
	for _, t := range all {
		fmt.Fprintf(ts.Stdout(), "%s due=%s %s\n", t.Code, t.Due.Day, t.Number)
	}
}

// publicationCmd: publication [@role] ACT … works on the file of the script.
func publicationCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	role := map[string]string{"draft": "officer", "put": "officer", "take_out": "officer", "redate": "officer", "submit": "head", "drop": "head", "send_back": "control", "accept": "control", "give_up": "control", "sign": "chairman",
		"issue": "control", "enter": "control"}[args[0]]
	if args[0][0] == '@' {
		role, args = args[0][1:], args[1:]
	}
	id := ts.Getenv("PUBLICATION")
	switch args[0] {
	case "show":
		showPublication(ts, id)
		return
	case "proof":
		found, err := j.c.Publications.Proof(ctx)
		ts.Check(err)
		if len(found) > 0 {
			ts.Fatalf("rows differ from their events: %s", strings.Join(found, "\n"))
		}
		return
	case "late":
		all, err := j.c.Publications.IssuedIn(ctx, j.publishing("control"), "2019-01-01", "2019-12-31")
		ts.Check(err)
		for _, f := range all {
			fmt.Fprintf(ts.Stdout(), "%s late=%d latest=%s\n", f.DecisionNumber(), f.Late, f.Latest.Day)
		}
		return
	case "race":
		racePublication(ts, id, args[1])
		return
	case "draft":
		id = j.c.IDs.New()
		ts.Setenv("PUBLICATION", id)
	}
	_, err := j.c.Publications.Do(ctx, j.publishing(role), id, j.publicationAct(id, args))
	outcome(ts, neg, err)
}

func (j *journey) publicationAct(id string, a []string) publication.Act {
	switch a[0] {
	case "draft": // draft NUMBER ISSUED EFFECT [fast]
		return publication.Draft{ID: id, Title: "Công bố thủ tục hành chính lĩnh vực hộ tịch",
			Law: publication.Legal{Number: a[1], Name: "Văn bản ví dụ", Issued: a[2], Effect: a[3], Fast: len(a) > 4}}
	case "put": // put KIND CODE [field=value …]
		v, _ := j.c.Procedures.InForce(a[2], j.c.Civil.Now().Format("2006-01-02"))
		v.Code = a[2]
		for _, set := range a[3:] {
			field, value, _ := strings.Cut(set, "=")
			v = changed(v, field, value)
		}
		v.None = []procedure.SectionKey{procedure.SectionForms, procedure.SectionConditions, procedure.SectionFee} // what is not there is declared (KS-1)
		return publication.Put{Item: publication.Item{Kind: publication.Kind(a[1]), Code: a[2], Proposed: v}}
	case "take_out":
		return publication.TakeOut{Code: a[1]}
	case "submit":
		return publication.Submit{}
	case "redate":
		return publication.Redate{}
	case "drop":
		return publication.Drop{Reason: a[1]}
	case "give_up":
		return publication.GiveUp{Reason: a[1]}
	case "send_back":
		return publication.SendBack{Remarks: []publication.Remark{{Code: a[1], Section: a[2]}}, Words: publication.Words{a[3]}}
	case "accept":
		return publication.Accept{}
	case "sign":
		return publication.Sign{Signature: publication.Signature{File: "signed", Hash: "h", Name: "Người Ký Mẫu"}}
	case "issue":
		return publication.Issue{}
	}
	return publication.Enter{}
}

func changed(v procedure.Version, field, value string) procedure.Version {
	switch field {
	case "name":
		v.Name = value
	case "steps":
		v.Steps = value
	case "days":
		var n float64
		fmt.Sscan(value, &n)
		var out []procedure.Channel
		for _, c := range v.Channels {
			c.Limit = &procedure.Limit{Value: n, Unit: procedure.WorkingDays}
			out = append(out, c)
		}
		v.Channels = out
	}
	return v
}

func showPublication(ts *testscript.TestScript, id string) {
	j, ctx := of(ts), context.Background()
	f, err := j.c.Publications.One(ctx, j.publishing("control"), id)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "state=%s number=%s from=%s late=%d round=%d\n", f.State, f.DecisionNumber(), f.From, f.Late, f.Round)
	for _, c := range f.Clocks(calendar.DateOf(j.c.Civil.Now())) {
		fmt.Fprintf(ts.Stdout(), "clock %s: %s done=%s late=%v\n", c.Key, c.Day.Day, stamp(c.Done), c.Late)
		for _, l := range c.Lines {
			fmt.Fprintln(ts.Stdout(), "  "+l)
		}
	}
	events, err := j.c.Publications.Events(ctx, id)
	ts.Check(err)
	for _, e := range events {
		fmt.Fprintf(ts.Stdout(), "%s %s by %s\n", stamp(clock.Instant(e.At)), e.Act, e.Official)
		for i, r := range f.Remarks {
			if words := publication.SaidIn(e).Words; i < len(words) {
				fmt.Fprintf(ts.Stdout(), "  remark %s/%s: %s\n", r.Code, r.Section, words[i])
			}
		}
		if strings.Contains(e.Body, "Phải ghi rõ") {
			ts.Fatalf("free words stand in the event: %s", e.Body)
		}
	}
}

// racePublication: four controllers press accept, or the Chairman presses sign four times,
// at once; one gets through.
func racePublication(ts *testscript.TestScript, id, what string) {
	j := of(ts)
	var wg sync.WaitGroup
	var mu sync.Mutex
	through := 0
	for i := range 4 {
		wg.Go(func() {
			var act publication.Act = publication.Accept{}
			who := j.publishing(fmt.Sprint("control-", i))
			if what == "issue" {
				act = publication.Issue{}
			}
			_, err := j.c.Publications.Do(context.Background(), who, id, act)
			_, refused := refusal.As(err)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				through++
			} else if !refused {
				through += 1000
			}
		})
	}
	wg.Wait()
	events, err := event.Load(context.Background(), j.c.Store.Read(), event.Directory, id)
	ts.Check(err)
	n := 0
	for _, e := range events {
		if e.Act == what {
			n++
		}
	}
	if through != 1 || n != 1 {
		ts.Fatalf("%d got through, want one", through)
	}
}

// versionCmd: version CODE DAY prints the version in force.
func versionCmd(ts *testscript.TestScript, _ bool, args []string) {
	v, ok := of(ts).c.Procedures.InForce(args[0], args[1])
	if !ok {
		fmt.Fprintln(ts.Stdout(), "none")
		return
	}
	l, _ := v.LimitFor(procedure.InPerson)
	fmt.Fprintf(ts.Stdout(), "no=%d from=%s to=%s limit=%s decision=%s\n", v.No, v.ValidFrom, v.ValidTo, l, v.Decision)
}
