package publish_test

import (
	"context"
	"fmt"
	"net/url"
	"testing"

	"motcua/db"
)

// KS-8: the approval of a process finds its decision, however many were issued before.
func TestKS_8_AnApprovedProcessFindsItsDecisionAmongMany(t *testing.T) {
	x := open(t)
	ctx := context.Background()
	err := x.Hall.DB.Update(ctx, func(tx db.Tx) error {
		for i := range 1100 {
			q := fmt.Sprintf(`INSERT INTO publication_file (id, state, office, latest, issued_on, is_late, seq, doc) VALUES ('old-%d', 'issued', 'o', '2018-01-01', '2018-01-01', 0, 1, '{"state":"issued","items":[]}')`, i)
			if _, err := tx.ExecContext(tx.Ctx, q); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"amended"}, "code": {"1.001193"}}, 200, "Soạn nội dung")
	item := file + "/items/1.001193"
	form := fields(x.sees(x.officer, item))
	form["none"] = []string{"forms", "conditions", "fee"}
	form.Set("steps", "Nộp hồ sơ; kiểm tra; trả kết quả")
	x.does(x.officer, item, form, 200, "Đã lưu")
	x.submits(file)
	x.checks(file, url.Values{"do": {"accept"}}, 200, "Đã chấp nhận")
	x.does(x.chair, file+"/sign", url.Values{"draft": {hashOf.FindStringSubmatch(x.sees(x.chair, file+"/sign"))[1]}}, 200, "Đã ký")
	who, id := x.Who("control", x.city), file[len("/control/publish/files/"):]
	for _, when := range []string{"signed", "sent out"} {
		f, err := x.Hall.Publications.One(ctx, who, id)
		if err != nil {
			t.Fatal(err)
		}
		if err := x.Hall.DB.Update(ctx, func(tx db.Tx) error { return x.Hall.Publications.Configured(tx, f.Items[0].Version) }); err != nil {
			t.Fatal(err)
		}
		if f, err = x.Hall.Publications.One(ctx, who, id); err != nil || !f.Items[0].Configured.Set() {
			t.Errorf("%s: the clock of the process runs on: %v", when, err)
		}
		if when == "signed" {
			x.does(x.check, file+"/issue", nil, 200, "Đã phát hành")
		}
	}
}
