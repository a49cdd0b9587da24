package reception_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/draft"
	"motcua/gateway"
	"motcua/intake"
	"motcua/procedure"
	"motcua/web/hall/halltest"
)

func TestREC2TheCounterAsksForWhatIsMissingWithANumberedForm(t *testing.T) {
	x := open(t)
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/"+fiveDays)
	v := brought(t, x, form)
	v.Set("do", "incomplete")
	v.Del("have")
	status, body := x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 422, body, "Chọn ít nhất một giấy tờ còn thiếu hoặc cần sửa.")
	v.Set("lack", "p1")
	v.Set("reason", "Nộp đủ giấy tờ theo danh mục đã công bố")
	status, body = x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 422, body, "thiếu gì hoặc cần sửa gì")
	v.Set("lack-p1", "Chưa có tờ khai")
	status, body = x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 200, body, "Đã yêu cầu bổ sung, hoàn thiện hồ sơ", "Phiếu yêu cầu bổ sung số 01", "Chưa bắt đầu tính")
	pdf(t, x, c, "/desk/dossiers/000.01.41.H29-190603-0001/supplement.pdf")
}

func TestREC6AProcedureAnsweredAtOnceGetsItsReceiptWhenAsked(t *testing.T) {
	x := open(t)
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/2.000815")
	want(t, 200, 200, form, "Nhận và giải quyết ngay")
	_, five := x.Get(c, "/desk/new/"+fiveDays)
	if strings.Contains(five, "Nhận và giải quyết ngay") {
		t.Error("five days are not at once")
	}
	v := brought(t, x, form)
	v.Set("do", "at_once")
	status, body := x.Post(c, "/desk/new/2.000815", v)
	want(t, status, 200, body, "Đã nhận, giải quyết ngay", "Không cấp, trừ khi người nộp yêu cầu")
	at := "/desk/dossiers/000.01.41.H29-190603-0001"
	if status, _ := x.Get(c, at+"/receipt.pdf"); status != 404 {
		t.Errorf("a receipt that was not given is printed: %d", status)
	}
	status, body = x.Get(c, "/desk")
	want(t, status, 200, body, "Giải quyết ngay, chưa cấp giấy tiếp nhận", "000.01.41.H29-190603-0001")
	status, body = x.Get(c, at)
	want(t, status, 200, body, "Chưa cấp giấy tiếp nhận", "Cấp giấy tiếp nhận")
	status, body = x.Post(c, at+"/receipt", nil)
	want(t, status, 200, body, "Giấy tiếp nhận số 01")
	pdf(t, x, c, at+"/receipt.pdf")
	status, body = x.Post(c, at+"/receipt", nil)
	want(t, status, 422, body, "đã có giấy tiếp nhận")
	if _, body = x.Get(c, "/desk"); strings.Contains(body, "chưa cấp giấy tiếp nhận") {
		t.Error("the list still names a dossier with a receipt")
	}
}

func TestREC11WhatComesByPostNeedsASignedRecord(t *testing.T) {
	x := open(t)
	x.To("2019-06-03 10:00")
	c := clerk(x)
	status, body := x.Get(c, "/desk/records")
	want(t, status, 200, body, "Chưa có biên bản nào", "Lập biên bản")
	for says, v := range map[string]url.Values{
		"Nhập số của biên bản":            {"day": {"03/6/2019"}, "time": {"09:30"}, "carrier": {"Nhân viên mẫu"}},
		"Nhập giờ ký biên bản":            {"number": {"15/BBGN"}, "day": {"03/6/2019"}, "time": {"chín giờ"}, "carrier": {"Nhân viên mẫu"}},
		"Nhập họ tên nhân viên bưu chính": {"number": {"15/BBGN"}, "day": {"03/6/2019"}, "time": {"09:30"}},
		"không được muộn hơn lúc này":     {"number": {"15/BBGN"}, "day": {"03/6/2019"}, "time": {"11:30"}, "carrier": {"Nhân viên mẫu"}},
		"ngày làm việc liền trước":        {"number": {"15/BBGN"}, "day": {"27/5/2019"}, "time": {"09:30"}, "carrier": {"Nhân viên mẫu"}},
	} {
		status, body = x.Post(c, "/desk/records", v)
		want(t, status, 422, body, says)
	}
	status, body = x.Post(c, "/desk/records", url.Values{"number": {"15/BBGN"}, "day": {"03/6/2019"}, "time": {"9h30"}, "carrier": {"Nhân viên mẫu"}})
	want(t, status, 200, body, "Biên bản giao nhận hồ sơ số 15/BBGN", "9 giờ 30", "Chưa nhập hồ sơ nào", "Nhập hồ sơ của biên bản")
	post := withPost(t, x)
	_, form := x.Get(c, "/desk/new/"+post+"?record=2019~15/BBGN")
	v := brought(t, x, form)
	v.Set("channel", "3")
	status, body = x.Post(c, "/desk/new/"+post, v)
	want(t, status, 422, body, "Chọn biên bản giao nhận đã ký")
	v.Set("record", "2019~15/BBGN")
	status, _ = x.Post(c, "/desk/new/"+post, v)
	if status != 200 {
		t.Fatalf("received by post: %d", status)
	}
	status, body = x.Get(c, "/desk/dossiers/000.01.41.H29-190603-0001")
	want(t, status, 200, body, "Số 15/BBGN, ký lúc")
	status, body = x.Get(c, "/desk/records?year=2019&number=15/BBGN")
	want(t, status, 200, body, "000.01.41.H29-190603-0001")
	if status, _ = x.Get(x.As(x.Who("reception", x.Other)), "/desk/records?year=2019&number=15/BBGN"); status != 404 {
		t.Errorf("another desk opens the record: %d", status)
	}
}

