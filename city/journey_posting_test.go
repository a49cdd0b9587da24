package city_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/access"
	"motcua/calendar"
	"motcua/event"
	"motcua/intake"
	"motcua/notice"
	"motcua/office"
	"motcua/paper"
	"motcua/posting"
	"motcua/procedure"
	"motcua/refusal"
)

func init() {
	commands["posting"] = postingCmd
	commands["scan"] = scanCmd
	commands["report"] = reportCmd
	commands["finding"] = findingCmd
	commands["national"] = nationalCmd
	commands["demand"] = demandCmd
	commands["demands"] = demandsCmd
}

// wardNo is the n-th ward of the city, counted from 1.
func (j *journey) wardNo(n string) string {
	i, err := strconv.Atoi(n)
	for _, o := range j.c.Offices.Tree().On(j.c.Postings.Today()) {
		if o.Kind != office.Commune || err != nil {
			continue
		}
		if i--; i == 0 {
			return o.ID
		}
	}
	return ""
}

// poster is somebody of the n-th ward in a role; "control" without a ward is the city's.
func (j *journey) poster(role, n string) access.Who {
	r, _, _ := strings.Cut(role, "-")
	if r == "control" {
		at := j.c.Postings.City()
		return access.Who{Official: role, Post: role, Office: at, Role: r, Channel: "page", Below: j.c.Offices.Tree().Scope(at, j.c.Postings.Today())}
	}
	return access.Who{Official: role + n, Post: role + n, Office: j.wardNo(n), Role: r, Channel: "page"}
}

// snapshot is a photo as a phone sends it.
func snapshot(ts *testscript.TestScript) *paper.PaperFile {
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		img.Set(x, 10, color.RGBA{200, 30, 30, 255})
	}
	var b bytes.Buffer
	ts.Check(png.Encode(&b, img))
	f, err := of(ts).c.Papers.Stage(context.Background(), paper.Given{Paper: "photo", Name: "bảng.png"}, bytes.NewReader(b.Bytes()), int64(b.Len()))
	ts.Check(err)
	return &f
}

func (j *journey) placeAt(ts *testscript.TestScript, n string) posting.Place {
	all, err := j.c.Postings.PlacesOf(context.Background(), j.poster("head", n), j.wardNo(n))
	ts.Check(err)
	if len(all) == 0 {
		ts.Fatalf("ward %s has no place", n)
	}
	return all[0]
}

func (j *journey) sheetAt(ts *testscript.TestScript, n, code string, states ...posting.State) posting.Sheet {
	all, err := j.c.Postings.At(context.Background(), j.poster("head", n), j.placeAt(ts, n))
	ts.Check(err)
	for _, x := range all {
		for _, s := range states {
			if x.Code == code && x.State == s {
				return x
			}
		}
	}
	ts.Fatalf("ward %s: no sheet of %s in %v", n, code, states)
	return posting.Sheet{}
}

