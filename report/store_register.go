package report

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/letter"
	"motcua/letter/money"
)

// registerPage is how many lines of a book are read at a time.
const registerPage = 500

// Register gives the lines of a book of an office and year in the order of their
// numbers, a page of the table at a time: a year may hold many thousands.
func (s *Store) Register(ctx context.Context, home, kind string, year int, yield func(letter.RegisterLine) error) error {
	after := int64(0)
	for {
		rows, err := New(s.DB.Read()).RegisterLines(ctx, RegisterLinesParams{Home: home, Kind: kind, Year: int64(year), After: after, Most: registerPage})
		if err != nil {
			return fmt.Errorf("report: register: %w", err)
		}
		for _, r := range rows {
			l := letter.RegisterLine{N: int(r.N), Issued: clock.FromMicros(r.IssuedAt), Void: r.Void, Applicant: letter.Applicant{Name: r.Name, Phone: r.Phone, Address: r.Address}}
			if r.Doc != "" {
				var d dossier.Dossier
				if err := json.Unmarshal([]byte(r.Doc), &d); err != nil {
					return fmt.Errorf("report: register: %s: %w", r.Dossier, err)
				}
				l = registerLine(l, d, howOf(r.Returned), clock.Instant(r.Forwarded))
			}
			if err := yield(l); err != nil {
				return err
			}
			after = r.N
		}
		if len(rows) < registerPage {
			return nil
		}
	}
}

// howOf reads from the body of the event of return how the result was handed over.
func howOf(body string) string {
	var b struct{ Act ending.Return }
	if body == "" || json.Unmarshal([]byte(body), &b) != nil {
		return ""
	}
	return b.Act.How
}

// FeeRegister reads a book of money number by number, as Register does the others; the
// amount stands in its note (SET-11).
func (s *Store) FeeRegister(ctx context.Context, office, kind string, year int, yield func(letter.RegisterLine) error) error {
	after := int64(0)
	for {
		rows, err := New(s.DB.Read()).FeeLines(ctx, FeeLinesParams{Office: office, Kind: kind, Year: int64(year), After: after, Most: registerPage})
		if err != nil {
			return fmt.Errorf("report: register: %w", err)
		}
		for _, r := range rows {
			note := money.Dong(r.Amount)
			if words := money.Methods[r.Method]; words != "" {
				note += ", " + words
			}
			if err := yield(letter.RegisterLine{N: int(r.Number), Issued: clock.FromMicros(r.At), Code: r.Code, Procedure: r.ProcedureName, Note: note,
				Applicant: letter.Applicant{Name: r.Name, Phone: r.Phone, Address: r.Address}}); err != nil {
				return err
			}
			after = r.Number
		}
		if len(rows) < registerPage {
			return nil
		}
	}
}