func TestSET12TheMobileTeamReceivesFromTheSameForm(t *testing.T) {
	x := open(t)
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/"+fiveDays)
	v := brought(t, x, form)
	v.Set("do", "accept")
	v.Set("outside", "moon")
	status, body := x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 422, body, "Chọn nơi tiếp nhận: tại quầy, lưu động hoặc tại nơi ở")
	v.Set("outside", "mobile")
	status, body = x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 200, body, "Giấy tiếp nhận số 01")
	status, body = x.Get(c, "/desk/dossiers/000.01.41.H29-190603-0001")
	want(t, status, 200, body, "Tiếp nhận lưu động tại cơ sở")
}

func TestREC10TheDeskLooksBeforeItAsks(t *testing.T) {
	x := open(t)
	sim, err := gateway.NewSimulator(x.Civil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sim.Close() })
	x.Hall.Registers = sim.Registers()
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/1.013222")
	want(t, 200, 200, form, "Tra cứu cơ sở dữ liệu", "Tra được trong: Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp")
	v := brought(t, x, form)
	v.Set("do", "look")
	status, body := x.Post(c, "/desk/new/1.013222", v)
	want(t, status, 422, body, "Nhập số giấy tờ tùy thân hoặc mã số doanh nghiệp")
	v.Set("id_no", "0312345679")
	status, body = x.Post(c, "/desk/new/1.013222", v)
	want(t, status, 200, body, "Không có dữ liệu: nhận giấy tờ")
	v.Set("id_no", "0312345678")
	status, body = x.Post(c, "/desk/new/1.013222", v)
	want(t, status, 200, body, "Đã có trong cơ sở dữ liệu, không yêu cầu nộp")
	if got := field(t, body, "name"); got != "Trần Văn Mẫu" {
		t.Errorf("what was typed is lost: %q", got)
	}
	v.Set("do", "accept")
	v.Set("looked", "yes")
	var have []string
	for _, k := range v["have"] {
		if k != "p3" {
			have = append(have, k)
		}
	}
	v["have"] = have
	if status, _ = x.Post(c, "/desk/new/1.013222", v); status != 200 {
		t.Fatalf("accept: %d", status)
	}
	at := "/desk/dossiers/000.01.41.H29-190603-0001"
	status, body = x.Get(c, at)
	want(t, status, 200, body, "Đã có trong Cơ sở dữ liệu quốc gia về đăng ký doanh nghiệp, không yêu cầu nộp")
	ask := url.Values{"papers": {"p3"}, "what-p3": {"Nộp bản sao"}, "reason": {"Cần kiểm tra thông tin đăng ký"}}
	status, body = x.Post(c, at+"/supplement", ask)
	want(t, status, 422, body, "đã có trong cơ sở dữ liệu nên không được yêu cầu nộp")
	ask.Set("wrong", "p3")
	status, body = x.Post(c, at+"/supplement", ask)
	want(t, status, 200, body, "Đã gửi yêu cầu bổ sung")
}

