package papertest

import (
	"context"
	"io"
	"testing"

	"motcua/db"
	"motcua/paper"
)

// Keep stores bytes the program itself made (a letter, a signed result) and names them
// under their subject at once; the program names them in the transaction of an act.
func Keep(t testing.TB, s *paper.Store, g paper.Given, kind string, r io.Reader) paper.PaperFile {
	t.Helper()
	ctx := context.Background()
	f, err := s.Made(ctx, g, kind, r)
	if err == nil {
		err = s.DB.Update(ctx, func(tx db.Tx) error { return paper.AddTx(tx, f) })
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}
