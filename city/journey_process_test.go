package city_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/access"
	"motcua/calendar"
	"motcua/city"
	"motcua/office"
	"motcua/procedure"
	"motcua/process"
)

func init() {
	commands["process"] = processCmd
	commands["steps"] = stepsCmd
}

// processCmd: process [as ROLE] WHAT CODE … – the newest version of a procedure's process.
//
//	draft CODE                 the department drafts from what is in force
//	remove|up|down CODE KIND   a row of the table, by its kind of step
//	hours CODE KIND N          the time of a step
//	check CODE                 prints what is wrong
//	trial CODE                 walks a sample dossier
//	submit CODE · drop CODE    by the department
//	approve CODE DAY · reject CODE WHY   by the control office
func processCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	role := map[string]string{"approve": "control", "reject": "control"}[args[0]]
	if role == "" {
		role = "department"
	}
	if args[0] == "as" {
		role, args = args[1], args[2:]
	}
	what, code, rest := args[0], args[1], args[2:]
	ctx, who := context.Background(), j.prescriber(role)
	day := calendar.DateOf(j.c.Civil.Now()).String()
	target, ok := j.c.Procedures.InForce(code, day)
	if !ok {
		ts.Fatalf("no procedure %s", code)
	}
	if what == "draft" {
		from, _ := j.c.Processes.Graph(target, procedure.InPerson, day)
		_, err := j.c.Processes.Begin(ctx, who, target, from)
		outcome(ts, neg, err)
		return
	}
	all, err := j.c.Processes.Of(ctx, code)
	ts.Check(err)
	v := all[len(all)-1]
	switch what {
	case "check":
		for _, f := range process.Check(v.Process, target, j.c.Processes.Known) {
			fmt.Fprintln(ts.Stdout(), f.Rule, f.Sentence)
		}
		fmt.Fprintf(ts.Stdout(), "state=%s no=%d\n", v.State, v.No)
		return
	case "trial":
		for _, h := range v.Process.Walk(j.c.Almanac.Shared(), j.c.Civil.Now(), nil) {
			fmt.Fprintf(ts.Stdout(), "%s %s %s %s\n", h.Key, h.Place, h.Role, h.Due.Format("2006-01-02 15:04"))
		}
		return
	}
	_, err = j.c.Processes.Do(ctx, who, v.ID, prescribing(ts, v, what, rest))
	outcome(ts, neg, err)
}

// prescribing is the act a word of the script stands for.
func prescribing(ts *testscript.TestScript, v process.Version, what string, rest []string) process.Act {
	row := func() string {
		for _, s := range v.Process.Steps {
			if string(s.Key) == rest[0] {
				return s.ID
			}
		}
		ts.Fatalf("no step %s", rest[0])
		return ""
	}
	switch what {
	case "submit":
		return process.Submit{}
	case "drop":
		return process.Drop{}
	case "approve":
		return process.Approve{From: rest[0], Decision: "2345/QĐ-UBND ngày 03/6/2019"}
	case "reject":
		return process.Reject{Remark: rest[0]}
	case "remove":
		return process.Edit{Process: v.Process.Remove(row())}
	case "up", "down":
		return process.Edit{Process: v.Process.Move(row(), what == "up")}
	case "letter": // the step of the letter, put back by hand
		p, id := v.Process.Insert(v.Process.Steps[0].ID)
		s, _ := p.Step(id)
		s.Key, s.Name, s.Role = procedure.StepApology, "Gửi thư xin lỗi và hẹn lại", "head"
		return process.Edit{Process: p.Put(s)}
	case "hours":
		s, _ := v.Process.Step(row())
		var hours int
		_, err := fmt.Sscan(rest[1], &hours)
		ts.Check(err)
		s.Minutes = hours * 60
		return process.Edit{Process: v.Process.Put(s)}
	}
	ts.Fatalf("no act %q", what)
	return nil
}

func (j *journey) prescriber(role string) access.Who {
	kind, as := office.Commune, role
	switch role {
	case "department":
		kind, as = office.Department, "officer"
	case "control":
		kind = office.City
	}
	for _, o := range j.c.Offices.Tree().On("2019-06-03") {
		if o.Kind == kind {
			return access.Who{Official: role, Post: role, Office: o.ID, Role: as, Channel: "page"}
		}
	}
	return access.Who{}
}

// stepsCmd prints the steps the dossier follows and when each is due.
func stepsCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	legal, ok := j.d.Legal()
	v, known := j.c.Procedures.Version(j.d.Version)
	if !ok || !known {
		ts.Fatalf("the dossier has no appointment")
	}
	p, approved := j.c.Processes.Graph(v, procedure.InPerson, calendar.DateOf(j.d.ReceivedAt.Time()).String())
	fmt.Fprintf(ts.Stdout(), "approved=%v\n", approved)
	for _, h := range process.Due(p, j.c.Dossiers.Calendar(j.d.Home), legal.From, j.d.Apology != nil) {
		fmt.Fprintf(ts.Stdout(), "%s until %s\n", h.Key, h.Due.Format("2006-01-02 15:04"))
	}
}

// processProof holds every row of a process against its events.
func processProof(ctx context.Context, c *city.City) error {
	for _, s := range []process.State{process.Drafting, process.Submitted, process.Approved, process.Rejected, process.Dropped} {
		all, err := c.Processes.In(ctx, s)
		if err != nil {
			return err
		}
		for _, row := range all {
			events, err := c.Processes.Trail(ctx, row.ID)
			if err != nil {
				return err
			}
			got, err := process.Fold(events)
			if err != nil {
				return err
			}
			a, _ := json.Marshal(got)
			b, _ := json.Marshal(row)
			if string(a) != string(b) {
				return fmt.Errorf("the process %s %d differs from its events:\n%s\n%s", row.Code, row.No, b, strings.TrimSpace(string(a)))
			}
		}
	}
	if bad, err := c.Processes.Broken(ctx); err != nil || len(bad) > 0 {
		return fmt.Errorf("processes that cannot be read: %v %v", bad, err)
	}
	return nil
}
