package citizen_test

import (
	"net/url"
	"strings"
	"sync"
	"testing"

	"motcua/access"
	"motcua/dossier"
	"motcua/form/formtest"
)

var whoNobody = access.Who{}

func query(pairs ...string) string {
	q := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return q.Encode()
}

// begin starts a draft of the procedure and gives the address of its steps.
func (x house) begin(code string) string {
	x.T.Helper()
	n := x.post("/procedures/"+code+"/file", nil, 200)
	for _, f := range all(n, "form") {
		if a := attr(f, "action"); strings.HasPrefix(a, "/filing/") {
			return a[:len("/filing/")+36]
		}
	}
	x.T.Fatal("no draft was begun")
	return ""
}

var person = url.Values{"name": {"Nguyễn Thị Mẫu"}, "phone": {"090 000 0123"}, "email": {"mau@example.org"}, "address": {"1 Đường Mẫu, Phường Bến Nghé"}}

// answered brings a draft to its last page.
func (x house) answered() string {
	x.T.Helper()
	f := x.begin(birth)
	x.post(f+"/office", url.Values{"office": {x.Ward}}, 200)
	x.post(f+"/person", person, 200)
	x.post(f+"/form", x.declaration(birth), 200)
	x.upload(f+"/papers/p2", 200, file{"file", "Giấy chứng sinh.pdf", pdf()})
	x.post(f+"/papers", nil, 200)
	x.post(f+"/return", url.Values{"return": {"desk"}}, 200)
	return f
}

// declaration is the form of a procedure, rightly filled in.
func (x house) declaration(code string) url.Values {
	x.T.Helper()
	v, ok := x.Procedures.InForce(code, x.Hall.Today())
	if !ok {
		x.T.Fatal("no " + code)
	}
	return formtest.Values(x.Hall.Forms.For(v))
}

func TestACitizenFilesOnline(t *testing.T) {
	x := open(t)
	f := x.answered()
	check := x.get(f+"/check", 200)
	says(t, check, "Nguyễn Thị Mẫu", "090 000 0123", "1 tệp", "Nếu được tiếp nhận ngay bây giờ: 17 giờ 00, thứ Hai, 03/6/2019", "Vì sao là ngày này?", "Đã lưu lúc 08 giờ 00")
	done := x.post(f+"/submit", nil, 200)
	says(t, done, "Đã nộp hồ sơ", "08 giờ làm việc", "Giấy chứng sinh.pdf")
	code := text(one(t, done, "strong"))
	d, err := x.Dossiers.Find(t.Context(), x.Citizen(), code)
	if err != nil {
		t.Fatal(err)
	}
	if d.State != dossier.Filed || d.Channel != 2 || d.Receiving != x.Ward || d.ReturnAt != x.Ward || len(d.Papers) != 1 || len(d.Papers[0].Files) != 1 {
		t.Errorf("%+v", d)
	}
	files, err := x.Hall.Papers.Of(t.Context(), d.ID)
	if err != nil || len(files) != 1 || files[0].ID != d.Papers[0].Files[0] {
		t.Errorf("the files moved with the dossier: %v %v", files, err)
	}
	if again := x.get(f+"/check", 200); !strings.Contains(text(again), code) {
		t.Error("a draft that was filed leads to its dossier")
	}
}

func TestPressingTwiceFilesOnce(t *testing.T) {
	x := open(t)
	f := x.answered()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			req, err := x.c.PostForm(x.Server.URL+f+"/submit", nil)
			if err != nil {
				t.Error(err)
				return
			}
			req.Body.Close()
			if req.StatusCode != 200 {
				t.Errorf("status %d", req.StatusCode)
			}
		})
	}
	wg.Wait()
	lines, err := dossier.New(x.DB.Read()).PersonLines(t.Context(), dossier.PersonLinesParams{Person: "person-1", Most: 10})
	if err != nil || len(lines) != 1 {
		t.Fatalf("%d dossiers, %v", len(lines), err)
	}
}

func TestADraftIsFoundAgainOnAnotherDevice(t *testing.T) {
	x := open(t)
	f := x.begin(birth)
	x.post(f+"/office", url.Values{"office": {x.Ward}}, 200)
	if code, _ := x.Post(x.c, f+"/save", url.Values{"name": {"Nguyễn Thị"}}); code != 204 {
		t.Fatalf("autosave: %d", code)
	}
	phone := x.As(x.Citizen())
	list := x.as(phone, "/mine", 200)
	if href := attr(all(one(t, list, "#drafts"), "a")[0], "href"); href != f+"/person" {
		t.Fatalf("the draft leads to the question it stopped at: %s", href)
	}
	if v := attr(one(t, x.as(phone, f+"/person", 200), "input[name=name]"), "value"); v != "Nguyễn Thị" {
		t.Errorf("what was typed is there: %q", v)
	}
	if again := x.begin(birth); again != f {
		t.Error("beginning the same procedure again goes on with the draft")
	}
	x.post(f+"/drop", nil, 200)
	x.get(f+"/person", 404)
}

func TestAnotherCitizensDraftIsNotThere(t *testing.T) {
	x := open(t)
	f := x.answered()
	other := x.As(access.Who{Person: "person-2"})
	for _, p := range []string{"/office", "/check", "/papers/p2"} {
		says(t, x.as(other, f+p, 404), "Không tìm thấy bản nháp này")
	}
	if code, _ := x.Post(other, f+"/submit", nil); code != 404 {
		t.Errorf("submit: %d", code)
	}
	if code, _ := x.Post(x.As(x.Who("head", x.Ward)), f+"/submit", nil); code == 200 {
		if _, body := x.Get(x.c, "/mine"); strings.Contains(body, "Đã nộp, chờ tiếp nhận") {
			t.Error("an official cannot file a citizen's draft")
		}
	}
}

