package publish_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"motcua/access"
	"motcua/clock"
	"motcua/office"
	"motcua/publication"
	"motcua/web/control"
	"motcua/web/control/publish"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

type house struct {
	*halltest.House
	city, dept                         string
	officer, head, check, chair, other *http.Client
}

// open serves the pages with a staffed department of justice beside the usual offices.
func open(t testing.TB) house {
	t.Helper()
	x := house{House: halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: control.Routes}, halltest.Mount{Audience: page.Official, Routes: publish.Routes})}
	var ch office.Change
	for _, o := range x.Hall.Offices.Tree().All() {
		if o.Kind == office.City && x.city == "" {
			x.city = o.ID
		}
		if o.Place == "Sở Tư pháp" {
			x.dept = o.ID
		}
	}
	for _, r := range []office.Role{office.Officer, office.Head, office.Control} {
		w := x.Who(string(r), x.dept)
		ch.Officials = append(ch.Officials, office.Official{ID: w.Official, Name: "Công chức sở " + r.Vietnamese(), Title: "Chuyên viên", Email: "so@b.example"})
		ch.Posts = append(ch.Posts, office.Post{ID: w.Post, Official: w.Official, Office: x.dept, Role: r, From: "2019-01-06"})
	}
	if err := x.Hall.Offices.Save(context.Background(), ch); err != nil {
		t.Fatal(err)
	}
	as := func(role, at string) *http.Client { return x.As(x.Who(role, at)) }
	x.officer, x.head, x.check, x.chair, x.other = as("officer", x.dept), as("head", x.dept), as("control", x.city), as("head", x.city), as("officer", x.Ward)
	return x
}

var (
	anyDraft = regexp.MustCompile(`name="id" value="([^"]+)"`)
	hashOf   = regexp.MustCompile(`name="draft" value="([0-9a-f]{64})"`)
)

func legal(more ...string) url.Values {
	v := url.Values{"number": {"05/2019/TT-VD"}, "name": {"Thông tư ví dụ về hộ tịch"}, "issued-day": {"20"}, "issued-month": {"5"}, "issued-year": {"2019"}, "effect-day": {"1"}, "effect-month": {"7"}, "effect-year": {"2019"}}
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func (x house) begin() string { x.T.Helper(); return x.beginAs(x.newKey()) }

// newKey is what the form of a new file brings back.
func (x house) newKey() string {
	x.T.Helper()
	_, body := x.Get(x.officer, "/control/publish/new")
	m := anyDraft.FindStringSubmatch(body)
	if m == nil {
		x.T.Fatalf("no form: %s", body)
	}
	return m[1]
}

func (x house) beginAs(key string) string {
	x.T.Helper()
	const at = "/control/publish/new"
	if code, body := x.Post(x.officer, at, legal("id", key, "title", "Công bố thủ tục hành chính lĩnh vực hộ tịch")); code != http.StatusOK || !strings.Contains(body, "Đã lập hồ sơ công bố") {
		x.T.Fatalf("begin: %d %s", code, body)
	}
	return "/control/publish/files/" + clock.Derived("POST "+at, key)
}

// fields are what a browser would send of the editor's form, as it stands.
func fields(body string) url.Values {
	out := url.Values{}
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		return out
	}
	attr := func(n *html.Node, k string) string {
		for _, a := range n.Attr {
			if a.Key == k {
				return a.Val
			}
		}
		return ""
	}
	for n := range doc.Descendants() {
		name := attr(n, "name")
		switch {
		case n.Type != html.ElementNode || name == "":
		case n.Data == "input" && attr(n, "type") == "checkbox":
			if strings.Contains(" "+attrs(n)+" ", " checked ") {
				out.Add(name, attr(n, "value"))
			}
		case n.Data == "input":
			out.Set(name, attr(n, "value"))
		case n.Data == "textarea" && n.FirstChild != nil:
			out.Set(name, n.FirstChild.Data)
		case n.Data == "select":
			for o := range n.Descendants() {
				if o.Type == html.ElementNode && o.Data == "option" && strings.Contains(" "+attrs(o)+" ", " selected ") {
					out.Set(name, attr(o, "value"))
				}
			}
		}
	}
	return out
}

