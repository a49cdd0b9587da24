package intake

import (
	"context"
	"fmt"
	"log/slog"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/procedure"
)

// Registers are the published databases the city may ask (REC-10). Held reports whether
// the register has valid data under the number of an identity or registration paper; an
// error is no answer, and the paper is asked for as ever.
type Registers interface {
	Held(ctx context.Context, register, number string) (bool, error)
}

// Look asks the registers for the papers of a procedure whose data they hold, and notes
// who asked and what came of it. The number itself is not kept. What is asked about is
// one register at a time, however many papers stand in it.
func (s *Store) Look(ctx context.Context, who access.Who, at Registers, v procedure.Version, inUse []string, number string) (map[string]Answer, error) {
	if err := atDesk(who); err != nil {
		return nil, err
	}
	out, now := map[string]Answer{}, int64(clock.At(s.Civil.Now()))
	found := answers(ctx, at, v, inUse, number)
	for _, l := range found {
		out[l.Paper] = l.Answer
	}
	return out, s.keep(ctx, len(found), func(tx db.Tx, i int) error {
		return New(tx).InsertLookup(tx.Ctx, InsertLookupParams{Home: who.Office, ID: s.IDs.New(), At: now, Official: who.Official, Register: found[i].Register,
			Procedure: v.Code, Paper: found[i].Paper, Answer: string(found[i].Answer)})
	})
}

// Own is the look of a citizen before filing: into the data under the number of their own
// account, for a draft of theirs, at the desk it would go to, with the sentence agreed to.
type Own struct{ Draft, Home, Number, Consent string }

// LookOwn asks the registers for a citizen's own data, once they agreed, and notes it
// with the draft. What was answered today is not asked again: only what did not answer is.
func (s *Store) LookOwn(ctx context.Context, who access.Who, at Registers, v procedure.Version, inUse []string, own Own) error {
	if err := access.May(who, "file", access.Subject{Kind: access.KindDossier, Person: who.Person}); err != nil {
		return err
	}
	if err := own.check(); err != nil {
		return err
	}
	before, err := s.Looked(ctx, own.Draft)
	if err != nil {
		return err
	}
	if len(before) > 0 && !failed(before) {
		return nil
	}
	now, found := int64(clock.At(s.Civil.Now())), answers(ctx, at, v, inUse, own.Number)
	return s.keep(ctx, len(found), func(tx db.Tx, i int) error {
		return New(tx).InsertOwnLookup(tx.Ctx, InsertOwnLookupParams{Home: own.Home, ID: s.IDs.New(), At: now, Register: found[i].Register,
			Procedure: v.Code, Paper: found[i].Paper, Answer: string(found[i].Answer), Draft: own.Draft, Consent: own.Consent})
	})
}

// answers asks one register once, however many papers stand in it.
func answers(ctx context.Context, at Registers, v procedure.Version, inUse []string, number string) []Lookup {
	var out []Lookup
	known := map[string]Answer{}
	for _, p := range v.Asked() {
		r, ok := p.Register(inUse)
		if !ok {
			continue
		}
		a, asked := known[r.Key]
		if !asked {
			a = ask(ctx, at, r.Key, number)
			known[r.Key] = a
		}
		out = append(out, Lookup{Register: r.Key, Paper: p.Key, Answer: a})
	}
	return out
}

// keep writes n rows in one transaction, or opens none.
func (s *Store) keep(ctx context.Context, n int, insert func(tx db.Tx, i int) error) error {
	if n == 0 {
		return nil
	}
	return s.DB.Update(ctx, func(tx db.Tx) error {
		for i := range n {
			if err := insert(tx, i); err != nil {
				return fmt.Errorf("intake: %w", err)
			}
		}
		return nil
	})
}

// Looked gives what the registers answered today for a draft, the newest answer of each
// paper: an answer is good for the day it was given on.
func (s *Store) Looked(ctx context.Context, draft string) (map[string]Lookup, error) {
	since := clock.At(calendar.DateOf(s.Civil.Now()).At(0))
	rows, err := New(s.DB.Read()).LookupsOfDraft(ctx, LookupsOfDraftParams{Draft: draft, Since: int64(since)})
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	out := map[string]Lookup{}
	for _, r := range rows {
		out[r.Paper] = Lookup{At: clock.Instant(r.At), Register: r.Register, Paper: r.Paper, Answer: Answer(r.Answer), Consent: r.Consent}
	}
	return out, nil
}

// AttachTx gives what was looked up for a draft to the dossier it became.
func AttachTx(tx db.Tx, draft string, d dossier.Dossier) error {
	return New(tx).AttachLookups(tx.Ctx, AttachLookupsParams{Dossier: d.ID, Home: d.Home, Draft: draft})
}

// Proofs lists what the registers answered for a dossier, oldest first.
func (s *Store) Proofs(ctx context.Context, d dossier.Dossier) ([]Lookup, error) {
	rows, err := New(s.DB.Read()).LookupsOfDossier(ctx, LookupsOfDossierParams{Home: d.Home, Dossier: d.ID})
	if err != nil {
		return nil, fmt.Errorf("intake: %w", err)
	}
	var out []Lookup
	for _, r := range rows {
		out = append(out, Lookup{At: clock.Instant(r.At), Register: r.Register, Paper: r.Paper, Answer: Answer(r.Answer), Consent: r.Consent})
	}
	return out, nil
}

func ask(ctx context.Context, at Registers, key, number string) Answer {
	held, err := at.Held(ctx, key, number)
	switch {
	case err != nil:
		slog.Warn("intake: a register does not answer", "register", key, "err", err)
		return Failed
	case held:
		return Found
	}
	return Absent
}
