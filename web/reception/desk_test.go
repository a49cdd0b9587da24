package reception_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"

	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/procedure"
	"motcua/web/hall/halltest"
	"motcua/web/page"
	"motcua/web/reception"
)

const fiveDays = "1.004746" // Thủ tục đăng ký lại kết hôn

func open(t *testing.T) *halltest.House {
	t.Helper()
	return halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: reception.Routes})
}

func clerk(x *halltest.House) *http.Client { return x.As(x.Who("reception", x.Ward)) }

func at(d dossier.Dossier) string { return "/desk/dossiers/" + d.Code }

// want fails unless the page has the status and says all of it.
func want(t *testing.T, status, code int, body string, says ...string) {
	t.Helper()
	if status != code {
		t.Fatalf("status %d, want %d: %s", status, code, text(parse(t, body)))
	}
	for _, s := range says {
		if !strings.Contains(text(parse(t, body)), s) {
			t.Errorf("page does not say %q", s)
		}
	}
}

// brought is the form of the counter as a clerk fills it.
func brought(t *testing.T, x *halltest.House, form string) url.Values {
	t.Helper()
	v := url.Values{"key": {field(t, form, "key")}, "name": {"Trần Văn Mẫu"}, "phone": {"090 000 0456"}, "address": {"2 Đường Mẫu"}, "channel": {"1"},
		"competent": {x.Ward}, "sets": {"1"}, "do": {"accept"}}
	for _, n := range all(parse(t, form), "input", "name", "have") {
		k := get(n, "value")
		v.Add("have", k)
		v.Set("o-"+k, "1")
		v.Set("c-"+k, "2")
	}
	if len(v["have"]) == 0 {
		t.Fatal("the form lists no papers")
	}
	return v
}

func TestREC2TheCounterSeesTheDateBeforeAcceptingAndGivesAReceipt(t *testing.T) {
	x := open(t)
	c := clerk(x)
	status, body := x.Get(c, "/desk/new?q=dang+ky+lai+ket+hon")
	want(t, status, 200, body, "Thủ tục đăng ký lại kết hôn", "05")
	status, form := x.Get(c, "/desk/new/"+fiveDays)
	want(t, status, 200, form, "Nếu tiếp nhận lúc này", "17 giờ 00, thứ Hai, 10/6/2019", "Vì sao là ngày này?", "Mẫu 02")
	v := brought(t, x, form)
	status, body = x.Post(c, "/desk/new/"+fiveDays, v)
	code := "000.01.41.H29-190603-0001"
	want(t, status, 200, body, "Đã tiếp nhận hồ sơ", code, "Giấy tiếp nhận số 01", "17 giờ 00, thứ Hai, 10/6/2019")
	if status, again := x.Post(c, "/desk/new/"+fiveDays, v); status != 200 || !strings.Contains(again, code) {
		t.Errorf("the same form twice: %d", status)
	}
	status, body = x.Get(c, "/desk/dossiers/"+code)
	want(t, status, 200, body, "Trần Văn Mẫu", "090 000 0456", "Đã tiếp nhận")
	for _, f := range all(parse(t, body), "td", "data-head", "Bản sao") {
		if text(f) != "2" {
			t.Errorf("copies %q, want 2", text(f))
		}
	}
	if status, _ := x.Get(c, "/desk/dossiers/000.01.41.H29-190603-0002"); status != 404 {
		t.Errorf("a second dossier was made: %d", status)
	}
}

func TestTwoClerksPressesOfOneFormAtOnceMakeOneDossier(t *testing.T) {
	x := open(t)
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/"+fiveDays)
	v := brought(t, x, form)
	var wg sync.WaitGroup
	bodies := make([]string, 8)
	for i := range bodies {
		wg.Go(func() { _, bodies[i] = x.Post(c, "/desk/new/"+fiveDays, v) })
	}
	wg.Wait()
	for i, b := range bodies {
		if !strings.Contains(b, "000.01.41.H29-190603-0001") {
			t.Errorf("press %d leads elsewhere: %s", i, text(parse(t, b)))
		}
	}
}