func attrs(n *html.Node) string {
	var out []string
	for _, a := range n.Attr {
		out = append(out, a.Key)
	}
	return strings.Join(out, " ")
}

func (x house) does(c *http.Client, path string, form url.Values, want int, says string) string {
	x.T.Helper()
	code, body := x.Post(c, path, form)
	if code != want || !strings.Contains(body, says) {
		x.T.Errorf("POST %s: %d, want %d and %q", path, code, want, says)
	}
	return body
}

// read is what a button of a page sends: the edition that was read.
func (x house) read(c *http.Client, path string) url.Values {
	x.T.Helper()
	return url.Values{"edition": {fields(x.sees(c, path)).Get("edition")}}
}

func (x house) submits(file string) {
	x.T.Helper()
	x.does(x.head, file+"/submit", x.read(x.head, file), 200, "Đã trình")
}

// checks fills in the page of the check as it stands.
func (x house) checks(file string, form url.Values, want int, says string) {
	x.T.Helper()
	form.Set("edition", fields(x.sees(x.check, file+"/check")).Get("edition"))
	x.does(x.check, file+"/check", form, want, says)
}

func (x house) sees(c *http.Client, path string, words ...string) string {
	x.T.Helper()
	code, body := x.Get(c, path)
	if code != http.StatusOK {
		x.T.Errorf("GET %s: %d", path, code)
	}
	for _, w := range words {
		if !strings.Contains(body, w) {
			x.T.Errorf("%s does not say %q", path, w)
		}
	}
	return body
}

