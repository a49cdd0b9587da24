package city_test

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"motcua/book"
	"motcua/clock"
	"motcua/event"
	"motcua/letter"
	"motcua/slip"
)

// The verbs of the books and forms, and the doors to them.
func init() {
	commands["void"] = voidCmd
	commands["lock"] = lockCmd
	commands["books"] = booksCmd
	commands["register"] = registerCmd
	commands["print"] = printCmd
	refusedOrNot := []int{http.StatusUnprocessableEntity, http.StatusForbidden, http.StatusNotFound}
	for pattern, e := range map[string]entry{
		"GET /mine/{code}/stop.pdf":                {stage: "stopped"},
		"GET /desk/dossiers/{code}/control.pdf":    {act: "print"},
		"GET /desk/dossiers/{code}/stop.pdf":       {act: "print", stage: "stopped"},
		"GET /officer/dossiers/{code}/control.pdf": {stage: "consulted"},
		"GET /leader/dossiers/{code}/control.pdf":  {},
		"GET /leader/dossiers/{code}/stop.pdf":     {stage: "stopped"},
		"GET /leader/books":                        {},
		"GET /leader/books/{year}/lock":            {vals: map[string]string{"year": "2018"}, want: refusedOrNot},
		"POST /leader/books/{year}/lock":           {vals: map[string]string{"year": "2018"}, want: refusedOrNot, quiet: true},
		"GET /leader/books/{year}/{kind}/pdf":      {vals: map[string]string{"year": "2018", "kind": "receipt"}, want: refusedOrNot},
		"GET /leader/books/{year}/{kind}/csv":      {vals: map[string]string{"year": "2018", "kind": "receipt"}, want: refusedOrNot},
		"GET /leader/books/void":                   {},
		"POST /leader/books/void":                  {form: sending("kind", "receipt", "reason", reasoned, "key", "016b1c3e-5c00-7000-8123-456789abcdef"), quiet: true},
	} {
		doorEntries[pattern] = e
	}
}

func (j *journey) books() *book.Store {
	return &book.Store{DB: j.c.Store, Log: j.c.Events, Civil: j.c.Civil, Also: []book.Keeper{j.c.Letters.Keeper(), j.c.Payments.Keeper()}}
}

// voidCmd: void code|receipt|… reason – the head of the desk makes the next number void.
func voidCmd(ts *testscript.TestScript, neg bool, args []string) {
	j := of(ts)
	var err error
	if args[0] == book.Code {
		_, err = j.c.Dossiers.VoidCode(context.Background(), j.who("onestop_head"), j.ward, args[1], "")
	} else {
		_, err = j.books().Void(context.Background(), j.who("onestop_head"), j.ward, args[0], args[1], "")
	}
	outcome(ts, neg, err)
}

// lockCmd: lock [@role] YEAR – the head locks the books of a year.
func lockCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, who := of(ts), "head"
	if strings.HasPrefix(args[0], "@") {
		who, args = args[0][1:], args[1:]
	}
	year, err := strconv.Atoi(args[0])
	ts.Check(err)
	_, err = j.books().Lock(context.Background(), j.who(who), j.ward, year)
	outcome(ts, neg, err)
}

// whole proves that no book of the ward or its district has a gap and that each year's
// row is the fold of its events.
func (j *journey) whole(ctx context.Context) error {
	for _, office := range []string{j.ward, j.dist} {
		who := j.who("head")
		who.Office = office
		shelves, err := j.books().Shelves(ctx, who, office)
		if err != nil {
			return err
		}
		for _, s := range shelves {
			for _, b := range s.Books {
				now, err := j.books().Sum(ctx, j.c.Store.Read(), book.Volumed{Home: office, Kind: b.Kind, Year: s.Year.Year})
				if err != nil {
					return err
				}
				if s.Lock != nil && !slices.Contains(s.Lock.Books, now) {
					return fmt.Errorf("the book %s of %d is not what it was when it was locked: %+v, now %+v", b.Kind, s.Year.Year, s.Lock.Books, now)
				}
			}
			events, err := event.Load(ctx, j.c.Store.Read(), office, book.Subject(s.Year.Year))
			if err != nil {
				return err
			}
			got, err := book.Fold(events)
			if err != nil {
				return err
			}
			if s.Year.Seq > 0 && !reflect.DeepEqual(got, s.Year) {
				return fmt.Errorf("books of %d differ from their events:\n%+v\n%+v", s.Year.Year, s.Year, got)
			}
		}
	}
	return nil
}