// postingCmd: posting [@role] ACT WARD … – what hangs at a ward.
func postingCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	role := map[string]string{"open": "head", "close": "head", "check": "onestop_head", "find": "control"}[args[0]]
	if role == "" {
		role = "reception"
	}
	if args[0][0] == '@' {
		role, args = args[0][1:], args[1:]
	}
	s := j.c.Postings
	var err error
	switch args[0] {
	case "open": // open WARD KIND WHERE
		_, err = s.NewPlace(ctx, j.poster(role, args[1]), posting.Place{ID: j.c.IDs.New(), Office: j.wardNo(args[1]), Kind: posting.Kind(args[2]), Name: args[3]})
	case "close": // close WARD
		err = s.ClosePlace(ctx, j.poster(role, args[1]), j.placeAt(ts, args[1]).ID)
	case "hang": // hang WARD CODE …
		_, err = s.Post(ctx, j.poster(role, args[1]), j.placeAt(ts, args[1]).ID, args[2:], snapshot(ts))
	case "unseen": // unseen WARD CODE: without a photo
		_, err = s.Post(ctx, j.poster(role, args[1]), j.placeAt(ts, args[1]).ID, args[2:], nil)
	case "check": // check WARD CODE
		_, err = s.Check(ctx, j.poster(role, args[1]), j.sheetAt(ts, args[1], args[2], posting.Hanging, posting.Flagged).ID, snapshot(ts))
	case "down": // down WARD CODE
		_, err = s.TakeDown(ctx, j.poster(role, args[1]), j.sheetAt(ts, args[1], args[2], posting.Flagged, posting.Hanging).ID, nil)
	case "find": // find WARD WRONG CODE TEXT
		f := posting.Finding{ID: j.c.IDs.New(), Place: j.placeAt(ts, args[1]).ID, Wrong: posting.Wrong(args[2]), Code: args[3], Text: args[4]}
		_, err = s.Find(ctx, j.poster(role, args[1]), f, "Thấy khi kiểm tra", snapshot(ts))
	case "heir": // heir [down]: the office that follows the first ward of 2019
		j.heirPosting(ts, neg, len(args) > 1)
		return
	case "race": // race WARD CODE: four people record the same sheet at once
		j.racePosting(ts, args[1], args[2])
		return
	case "show":
		j.showPosting(ts, args[1])
		return
	case "staff": // staff WARD: the ward's reception has a mailbox
		id, at := "mail"+args[1], j.wardNo(args[1])
		ts.Check(j.c.Offices.Save(ctx, office.Change{Officials: []office.Official{{ID: id, Name: "Trần Thị Mẫu", Title: "Công chức", Email: id + "@phuong.example"}},
			Posts: []office.Post{{ID: "post-" + id, Official: id, Office: at, Role: office.Reception, From: "2019-01-06"}}}))
		return
	case "told": // told WARD: the messages its people were sent
		j.showTold(ts, args[1])
		return
	case "proof":
		found, err := s.Proof(ctx)
		ts.Check(err)
		if len(found) > 0 {
			ts.Fatalf("rows differ from their events: %s", strings.Join(found, "\n"))
		}
		return
	default:
		ts.Fatalf("no act %s", args[0])
	}
	outcome(ts, neg, err)
}

func (j *journey) showPosting(ts *testscript.TestScript, n string) {
	p := j.placeAt(ts, n)
	ctx, who := context.Background(), j.poster("head", n)
	up, err := j.c.Postings.At(ctx, who, p)
	ts.Check(err)
	gone, err := j.c.Postings.Gone(ctx, who, p, 20)
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "up=%d gone=%d\n", len(up), len(gone))
	for _, x := range append(up, gone...) {
		fmt.Fprintf(ts.Stdout(), "%s no=%d %s due=%s ended=%s late=%d checked=%s\n", x.Code, x.No, x.State, x.Due, x.Ended, x.Late(j.c.Postings.Today()), x.Checked.By)
	}
}

func (j *journey) showTold(ts *testscript.TestScript, n string) {
	all, err := (&notice.Store{DB: j.c.Store}).OfDossier(context.Background(), event.Directory, j.wardNo(n))
	ts.Check(err)
	fmt.Fprintf(ts.Stdout(), "messages=%d\n", len(all))
	for _, m := range all {
		fmt.Fprintf(ts.Stdout(), "%s: %s | %s\n", m.To, m.Subject, strings.ReplaceAll(m.Body, "\n", " "))
	}
}

// scanCmd: scan CODE NO [WARD] – what the QR of a sheet says today.
func scanCmd(ts *testscript.TestScript, _ bool, args []string) {
	j := of(ts)
	no, err := strconv.Atoi(args[1])
	ts.Check(err)
	m := posting.Mark{Code: args[0], No: no}
	if len(args) > 2 {
		m.Place = j.placeAt(ts, args[2]).No
	}
	m, ok := posting.ParseMark(m.String())
	if !ok {
		ts.Fatalf("%s is no mark", m)
	}
	all := j.c.Procedures.Of(m.Code)
	v, ok := m.Version(all)
	if !ok {
		fmt.Fprintln(ts.Stdout(), "unknown")
		return
	}
	st := posting.StandingOf(all, v.ID, j.c.Postings.Today())
	fmt.Fprintf(ts.Stdout(), "%s in_force=%v begins=%s ended=%s next=%d\n", m, st.InForce, st.Begins, st.Ended, st.Next.No)
}