// Whenever the second press comes while the first one works, it is no second dossier of
// the same person that has to be confirmed.
func TestAPressDuringAnotherIsNotTakenForAnotherDossier(t *testing.T) {
	x := open(t)
	c := clerk(x)
	for round := range 15 {
		_, form := x.Get(c, "/desk/new/"+fiveDays)
		v := brought(t, x, form)
		v.Set("name", fmt.Sprint("Người Mẫu Số ", round))
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if status, body := x.Post(c, "/desk/new/"+fiveDays, v); status != 200 || strings.Contains(body, "Nếu đây là hồ sơ khác") {
					t.Errorf("round %d: %d %s", round, status, wrong(t, body, "name"))
				}
			})
		}
		wg.Wait()
	}
}

func TestAHandOverPressedTwiceIsToldSo(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, fiveDays)
	c := clerk(x)
	form := url.Values{"office": {x.Ward}, "work": {"settle"}}
	status, body := x.Post(c, at(d)+"/forward", form)
	want(t, status, 200, body, "Đã chuyển hồ sơ")
	status, body = x.Post(c, at(d)+"/forward", form)
	want(t, status, 409, body, "Có thể người khác vừa xử lý hồ sơ này")
	status, _ = x.Post(x.As(x.Who("reception", x.Other)), at(d)+"/forward", form)
	want(t, status, 404, "")
}

func TestTheCounterKeepsWhatWasTypedWhenSomethingIsMissing(t *testing.T) {
	x := open(t)
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/"+fiveDays)
	for _, row := range []struct {
		says, field, name, value string
	}{
		{"Nhập họ và tên", "name", "name", ""},
		{"Nhập số điện thoại có 9 đến 12 chữ số", "phone", "phone", "123"},
		{"Nhập số điện thoại của người nộp", "phone", "phone", ""},
		{"Chọn hình thức nộp", "channel", "channel", "7"},
		{"Chọn cơ quan tiếp nhận và cơ quan giải quyết", "competent", "competent", "nowhere"},
		{"Đánh dấu các giấy tờ đã nhận", "", "have", ""},
		{"Nhập số từ 0 đến 99", "", "o-p1", "500"},
		{"Ghi rõ lý do (ít nhất 10 ký tự)", "reason", "do", "refuse"},
	} {
		t.Run(row.says, func(t *testing.T) {
			v := brought(t, x, form)
			v.Set(row.name, row.value)
			status, body := x.Post(c, "/desk/new/"+fiveDays, v)
			want(t, status, 422, body, row.says)
			if row.field != "" && !strings.Contains(wrong(t, body, row.field), row.says) {
				t.Errorf("the sentence does not stand at %s: %q", row.field, wrong(t, body, row.field))
			}
			if row.name != "address" && field(t, body, "address") != "2 Đường Mẫu" {
				t.Error("what was typed is lost")
			}
		})
	}
}

func TestADossierOfTheSamePersonForTheSameProcedureIsShownOnce(t *testing.T) {
	x := open(t)
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/"+fiveDays)
	x.Post(c, "/desk/new/"+fiveDays, brought(t, x, form))
	_, form = x.Get(c, "/desk/new/"+fiveDays)
	v := brought(t, x, form)
	status, body := x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 422, body, "Có thể trùng hồ sơ", "000.01.41.H29-190603-0001")
	v.Set("known", field(t, body, "known"))
	status, body = x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 200, body, "000.01.41.H29-190603-0002")
}

