package processes_test

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/access"
	"motcua/office"
	"motcua/process"
	"motcua/web/control"
	"motcua/web/control/processes"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

const wedding = "1.004746" // five working days

type house struct {
	*halltest.House
	drafter *http.Client
	control *http.Client
	dept    string
}

func open(t *testing.T) house {
	t.Helper()
	x := house{House: halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: processes.Routes}, halltest.Mount{Audience: page.Official, Routes: control.Routes})}
	ch := office.Change{}
	for _, o := range x.Hall.Offices.Tree().On("2019-06-03") {
		if o.Kind == office.Department {
			x.dept = o.ID
			break
		}
	}
	w := x.Who("officer", x.dept)
	ch.Officials = append(ch.Officials, office.Official{ID: w.Official, Name: "Lê Văn Soạn", Title: "Chuyên viên"})
	ch.Posts = append(ch.Posts, office.Post{ID: w.Post, Official: w.Official, Office: x.dept, Role: office.Officer, From: "2019-01-06"})
	if err := x.Hall.Offices.Save(context.Background(), ch); err != nil {
		t.Fatal(err)
	}
	x.drafter, x.control = x.As(w), x.As(x.Who("control", x.Hall.Offices.Tree().All()[0].ID))
	return x
}

// says holds a page to what it must say and must not.
func (x house) says(body string, all ...string) {
	x.T.Helper()
	for _, s := range all {
		if no, forbidden := strings.CutPrefix(s, "!"); forbidden == strings.Contains(body, strings.TrimPrefix(no, "!")) {
			x.T.Errorf("the page should say %q: %v", s, !forbidden)
		}
	}
}

var address = regexp.MustCompile(`/control/process/version/[0-9a-f-]+`)

// draft begins a version from what is derived and gives its address.
func (x house) draft() string {
	x.T.Helper()
	_, body := x.Get(x.drafter, "/control/process/of/"+wedding)
	form := url.Values{"key": {regexp.MustCompile(`name="key" value="([0-9a-f-]{36})"`).FindStringSubmatch(body)[1]}}
	bad := url.Values{"key": {strings.Repeat("0", 36)}}
	if code, body := x.Post(x.drafter, "/control/process/of/"+wedding+"/draft", bad); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Biểu mẫu đã cũ") {
		x.T.Errorf("a draft under a name of its sender: %d", code)
	}
	code, body := x.Post(x.drafter, "/control/process/of/"+wedding+"/draft", form)
	if code != http.StatusOK {
		x.T.Fatalf("draft: %d", code)
	}
	made := address.FindString(body)
	if _, again := x.Post(x.drafter, "/control/process/of/"+wedding+"/draft", form); address.FindString(again) != made {
		x.T.Error("the form pressed twice begins two drafts")
	}
	return made
}

var seenBox = regexp.MustCompile(`name="seen" value="(\d+)"`)

// deciding is a form of the control office as its page gives it.
func (x house) deciding(path string, form url.Values) url.Values {
	x.T.Helper()
	_, body := x.Get(x.control, path)
	if m := seenBox.FindStringSubmatch(body); m != nil {
		form.Set("seen", m[1])
	}
	return form
}

