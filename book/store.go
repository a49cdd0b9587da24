package book

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/event"
	"motcua/refusal"
)

// Store keeps the books.
type Store struct {
	DB    *db.DB
	Log   *event.Log
	Civil clock.Clock
	Also  []Keeper // the rooms whose books stand beside these
}

// Next draws the next number of a series in the caller's transaction; period is the
// year or the day of the act. Books are locked only when their year is over, so nobody
// asks here: a paper of the last minute of a year that comes after the lock is refused
// where its line is entered.
func Next(tx db.Tx, home, name, period string) (int64, error) {
	n, err := New(tx).NextInSeries(tx.Ctx, NextInSeriesParams{Home: home, Name: name, Period: period})
	if err != nil {
		return 0, fmt.Errorf("book: series %s: %w", name, err)
	}
	return n, nil
}

// StillOpen refuses a further number of a locked year.
func StillOpen(tx db.Tx, home string, year int) error {
	at, err := New(tx).LockedAt(tx.Ctx, LockedAtParams{Home: home, Year: int64(year)})
	switch {
	case db.IsMissing(err):
		return nil
	case err != nil:
		return fmt.Errorf("book: %w", err)
	case at > 0:
		return locked(year)
	}
	return nil
}

// Entry is a paper issued under a number of a book.
type Entry struct {
	Home          string // whose book
	Kind          string
	N             int64
	Dossier, From string // From is the home of the dossier
	At            clock.Instant
}

// Enter writes the line of a paper.
func Enter(tx db.Tx, e Entry) error {
	err := New(tx).InsertBook(tx.Ctx, InsertBookParams{Home: e.Home, Kind: e.Kind, Year: int64(e.At.Time().Year()), N: e.N, Dossier: e.Dossier,
		IssuedAt: int64(e.At), DossierHome: e.From})
	if db.IsFrozen(err) {
		return locked(e.At.Time().Year())
	}
	if err != nil {
		return fmt.Errorf("book: %w", err)
	}
	return nil
}

// Void draws the next number of an office's book and makes it void for ever: a
// preprinted paper that was spoiled. Codes of the day are made void by the dossiers,
// which know how a code is written. The key of the form makes two presses one number.
func (s *Store) Void(ctx context.Context, who access.Who, home, kind, why, form string) (Void, error) {
	var v Void
	if !slices.Contains(Voidable, kind) || kind == Code {
		return v, refusal.Invalid("kind", "Chọn loại số cần hủy.")
	}
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		if err := access.May(who, "void", access.Subject{Kind: access.KindBook, Holder: home}); err != nil {
			return err
		}
		if err := reason(why); err != nil {
			return err
		}
		now := clock.At(s.Civil.Now())
		year := now.Time().Year()
		if err := s.Pressed(tx, home, form); err != nil {
			return err
		}
		n, err := Next(tx, home, kind, strconv.Itoa(year))
		if err != nil {
			return err
		}
		v = Void{Kind: kind, N: n, At: now, By: who.Official, Form: form}
		if err := Enter(tx, Entry{Home: home, Kind: kind, N: n, At: now}); err != nil {
			return err
		}
		if err := New(tx).InsertBookVoid(tx.Ctx, InsertBookVoidParams{Home: home, Kind: kind, Year: int64(year), N: n, VoidAt: int64(now),
			VoidBy: who.Official, Reason: why}); err != nil {
			return fmt.Errorf("book: %w", err)
		}
		return s.voided(tx, who, home, v, why)
	})
	return v, err
}

// Pressed refuses a form that has made a number of this year void: asked before a
// number is drawn.
func (s *Store) Pressed(tx db.Tx, home, form string) error {
	y, err := year(tx.Ctx, tx, home, s.Civil.Now().Year())
	if err != nil {
		return err
	}
	return y.pressed(form)
}

// VoidCode records in the caller's transaction a dossier code that was drawn and
// will not be used. Who may is the caller's to ask.
func (s *Store) VoidCode(tx db.Tx, who access.Who, home, code, why, form string) error {
	if err := reason(why); err != nil {
		return err
	}
	now := clock.At(s.Civil.Now())
	if err := New(tx).InsertVoid(tx.Ctx, InsertVoidParams{Code: code, Home: home, VoidAt: int64(now), VoidBy: who.Official, Reason: why}); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	return s.voided(tx, who, home, Void{Kind: Code, Code: code, At: now, By: who.Official, Form: form}, why)
}

func (s *Store) voided(tx db.Tx, who access.Who, home string, v Void, why string) error {
	y, err := year(tx.Ctx, tx, home, v.At.Time().Year())
	if err != nil {
		return err
	}
	if err := y.open(); err != nil {
		return err
	}
	if y.pressed(v.Form) != nil {
		return db.ErrStale // the other press won: look again, before a number is drawn
	}
	private, err := json.Marshal(Said{Reason: why})
	if err != nil {
		return fmt.Errorf("book: %w", err)
	}
	return s.keep(tx, who, y, y.void(v), event.Event{Act: "void_number", Private: string(private)}, body{Void: &v})
}