// reportCmd: report WARD CODE NO WRONG – a passer-by, without an account.
func reportCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	no, err := strconv.Atoi(args[2])
	ts.Check(err)
	f := posting.Finding{ID: j.c.IDs.New(), Office: j.wardNo(args[0]), Code: args[1], Wrong: posting.Wrong(args[3])}
	p := j.placeAt(ts, args[0])
	f.Place = p.ID
	x, hangs, err := j.c.Postings.Marked(ctx, posting.Mark{Code: args[1], No: no, Place: p.No})
	ts.Check(err)
	if hangs {
		f.Sheet, f.Version = x.ID, x.Version
	}
	_, err = j.c.Postings.Report(ctx, access.Who{Channel: "page"}, f, "Tờ cũ vẫn treo ở cửa", snapshot(ts))
	outcome(ts, neg, err)
}

// findingCmd: finding list | finding [@role] confirm|dismiss|settle WARD WRONG [WORDS]
func findingCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	role := "control"
	if args[0][0] == '@' {
		role, args = args[0][1:], args[1:]
	}
	found, err := j.c.Postings.FoundIn(ctx, j.poster("control", ""), "2019-01-01", "2019-12-31", "")
	ts.Check(err)
	all, err := j.c.Postings.Findings(ctx, j.poster("control", ""), found.IDs)
	ts.Check(err)
	if args[0] == "list" {
		for _, f := range all {
			fmt.Fprintf(ts.Stdout(), "%s %s %s by=%s since=%s days=%d\n", j.c.Offices.Tree().Title(f.Office), f.Wrong, f.State, f.By, f.Since, f.Late(j.c.Postings.Today()))
		}
		return
	}
	for _, f := range all {
		waits := f.State == posting.Reported || f.State == posting.Open
		if f.Office != j.wardNo(args[1]) || string(f.Wrong) != args[2] || !waits {
			continue
		}
		switch who := j.poster(role, args[1]); args[0] {
		case "confirm":
			_, err = j.c.Postings.Judge(ctx, who, f.ID, posting.Confirm{})
		case "dismiss":
			_, err = j.c.Postings.Judge(ctx, who, f.ID, posting.Dismiss{Reason: args[3]})
		case "settle":
			_, err = j.c.Postings.Settle(ctx, who, f.ID, args[3], snapshot(ts))
		}
		outcome(ts, neg, err)
		return
	}
	ts.Fatalf("no finding waits at ward %s: %s", args[1], args[2])
}

// nationalCmd: national compare [-CODE] [+CODE] [~CODE] … compares with an export that
// lacks, adds or changes codes; national list; national off CODE OUTCOME WHY.
func nationalCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	who := j.poster("control", "")
	if args[0][0] == '@' {
		who, args = j.poster(args[0][1:], "1"), args[1:]
	}
	open, done, err := j.c.Postings.Differences(ctx, j.poster("control", ""), 50)
	ts.Check(err)
	switch args[0] {
	case "compare":
		run, err := j.c.Postings.Compare(ctx, who, j.nation(args[1:]))
		if err == nil {
			fmt.Fprintf(ts.Stdout(), "national=%d city=%d differing=%d new=%d gone=%d\n", run.OnlyNational, run.OnlyCity, run.Differing, run.New, run.Gone)
		}
		outcome(ts, neg, err)
	case "daily": // daily [changes]: what the city does by itself each day
		j.c.National = func(context.Context) ([]procedure.Version, error) { return j.nation(args[1:]), nil }
		done, err := j.c.CompareToday(ctx)
		fmt.Fprintf(ts.Stdout(), "done=%v\n", done)
		outcome(ts, neg, err)
	case "list":
		for _, d := range append(open, done...) {
			fmt.Fprintf(ts.Stdout(), "%s %s [%s] outcome=%s by=%s\n", d.Code, d.Apart, strings.Join(d.Sections, ", "), d.Outcome, d.Settled.By)
		}
	case "off":
		for _, d := range open {
			if d.Code == args[1] {
				_, err := j.c.Postings.WorkOff(ctx, who, d.ID, posting.WorkOff{Outcome: posting.Outcome(args[2]), Why: args[3]})
				outcome(ts, neg, err)
				return
			}
		}
		ts.Fatalf("no open difference of %s", args[1])
	}
}