// KS-4: from the changed text to the version in force, on pages and without script.
func TestKS_4_APublicationFromTheTextToTheNumber(t *testing.T) {
	x := open(t)
	x.sees(x.officer, "/control/publish", "Chưa có hồ sơ công bố nào", "Lập hồ sơ công bố")
	x.sees(x.check, "/control/publish/texts", "Chưa theo dõi văn bản nào")
	x.does(x.check, "/control/publish/texts", url.Values{"state": {"changed"}}, 422, "Ghi số, ký hiệu của văn bản")
	x.does(x.check, "/control/publish/texts", legal("number", "15/2015/TT-BTP", "state", "changed", "by", "05/2019/TT-VD", "office", x.dept), 200, "giao rà soát")
	body := x.sees(x.officer, "/control/publish", "Thủ tục phải rà soát", "Thủ tục đăng ký khai sinh")
	task := regexp.MustCompile(`/control/publish/tasks/[0-9a-f-]{36}`).FindString(body)
	x.sees(x.officer, task, "Vì sao là ngày này?", "Lập hồ sơ công bố", "05/2019/TT-VD")
	x.does(x.officer, task, url.Values{"reason": {"không"}}, 422, "Ghi rõ lý do")
	x.does(x.officer, task, url.Values{"reason": {"Nội dung sửa đổi không liên quan thủ tục này"}}, 200, "không phải sửa đổi")
	x.does(x.officer, task, url.Values{"reason": {"Nội dung sửa đổi không liên quan thủ tục này"}}, 422, "đã xong")

	x.does(x.officer, "/control/publish/new", url.Values{"id": {strings.Repeat("0", 36)}, "title": {"Công bố"}}, 422, "Biểu mẫu đã cũ. Tải lại trang")
	x.does(x.officer, "/control/publish/new", url.Values{"id": {x.IDs.New()}}, 422, "Ghi trích yếu")
	key := x.newKey()
	file := x.beginAs(key)
	x.does(x.officer, "/control/publish/new", legal("id", key, "title", "Công bố"), 200, "Chưa có thủ tục nào") // pressed twice
	x.does(x.officer, file+"/items", url.Values{"kind": {"amended"}, "code": {"1.999999"}}, 422, "không có trong danh mục")
	x.does(x.officer, file+"/items", url.Values{"kind": {"amended"}, "code": {"1.001193"}}, 200, "Soạn nội dung")
	x.does(x.officer, file+"/items", url.Values{"kind": {"amended"}, "code": {"1.001193"}}, 422, "đã có trong hồ sơ")

	item := file + "/items/1.001193"
	form := fields(x.sees(x.officer, item, "Trình tự thực hiện", "Giấy tờ 1"))
	before := form.Get("papers")
	form.Set("unit-0", "wd")
	form.Set("limit-0", "hai")
	x.does(x.officer, item, form, 422, "Nhập thời hạn bằng số")
	form.Set("limit-0", "2")
	n, _ := strconv.Atoi(before)
	form.Set("paper-"+strconv.Itoa(n-1), "Giấy chứng sinh bản điện tử")
	form.Set("originals-"+strconv.Itoa(n-1), "1")
	form["none"] = []string{"forms", "conditions", "fee"}
	form.Set("do", "save")
	x.does(x.officer, item, form, 200, "Giấy chứng sinh bản điện tử (1 bản chính, 0 bản sao)")
	x.sees(x.officer, file, "Nội dung thay đổi", "02 ngày làm việc", "thứ Tư, 26/6/2019")

	if code, _ := x.Post(x.officer, file+"/submit", nil); code != http.StatusForbidden {
		t.Errorf("an officer submits: %d", code)
	}
	x.submits(file)
	x.does(x.head, file+"/submit", nil, 422, "đang soạn")
	x.sees(x.check, file+"/check", "có thay đổi", "Ý kiến về mục này")
	x.checks(file, url.Values{"do": {"back"}}, 422, "ít nhất một ý kiến")
	x.checks(file, url.Values{"do": {"accept"}, "remark": {"Cần ghi rõ nơi nộp hồ sơ"}}, 422, "mà lại chấp nhận")
	x.checks(file, url.Values{"do": {"back"}, "remark.1.001193.steps": {"Cần ghi rõ nơi nộp hồ sơ"}}, 200, "Đã trả lại")
	x.sees(x.officer, file, "Cần ghi rõ nơi nộp hồ sơ", "mục Trình tự thực hiện")
	form = fields(x.sees(x.officer, item, "Cần ghi rõ nơi nộp hồ sơ"))
	form.Set("steps", "Nộp hồ sơ tại bộ phận một cửa; kiểm tra; trả kết quả")
	x.does(x.officer, item, form, 200, "Đã lưu")
	x.submits(file)
	x.checks(file, url.Values{"do": {"accept"}}, 200, "Đã chấp nhận")

	body = x.sees(x.chair, file+"/sign", "Đọc dự thảo quyết định")
	x.does(x.chair, file+"/sign", url.Values{"draft": {strings.Repeat("0", 64)}}, 422, "Dự thảo quyết định đã đổi")
	hash := hashOf.FindStringSubmatch(body)
	if hash == nil {
		t.Fatal("the page to sign names no draft")
	}
	x.does(x.chair, file+"/sign", url.Values{"draft": {hash[1]}}, 200, "Đã ký quyết định")
	x.does(x.chair, file+"/sign", url.Values{"draft": {hash[1]}}, 422, "không còn chờ ký")
	x.does(x.check, file+"/issue", nil, 200, "1/QĐ-UBND ngày 03/6/2019")
	x.does(x.check, file+"/enter", nil, 200, "Đã ghi nhận")
	x.sees(x.officer, file, "Cấu hình quy trình điện tử", "Đúng hạn", "Ký quyết định")
	for _, pdf := range []string{"/decision.pdf", "/signed.pdf"} {
		if code, raw := x.Get(x.check, file+pdf); code != 200 || !strings.HasPrefix(raw, "%PDF") {
			t.Errorf("%s: %d", pdf, code)
		}
	}
	v, ok := x.Procedures.InForce("1.001193", "2019-07-01")
	if !ok || v.No != 2 || !strings.HasPrefix(v.Decision, "1/QĐ-UBND") || len(v.Papers) == 0 || v.Papers[len(v.Papers)-1].Name != "Giấy chứng sinh bản điện tử" {
		t.Errorf("in force: %+v", v)
	}
	if found, err := x.Hall.Publications.Proof(context.Background()); err != nil || len(found) > 0 {
		t.Errorf("%v %v", found, err)
	}
	x.sees(x.check, "/control/publish/late", "Sở Tư pháp", "Không có quyết định nào ban hành chậm")
}