func TestREC2RefusedAtTheCounterGivesMẫu03WithItsReason(t *testing.T) {
	x := open(t)
	c := clerk(x)
	_, form := x.Get(c, "/desk/new/"+fiveDays)
	v := brought(t, x, form)
	v.Set("do", "refuse")
	v.Set("reason", "Thủ tục thuộc thẩm quyền của Ủy ban nhân dân quận")
	status, body := x.Post(c, "/desk/new/"+fiveDays, v)
	want(t, status, 200, body, "Đã từ chối tiếp nhận", "Phiếu từ chối số 01")
	pdf(t, x, c, "/desk/dossiers/000.01.41.H29-190603-0001/refusal.pdf")
	if status, _ := x.Get(c, "/desk/dossiers/000.01.41.H29-190603-0001/receipt.pdf"); status != 404 {
		t.Errorf("a refused dossier has a receipt: %d", status)
	}
}

// pdf fetches a printed form and looks at how it is sent.
func pdf(t *testing.T, x *halltest.House, c *http.Client, path string) {
	t.Helper()
	resp, err := c.Get(x.Server.URL + path)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	head := make([]byte, 5)
	if _, err := resp.Body.Read(head); err != nil || string(head) != "%PDF-" {
		t.Fatalf("%s: %d %q %v", path, resp.StatusCode, head, err)
	}
	for k, v := range map[string]string{"Content-Type": "application/pdf", "Content-Disposition": "inline", "Cache-Control": "private"} {
		if !strings.HasPrefix(resp.Header.Get(k), v) {
			t.Errorf("%s is %q, want %s", k, resp.Header.Get(k), v)
		}
	}
}

