package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"motcua/access"
	"motcua/city"
	"motcua/office"
	"motcua/posting"
)

// CK-6: what hangs and what people reported about it is held against the log, so that a
// finding rewritten, made up or taken away past the program is named.
func TestCK_6_VerifySeesARewrittenFinding(t *testing.T) {
	data, ctx := controlledCity(t), context.Background()
	c, err := city.Open(ctx, city.Config{DB: "sqlite://" + filepath.Join(data, "motcua.db"), Data: data, Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	ward := ""
	for _, o := range c.Offices.Tree().On(c.Postings.Today()) {
		if o.Kind == office.Commune {
			ward = o.ID
		}
	}
	place, finding := c.IDs.New(), c.IDs.New()
	head := access.Who{Official: "head", Post: "head", Office: ward, Role: "head", Channel: "page"}
	if _, err := c.Postings.NewPlace(ctx, head, posting.Place{ID: place, Office: ward, Kind: posting.Board, Name: "Sảnh"}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Postings.Report(ctx, access.Who{Channel: "page"}, posting.Finding{ID: finding, Office: ward, Place: place, Wrong: posting.Unreadable}, "Bị tủ che", nil); err != nil {
		t.Fatal(err)
	}
	c.Close()
	verify := func(says, want string) {
		t.Helper()
		code, out, errs := say(t, "--data", data, "verify")
		if want == "" && (code != 0 || !strings.Contains(out, "nguyên vẹn")) || want != "" && (code == 0 || !strings.Contains(errs, want) || strings.Contains(out, "nguyên vẹn")) {
			t.Errorf("CK-6 %s: %d %s%s", says, code, out, errs)
		}
	}
	verify("as it was kept", "")
	for _, row := range []struct{ says, breaks, mends, names string }{
		{"a report said to be settled", `UPDATE posting_finding SET doc = replace(doc, '"reported"', '"settled"')`, `UPDATE posting_finding SET doc = replace(doc, '"settled"', '"reported"')`, finding},
		{"a report hidden from the lists", `UPDATE posting_finding SET state = 'settled'`, `UPDATE posting_finding SET state = 'reported'`, finding},
		{"a place moved to another office", `UPDATE posting_place SET doc = replace(doc, '"Sảnh"', '"Kho"')`, `UPDATE posting_place SET doc = replace(doc, '"Kho"', '"Sảnh"')`, place},
		{"a place closed in the lists alone", `UPDATE posting_place SET is_open = 0`, `UPDATE posting_place SET is_open = 1`, place},
		{"a sheet nobody posted", `INSERT INTO posting_sheet (id, place, office, code, version, state, seq, doc) VALUES ('sheet-x', 'p', 'o', 'c', 'v', 'hanging', 1, '{}')`, `DELETE FROM posting_sheet`, "sheet-x"},
		{"a report taken away", `DELETE FROM posting_finding`, "", finding},
	} {
		if err := alter(t, data, row.breaks); err != nil {
			t.Fatal(err)
		}
		verify(row.says, row.names)
		if row.mends == "" {
			continue
		}
		if err := alter(t, data, row.mends); err != nil {
			t.Fatal(err)
		}
		verify("put right: "+row.says, "")
	}
}
