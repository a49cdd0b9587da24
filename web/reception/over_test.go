package reception_test

import (
	"context"
	"strings"
	"testing"

	"motcua/access"
	"motcua/db"
	"motcua/procedure"
)

// KS-9: a filing whose procedure was abolished before the desk takes it up cannot be
// received; the desk says so beside the way out, before anybody presses.
func TestKS_9_TheDeskOffersNoReceptionOfAnAbolishedProcedure(t *testing.T) {
	x := open(t)
	d := filed(t, x, "k1")
	_, body := x.Get(clerk(x), at(d))
	want(t, 200, 200, body, "Tiếp nhận, in giấy hẹn")
	err := x.Hall.DB.Update(context.Background(), func(tx db.Tx) error {
		_, err := x.Procedures.PublishTx(tx, access.Who{Official: "k"}, []procedure.Publication{{Code: d.Procedure, Ends: d.Version, LastDay: "2019-06-03", By: "1/QĐ-UBND ngày 03/6/2019"}})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Procedures.Refresh(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, body := x.Get(clerk(x), at(d)); !strings.Contains(body, "Tiếp nhận, in giấy hẹn") {
		t.Error("its last day still receives")
	}
	x.To("2019-06-04 08:00")
	status, body := x.Get(clerk(x), at(d))
	want(t, status, 200, body, "Thủ tục đã hết hiệu lực", "03/6/2019", "1/QĐ-UBND ngày 03/6/2019", "Từ chối tiếp nhận")
	if strings.Contains(body, "Tiếp nhận, in giấy hẹn") {
		t.Error("the desk offers a reception that is refused")
	}
}