// What the editor does not touch stays: saving the form as it stands changes no section but
// the legal basis, which names the text the file follows.
func TestKS_1_TheEditorLosesNothing(t *testing.T) {
	x := open(t)
	file := x.begin()
	for _, v := range x.Procedures.All()[:40] {
		if code, _ := x.Post(x.officer, file+"/items", url.Values{"kind": {"amended"}, "code": {v.Code}}); code != 200 {
			t.Fatalf("%s: %d", v.Code, code)
		}
		item := file + "/items/" + v.Code
		form := fields(x.sees(x.officer, item))
		x.does(x.officer, item, form, 200, "Đã lưu")
	}
	id := file[len("/control/publish/files/"):]
	f, err := x.Hall.Publications.One(context.Background(), x.Who("control", x.city), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range f.Items {
		base, _ := x.Procedures.Version(it.Base)
		for _, c := range publication.Changed(base, it.Proposed) {
			if c.Section.Key != "basis" {
				t.Errorf("%s: %s changed by being saved:\n%s\n%s", it.Code, c.Section.Title, c.Before, c.After)
			}
		}
	}
}

func TestKS_5_LateDecisionsAreCountedByDepartment(t *testing.T) {
	x := open(t)
	file := x.begin()
	x.does(x.officer, file+"/items", url.Values{"kind": {"abolished"}, "code": {"1.004746"}}, 200, "hết hiệu lực khi quyết định")
	x.submits(file)
	x.checks(file, url.Values{"do": {"accept"}}, 200, "Đã chấp nhận")
	x.Civil.Set(x.Civil.Now().AddDate(0, 0, 25)) // 28/6/2019, the latest day was 26/6
	_, body := x.Get(x.chair, file+"/sign")
	x.does(x.chair, file+"/sign", url.Values{"draft": {hashOf.FindStringSubmatch(body)[1]}}, 200, "Đã ký")
	x.does(x.check, file+"/issue", nil, 200, "Ban hành chậm 2 ngày")
	x.sees(x.check, "/control/publish/late", "100 %", "1/QĐ-UBND ngày 28/6/2019")
	x.sees(x.check, "/control/publish/late?from=2018-01-01&to=2018-12-31", "Không có quyết định nào trong kỳ")
	if _, ok := x.Procedures.InForce("1.004746", "2019-07-01"); ok {
		t.Error("the abolished procedure is still in force")
	}
}

func TestKS_4_WhoGetsIntoAPublication(t *testing.T) {
	x := open(t)
	file := x.begin()
	for _, c := range []struct {
		rule string
		who  access.Who
		path string
		want int
	}{
		{"another office sees no draft", x.Who("officer", x.Ward), file, 404},
		{"control of the department checks nothing", x.Who("control", x.dept), file, 404},
		{"the control of the city sees it", x.Who("control", x.city), file, 200},
		{"and edits nothing", x.Who("control", x.city), file + "/items/1.001193", 404},
		{"an officer signs nothing", x.Who("officer", x.dept), file + "/sign", 403},
		{"the head of the department signs nothing", x.Who("head", x.dept), file + "/sign", 403},
		{"a receptionist has no business here", x.Who("reception", x.Ward), "/control/publish", 404},
		{"a file that is not there", x.Who("control", x.city), "/control/publish/files/none", 404},
	} {
		if code, _ := x.Get(x.As(c.who), c.path); code != c.want {
			t.Errorf("%s: %d, want %d", c.rule, code, c.want)
		}
	}
	x.does(x.other, "/control/publish/new", legal("id", x.IDs.New(), "title", "Công bố"), 422, "do sở, ban, ngành Thành phố soạn")
	if code, _ := x.Post(x.officer, "/control/publish/texts", legal("state", "new")); code != http.StatusForbidden && code != http.StatusNotFound {
		t.Errorf("an officer notes a text: %d", code)
	}
}
