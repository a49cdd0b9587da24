package city_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"strconv"

	"motcua/access"
	"motcua/apology"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/draft"
	"motcua/intake"
	"motcua/paper"
	"motcua/web/hall"

	"github.com/rogpeppe/go-internal/testscript"
)

func init() {
	commands["held-online"] = heldOnlineCmd
	commands["proofs"] = proofsCmd
	commands["evidence"] = evidenceCmd
	commands["loss-of"] = lossOfCmd
	commands["receive-outside"] = act("reception", func(j *journey, a []string) dossier.Act {
		r := j.receiving(a[1:]).(dossier.Receive)
		r.Outside = a[0]
		return r
	})
}

// heldOnlineCmd: held-online CODE NUMBER agree|silent – a citizen lets the city look into
// its databases before filing, and files with the data found and no paper.
func heldOnlineCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	v, _ := j.c.Procedures.InForce(args[0], calendar.DateOf(j.c.Civil.Now()).String())
	m, err := j.c.Dossiers.MomentFor(j.who("citizen"), j.ward, j.ward, args[0])
	ts.Check(err)
	mine, err := j.c.Drafts.Save(ctx, draft.Draft{Person: "an", Procedure: v.Code, Step: "papers", Data: "{}"})
	ts.Check(err)
	own := intake.Own{Draft: mine.ID, Home: j.ward, Number: args[1]}
	if args[2] == "agree" {
		own.Consent = "Tôi đồng ý tra cứu dữ liệu của tôi"
	}
	at := held{"enterprise 0312345678": true}
	err = j.c.Intake.LookOwn(ctx, access.Who{Person: "an", Channel: "page"}, at, v, m.Profile.Reception.Registers.Value, own)
	if err != nil {
		outcome(ts, neg, err)
		return
	}
	looked, err := j.c.Intake.Looked(ctx, mine.ID)
	ts.Check(err)
	act := j.filing(args[0]).(dossier.File)
	act.Key = mine.ID
	for _, p := range v.Asked() {
		l, ok := looked[p.Key]
		if ok {
			fmt.Fprintf(ts.Stdout(), "%s: %s\n", p.Key, l.Answer)
		}
		if l.Answer == intake.Found {
			act.Papers = append(act.Papers, dossier.GivenPaper{Paper: p.Key, Name: p.Name, Register: l.Register})
		}
	}
	j.d, err = j.c.Drafts.File(ctx, j.who("citizen"), act, hall.MoveTx)
	if err == nil {
		j.all = append(j.all, j.key())
	}
	outcome(ts, neg, err)
}

// proofsCmd prints what the desk sees of the looks of the dossier.
func proofsCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j := of(ts)
	all, err := j.c.Intake.Proofs(context.Background(), j.d)
	ts.Check(err)
	for _, l := range all {
		fmt.Fprintf(ts.Stdout(), "%s %s %s agreed=%v\n", l.Paper, l.Register, l.Answer, l.Consent != "")
	}
}

// evidenceCmd: evidence TEXT N – a report of a demand beyond the list with N photos; what
// the control office and what the officer find of them.
func evidenceCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	var photo bytes.Buffer
	ts.Check(png.Encode(&photo, image.NewGray(image.Rect(0, 0, 40, 40))))
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	var staged []paper.PaperFile
	for range n {
		f, err := j.c.Papers.Stage(ctx, paper.Given{Paper: "evidence", Name: "anh.png"}, bytes.NewReader(photo.Bytes()), int64(photo.Len()))
		ts.Check(err)
		staged = append(staged, f)
	}
	outcome(ts, neg, j.c.Intake.ReportBeyond(ctx, j.d.Token, args[0], staged...))
	control := j.who("control")
	control.Office, control.Below = j.dist, []string{j.ward}
	seen, err := j.c.Intake.Beyonds(ctx, control, 10)
	ts.Check(err)
	files := 0
	for _, x := range seen {
		of, err := j.c.Papers.Of(ctx, x.ID)
		ts.Check(err)
		files += len(of)
	}
	own, err := j.c.Papers.Of(ctx, j.d.ID)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "control sees %d reports with %d files, the dossier has %d\n", len(seen), files, len(own))
}

// lossOfCmd: loss-of lost|damaged PAPERS – the head apologises for one more paper.
func lossOfCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	text := &apology.Text{Why: "Giấy tờ thất lạc khi luân chuyển giữa hai bộ phận", Status: "Đang giải quyết",
		Loss: apology.Loss{Papers: args[1], Office: j.ward, Official: "officer", CostNote: "Lệ phí cấp lại giấy tờ"}}
	sendLetter(ts, neg, j.who("head"), apology.Sending{Ground: apology.Ground(args[0]), Channels: []string{"letter"}, Text: text})
}