// filed is an online filing to the ward.
func filed(t *testing.T, x *halltest.House, key string) dossier.Dossier {
	t.Helper()
	for _, v := range x.Procedures.All() {
		if !v.Offers(procedure.Online) || len(v.Asked()) < 2 {
			continue
		}
		d, err := x.Dossiers.Do(context.Background(), x.Citizen(), dossier.Key{}, dossier.File{Procedure: v.Code, Receiving: x.Ward, Competent: x.Ward,
			ReturnAt: x.Ward, Key: key, Person: "person-1", Applicant: dossiertest.Applicant()})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	t.Fatal("no procedure is offered online")
	return dossier.Dossier{}
}

func TestKS9TheDeskSeesThatTheProcedureChangedSinceTheFiling(t *testing.T) {
	x := open(t)
	d := filed(t, x, "k9")
	if _, body := x.Get(clerk(x), at(d)); strings.Contains(body, "phiên bản mới") {
		t.Error("nothing has changed yet")
	}
	next, _ := x.Procedures.Version(d.Version)
	gone := next.Asked()[0].Name
	next.No, next.ValidFrom = 0, "2019-06-03"
	next.Papers = []procedure.Paper{{Key: "p1", Name: "Giấy xác nhận mới", Originals: 1}}
	if _, err := x.Procedures.Import(context.Background(), procedure.File{Source: "test", Versions: []procedure.Version{next}}); err != nil {
		t.Fatal(err)
	}
	status, body := x.Get(clerk(x), at(d))
	want(t, status, 200, body, "Thủ tục có phiên bản mới sau khi hồ sơ được nộp", "Giấy tờ mới phải nộp: Giấy xác nhận mới", "theo Mẫu 02", "Giấy tờ không còn phải nộp: "+gone)
	status, body = x.Get(clerk(x), at(d)+"/supplement")
	want(t, status, 200, body, "Giấy xác nhận mới")
}

func TestREC4AnOnlineFilingIsCheckedSupplementedAndReceived(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := filed(t, x, "k1")
	status, body := x.Get(c, "/desk")
	want(t, status, 200, body, d.Code, "Nguyễn Thị Mẫu", "Chờ kiểm tra 1", "Còn hạn", "04/6/2019 08:00")
	status, body = x.Get(c, at(d))
	want(t, status, 200, body, "Tiếp nhận, in giấy hẹn", "Yêu cầu bổ sung", "Từ chối tiếp nhận", "Vì sao là ngày này?")
	_, form := x.Get(c, at(d)+"/supplement")
	papers := all(parse(t, form), "input", "name", "papers")
	ver, _ := x.Procedures.Version(d.Version)
	if len(papers) != len(ver.Asked()) {
		t.Fatalf("%d papers to choose, the published list has %d (PRI-1)", len(papers), len(ver.Asked()))
	}
	key := get(papers[0], "value")
	reason := "Ảnh chụp giấy tờ bị mờ, không đọc được số"
	status, body = x.Post(c, at(d)+"/supplement", url.Values{"papers": {"p99"}, "what-p99": {"x"}, "reason": {reason}})
	want(t, status, 422, body, "không có trong thành phần hồ sơ đã công bố", "PRI-1")
	if field(t, body, "reason") != reason {
		t.Error("the reason typed is lost")
	}
	status, body = x.Post(c, at(d)+"/supplement", url.Values{"papers": {key}, "reason": {reason}})
	want(t, status, 422, body, "thiếu gì hoặc cần sửa gì")
	status, body = x.Post(c, at(d)+"/supplement", url.Values{"papers": {key}, "what-" + key: {"Chụp lại rõ số"}, "reason": {reason}})
	want(t, status, 200, body, "Đã gửi yêu cầu bổ sung", "Đang chờ người nộp bổ sung", "Chụp lại rõ số")
	pdf(t, x, c, at(d)+"/supplement.pdf")
	status, body = x.Post(c, at(d)+"/supply", url.Values{})
	want(t, status, 422, body, "Chưa có giấy tờ nào được bổ sung")
	status, body = x.Post(c, at(d)+"/supply", url.Values{"papers": {key}, "o-" + key: {"1"}, "c-" + key: {"0"}})
	want(t, status, 200, body, "Đã nhận giấy tờ bổ sung")
	status, body = x.Post(c, at(d)+"/receive", nil)
	want(t, status, 200, body, "Đã tiếp nhận hồ sơ", "Giấy tiếp nhận số 01")
	pdf(t, x, c, at(d)+"/receipt.pdf")
	status, body = x.Post(c, at(d)+"/receive", nil)
	want(t, status, 422, body, "nên không thể tiếp nhận", "người khác vừa xử lý")
}

func TestREC4AFilingNotCheckedIn08WorkingHoursIsMarked(t *testing.T) {
	x := open(t)
	d := filed(t, x, "k1")
	x.To("2019-06-04 09:00")
	status, body := x.Get(clerk(x), "/desk")
	want(t, status, 200, body, d.Code, "Quá hạn", "04/6/2019 08:00 · 1 giờ")
	if len(all(parse(t, body), "tr", "class", "mc-row--late")) != 1 {
		t.Error("the row is not marked late")
	}
}

func TestSET13TheQueueSaysThatTheDeskWasAlerted(t *testing.T) {
	x := open(t)
	for _, v := range x.Procedures.All() {
		v.ID, v.No, v.Own.AlertWithin = "", v.No+1, 2
		if v.Offers(procedure.Online) && len(v.Asked()) > 1 {
			if _, err := x.Procedures.Import(t.Context(), procedure.File{Source: "test", Versions: []procedure.Version{v}}); err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	d := filed(t, x, "k1")
	if _, body := x.Get(clerk(x), "/desk"); strings.Contains(body, "chưa có người xem") {
		t.Error("SET-13 alerted before two hours have passed")
	}
	x.To("2019-06-03 10:30")
	status, body := x.Get(clerk(x), "/desk")
	want(t, status, 200, body, d.Code, "đã báo: chưa có người xem")
	status, body = x.Get(clerk(x), at(d))
	want(t, status, 200, body, "Hồ sơ trực tuyến chưa có người xem: đã báo cán bộ tiếp nhận")
}

func TestTheDeskIsEmptyAndSaysWhatWouldFillIt(t *testing.T) {
	x := open(t)
	c := clerk(x)
	for tab, says := range map[string]string{"filed": "hạn kiểm tra 08 giờ làm việc", "received": "Hồ sơ vừa tiếp nhận nằm ở đây", "supplement": "Không có hồ sơ chờ bổ sung", "return": "Không có kết quả chờ trả"} {
		status, body := x.Get(c, "/desk?tab="+tab)
		want(t, status, 200, body, says)
	}
	status, body := x.Get(c, "/desk?q=nobody+of+this+name")
	want(t, status, 200, body, "Không tìm thấy hồ sơ nào")
	status, body = x.Get(c, "/desk/new?q=zzzz")
	want(t, status, 200, body, "Không tìm thấy thủ tục nào")
	if status, _ := x.Get(c, "/desk/new/9.999999"); status != 404 {
		t.Errorf("an unknown procedure: %d", status)
	}
}

func TestTheDeskFindsByCodeByLastFiguresAndByName(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := x.In(dossier.Received, fiveDays)
	for _, q := range []string{d.Code, strings.ToLower(d.Code), "1", "0001", "190603-0001"} {
		status, body := x.Get(c, "/desk?q="+url.QueryEscape(q))
		want(t, status, 200, body, "Giấy tiếp nhận và hẹn trả kết quả (Mẫu 01)")
	}
	for _, q := range []string{"nguyen thi mau", "MẪU"} {
		status, body := x.Get(c, "/desk?q="+url.QueryEscape(q))
		want(t, status, 200, body, "Kết quả tìm", d.Code, "Nguyễn Thị Mẫu")
	}
	status, body := x.Get(x.As(x.Who("reception", x.Other)), "/desk?q="+d.Code)
	want(t, status, 200, body, "Không tìm thấy hồ sơ nào")
	status, body = x.Get(c, "/desk?q=%25")
	want(t, status, 200, body, "Không tìm thấy hồ sơ nào")
}

func TestAQueueIsReadInPagesOfFifty(t *testing.T) {
	x := open(t)
	c := clerk(x)
	for range 53 {
		x.In(dossier.Received, fiveDays)
	}
	seen, path := map[string]bool{}, "/desk?tab=received"
	for pages := 0; path != ""; pages++ {
		if pages > 2 {
			t.Fatal("the pages do not end")
		}
		_, body := x.Get(c, path)
		n := parse(t, body)
		for _, row := range all(n, "tr", "data-href", "") {
			seen[get(row, "data-href")] = true
		}
		path = ""
		if next := all(n, "a", "rel", "next"); len(next) == 1 {
			path = get(next[0], "href")
		}
	}
	if len(seen) != 53 {
		t.Errorf("%d of 53 dossiers on the pages", len(seen))
	}
}

func TestFWD1OnlyTheHeadOfTheDeskAssignsAndOnlyToTheCompetentOffice(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, fiveDays)
	boss := x.As(x.Who("onestop_head", x.Ward))
	_, body := x.Get(clerk(x), at(d))
	if strings.Contains(body, at(d)+"/assign") {
		t.Error("a clerk is offered to assign")
	}
	if status, _ := x.Post(clerk(x), at(d)+"/assign", url.Values{"officer": {x.Who("officer", x.Ward).Official}}); status != 403 {
		t.Errorf("a clerk assigns: %d", status)
	}
	status, body := x.Get(boss, "/desk?tab=received")
	want(t, status, 200, body, d.Code, "03/6/2019 17:00")
	status, body = x.Post(boss, at(d)+"/assign", url.Values{"officer": {x.Who("officer", x.Other).Official}})
	want(t, status, 422, body, "Chọn một trong các mục đã nêu")
	status, body = x.Post(boss, at(d)+"/assign", url.Values{})
	want(t, status, 422, body, "Chọn người thụ lý hồ sơ")
	status, body = x.Post(boss, at(d)+"/assign", url.Values{"officer": {x.Who("officer", x.Ward).Official}})
	want(t, status, 200, body, "Đã chuyển hồ sơ đến người thụ lý", "Đang xử lý")
}

func TestAPO2ALateResultIsReturnedWithItsLetter(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := x.In(dossier.Proposed, fiveDays)
	x.To("2019-06-11 09:00")
	head := x.Who("head", x.Ward)
	if _, err := x.Letters.Send(context.Background(), head, dossiertest.Key(d), x.Letter("2019-06-14 17:00")); err != nil {
		t.Fatal(err)
	}
	d = x.Must(head, d, dossiertest.Signing("draft"))
	status, body := x.Get(c, at(d))
	want(t, status, 200, body, "Đã nhận kết quả từ người ký")
	status, body = x.Post(c, at(d)+"/complete", nil)
	want(t, status, 200, body, "Đã ghi nhận kết quả", "Giao kèm thư xin lỗi", "Trả kết quả")
	status, body = x.Get(c, "/desk?tab=return")
	want(t, status, 200, body, d.Code, "Quá hạn, có thư xin lỗi")
	status, body = x.Post(c, at(d)+"/return", url.Values{"to": {"Nguyễn Thị Mẫu"}})
	want(t, status, 422, body, "Chọn cách nhận kết quả")
	if field(t, body, "to") != "Nguyễn Thị Mẫu" {
		t.Error("the name typed is lost")
	}
	status, body = x.Post(c, at(d)+"/return", url.Values{"how": {"identity"}})
	want(t, status, 200, body, "Đã ghi nhận trả kết quả", "Đã trả kết quả")
	status, body = x.Get(c, at(d)+"/return")
	want(t, status, 200, body, "nên không còn làm được việc này")
}

func TestAPO_5_TheDeskHandsALetterOverWithItsProof(t *testing.T) {
	x := open(t)
	c := clerk(x)
	d := x.In(dossier.InProcess, fiveDays)
	status, body := x.Get(c, at(d))
	if strings.Contains(body, "Giao thư xin lỗi") || status != 200 {
		t.Errorf("%d: there is no letter to hand over yet", status)
	}
	x.To("2019-06-07 09:00")
	if _, err := x.Letters.Send(context.Background(), x.Who("head", x.Ward), dossiertest.Key(d), x.Letter("2019-06-14 17:00")); err != nil {
		t.Fatal(err)
	}
	status, body = x.Get(c, at(d))
	want(t, status, 200, body, "Có thư xin lỗi cần giao cho người nộp")
	status, body = x.Get(c, at(d)+"/letter")
	want(t, status, 200, body, "Giao thư xin lỗi cho người nộp", "Số phiếu gửi bưu chính")
	status, body = x.Post(c, at(d)+"/letter", url.Values{"ground": {"late"}, "how": {"post"}, "to": {"Nguyễn Thị Mẫu"}})
	want(t, status, 422, body, "Ghi số phiếu gửi của bưu chính")
	if field(t, body, "to") != "Nguyễn Thị Mẫu" {
		t.Error("the name typed is lost")
	}
	status, body = x.Post(c, at(d)+"/letter", url.Values{"ground": {"late"}, "how": {"signature"}, "to": {"Nguyễn Thị Mẫu"}})
	want(t, status, 200, body, "Đã ghi nhận việc giao thư xin lỗi", "Giao thư xin lỗi cho người nộp")
	if strings.Contains(body, "Có thư xin lỗi cần giao") {
		t.Error("the letter was handed over")
	}
	status, body = x.Get(c, at(d)+"/letter")
	want(t, status, 200, body, "nên không còn làm được việc này")
}

func TestAnApplicantWithdrawsAtTheDeskAndTheHeadOfTheDeskStops(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, fiveDays)
	why := url.Values{"reason": {"Người nộp xin rút"}}
	status, body := x.Post(clerk(x), at(d)+"/withdraw", why)
	want(t, status, 422, body, "Đính kèm ảnh chụp đơn đề nghị của người nộp")
	status, body = x.Upload(clerk(x), at(d)+"/withdraw", nil, "paper", "don.png", halltest.PNG)
	want(t, status, 422, body, "Ghi rõ lý do")
	status, body = x.Upload(clerk(x), at(d)+"/withdraw", why, "paper", "don.png", halltest.PNG)
	want(t, status, 200, body, "Đã ghi nhận người nộp rút hồ sơ", "Công dân rút", "Đơn đề nghị kết thúc hồ sơ của người nộp")
	other := x.In(dossier.Received, fiveDays)
	boss := x.As(x.Who("onestop_head", x.Ward))
	if _, body := x.Get(boss, at(other)+"/stop"); strings.Contains(body, `value="not_completed"`) || !strings.Contains(body, `value="applicant"`) {
		t.Error("SET-13 nobody was asked for anything, and the page offers the end for want of papers")
	}
	status, body = x.Post(boss, at(other)+"/stop", url.Values{"cause": {"authority"}, "issuer": {"Tòa án nhân dân Thành phố"}, "number": {"12/2019/QĐ-BPKCTT"}, "day": {"2019-06-03"}, "reason": {"ngắn"}})
	want(t, status, 422, body, "Ghi rõ lý do")
	status, body = x.Post(boss, at(other)+"/stop", url.Values{"cause": {"applicant"}, "reason": {"Người nộp đề nghị dừng"}})
	want(t, status, 422, body, "Đính kèm ảnh chụp đơn đề nghị của người nộp")
	status, body = x.Post(boss, at(other)+"/stop", url.Values{"cause": {"authority"}, "issuer": {"Tòa án nhân dân Thành phố"}, "number": {"12/2019/QĐ-BPKCTT"}, "day": {"2019-06-03"}, "reason": {"Theo quyết định của tòa án"}})
	want(t, status, 200, body, "Đã dừng giải quyết hồ sơ", "Dừng xử lý")
}

func TestNobodyElseStandsAtTheDesk(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, fiveDays)
	for _, rt := range reception.Routes(x.Hall) {
		method, path, _ := strings.Cut(rt.Pattern, " ")
		path = strings.NewReplacer("{code}", d.Code, "{procedure}", fiveDays, "{file}", "f").Replace(path)
		ask := func(c *http.Client) int {
			if method == http.MethodGet {
				status, _ := x.Get(c, path)
				return status
			}
			status, _ := x.Post(c, path, url.Values{"key": {"k"}})
			return status
		}
		for _, role := range []string{"officer", "head", "control", "inspector", "admin"} {
			if status := ask(x.As(x.Who(role, x.Ward))); status != 404 {
				t.Errorf("%s as %s: %d", rt.Pattern, role, status)
			}
		}
		if strings.Contains(rt.Pattern, "{code}") {
			if status := ask(x.As(x.Who("reception", x.Other))); status != 404 {
				t.Errorf("%s from another desk: %d", rt.Pattern, status)
			}
		}
		nobody := x.As(x.Who("reception", "")) // no such post
		nobody.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		if status := ask(nobody); status != http.StatusSeeOther {
			t.Errorf("%s as nobody: %d", rt.Pattern, status)
		}
	}
	if got := fmt.Sprint(mustState(t, x, d)); got != string(dossier.Received) {
		t.Errorf("the dossier is %s", got)
	}
}

func mustState(t *testing.T, x *halltest.House, d dossier.Dossier) dossier.State {
	t.Helper()
	now, err := x.Dossiers.Open(context.Background(), dossiertest.Key(d))
	if err != nil {
		t.Fatal(err)
	}
	return now.State
}

func TestANameThatFitsOneProcedureOpensItsForm(t *testing.T) {
	x := open(t)
	status, body := x.Get(clerk(x), "/desk/new?q="+fiveDays)
	want(t, status, 200, body, "Nếu tiếp nhận lúc này", fiveDays)
}
