package hall

import (
	"motcua/db"
	"motcua/dossier"
	"motcua/intake"
	"motcua/paper"
)

// MoveTx gives what belongs to a draft to the dossier it became: its files, and what the
// databases answered for it (REC-10).
func MoveTx(tx db.Tx, from string, to dossier.Dossier) error {
	if err := paper.MoveTx(tx, from, to.ID); err != nil {
		return err
	}
	return intake.AttachTx(tx, from, to)
}
