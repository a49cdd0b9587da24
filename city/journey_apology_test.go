package city_test

import (
	"context"
	"fmt"
	"log/slog"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/apology"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/letters"
	"motcua/gateway"
	"motcua/job"
	"motcua/notice"
	"motcua/office"
	"motcua/work"

	"github.com/rogpeppe/go-internal/testscript"
)

// The verbs of the letters of apology, beside those of journey_test.go.
func init() {
	commands["receive-for-district"] = act("reception", func(j *journey, a []string) dossier.Act {
		return dossier.Receive{Procedure: a[0], Channel: 1, Receiving: j.ward, Competent: j.dist, ReturnAt: j.ward, Sets: 1, Person: "an", Applicant: j.applicant()}
	})
	commands["district-assign"] = atDistrict("head", func(j *journey, a []string) dossier.Act { return dossier.Assign{Officer: a[0], Office: j.dist} })
	commands["district-letter"] = func(ts *testscript.TestScript, neg bool, args []string) {
		j := of(ts)
		sendLetter(ts, neg, j.district("head"), apology.Sending{Channels: []string{"letter"}, Text: letterText(ts, args[0])})
	}
	commands["letter-by"] = func(ts *testscript.TestScript, neg bool, args []string) { // letter-by channels date
		who := "head"
		if strings.HasPrefix(args[0], "@") {
			who, args = args[0][1:], args[1:]
		}
		sendLetter(ts, neg, of(ts).who(who), apology.Sending{Channels: strings.Split(args[0], ","), Text: letterText(ts, args[1])})
	}
	commands["draft"] = draftCmd
	commands["lost"] = lostCmd
	commands["hand-letter"] = act("reception", func(_ *journey, a []string) dossier.Act { // hand-letter ground signature|post [name or slip]
		h := letters.HandLetter{Ground: a[0], How: a[1]}
		if len(a) > 2 && a[1] == "post" {
			h.Proof = a[2]
		} else if len(a) > 2 {
			h.To = a[2]
		}
		return h
	})
	commands["acknowledge"] = act("citizen", func(_ *journey, a []string) dossier.Act { return letters.AcknowledgeLetter{Ground: a[0]} })
	commands["sign-letters"] = batchCmd
	commands["book"] = bookCmd
	commands["letters"] = lettersCmd
	commands["messages"] = tellCmd
}

func (j *journey) district(role string) access.Who {
	return access.Who{Official: "district-" + role, Post: "district-" + role, Office: j.dist, Role: role, Channel: "page"}
}

func atDistrict(role string, make func(*journey, []string) dossier.Act) command {
	return func(ts *testscript.TestScript, neg bool, args []string) {
		j := of(ts)
		d, err := j.c.Dossiers.Do(context.Background(), j.district(role), j.key(), make(j, args))
		if err == nil {
			j.d = d
		}
		outcome(ts, neg, err)
	}
}

func letterText(ts *testscript.TestScript, date string) *apology.Text {
	text := apology.Text{Cause: "A1", Why: "Thiếu người thụ lý trong tuần", Status: "Đang giải quyết"}
	if date != "none" {
		text.NewDate = clock.At(moment(ts, date))
	}
	return &text
}

func sendLetter(ts *testscript.TestScript, neg bool, who access.Who, s apology.Sending) {
	j := of(ts)
	d, err := j.c.Letters.Send(context.Background(), who, j.key(), s)
	if err == nil {
		j.d = d
	}
	outcome(ts, neg, err)
}

// draftCmd: draft [@who] 'new date' – the officer writes, nothing goes out.
func draftCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, who := of(ts), "officer"
	if strings.HasPrefix(args[0], "@") {
		who, args = args[0][1:], args[1:]
	}
	_, err := j.c.Letters.Draft(context.Background(), j.who(who), j.key(), apology.Late, *letterText(ts, args[0]))
	outcome(ts, neg, err)
}

// lostCmd: lost lost|damaged cost [delays] – the head apologises for papers.
func lostCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	cost, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	text := &apology.Text{Why: "Giấy tờ thất lạc khi luân chuyển giữa hai bộ phận", Status: "Đang giải quyết", Loss: apology.Loss{Papers: "Bản chính giấy chứng nhận",
		Office: j.ward, Official: "officer", Cost: cost, CostNote: "Lệ phí cấp lại giấy tờ", Delays: len(args) > 2}}
	sendLetter(ts, neg, j.who("head"), apology.Sending{Ground: apology.Ground(args[0]), Channels: []string{"letter"}, Text: text})
}