func stepForm(more ...string) url.Values {
	v := url.Values{"name": {"Thẩm định hồ sơ"}, "kind": {"examine"}, "place": {"competent"}, "role": {"officer"}, "counted": {"yes"}, "hours": {"30"}, "minutes": {"0"}, "way": {""}, "to-1": {"b3"}}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func TestPRI_9_TheTableIsEditedWithoutScript(t *testing.T) {
	x := open(t)
	_, body := x.Get(x.drafter, "/control/process?q=dang+ky+lai+ket+hon")
	x.says(body, "/control/process/of/"+wedding, "Không có quy trình nào chờ phê duyệt", "Suy ra từ thời hạn")
	_, body = x.Get(x.drafter, "/control/process/of/"+wedding)
	x.says(body, "Chưa có quy trình được phê duyệt", "Soạn từ quy trình trên", "<svg", "Xin lỗi, hẹn lại", "Kịp ngày hẹn")
	v := x.draft()
	_, body = x.Get(x.drafter, v)
	x.says(body, "Không có lỗi", "Trình phê duyệt", "Thêm sau", "Đang soạn")
	code, body := x.sends(v, "/rows", url.Values{"row": {"b2"}, "do": {"add"}})
	x.says(body, "Bước 3", "Đã thêm một bước", "Nội dung công việc")
	if code != http.StatusOK {
		t.Errorf("add: %d", code)
	}
	_, body = x.Get(x.drafter, v)
	x.says(body, "Bước 3 chưa có nội dung công việc", v+"/steps/b7#f-name", "!Không có lỗi", "!Trình phê duyệt<")
	if code, body = x.sends(v, "/submit", nil); code != http.StatusUnprocessableEntity || !strings.Contains(body, "chưa có nội dung") {
		t.Errorf("submit with faults: %d", code)
	}
	x.sends(v, "/rows", url.Values{"row": {"b7"}, "do": {"up"}})
	all, err := x.Hall.Processes.Of(context.Background(), wedding)
	if err != nil || all[0].Process.Steps[1].ID != "b7" {
		t.Errorf("moved up: %+v %v", all[0].Process.Steps[1], err)
	}
	x.sends(v, "/rows", url.Values{"row": {"b7"}, "do": {"down"}})
	x.sends(v, "/rows", url.Values{"row": {"b7"}, "do": {"remove"}})
	_, body = x.Get(x.drafter, v)
	x.says(body, "Không có lỗi")
	if code, _ = x.sends(v, "/rows", url.Values{"row": {"b7"}, "do": {"remove"}}); code != http.StatusConflict {
		t.Errorf("a row that is gone: %d", code)
	}
}

func TestPRI_9_AStepSaysWhatIsWrongAtItsField(t *testing.T) {
	x := open(t)
	v := x.draft()
	_, body := x.Get(x.drafter, v+"/steps/b2")
	x.says(body, "Phân công thụ lý", `value="30"`, "Công chức chuyên môn")
	for _, row := range []struct{ sentence, field, value, says string }{
		{"no name", "name", "", "Ghi nội dung công việc"},
		{"no role", "role", "", "Chọn người thực hiện"},
		{"a role not offered", "role", "king", "Chọn một trong các mục"},
		{"hours that are none", "hours", "mười", "số nguyên"},
		{"minutes beyond an hour", "minutes", "75", "từ 0 đến 59"},
		{"a named place without a name", "place", "named", "Chọn cơ quan thực hiện"},
		{"nothing follows", "to-1", "", "Chọn bước tiếp theo"},
		{"a branch without its condition", "way", "choice", "Ghi khi nào đi nhánh này"},
		{"several ways and no word which", "to-2", "b4", "nhiều bước tiếp theo"},
	} {
		code, body := x.sends(v, "/steps/b2", stepForm(row.field, row.value))
		if code != http.StatusUnprocessableEntity || !strings.Contains(body, row.says) || !strings.Contains(body, "govuk-error-message") {
			t.Errorf("%s: %d, want %q", row.sentence, code, row.says)
		}
	}
	code, body := x.sends(v, "/steps/b2", stepForm("hours", "26", "papers", "Tờ khai\nGiấy chứng sinh", "result", "Phiếu thẩm định"))
	if code != http.StatusOK {
		t.Errorf("save: %d", code)
	}
	x.says(body, "Đã lưu bước", "còn thiếu 4 giờ làm việc", "Giấy tờ: Tờ khai; Giấy chứng sinh", "thời gian từ “3 ngày 6 giờ làm việc” thành “3 ngày 2 giờ làm việc”")
	_, body = x.Get(x.drafter, "/control/process/of/"+wedding)
	x.says(body, "nội dung từ", "Quy trình số 1")
}

func TestPRI_9_FromTrialToApproval(t *testing.T) {
	x := open(t)
	v := x.draft()
	_, body := x.Get(x.drafter, v+"/trial?day-day=03&day-month=6&day-year=2019&hour=07:30")
	x.says(body, "các bước xong trước 17 giờ 00, thứ Sáu, 07/6/2019", "Bộ phận một cửa", "100 %", "!Gửi thư xin lỗi")
	_, body = x.Get(x.drafter, v+"/trial?pick-b3=b5")
	x.says(body, "gửi thư xin lỗi")
	if code, _ := x.Get(x.drafter, v+"/trial?hour=25:99"); code != http.StatusUnprocessableEntity {
		t.Errorf("an hour that is none: %d", code)
	}
	if code, _ := x.Get(x.control, v+"/approve"); code != http.StatusOK {
		t.Errorf("the control office looks: %d", code)
	}
	_, body = x.sends(v, "/submit", nil)
	x.says(body, "Đã trình", "Chờ phê duyệt", "!Sửa<span")
	_, body = x.Get(x.control, "/control/process")
	x.says(body, v, "Chờ phê duyệt")
	if code, body := x.Post(x.control, v+"/reject", x.deciding(v+"/reject", url.Values{"remark": {""}})); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Ghi rõ cần sửa gì") {
		t.Errorf("sent back without a word: %d", code)
	}
	_, body = x.Post(x.control, v+"/reject", x.deciding(v+"/reject", url.Values{"remark": {"Tách bước trình ký"}}))
	x.says(body, "Trả lại để sửa", "Tách bước trình ký")
	x.sends(v, "/steps/b2", stepForm())
	x.sends(v, "/submit", nil)
	ok := x.deciding(v+"/approve", url.Values{"decision": {"2345/QĐ-UBND ngày 03/6/2019"}, "from-day": {"10"}, "from-month": {"6"}, "from-year": {"2019"}})
	if code, body := x.Post(x.control, v+"/approve", url.Values{"decision": ok["decision"], "from-day": {"10"}, "from-month": {"6"}, "from-year": {"2019"}, "seen": {"1"}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, "kể từ khi mở trang") {
		t.Errorf("approved from an old page: %d", code)
	}
	for _, row := range []struct{ field, value, says string }{{"decision", "", "Ghi số và ngày quyết định"}, {"from-day", "03", "phải sau hôm nay"}, {"from-day", "31", "có thật"}} {
		bad := url.Values{"decision": ok["decision"], "from-day": ok["from-day"], "from-month": ok["from-month"], "from-year": ok["from-year"], "seen": ok["seen"]}
		bad.Set(row.field, row.value)
		if code, body := x.Post(x.control, v+"/approve", bad); code != http.StatusUnprocessableEntity || !strings.Contains(body, row.says) {
			t.Errorf("%s: %d", row.says, code)
		}
	}
	_, body = x.Post(x.control, v+"/approve", ok)
	x.says(body, "Đã phê duyệt", "giữ quy trình cũ", "2345/QĐ-UBND")
	if code, body := x.Post(x.control, v+"/approve", ok); code != http.StatusUnprocessableEntity || !strings.Contains(body, "người khác vừa xử lý") {
		t.Errorf("approved twice: %d", code)
	}
	x.To("2019-06-10 08:00")
	_, body = x.Get(x.drafter, "/control/process/of/"+wedding)
	x.says(body, "Quy trình số 1 áp dụng từ thứ Hai, 10/6/2019")
}

func TestPRI_9_NobodyElseActsOnAProcess(t *testing.T) {
	x := open(t)
	v := x.draft()
	ward := x.As(x.Who("officer", x.Ward))
	_, body := x.Get(ward, v)
	x.says(body, "!Thêm sau", "!/submit", "!/approve")
	_, body = x.Get(ward, "/control/process/of/"+wedding)
	x.says(body, "!Soạn từ quy trình trên")
	for _, row := range []struct {
		who  *http.Client
		path string
	}{{ward, "/control/process/of/" + wedding + "/draft"}, {ward, v + "/submit"}, {ward, v + "/rows"}, {ward, v + "/steps/b2"}, {ward, v + "/drop"}, {x.control, v + "/submit"}, {x.control, v + "/rows"},
		{x.drafter, v + "/approve"}, {x.drafter, v + "/reject"}, {ward, v + "/approve"}, {x.As(x.Who("control", x.District)), v + "/approve"}} {
		if code, body := x.Post(row.who, row.path, url.Values{"row": {"b2"}, "do": {"remove"}}); code != http.StatusForbidden || !strings.Contains(body, "Chỉ ") {
			t.Errorf("%s: %d", row.path, code)
		}
	}
	for _, who := range []access.Who{x.Who("reception", x.Ward), x.Who("inspector", x.Ward)} {
		if code, _ := x.Get(x.As(who), v); code != http.StatusNotFound {
			t.Errorf("%s: %d", who.Role, code)
		}
	}
	if code, body := x.sends(v, "/drop", nil); code != http.StatusOK || !strings.Contains(body, "Đã bỏ") {
		t.Errorf("drop: %d", code)
	}
}

func (x house) upload(data []byte) (int, string) {
	x.T.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	f, err := m.CreateFormFile("file", "quy-trinh.bpmn")
	if err != nil {
		x.T.Fatal(err)
	}
	if _, err := f.Write(data); err != nil {
		x.T.Fatal(err)
	}
	m.Close()
	req, err := http.NewRequest(http.MethodPost, x.Server.URL+"/control/process/of/"+wedding+"/file", &b)
	if err != nil {
		x.T.Fatal(err)
	}
	req.Header.Set("Content-Type", m.FormDataContentType())
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := x.drafter.Do(req)
	if err != nil {
		x.T.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		x.T.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func TestPRI_9_ABpmnFileGoesOutAndComesIn(t *testing.T) {
	x := open(t)
	v := x.draft()
	code, file := x.Get(x.drafter, v+"/bpmn")
	if code != http.StatusOK || !strings.HasPrefix(file, "<?xml") {
		t.Fatalf("%d %.80s", code, file)
	}
	code, body := x.upload([]byte(file))
	x.says(body, "Đã lập bản soạn từ tệp", "Không có lỗi", "Quy trình số 2")
	if code != http.StatusOK {
		t.Errorf("upload: %d", code)
	}
	all, err := x.Hall.Processes.Of(context.Background(), wedding)
	if err != nil || len(all) != 2 || len(process.Differences(all[0].Process, all[1].Process)) != 0 {
		t.Errorf("what went out came in otherwise: %v", err)
	}
	code, body = x.upload([]byte(strings.Replace(file, "<bpmn:userTask", "<bpmn:scriptTask id=\"x\" />\n<bpmn:userTask", 1)))
	if code != http.StatusUnprocessableEntity || !strings.Contains(body, "Dòng ") || !strings.Contains(body, "scriptTask") {
		t.Errorf("a wrong file: %d", code)
	}
	if code, body = x.upload([]byte("%PDF-1.7")); code != http.StatusUnprocessableEntity || !strings.Contains(body, "XML") {
		t.Errorf("no BPMN at all: %d", code)
	}
}
