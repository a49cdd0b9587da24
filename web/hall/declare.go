package hall

import (
	"context"
	"encoding/json"

	"motcua/access"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/declaration"
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

// Declare keeps a filled form with a dossier: what the form asks and the act, at once.
func (h *Hall) Declare(ctx context.Context, who access.Who, key dossier.Key, f form.Form, a form.Answers, c Changed) error {
	act, err := filled(f, a)
	if err != nil {
		return err
	}
	act.Reason, act.Paper = c.Reason, c.Paper
	return h.DB.Update(ctx, func(tx db.Tx) error {
		if err := h.Forms.KeepTx(tx, f); err != nil {
			return err
		}
		_, err := h.Dossiers.DoTx(tx, who, key, act)
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
