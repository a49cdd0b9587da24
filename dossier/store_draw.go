package dossier

import (
	"log/slog"
	"strconv"

	"motcua/book"
	"motcua/calendar"
	"motcua/db"
	"motcua/dossier/code"
)

// draw gives the act its numbers from the running series, in this transaction.
func (s *Store) draw(tx db.Tx, d Dossier, act Act, m *Moment) error {
	if d.State == None {
		m.ID, m.Token = s.IDs.New(), s.IDs.Token()
	}
	need, home := needs(d, act), d.Home
	if c, ok := act.(creator); ok && d.State == None {
		home = c.origin().receiving
	}
	if need.Code {
		var err error
		if m.Code, err = s.drawCode(tx, home, m); err != nil {
			return err
		}
	}
	year := strconv.Itoa(m.Now.Time().Year())
	for _, b := range need.books() {
		n, err := book.Next(tx, bookOf(d, home, b), b, year)
		if err != nil {
			return err
		}
		if b == BookControl {
			m.Control = int(n)
		} else {
			m.Number = int(n)
		}
	}
	return nil
}

// books are the yearly books an act writes into.
func (n Draw) books() []string {
	var out []string
	if n.Book != "" {
		out = append(out, n.Book)
	}
	if n.Control {
		out = append(out, BookControl)
	}
	return out
}

// bookOf is the office whose book it is: results are numbered by the office that decides.
func bookOf(d Dossier, home, kind string) string {
	if kind == BookResult {
		return d.Competent
	}
	return home
}

// books enters what was issued into its books.
func books(tx db.Tx, m Moment, c change) error {
	d := c.after
	for _, b := range needs(c.before, c.act).books() {
		n := m.Number
		if b == BookControl {
			n = m.Control
		}
		if err := book.Enter(tx, book.Entry{Home: bookOf(d, d.Home, b), Kind: b, N: int64(n), Dossier: d.ID, From: d.Home, At: m.Now}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) drawCode(tx db.Tx, home string, m *Moment) (string, error) {
	now := m.Now.Time()
	day := calendar.DateOf(now).String()
	n, err := book.Next(tx, home, book.Code, day)
	if err != nil {
		return "", err
	}
	of, _ := m.Offices.Office(home)
	out, err := code.Write(m.Today.Codes, of.CodeOn(day), now, n)
	if err != nil {
		slog.Error("dossier: no code can be given", "office", home, "day", day, "number", n)
	}
	return out, err
}