// nation is a national export made from the city's own catalogue.
func (j *journey) nation(changes []string) []procedure.Version {
	var out []procedure.Version
	for _, v := range j.c.Procedures.All() {
		if !v.InForce(j.c.Postings.Today()) {
			continue
		}
		keep := true
		for _, c := range changes {
			switch {
			case c == "-"+v.Code:
				keep = false
			case c == "~"+v.Code:
				v.Steps += "\nBước thêm của Cơ sở dữ liệu quốc gia"
			}
		}
		if keep {
			out = append(out, v)
		}
	}
	for _, c := range changes {
		if code, add := strings.CutPrefix(c, "+"); add {
			v := out[0]
			v.Code, v.Name = code, "Thủ tục chỉ có ở quốc gia"
			out = append(out, v)
		}
	}
	return out
}

// demandCmd: demand WARD CODE NAMED TEXT – somebody without a dossier was asked for more.
func demandCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	err := j.c.Intake.ReportDemand(context.Background(), intake.Demand{Office: j.wardNo(args[0]), Procedure: args[1], Named: args[2], Said: args[3]})
	outcome(ts, neg, err)
}

// demandsCmd: demands WHO [WARD] – the reports WHO reads: control is the city's, mailN the
// official of ward N who took a post of control, others are of a ward.
func demandsCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	who := j.poster("control", "")
	switch {
	case strings.HasPrefix(args[0], "mail"):
		who.Official = args[0]
	case len(args) > 1:
		who = j.poster(args[0], args[1])
	}
	today := calendar.DateOf(j.c.Civil.Now())
	all, err := j.c.Intake.BeyondIn(context.Background(), who, today, today)
	outcome(ts, neg, err)
	var ids []string
	for _, x := range all {
		ids = append(ids, x.ID)
	}
	told := map[string]intake.Beyond{}
	if err == nil {
		told, err = j.c.Intake.Told(context.Background(), who, ids)
		ts.Check(err)
	}
	fmt.Fprintf(ts.Stdout(), "reports=%d\n", len(all))
	for _, id := range ids {
		x := told[id]
		fmt.Fprintf(ts.Stdout(), "%s procedure=%s dossier=%v named=%s concerned=%s %s\n", j.c.Offices.Tree().Title(x.Home), x.Procedure, x.Dossier != "", x.Named, strings.Join(x.Concerned, ","), x.Said)
	}
}

// racePosting: of four who record the same sheet at once one gets through.
func (j *journey) racePosting(ts *testscript.TestScript, n, code string) {
	var wg sync.WaitGroup
	var through atomic.Int64
	at, photo := j.placeAt(ts, n).ID, snapshot(ts)
	for i := range 4 {
		wg.Go(func() {
			f := *photo
			f.ID = fmt.Sprint(photo.ID, i)
			_, err := j.c.Postings.Post(context.Background(), j.poster(fmt.Sprint("reception-", i), n), at, []string{code}, &f)
			_, refused := refusal.As(err)
			switch {
			case err == nil:
				through.Add(1)
			case !refused:
				through.Add(1000)
			}
		})
	}
	wg.Wait()
	if through.Load() != 1 {
		ts.Fatalf("%d got through, want one", through.Load())
	}
}

// heirPosting shows what the heir of the first ward of 2019 answers for; down takes the
// first sheet down.
func (j *journey) heirPosting(ts *testscript.TestScript, neg, down bool) {
	ctx, tree := context.Background(), j.c.Offices.Tree()
	heir := j.c.Postings.Heir(j.ward)
	who := access.Who{Official: "moi", Post: "moi", Office: heir, Role: "reception", Channel: "page", Former: tree.Former(heir, j.c.Postings.Today())}
	all, err := j.c.Postings.PlacesOf(ctx, who, heir)
	ts.Check(err)
	for _, p := range all {
		up, err := j.c.Postings.At(ctx, who, p)
		ts.Check(err)
		for _, x := range up {
			if down && x.Hangs() {
				_, err := j.c.Postings.TakeDown(ctx, who, x.ID, nil)
				outcome(ts, neg, err)
				return
			}
			fmt.Fprintf(ts.Stdout(), "%s: place %d %s %s\n", tree.Title(heir), p.No, x.Code, x.State)
		}
	}
	tallies, err := j.c.Postings.Tallies(ctx, j.poster("control", ""))
	ts.Check(err)
	for _, t := range tallies {
		fmt.Fprintf(ts.Stdout(), "tally %s hanging=%d\n", tree.Title(t.Office), t.Hanging)
	}
}