// batchCmd signs every draft of the journey together; each letter is an act of its own.
func batchCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	var codes []string
	byCode := map[string]dossier.Key{}
	for _, k := range j.all {
		d, err := j.c.Dossiers.Open(ctx, k)
		ts.Check(err)
		codes, byCode[d.Code] = append(codes, d.Code), k
	}
	out, err := apology.Batch(codes, func(code string) error {
		dr, _, err := j.c.Letters.Of(ctx, byCode[code], apology.Late)
		if err != nil {
			return err
		}
		_, err = j.c.Letters.Send(ctx, j.who("head"), byCode[code], apology.Sending{Version: dr.Version, Channels: []string{"letter"}})
		return err
	})
	ts.Check(err)
	for i, o := range out {
		said := "đã gửi"
		if o.Refused != nil {
			said = o.Refused.Rule + " " + o.Refused.Sentence
		}
		fmt.Fprintf(ts.Stdout(), "%d %s\n", i+1, said)
	}
	j.d, err = j.c.Dossiers.Open(ctx, j.key())
	ts.Check(err)
}

// bookCmd: book ward|district year – the register of letters, every number once.
func bookCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	at := j.place(args[0])
	year, err := strconv.Atoi(args[1])
	ts.Check(err)
	b, err := j.c.Letters.Register(context.Background(), at, year)
	ts.Check(err)
	for _, l := range b.Lines {
		fmt.Fprintf(ts.Stdout(), "%02d/PXL %s %s %s\n", l.Number, l.State, l.Letter.Cause, l.Why)
	}
	t := b.Totals()
	fmt.Fprintf(ts.Stdout(), "gửi=%d nháp=%d hủy=%d trễ=%d mất=%d 5157=%d nd61=%d muộn=%d miễn=%d lý do=%v tháng=%v thiếu số=%v\n", t.Sent, t.Draft, t.Void, t.Late, t.Lost,
		t.In5157, t.InND61, t.LateND6, t.NotND61, t.Reasons, t.Months, b.Gaps())
}

// lettersCmd shows what the dossier knows of its letters.
func lettersCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	way := func(w dossier.Way) string {
		var how []string
		for _, h := range w.Handed {
			how = append(how, h.How+":"+h.Proof+"@"+stamp(h.At))
		}
		return fmt.Sprintf("handed=[%s] acknowledged=%s", strings.Join(how, " "), stamp(w.Acknowledged))
	}
	if a := j.d.Apology; a != nil {
		fmt.Fprintf(ts.Stdout(), "late office=%s told=%s false-alarm=%v %s\n", j.placeOf(a.Office), stamp(a.Told), j.d.FalseAlarm, way(a.Way))
	}
	for _, l := range j.d.Losses {
		fmt.Fprintf(ts.Stdout(), "%s office=%s official=%s cost=%d %s\n", l.Ground, j.placeOf(l.Office), l.Official, l.Cost, way(l.Way))
	}
}

// tellCmd composes and delivers what people are told and shows the text messages with the
// number the message centre gave them.
func tellCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	sim, err := gateway.NewSimulator(j.c.Civil)
	ts.Check(err)
	defer sim.Close()
	box := &notice.Store{DB: j.c.Store, Civil: j.c.Civil, Wall: clock.Wall(), Mail: sim.Relay(), SMS: sim.Centre()}
	teller := &work.Teller{DB: j.c.Store, Civil: j.c.Civil, Dossiers: j.c.Dossiers, Letters: j.c.Letters, Notices: box, Log: slog.Default(),
		People: work.People{Staff: func(at, day string, roles ...office.Role) []office.Post { return nil }, Official: j.c.Offices.Official}}
	_, err = j.c.Sequencer.Sequence(ctx)
	ts.Check(err)
	ts.Check(teller.Step(ctx))
	ns, err := box.OfDossier(ctx, j.d.Home, j.d.ID)
	ts.Check(err)
	for _, n := range ns {
		ts.Check(box.Deliver(ctx, job.Job{ID: n.ID, Attempt: 1, Most: 1}))
	}
	ns, err = box.OfDossier(ctx, j.d.Home, j.d.ID)
	ts.Check(err)
	for _, n := range ns {
		fmt.Fprintf(ts.Stdout(), "%s %s proof=%v %s\n", n.Kind, n.State, n.Proof != "", n.Body)
	}
}