// Lock ends a year's books of an office: one event with what each book holds. A gap
// in any of them is refused, and nothing is locked.
func (s *Store) Lock(ctx context.Context, who access.Who, home string, of int) (Year, error) {
	var out Year
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		if err := access.May(who, "lock", access.Subject{Kind: access.KindBook, Holder: home}); err != nil {
			return err
		}
		if err := New(tx).HoldSeries(tx.Ctx, HoldSeriesParams{Home: home, Period: strconv.Itoa(of)}); err != nil {
			return fmt.Errorf("book: %w", err)
		}
		was, err := year(tx.Ctx, tx, home, of)
		if err != nil {
			return err
		}
		kinds, err := New(tx).BookKinds(tx.Ctx, BookKindsParams{Home: home, Year: int64(of)})
		if err != nil {
			return fmt.Errorf("book: %w", err)
		}
		var books []Closing
		for _, k := range kinds {
			c, err := Sum(tx.Ctx, tx, home, k, of)
			if err != nil {
				return err
			}
			books = append(books, c)
		}
		more, err := s.closeAlso(tx, who, home, of)
		if err != nil {
			return err
		}
		books = append(books, more...)
		if out, err = was.lock(clock.At(s.Civil.Now()), who.Official, books); err != nil {
			return err
		}
		out.Seq = was.Seq + 1
		return s.keep(tx, who, was, out, event.Event{Act: "lock_books"}, body{Lock: out.Lock})
	})
	return out, err
}

// page is how many lines are read at a time.
const page = 1000

// Sum reads a book from its first line to its last: for the lock, and to compare a
// locked book with what stands in it now.
func Sum(ctx context.Context, on db.DBTX, home, kind string, of int) (Closing, error) {
	c := NewCloser(home, kind, of)
	for {
		rows, err := New(on).BookLines(ctx, BookLinesParams{Home: home, Kind: kind, Year: int64(of), After: c.Last, Most: page})
		if err != nil {
			return Closing{}, fmt.Errorf("book: %w", err)
		}
		for _, r := range rows {
			if err := c.Add(Line{N: r.N, Dossier: r.Dossier, At: clock.Instant(r.IssuedAt)}); err != nil {
				return Closing{}, err
			}
		}
		if len(rows) < page {
			return c.Close(), nil
		}
	}
}

// keep writes the row and its event.
func (s *Store) keep(tx db.Tx, who access.Who, was, y Year, e event.Event, b body) error {
	b.Year, y.Seq = y.Year, was.Seq+1
	doc, err := json.Marshal(y)
	if err != nil {
		return fmt.Errorf("book: %w", err)
	}
	text, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("book: %w", err)
	}
	at := int64(0)
	if y.Lock != nil {
		at = int64(y.Lock.At)
	}
	q := New(tx)
	if was.Seq == 0 {
		err = q.InsertYear(tx.Ctx, InsertYearParams{Home: y.Home, Year: int64(y.Year), Seq: y.Seq, LockedAt: at, Doc: string(doc)})
		if db.IsUnique(err) {
			return db.ErrStale
		}
	} else {
		var n int64
		n, err = q.UpdateYear(tx.Ctx, UpdateYearParams{Seq: y.Seq, LockedAt: at, Doc: string(doc), Home: y.Home, Year: int64(y.Year), Was: was.Seq})
		if err == nil && n == 0 {
			return db.ErrStale
		}
	}
	if err != nil {
		return fmt.Errorf("book: %w", err)
	}
	now := int64(clock.At(s.Civil.Now()))
	e.Home, e.Kind, e.Subject, e.Seq, e.Ver, e.At, e.Recorded, e.Body = y.Home, "book", Subject(y.Year), y.Seq, 1, now, now, string(text)
	e.Office, e.Official, e.Post, e.Behalf, e.Channel, e.Request = who.Office, who.Official, who.Post, who.Behalf, who.Channel, who.Request
	_, err = s.Log.Append(tx, e)
	return err
}

// Subject is the id the events of a year's books stand under, within their office.
func Subject(year int) string { return "book-" + strconv.Itoa(year) }

func year(ctx context.Context, on db.DBTX, home string, of int) (Year, error) {
	r, err := New(on).YearByID(ctx, YearByIDParams{Home: home, Year: int64(of)})
	if db.IsMissing(err) {
		return Year{Home: home, Year: of}, nil
	}
	if err != nil {
		return Year{}, fmt.Errorf("book: %w", err)
	}
	return decode(r.Seq, r.Doc)
}

func decode(seq int64, doc string) (Year, error) {
	y := Year{}
	if err := json.Unmarshal([]byte(doc), &y); err != nil {
		return y, fmt.Errorf("book: %w", err)
	}
	y.Seq = seq
	return y, nil
}

func dayOf(y int, m time.Month, d int) time.Time {
	return time.Date(y, m, d, 0, 0, 0, 0, clock.Zone)
}
