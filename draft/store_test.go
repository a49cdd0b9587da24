package draft_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/draft"
	"motcua/refusal"
)

// TestFilingADraft holds that dossier, files and draft go together or not at all.
func TestFilingADraft(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		c := dossiertest.Given(t, d)
		me, drafts := c.Citizen(), draft.Store{Dossiers: c.Dossiers}
		mine, err := drafts.Save(ctx, draft.Draft{Person: me.Person, Procedure: "1.001193", Step: "check", Data: "{}"})
		if err != nil {
			t.Fatal(err)
		}
		act := dossier.File{Procedure: "1.001193", Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Key: mine.ID, Person: me.Person, Applicant: dossiertest.Applicant()}
		broken := errors.New("the files cannot be moved")
		if _, err := drafts.File(ctx, me, act, func(db.Tx, string, dossier.Dossier) error { return broken }); !errors.Is(err, broken) {
			t.Fatalf("%v", err)
		}
		if left, err := drafts.Of(ctx, me.Person, mine.ID); err != nil || left.Dossier != "" {
			t.Fatalf("the draft stays open when the filing failed: %+v %v", left, err)
		}
		var first dossier.Dossier
		for i := range 2 {
			moved := ""
			x, err := drafts.File(ctx, me, act, func(_ db.Tx, from string, to dossier.Dossier) error { moved = from + " " + to.ID; return nil })
			if err != nil || moved != mine.ID+" "+x.ID {
				t.Fatalf("%q %v", moved, err)
			}
			if i == 0 {
				first = x
			} else if x.ID != first.ID {
				t.Error("CODE-5 the same draft twice is the same dossier")
			}
		}
		if closed, err := drafts.Of(ctx, me.Person, mine.ID); err != nil || closed.Dossier != first.Code || closed.Data != "{}" {
			t.Errorf("the draft is closed: %+v %v", closed, err)
		}
		if open, err := drafts.AllOf(ctx, me.Person, 10); err != nil || len(open) != 0 {
			t.Errorf("a closed draft is not listed: %v %v", open, err)
		}
	})
}

const reregister = "1.004746" // Thủ tục đăng ký lại kết hôn, 05 ngày làm việc

// TestTheSameFormWithAnotherContentIsRefused holds that a second press gives the same
// dossier, and that nobody's other dossier is swallowed by it.
func TestTheSameFormWithAnotherContentIsRefused(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	ctx, desk, drafts := context.Background(), c.Who("reception", c.Ward), draft.Store{Dossiers: c.Dossiers}
	form := draft.Form{Key: "k1", Owner: "desk:1"}
	in := c.Brought(reregister)
	first, err := drafts.DoOnce(ctx, desk, form, in)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := drafts.DoOnce(ctx, desk, form, in); err != nil || again.ID != first.ID {
		t.Errorf("the same content: %v %v", again.ID, err)
	}
	other := *in.Applicant
	other.Name = "Lê Văn Khác"
	for says, act := range map[string]dossier.Act{
		"another applicant":  func() dossier.Act { x := in; x.Applicant = &other; return x }(),
		"another paper":      func() dossier.Act { x := in; x.Papers = []dossier.GivenPaper{{Paper: "p1", Originals: 1}}; return x }(),
		"a refusal instead":  dossier.Refuse{Reason: "Không thuộc thẩm quyền", Procedure: reregister, Channel: 1, Receiving: c.Ward, Competent: c.Ward, Applicant: in.Applicant},
		"incomplete instead": dossier.RequestSupplement{Brought: &in, Reason: "Thiếu giấy tờ chính", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Chưa có"}}},
	} {
		_, err := drafts.DoOnce(ctx, desk, form, act)
		if r, ok := refusal.As(err); !ok || !strings.Contains(r.Sentence, first.Code) {
			t.Errorf("%s: %v", says, err)
		}
	}
	if keys, err := c.Dossiers.Keys(ctx); err != nil || len(keys) != 1 {
		t.Errorf("%d dossiers, %v", len(keys), err)
	}
}
