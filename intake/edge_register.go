package intake

import (
	"context"
	"log/slog"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
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
	out, known := map[string]Answer{}, map[string]Answer{}
	var rows []InsertLookupParams
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
		out[p.Key] = a
		rows = append(rows, InsertLookupParams{Home: who.Office, ID: s.IDs.New(), At: int64(clock.At(s.Civil.Now())), Official: who.Official, Register: r.Key,
			Procedure: v.Code, Paper: p.Key, Answer: string(a)})
	}
	if len(rows) == 0 {
		return out, nil
	}
	return out, s.DB.Update(ctx, func(tx db.Tx) error {
		for _, r := range rows {
			if err := New(tx).InsertLookup(tx.Ctx, r); err != nil {
				return err
			}
		}
		return nil
	})
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
