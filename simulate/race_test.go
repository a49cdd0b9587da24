package simulate

import (
	"context"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/refusal"
)

// The head signs and sends back at once: the one the seed names gets
// through, the other decided on a row that was old and is refused. The same hands twice
// are not told apart; exactly one act is done.
func TestARaceHasTheWinnerTheSeedNames(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		for i := range 12 {
			winner := i%3 - 1
			x := c.In(dossier.Proposed, "1.004746")
			head := c.Who("head", c.Ward)
			a := &pressed{who: head, act: dossiertest.Signing("draft")}
			b := &pressed{who: head, act: decision.SendBack{Reason: "Bổ sung căn cứ pháp lý của kết quả"}}
			if winner < 0 {
				b.act = a.act
			}
			together(context.Background(), c.Dossiers, dossiertest.Key(x), winner, a, b)
			both, through := []*pressed{a, b}, -1
			for n, p := range both {
				if p.err == nil {
					if through >= 0 {
						t.Fatalf("winner %d: both got through", winner)
					}
					through = n
				} else if _, refused := refusal.As(p.err); !refused {
					t.Fatal(p.err)
				}
			}
			if through < 0 || winner >= 0 && through != winner {
				t.Fatalf("winner %d: %d got through (%v, %v)", winner, through, a.err, b.err)
			}
			now := c.Opened(x)
			want := map[string]dossier.State{"sign": dossier.Signed, "send_back": dossier.InProcess}[both[through].act.Name()]
			if now.Seq != x.Seq+1 || now.State != want {
				t.Errorf("event %d after %d, the dossier is %s, want %s", now.Seq, x.Seq, now.State, want)
			}
		}
	})
}
