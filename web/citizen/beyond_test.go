package citizen_test

import (
	"net/url"
	"testing"

	"motcua/dossier"
)

func TestPRI2WhoeverHoldsTheReceiptReportsADemandBeyondTheList(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, "1.004746")
	says(t, x.get("/q/"+d.Token, 200), "Bị yêu cầu thêm giấy tờ ngoài danh mục?")
	says(t, x.get("/q/"+d.Token+"/beyond", 200), "Những giấy tờ được phép yêu cầu", "từ chối mọi yêu cầu ngoài quy định")
	says(t, x.post("/q/"+d.Token+"/beyond", url.Values{"said": {"ít"}}, 422), "ít nhất 10 ký tự")
	says(t, x.post("/q/"+d.Token+"/beyond", url.Values{"said": {"Bị yêu cầu nộp thêm đơn có xác nhận"}}, 200), "Công chức liên quan không thấy phản ánh này.")
	x.get("/q/nobody/beyond", 404)
}