func TestREC10TheDeskSeesTheProofOfAFilingOnline(t *testing.T) {
	x := open(t)
	sim, err := gateway.NewSimulator(x.Civil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sim.Close() })
	me, v := x.Citizen(), versionOf(x, "1.013222")
	draft, err := x.Hall.Drafts.Save(t.Context(), draft.Draft{Person: me.Person, Procedure: v.Code, Step: "check", Data: "{}"})
	if err != nil {
		t.Fatal(err)
	}
	own := intake.Own{Draft: draft.ID, Home: x.Ward, Number: "0312345678", Consent: "Tôi đồng ý tra cứu"}
	if err := x.Hall.Intake.LookOwn(t.Context(), me, sim.Registers(), v, []string{"enterprise"}, own); err != nil {
		t.Fatal(err)
	}
	act := dossier.File{Procedure: v.Code, Receiving: x.Ward, Competent: x.Ward, ReturnAt: x.Ward, Key: draft.ID, Person: me.Person, Applicant: dossiertest.Applicant(),
		Papers: []dossier.GivenPaper{{Paper: "p3", Name: "Giấy chứng nhận đăng ký kinh doanh", Register: "enterprise"}}}
	d, err := x.Hall.Drafts.File(t.Context(), me, act, intake.AttachTx)
	if err != nil {
		t.Fatal(err)
	}
	status, body := x.Get(clerk(x), "/desk/dossiers/"+d.Code)
	want(t, status, 200, body, "Tra cứu cơ sở dữ liệu", "Đã có dữ liệu", "Người nộp đồng ý: “Tôi đồng ý tra cứu”", "03/6/2019", "không yêu cầu nộp")
	status, body = x.Post(clerk(x), "/desk/dossiers/"+d.Code+"/supplement", url.Values{"papers": {"p3"}, "what-p3": {"Nộp bản sao"}, "reason": {"Cần kiểm tra thông tin đăng ký"}})
	want(t, status, 422, body, "đã có trong cơ sở dữ liệu nên không được yêu cầu nộp")
}

func TestTheHeadOfTheDeskSeesWhatWasSlowAndOpensIt(t *testing.T) {
	x := open(t)
	slow := x.Must(x.Citizen(), dossier.Dossier{}, dossier.File{Procedure: fiveDays, Receiving: x.Ward, Competent: x.Ward, ReturnAt: x.Ward, Key: "k", Person: "person-1", Applicant: dossiertest.Applicant()})
	x.To("2019-06-05 10:00")
	x.Must(x.Who("reception", x.Ward), slow, dossier.Receive{Sets: 1})
	c := x.As(x.Who("onestop_head", x.Ward))
	status, body := x.Get(c, "/desk/measure")
	want(t, status, 200, body, "Kiểm tra hồ sơ quá hạn", "1 hồ sơ chờ kiểm tra đã được xem xét", slow.Code)
	status, body = x.Get(c, "/desk/measure?from=2019-06-01&to=2019-06-04&list=slow")
	want(t, status, 200, body, "Không có hồ sơ nào")
	status, body = x.Get(c, "/desk/measure?from=2019-06-10&to=2019-06-04")
	want(t, status, 422, body, "Ngày cuối phải từ ngày đầu trở đi.")
	status, body = x.Get(c, "/desk/dossiers/"+slow.Code)
	want(t, status, 200, body, "chậm tiếp nhận")
}

func TestPRI4GuidanceIsWrittenDown(t *testing.T) {
	x := open(t)
	c := clerk(x)
	status, body := x.Post(c, "/desk/guidance", url.Values{"procedure": {"9.999999"}, "said": {"x"}})
	want(t, status, 422, body, "Nhập mã của một thủ tục đang có hiệu lực")
	status, body = x.Post(c, "/desk/guidance", url.Values{"procedure": {fiveDays}, "channel": {"counter"}, "said": {"Chuẩn bị bản sao giấy chứng nhận kết hôn"}})
	want(t, status, 200, body, "Đã lưu nội dung hướng dẫn.", "Chuẩn bị bản sao giấy chứng nhận kết hôn", "Tại quầy")
}

func TestAFormUsedForAnotherDossierSaysSo(t *testing.T) {
	x := open(t)
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/"+fiveDays)
	v := brought(t, x, form)
	if status, _ := x.Post(c, "/desk/new/"+fiveDays, v); status != 200 {
		t.Fatal(status)
	}
	v.Set("name", "Lê Thị Khác")
	status, body := x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 422, body, "với nội dung khác", "000.01.41.H29-190603-0001")
	if keys, err := x.Dossiers.Keys(context.Background()); err != nil || len(keys) != 1 {
		t.Errorf("%d dossiers, %v", len(keys), err)
	}
}

func TestWhoMayNotIsToldSoBeforeTheFormIsJudged(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, fiveDays)
	if status, _ := x.Post(clerk(x), at(d)+"/stop", nil); status != 403 {
		t.Errorf("a clerk stops with an empty form: %d, want 403", status)
	}
}

// withPost finds a procedure the wards receive by post.
func withPost(t *testing.T, x *halltest.House) string {
	t.Helper()
	for _, v := range x.Hall.Procedures.Search(procedure.Query{Level: procedure.Commune, Day: "2019-06-03"}) {
		if v.Offers(procedure.Post) && len(v.Asked()) > 0 {
			return v.Code
		}
	}
	t.Fatal("no procedure of a ward comes by post")
	return ""
}

func versionOf(x *halltest.House, code string) procedure.Version {
	v, _ := x.Hall.Procedures.InForce(code, "2019-06-03")
	return v
}
