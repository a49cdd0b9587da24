package hall

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"motcua/access"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/declaration"
	"motcua/event"
	"motcua/form"
)

// filled is the act that keeps a filled form with its dossier.
func filled(f form.Form, a form.Answers) (declaration.Fill, error) {
	raw, err := json.Marshal(a)
	return declaration.Fill{Form: f.Hash(), Answers: raw}, err
}

// Changed is what a clerk shows who changes what was declared before (PRI-1).
type Changed struct {
	Reason string
	Paper  string // hash of the applicant's kept request
}

// said reports whether the newest filling is this one, by the same person: pressing again
// notes nothing. seq is how far the dossier has come.
func said(tx db.Tx, who access.Who, key dossier.Key, act declaration.Fill) (same bool, seq int64, err error) {
	events, err := event.Load(tx.Ctx, tx, key.Home, key.ID)
	if err != nil || len(events) == 0 {
		return false, 0, err
	}
	seq = events[len(events)-1].Seq
	for _, e := range slices.Backward(events) {
		if e.Act != declaration.Act {
			continue
		}
		d, err := dossier.Fold(events)
		same = err == nil && e.Official == who.Official && d.Declared != nil && d.Declared.Form == act.Form && bytes.Equal(declaration.Answers(events), act.Answers)
		return same && access.May(who, declaration.Act, d.Subject()) == nil, seq, err
	}
	return false, seq, nil
}

// Declare keeps a filled form with a dossier: what the form asks and the act, at once.
func (h *Hall) Declare(ctx context.Context, who access.Who, key dossier.Key, f form.Form, a form.Answers, c Changed) error {
	act, err := filled(f, a)
	if err != nil {
		return err
	}
	act.Reason, act.Paper = c.Reason, c.Paper
	return h.DB.Update(ctx, func(tx db.Tx) error {
		same, seq, err := said(tx, who, key, act)
		if same || err != nil {
			return err
		}
		if err := h.Forms.KeepTx(tx, f); err != nil {
			return err
		}
		after, err := h.Dossiers.DoTx(tx, who, key, act)
		if err == nil && after.Seq != seq+1 {
			return db.ErrStale // somebody pressed in between: look again
		}
		return err
	})
}

// FileFilled files a draft online with its papers and its filled form, at once.
func (h *Hall) FileFilled(ctx context.Context, who access.Who, act dossier.File, f form.Form, a form.Answers) (dossier.Dossier, error) {
	fill, err := filled(f, a)
	if err != nil {
		return dossier.Dossier{}, err
	}
	return h.Drafts.File(ctx, who, act, func(tx db.Tx, from string, to dossier.Dossier) error {
		if err := h.Forms.KeepTx(tx, f); err != nil {
			return err
		}
		return MoveTx(tx, from, to)
	}, fill)
}
