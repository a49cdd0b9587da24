package officer_test

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/letter"
	"motcua/office"
	"motcua/web/hall/halltest"
	"motcua/web/officer"
	"motcua/web/page"
)

const fiveDays = "1.004746" // Thủ tục đăng ký lại kết hôn

func open(t *testing.T) *halltest.House {
	t.Helper()
	return halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: officer.Routes})
}

func mine(x *halltest.House) *http.Client { return x.As(x.Who("officer", x.Ward)) }

func at(d dossier.Dossier) string { return "/officer/dossiers/" + d.Code }

// assigned is a dossier in the officer's hands, not examined yet.
func assigned(x *halltest.House) dossier.Dossier {
	x.T.Helper()
	d := x.In(dossier.Received, fiveDays)
	return x.Must(x.Who("head", x.Ward), d, dossier.Assign{Officer: x.Who("officer", x.Ward).Official, Office: x.Ward})
}

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

// file is what is uploaded with a form; no name is no file.
type file struct {
	name    string
	content []byte
}

// upload posts a form with a file.
func upload(t *testing.T, x *halltest.House, c *http.Client, path string, form url.Values, up file) (int, string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, vs := range form {
		for _, v := range vs {
			if err := w.WriteField(k, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	if up.name != "" {
		f, err := w.CreateFormFile("file", up.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write(up.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, x.Server.URL+path, &b)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	out, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(out)
}

// result is a PDF as an officer drafts one.
func result(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	err := letter.RefusalSlip{Head: letter.Head{Office: "ỦY BAN NHÂN DÂN PHƯỜNG", Number: 1, Symbol: "KQ", Place: "Thành phố Hồ Chí Minh", Date: time.Date(2019, 6, 3, 9, 0, 0, 0, clock.Zone)},
		Applicant: letter.Applicant{Name: "Nguyễn Thị Mẫu"}, Procedure: "Đăng ký lại kết hôn", Reason: "Dự thảo"}.Render(&b)
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkStandsByTimeLeftInGroupsWithCounts(t *testing.T) {
	x := open(t)
	c := mine(x)
	status, body := x.Get(c, "/officer")
	want(t, status, 200, body, "Hồ sơ được phân công cho ông/bà sẽ hiện ở đây", "Không có ý kiến nào phải trả lời")
	late := assigned(x) // due Monday 10 June
	x.To("2019-06-04 09:00")
	today := assigned(x) // due Tuesday 11 June
	x.To("2019-06-05 09:00")
	week := assigned(x) // due Wednesday 12 June
	waiting := assigned(x)
	waiting = x.Must(x.Who("officer", x.Ward), waiting, decision.Consult{Office: x.Other, Limit: "9wd", Question: "Đề nghị xác nhận tình trạng hôn nhân"})
	x.To("2019-06-11 09:00")
	later := assigned(x) // due Tuesday 18 June
	other := x.Must(x.Who("head", x.Ward), x.In(dossier.Received, fiveDays), dossier.Assign{Officer: "someone-else", Office: x.Ward})
	order := func(tab string) string {
		_, body := x.Get(c, "/officer?tab="+tab)
		var out []string
		for _, row := range all(parse(t, body), "tr", "data-href", "") {
			out = append(out, strings.TrimPrefix(get(row, "data-href"), "/officer/dossiers/"))
		}
		return strings.Join(out, " ")
	}
	for tab, ds := range map[string][]dossier.Dossier{"all": {late, today, week, waiting, later}, "late": {late}, "today": {today}, "week": {week, waiting}, "waiting": {waiting}} {
		var codes []string
		for _, d := range ds {
			codes = append(codes, d.Code)
		}
		if got := order(tab); got != strings.Join(codes, " ") {
			t.Errorf("%s: %s, want %s", tab, got, strings.Join(codes, " "))
		}
	}
	status, body = x.Get(c, "/officer")
	want(t, status, 200, body, "Tất cả 5", "Quá hạn 1", "Đến hạn hôm nay 1", "Trong tuần 2", "Đang chờ 1", "Chờ ý kiến")
	if strings.Contains(body, other.Code) {
		t.Error("another officer's dossier is on the list")
	}
}

func TestSET1AppraisalComesBeforeTheProposalAndTheProposalCarriesADraft(t *testing.T) {
	x := open(t)
	c := mine(x)
	d := assigned(x)
	status, body := x.Get(c, at(d))
	want(t, status, 200, body, "Thẩm định", "Lấy ý kiến", "Yêu cầu bổ sung", "Chưa thẩm định")
	status, body = x.Get(c, at(d)+"/propose")
	want(t, status, 200, body, "Hồ sơ chưa được thẩm định")
	status, body = x.Post(c, at(d)+"/examine", url.Values{})
	want(t, status, 422, body, "Chọn kết quả thẩm định")
	status, body = x.Post(c, at(d)+"/examine", url.Values{"fit": {"no"}, "reason": {"ngắn"}})
	want(t, status, 422, body, "Ghi rõ lý do")
	if field(t, body, "reason") != "ngắn" {
		t.Error("the note typed is lost")
	}
	status, body = x.Post(c, at(d)+"/examine", url.Values{"fit": {"yes"}})
	want(t, status, 200, body, "Đã ghi kết quả thẩm định", "Trình ký")
	status, body = upload(t, x, c, at(d)+"/propose", url.Values{"outcome": {"granted"}}, file{})
	want(t, status, 422, body, "Đính kèm dự thảo kết quả")
	status, body = upload(t, x, c, at(d)+"/propose", url.Values{"outcome": {"granted"}}, file{"ket-qua.pdf", []byte("<html>not a PDF</html>")})
	if status != 422 || len(all(parse(t, body), "div", "role", "alert")) == 0 {
		t.Fatalf("a file that is not what it says: %d", status)
	}
	status, body = upload(t, x, c, at(d)+"/propose", url.Values{"outcome": {"rejected"}}, file{"Dự thảo kết quả.pdf", result(t)})
	want(t, status, 422, body, "Ghi rõ lý do", "Dự thảo đã tải lên", "Dự thảo kết quả.pdf")
	kept := get(all(parse(t, body), "input", "name", "draft")[0], "value")
	status, body = upload(t, x, c, at(d)+"/propose", url.Values{"outcome": {"granted"}, "draft": {kept}}, file{})
	want(t, status, 200, body, "Đã trình lãnh đạo ký", "Dự thảo kết quả.pdf")
	now, err := x.Dossiers.Open(context.Background(), dossiertest.Key(d))
	if err != nil || now.State != dossier.Proposed || now.Proposal.File == "" {
		t.Fatalf("%+v %v", now.Proposal, err)
	}
	resp, err := c.Get(x.Server.URL + at(d) + "/files/" + kept)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if got, _ := io.ReadAll(resp.Body); !bytes.Equal(got, result(t)) || !strings.HasPrefix(resp.Header.Get("Content-Disposition"), "attachment") {
		t.Errorf("file: %d %q", resp.StatusCode, resp.Header.Get("Content-Disposition"))
	}
	if status, _ := x.Get(c, at(assigned(x))+"/files/"+kept); status != 404 {
		t.Errorf("a file of another dossier: %d", status)
	}
}

func TestSET3AnotherOfficeIsAskedAndAnswersWithinItsLimit(t *testing.T) {
	x := open(t)
	c := mine(x)
	d := x.In(dossier.InProcess, fiveDays)
	ask := url.Values{"office": {x.Other}, "limit": {"2"}, "reason": {"Đề nghị xác nhận tình trạng hôn nhân"}}
	for _, row := range []struct{ says, name, value string }{
		{"Chọn cơ quan khác để lấy ý kiến", "office", ""},
		{"Nhập số từ 1 đến 60", "limit", "900"},
		{"Ghi rõ lý do", "reason", "?"},
	} {
		v := url.Values{}
		for k, s := range ask {
			v[k] = s
		}
		v.Set(row.name, row.value)
		status, body := x.Post(c, at(d)+"/consult", v)
		want(t, status, 422, body, row.says)
	}
	status, body := x.Post(c, at(d)+"/consult", ask)
	want(t, status, 200, body, "Đã gửi yêu cầu lấy ý kiến", "Đang chờ", "05/6/2019 17:00")
	status, body = x.Post(c, at(d)+"/consult", ask)
	want(t, status, 422, body, "Đang chờ ý kiến của cơ quan này")
	status, body = upload(t, x, c, at(d)+"/propose", url.Values{"outcome": {"granted"}}, file{"kq.pdf", result(t)})
	want(t, status, 422, body, "Đang chờ ý kiến của", "SET-3", "kq.pdf")

	them := x.As(x.Who("officer", x.Other))
	status, body = x.Get(them, "/officer")
	want(t, status, 200, body, d.Code, "05/6/2019 17:00")
	status, body = x.Get(them, at(d))
	want(t, status, 200, body, "Đơn vị của ông/bà được hỏi ý kiến", "Trả lời ý kiến")
	status, body = x.Get(them, at(d)+"/answer")
	want(t, status, 200, body, "Đề nghị xác nhận tình trạng hôn nhân")
	status, body = upload(t, x, them, at(d)+"/answer", url.Values{"reason": {"Không có vướng mắc gì"}}, file{})
	want(t, status, 422, body, "Chọn ý kiến")
	if status, _ := upload(t, x, c, at(d)+"/answer", url.Values{"agrees": {"yes"}, "reason": {"Không có vướng mắc gì"}}, file{}); status != 403 {
		t.Errorf("the asking office answers itself: %d", status)
	}
	upload(t, x, them, at(d)+"/answer", url.Values{"agrees": {"yes"}, "reason": {"Không có vướng mắc gì"}}, file{"y-kien.pdf", result(t)})
	status, body = x.Get(c, at(d))
	want(t, status, 200, body, "Đồng ý", "Không có vướng mắc gì", "y-kien.pdf")
	if body := looksAtItsPart(t, x, them, d); strings.Contains(body, "y-kien.pdf") {
		t.Error("an office that has answered still sees the files")
	}
}

func TestSET2ASupplementIsAskedOnceFromThePublishedListAndLateOnesAreMarked(t *testing.T) {
	x := open(t)
	c := mine(x)
	d := x.In(dossier.InProcess, fiveDays)
	x.To("2019-06-07 09:00")
	status, form := x.Get(c, at(d)+"/supplement")
	want(t, status, 200, form, "Đã quá 03 ngày làm việc kể từ ngày tiếp nhận", "chỉ được yêu cầu bổ sung một lần")
	key := get(all(parse(t, form), "input", "name", "papers")[0], "value")
	status, body := x.Post(c, at(d)+"/supplement", url.Values{"reason": {"Thiếu chữ ký của người khai"}})
	want(t, status, 422, body, "Chọn ít nhất một giấy tờ")
	if !strings.Contains(wrong(t, body, "papers"), "Chọn ít nhất một giấy tờ") {
		t.Error("the sentence does not stand at the papers")
	}
	ask := url.Values{"papers": {key}, "what-" + key: {"Thiếu chữ ký"}, "reason": {"Thiếu chữ ký của người khai"}}
	status, body = x.Post(c, at(d)+"/supplement", ask)
	want(t, status, 200, body, "Đã gửi yêu cầu bổ sung", "Yêu cầu bổ sung", "1 giấy tờ cần bổ sung")
	d = x.Must(x.Who("reception", x.Ward), d, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: key, Name: "x", Originals: 1}}})
	status, body = x.Post(c, at(d)+"/supplement", ask)
	want(t, status, 422, body, "Pháp luật chỉ cho yêu cầu bổ sung một lần", "PRI-6")
}

func TestAPO7ALateDossierGoesNowhereBeforeItsLetterAndTheOfficerDraftsIt(t *testing.T) {
	x := open(t)
	c := mine(x)
	d := x.In(dossier.InProcess, fiveDays) // due Monday 10 June, 17:00
	x.To("2019-06-10 09:00")
	status, body := x.Get(c, at(d)+"/apology")
	want(t, status, 200, body, "Gửi thư chậm nhất", "17 giờ 00, thứ Hai, 10/6/2019", "còn 6 giờ", "17 giờ 00, thứ Sáu, 07/6/2019", "Hồ sơ đang giải quyết")
	x.To("2019-06-11 09:00")
	status, body = x.Get(c, at(d))
	want(t, status, 200, body, "Hồ sơ quá hạn, chưa có thư xin lỗi", "Soạn thư xin lỗi")
	status, body = upload(t, x, c, at(d)+"/propose", url.Values{"outcome": {"granted"}}, file{"kq.pdf", result(t)})
	want(t, status, 422, body, "Phải gửi thư xin lỗi", "APO-7")
	write := url.Values{"cause": {"A1"}, "why": {"Người thụ lý nghỉ ốm cả tuần"}, "status": {"Đang thẩm định"}, "new_date-day": {"14"}, "new_date-month": {"6"}, "new_date-year": {"2019"}}
	for _, row := range []struct{ says, name, value string }{
		{"Chọn nguyên nhân trễ hạn", "cause", ""},
		{"Ghi rõ lý do trễ hạn", "why", "bận"},
		{"Ghi tình trạng giải quyết", "status", ""},
		{"Ngày hẹn lại rơi vào ngày nghỉ", "new_date-day", "15"},
		{"Ngày hẹn lại phải sau hôm nay", "new_date-day", "10"},
		{"Nhập ngày, tháng, năm có thật", "new_date-month", "13"},
	} {
		t.Run(row.says, func(t *testing.T) {
			v := url.Values{}
			for k, s := range write {
				v[k] = s
			}
			v.Set(row.name, row.value)
			status, body := x.Post(c, at(d)+"/apology", v)
			want(t, status, 422, body, row.says)
			if name, _, _ := strings.Cut(row.name, "-"); !strings.Contains(wrong(t, body, name), row.says) {
				t.Errorf("the sentence does not stand at %s: %q", name, wrong(t, body, name))
			}
			if row.name != "why" && field(t, body, "why") != "Người thụ lý nghỉ ốm cả tuần" {
				t.Error("what was typed is lost")
			}
		})
	}
	status, body = x.Post(c, at(d)+"/apology", url.Values{})
	want(t, status, 422, body, "Chọn nguyên nhân trễ hạn", "Ghi rõ lý do trễ hạn", "Ghi tình trạng giải quyết", "Ghi ngày hẹn trả kết quả lần sau", "APO-6")
	status, body = x.Post(c, at(d)+"/apology", write)
	want(t, status, 200, body, "Đã lưu dự thảo thư xin lỗi", "đang chờ người đứng đầu ký gửi")
	status, body = x.Get(c, at(d)+"/apology")
	want(t, status, 200, body, "Số thư đã cấp 1")
	if field(t, body, "why") != "Người thụ lý nghỉ ốm cả tuần" || field(t, body, "new_date-day") != "14" {
		t.Error("the draft is not shown again")
	}
	x.Post(c, at(d)+"/apology", write) // rewriting is a version of the one letter
	if _, err := x.Letters.Send(context.Background(), x.Who("head", x.Ward), dossiertest.Key(d), x.Letter("2019-06-14 17:00")); err != nil {
		t.Fatal(err)
	}
	if status, _ := x.Post(c, at(d)+"/apology", write); status != 409 {
		t.Errorf("a second letter: %d", status)
	}
	status, body = upload(t, x, c, at(d)+"/propose", url.Values{"outcome": {"granted"}}, file{"kq.pdf", result(t)})
	want(t, status, 200, body, "Đã trình lãnh đạo ký")
}

func TestOnlyOfficersOfTheOfficeStandHere(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, fiveDays)
	if err := x.Hall.Offices.Save(context.Background(), second(x)); err != nil {
		t.Fatal(err)
	}
	colleague := x.As(x.Who("officer", x.Ward+"-2"))
	for _, rt := range officer.Routes(x.Hall) {
		method, path, _ := strings.Cut(rt.Pattern, " ")
		path = strings.NewReplacer("{code}", d.Code, "{file}", "f").Replace(path)
		ask := func(c *http.Client) int {
			if method == http.MethodGet {
				status, _ := x.Get(c, path)
				return status
			}
			status, _ := x.Post(c, path, url.Values{})
			return status
		}
		for _, role := range []string{"reception", "head", "deputy_head", "onestop_head", "control", "inspector", "admin"} {
			if status := ask(x.As(x.Who(role, x.Ward))); status != 404 {
				t.Errorf("%s as %s: %d", rt.Pattern, role, status)
			}
		}
		if strings.Contains(rt.Pattern, "{code}") {
			if status := ask(x.As(x.Who("officer", x.Other))); status != 404 {
				t.Errorf("%s from another office: %d", rt.Pattern, status)
			}
		}
		if strings.HasSuffix(rt.Pattern, "/examine") || strings.HasSuffix(rt.Pattern, "/propose") {
			if status := ask(colleague); status != 403 {
				t.Errorf("%s by a colleague it was not assigned to: %d", rt.Pattern, status)
			}
		}
	}
}

// second is another officer of the ward.
func second(x *halltest.House) office.Change {
	w := x.Who("officer", x.Ward+"-2")
	return office.Change{Officials: []office.Official{{ID: w.Official, Name: "Công chức thứ hai", Title: "Chuyên viên", Phone: "02800000000", Email: "b@b.example"}},
		Posts: []office.Post{{ID: w.Post, Official: w.Official, Office: x.Ward, Role: office.Officer, From: "2019-01-06"}}}
}
