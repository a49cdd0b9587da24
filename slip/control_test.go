package slip_test

import (
	"fmt"
	"strings"
	"testing"

	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/office"
	"motcua/slip"
)

func TestSET4TheControlSlipHasARowForEachHandOver(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	desk := slip.Desk{Offices: c.Offices, Official: func(id string) (office.Official, bool) { return office.Official{Name: "Ông " + id}, id != "" }}
	clerk, officer, head := c.Who("reception", c.Ward), c.Who("officer", c.Ward), c.Who("head", c.Ward)
	d := c.Must(clerk, dossier.Dossier{}, c.Brought("1.004746"))
	if rows := desk.Control(d); len(rows) != 0 {
		t.Errorf("a dossier that has not left the desk has no row: %+v", rows)
	}
	c.To("2019-06-04 08:00")
	leg := func(office, limit string) dossier.Leg {
		return dossier.Leg{Office: office, Work: dossier.Verify, Limit: limit}
	}
	d = c.Must(clerk, d, dossier.Forward{Legs: []dossier.Leg{leg(c.District, "2wd"), leg(c.Other, "1wd")}})
	d = c.Must(c.Who("head", c.District), d, decision.Take{})
	rows := desk.Control(d)
	if len(rows) != 2 || !rows[1].Given.IsZero() || rows[1].Result != "" || rows[0].TakenBy != "Ông head@"+c.District {
		t.Fatalf("the order of the chain stands behind what has happened: %+v", rows)
	}
	d = c.Must(c.Who("head", c.District), d, dossier.Forward{Note: "Đã kiểm tra thực tế"})
	c.To("2019-06-06 09:00")
	d, _ = c.Dossiers.Open(t.Context(), dossiertest.Key(d))
	if got := desk.Control(d)[1].Result; got != slip.Over {
		t.Errorf("while it is late and still there: %q", got)
	}
	d = c.Must(c.Who("head", c.Other), d, dossier.Forward{Note: "Đã kiểm tra thực tế"})
	d = c.Must(head, d, dossier.Assign{Officer: officer.Official, Office: c.Ward})
	d = c.Must(officer, d, decision.Consult{Office: c.District, Limit: "1wd", Question: "Đề nghị cho ý kiến về hồ sơ"})
	c.To("2019-06-07 09:00")
	d = c.Must(c.Who("officer", c.District), d, decision.Answer{N: 1, Opinion: "Chưa thống nhất với đề xuất"})
	var got []string
	for _, r := range desk.Control(d) {
		got = append(got, fmt.Sprintf("%s %s %s", r.Given.Format("02/01 15:04"), r.Result, r.Note))
	}
	want := "04/06 08:00 Trước hạn Xác minh, kiểm tra thực tế; chuyển chậm\n04/06 08:00 Quá hạn Xác minh, kiểm tra thực tế\n" +
		"06/06 09:00  Tổng hợp kết quả, trình ký\n06/06 09:00 Đúng hạn Lấy ý kiến: không đồng ý"
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
}