// booksCmd prints the books of the ward, a line each.
func booksCmd(ts *testscript.TestScript, _ bool, _ []string) {
	j, ctx := of(ts), context.Background()
	shelves, err := j.books().Shelves(ctx, j.who("head"), j.ward)
	ts.Check(err)
	for _, s := range shelves {
		for _, b := range s.Books {
			fmt.Fprintf(ts.Stdout(), "year=%d book=%s count=%d first=%d last=%d voids=%d locked=%v\n", s.Year.Year, b.Kind, b.Count, b.First, b.Last, b.Voids, s.Lock != nil)
		}
	}
}

// registerCmd: register KIND YEAR – the book as the spreadsheet has it, and printed once
// so that a sheet that cannot be printed fails the script.
func registerCmd(ts *testscript.TestScript, _ bool, args []string) {
	j, ctx := of(ts), context.Background()
	year, err := strconv.Atoi(args[1])
	ts.Check(err)
	reg := j.slips().Register(j.ward, book.Title(args[0]), args[0] == book.Receipt, year, clock.At(j.c.Civil.Now()))
	reg.Lines = func(yield func(letter.RegisterLine) error) error {
		return j.c.Reports.Register(ctx, j.ward, args[0], year, yield)
	}
	ts.Check(reg.Render(io.Discard))
	var b strings.Builder
	ts.Check(reg.CSV(&b))
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff"))).ReadAll()
	ts.Check(err)
	for _, r := range rows {
		fmt.Fprintln(ts.Stdout(), strings.Join(r, " | "))
	}
}

// printCmd: print receipt|supplement|refusal|stop|control – the paper of the dossier;
// what its head says is printed.
func printCmd(ts *testscript.TestScript, neg bool, args []string) {
	j, ctx := of(ts), context.Background()
	who, err := j.c.Dossiers.Applicant(ctx, j.key())
	ts.Check(err)
	events, err := j.c.Dossiers.Trail(ctx, j.key())
	ts.Check(err)
	last := func(act string) (e event.Event) {
		for _, x := range events {
			if x.Act == act {
				e = x
			}
		}
		return e
	}
	k, c := j.slips(), slip.Case{Dossier: j.d, Who: who}
	show := func(h letter.Head, render func(io.Writer) error, more string) {
		outcome(ts, neg, render(io.Discard))
		fmt.Fprintf(ts.Stdout(), "%s %s, Số: %02d/%s %s\n", h.FormLine(), h.Form.Title, h.Number, h.Symbol, more)
	}
	switch args[0] {
	case "receipt":
		p, err := k.Receipt(c, last("receive"))
		ts.Check(err)
		show(p.Head, p.Render, fmt.Sprint("sets=", p.Sets))
	case "supplement":
		p, err := k.Supplement(c, last("supplement"))
		ts.Check(err)
		show(p.Head, p.Render, "")
	case "refusal":
		p := k.Refusal(c, last("refuse"))
		show(p.Head, p.Render, "")
	case "stop":
		p := k.Stop(c, last("stop"))
		show(p.Head, p.Render, p.Cause)
	case "control":
		p := k.ControlSlip(c, clock.At(j.c.Civil.Now()))
		show(p.Head, p.Render, fmt.Sprint("rows=", len(p.Rows)))
		for _, r := range p.Rows {
			fmt.Fprintf(ts.Stdout(), "%s -> %s %s\n", r.From, r.To, r.Standing(p.Head.Date))
		}
	default:
		ts.Fatalf("no paper %q", args[0])
	}
}

func (j *journey) slips() slip.Desk {
	return slip.Desk{Offices: j.c.Offices.Tree(), Official: j.c.Offices.Official, Version: j.c.Procedures.Version, Base: "https://motcua.example"}
}
