package citizen_test

import (
	"net/url"
	"slices"
	"strings"
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

func TestPRI2AReportCarriesEvidenceThatIsCheckedLikeEveryFile(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, "1.004746")
	to := "/q/" + d.Token + "/beyond?said=" + url.QueryEscape("Bị yêu cầu nộp thêm đơn có xác nhận")
	says(t, x.upload(to, 422, file{"evidence", "ảnh.jpg", []byte("MZ không phải ảnh")}), "không")
	var six []file
	for range 6 {
		six = append(six, file{"evidence", "phieu.pdf", pdf()})
	}
	says(t, x.upload(to, 422, six...), "Gửi tối đa 5 tệp")
	says(t, x.upload(to, 200, six[0], six[1]), "Công chức liên quan không thấy phản ánh này.")
	control := x.Who("control", x.District)
	control.Below = []string{x.Ward}
	all, err := x.Hall.Intake.Beyonds(t.Context(), control, 10)
	if err != nil || len(all) != 1 {
		t.Fatalf("PRI-2 only what could be sent was sent: %v %v", all, err)
	}
	files, err := x.Hall.Papers.Of(t.Context(), all[0].ID)
	if err != nil || len(files) != 2 || files[0].Hash != files[1].Hash || files[0].Kind != "pdf" {
		t.Errorf("PRI-2 %+v %v", files, err)
	}
	if own, err := x.Hall.Papers.Of(t.Context(), d.ID); err != nil || len(own) != 0 {
		t.Errorf("PRI-2 the evidence stands among the files of the dossier: %v %v", own, err)
	}
}

func TestPRI2WhoHasNoDossierYetReportsFromThePageOfTheProcedure(t *testing.T) {
	x := open(t)
	says(t, x.get("/procedures/1.001193", 200), "Bị yêu cầu thêm giấy tờ ngoài danh mục? Báo tại đây")
	at := "/procedures/1.001193/beyond"
	says(t, x.get(at+"?office="+x.Ward, 200), "Những giấy tờ được phép yêu cầu", "Tên công chức đã yêu cầu")
	says(t, x.post(at, url.Values{"said": {"Bị yêu cầu nộp thêm đơn có xác nhận"}}, 422), "Chọn cơ quan đã yêu cầu thêm")
	says(t, x.post(at, url.Values{"office": {x.Ward}, "said": {"ít"}}, 422), "ít nhất 10 ký tự")
	says(t, x.post(at, url.Values{"office": {"nowhere"}, "said": {"Bị yêu cầu nộp thêm đơn có xác nhận"}}, 422), "Chọn cơ quan")
	to := at + "?" + url.Values{"office": {x.Ward}, "named": {"cong chuc tiep nhan"}, "said": {"Bị yêu cầu nộp thêm đơn có xác nhận"}}.Encode()
	says(t, x.upload(to, 422, file{"evidence", "ảnh.jpg", []byte("MZ không phải ảnh")}), "không")
	says(t, x.upload(to, 200, file{"evidence", "phieu.pdf", pdf()}), "Công chức liên quan không thấy phản ánh này.")
	control := x.Who("control", x.District)
	control.Below = []string{x.Ward}
	all, err := x.Hall.Intake.Beyonds(t.Context(), control, 10)
	if err != nil || len(all) != 1 || all[0].Procedure != "1.001193" || all[0].Dossier != "" || all[0].Home != x.Ward {
		t.Fatalf("PRI-2 %+v %v", all, err)
	}
	for _, role := range []string{"reception", "head", "onestop_head"} {
		if id := x.Who(role, x.Ward).Official; !slices.Contains(all[0].Concerned, id) {
			t.Errorf("PRI-2 %s of the office is not among those who never read it: %v", role, all[0].Concerned)
		}
	}
	if files, err := x.Hall.Papers.Of(t.Context(), all[0].ID); err != nil || len(files) != 1 {
		t.Errorf("PRI-2 %+v %v", files, err)
	}
	x.get("/procedures/9.999999/beyond", 404)
}

// The answer is the same however often a dossier was reported: only the address is counted.
func TestPRI2NobodyLearnsFromTheAnswerThatSomebodyReported(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, "1.004746")
	first := ""
	for i := range 20 {
		body := text(main(x.post("/q/"+d.Token+"/beyond", url.Values{"said": {"Bị yêu cầu nộp thêm đơn có xác nhận"}}, 200)))
		if first == "" {
			first = body
		}
		if body != first || !strings.Contains(body, "Công chức liên quan không thấy phản ánh này.") {
			t.Errorf("PRI-2 answer %d is another one", i+1)
		}
	}
	x.post("/q/"+d.Token+"/beyond", url.Values{"said": {"Bị yêu cầu nộp thêm đơn có xác nhận"}}, 429)
	other := x.In(dossier.Received, "1.004746") // another dossier from the same address is refused alike
	x.post("/q/"+other.Token+"/beyond", url.Values{"said": {"Bị yêu cầu nộp thêm đơn có xác nhận"}}, 429)
	control := x.Who("control", x.District)
	control.Below = []string{x.Ward}
	if all, err := x.Hall.Intake.Beyonds(t.Context(), control, 100); err != nil || len(all) != 20 {
		t.Errorf("PRI-2 %d reports are kept: %v", len(all), err)
	}
}