func TestWrongAnswersStayWithTheirSentence(t *testing.T) {
	x := open(t)
	f := x.begin(birth)
	for _, row := range []struct {
		sentence, step string
		form           url.Values
		says           string
	}{
		{"an office must be chosen", "office", nil, "Chọn nơi nộp hồ sơ."},
		{"KS-1 a district does not receive what a commune does", "office", url.Values{"office": {x.District}}, "Nơi này không tiếp nhận thủ tục đã chọn."},
		{"a name is needed", "person", url.Values{"phone": {"0900000123"}}, "Hãy nhập họ tên"},
		{"a phone has ten digits", "person", url.Values{"name": {"Mẫu"}, "phone": {"12"}}, "Số điện thoại gồm 10 hoặc 11 chữ số"},
		{"SMS need a phone", "person", url.Values{"name": {"Mẫu"}}, "Hãy nhập số điện thoại"},
		{"papers are needed", "papers", nil, "Chưa có giấy tờ nào."},
		{"a way of return must be chosen", "return", nil, "Chọn nơi nhận kết quả."},
		{"there are two ways", "return", url.Values{"return": {"drone"}}, "Chọn một trong các mục đã nêu."},
		{"the post needs an address", "return", url.Values{"return": {"post"}}, "Nhận qua bưu chính cần có địa chỉ."},
	} {
		n := x.post(f+"/"+row.step, row.form, 422)
		if got := text(one(t, n, ".govuk-error-summary")); !strings.Contains(got, row.says) {
			t.Errorf("%s: %s", row.sentence, got)
		}
	}
	n := x.post(f+"/person", url.Values{"name": {"Nguyễn Thị Mẫu"}, "phone": {"12"}}, 422)
	if v := attr(one(t, n, "input[name=name]"), "value"); v != "Nguyễn Thị Mẫu" {
		t.Errorf("what was typed is kept: %q", v)
	}
	says(t, x.get(f+"/check", 200), "Nộp hồ sơ ở đâu?") // unanswered: back to the question
	x.get(f+"/nowhere", 404)
}

func TestTheOfficeIsFoundByItsName(t *testing.T) {
	x := open(t)
	f := x.begin(birth)
	ward, _ := x.Offices.Office(x.Ward)
	says(t, x.get(f+"/office?"+query("q", "tan dinh quan 1"), 200), ward.Place)
	says(t, x.get(f+"/office?"+query("area", x.District), 200), ward.Place)
	says(t, x.get(f+"/office?q=khongco", 200), "Không có nơi nào có tên này")
	many := x.get(f+"/office?q=phuong", 200)
	if n := len(all(many, "input[name=office]")); n != 40 {
		t.Errorf("%d offices at once", n)
	}
	one(t, many, "#more")
	district := x.begin("1.000893")
	if n := len(all(x.get(district+"/office", 200), "input[name=office]")); n != 24 {
		t.Errorf("a district's procedure is filed at one of 24 districts, not %d", n)
	}
}

func TestFilesAreRefusedOnTheSpot(t *testing.T) {
	x := open(t)
	f := x.begin(birth)
	n := x.upload(f+"/papers/p2", 422, file{"file", "good.pdf", pdf()}, file{"file", "trong.pdf", nil}, file{"file", "virus.exe", []byte("MZ\x90\x00 not a paper at all")})
	says(t, n, "Tệp “trong.pdf” trống", "Tệp “virus.exe” không thuộc loại được nhận", "good.pdf")
	if got := len(all(one(t, n, "#files"), "form")); got != 1 {
		t.Errorf("the good one stays, the bad ones do not: %d files", got)
	}
	says(t, x.upload(f+"/papers/p2", 422), "Chưa chọn tệp nào")
	says(t, x.get(f+"/papers/p99", 404), "không có trong thành phần hồ sơ đã công bố")
	x.upload(f+"/papers/p99", 404, file{"file", "good.pdf", pdf()})
	id := attr(one(t, one(t, n, "#files"), "input[name=file]"), "value")
	if gone := x.post(f+"/papers/p2/remove", url.Values{"file": {id}}, 200); len(all(gone, "#files")) != 0 {
		t.Error("a removed file is gone")
	}
}

func TestChangingOneAnswerComesBackToTheLastPage(t *testing.T) {
	x := open(t)
	f := x.answered()
	changed := url.Values{}
	for k, v := range person {
		changed[k] = v
	}
	changed.Set("name", "Trần Văn Mẫu")
	says(t, x.post(f+"/person", changed, 200), "Xem lại trước khi nộp", "Trần Văn Mẫu")
	says(t, x.post(f+"/return", url.Values{"return": {"post"}}, 200), "Qua bưu chính công ích")
	x.post(f+"/submit", nil, 200)
	lines, err := dossier.New(x.DB.Read()).PersonLines(t.Context(), dossier.PersonLinesParams{Person: "person-1", Most: 10})
	if err != nil || len(lines) != 1 {
		t.Fatal(lines, err)
	}
	a, err := x.Dossiers.Applicant(t.Context(), dossier.Key{Home: lines[0].Home, ID: lines[0].ID})
	if err != nil || !strings.Contains(a.Address, "bưu chính công ích") {
		t.Errorf("the desk reads the wish: %+v %v", a, err)
	}
}

func TestNobodyFilesWithoutSignIn(t *testing.T) {
	x := open(t)
	c := x.As(whoNobody)
	if code, body := x.Post(c, "/procedures/"+birth+"/file", nil); code != 404 || strings.Contains(body, "Bước 1") {
		t.Errorf("sign-in comes first (there is no sign-in page in this city): %d", code)
	}
}
