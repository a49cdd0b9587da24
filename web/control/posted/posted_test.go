package posted_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/duty"
	"motcua/event"
	"motcua/posting"
	"motcua/procedure"
	"motcua/web/board"
	"motcua/web/control"
	"motcua/web/control/posted"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

type house struct {
	*halltest.House
	city                                               string
	desk, head, lead, check, inspect, far, farDesk, no *http.Client
}

const (
	code  = "1.001193" // of the ward
	other = "2.000635"
)

func open(t testing.TB) house {
	t.Helper()
	return openOn(t, dbtest.SQLite(t))
}

func openOn(t testing.TB, d *db.DB) house {
	t.Helper()
	x := house{House: halltest.OpenOn(t, d, halltest.Mount{Audience: page.Official, Routes: control.Routes}, halltest.Mount{Audience: page.Official, Routes: posted.Routes},
		halltest.Mount{Audience: page.Citizen, Routes: board.Routes})}
	x.Log.Follow(x.Hall.Postings.Follow)
	x.Hall.Procedures.Book = &event.Book{Log: x.Log, Civil: x.Civil}
	x.city = x.Hall.Postings.City()
	as := func(role, at string) *http.Client { return x.As(x.Who(role, at)) }
	x.desk, x.head, x.lead, x.check, x.inspect = as("reception", x.Ward), as("head", x.Ward), as("onestop_head", x.Ward), as("control", x.city), as("inspector", x.city)
	x.far, x.farDesk, x.no = as("head", x.Other), as("reception", x.Other), x.As(access.Who{})
	return x
}

var anyID = regexp.MustCompile(`name="id" value="([^"]+)"`)

func idIn(t testing.TB, body string) string {
	t.Helper()
	m := anyID.FindStringSubmatch(body)
	if m == nil {
		t.Fatal("no id in the form")
	}
	return m[1]
}

// wants gets a page and looks for words.
func (x house) wants(c *http.Client, path string, status int, words ...string) string {
	x.T.Helper()
	code, body := x.Get(c, path)
	x.holds(path, code, body, status, words...)
	return body
}

func (x house) holds(path string, code int, body string, status int, words ...string) {
	x.T.Helper()
	if code != status {
		x.T.Fatalf("%s: %d, want %d\n%s", path, code, status, text(body))
	}
	for _, w := range words {
		if !strings.Contains(body, w) {
			x.T.Errorf("%s does not say %q:\n%s", path, w, text(body))
		}
	}
}

func text(body string) string {
	_, body, _ = strings.Cut(body, "<main")
	return regexp.MustCompile(`\s*(<[^>]*>\s*)+`).ReplaceAllString(body, " | ")
}

// place opens a place of the ward and gives its address.
func (x house) place(kind string) string {
	x.T.Helper()
	at := "/control/posting/offices/" + x.Ward + "/new"
	id := idIn(x.T, x.wants(x.head, at, 200, "Lập nơi niêm yết"))
	status, body := x.Post(x.head, at, url.Values{"id": {id}, "kind": {kind}, "name": {"Sảnh tầng trệt"}})
	x.holds(at, status, body, 200, "Sảnh tầng trệt", "Đã lập nơi niêm yết")
	return "/control/posting/places/" + made(at, id)
}

// made is the id of the row a form with this id makes at an address.
func made(at, id string) string { return clock.Derived("POST "+at, id) }

func (x house) sheets(place string) []posting.Sheet {
	x.T.Helper()
	all, err := x.Hall.Postings.At(context.Background(), x.Who("head", x.Ward), posting.Place{ID: place[strings.LastIndex(place, "/")+1:], Office: x.Ward, City: x.city})
	if err != nil {
		x.T.Fatal(err)
	}
	return all
}

// amend publishes a further version of a code from a day on, as a decision does.
func (x house) amend(of, from string) {
	x.T.Helper()
	v, _ := x.Hall.Procedures.InForce(of, x.Hall.Today())
	next := v
	next.ValidFrom, next.Decision, next.Steps = from, "12/QĐ-UBND ngày 20/6/2019", "Nộp hồ sơ, nhận kết quả trong ngày"
	first, _ := time.Parse(time.DateOnly, from)
	err := x.Hall.DB.Update(context.Background(), func(tx db.Tx) error {
		_, err := x.Hall.Procedures.PublishTx(tx, access.Clockwork, []procedure.Publication{{Code: of, Ends: v.ID, LastDay: first.AddDate(0, 0, -1).Format(time.DateOnly), New: &next}})
		return err
	})
	if err != nil {
		x.T.Fatal(err)
	}
	if _, err := x.Hall.Procedures.Refresh(context.Background()); err != nil {
		x.T.Fatal(err)
	}
}

// to moves the clock and does the duties of this room.
func (x house) to(day string) {
	x.T.Helper()
	x.Civil.Set(at(x.T, day))
	if err := x.works(); err != nil {
		x.T.Fatal(err)
	}
}

// works does the duties of this room that are due.
func (x house) works() error {
	ctx := context.Background()
	for {
		due, err := duty.Due(ctx, x.Hall.DB.Read(), x.Hall.Civil.Now(), 50)
		if err != nil || len(due) == 0 {
			return err
		}
		for _, d := range due {
			if err := x.Hall.DB.Update(ctx, func(tx db.Tx) error {
				if _, err := duty.Claim(tx, d, x.Hall.Civil.Now()); err != nil {
					return err
				}
				return x.Hall.Postings.Work(tx, d)
			}); err != nil {
				return err
			}
		}
	}
}

func TestCK_7_APlaceItsSheetsAndWhoChecks(t *testing.T) {
	x := open(t)
	x.wants(x.desk, "/control/posting", 200, "Chưa lập nơi niêm yết nào", "Chưa niêm yết ở đâu")
	x.wants(x.check, "/control/posting", 200, "Chưa có cơ quan nào lập nơi niêm yết")
	if status, _ := x.Get(x.desk, "/control/posting/offices/"+x.Ward+"/new"); status != 403 {
		t.Errorf("a clerk opens a place: %d", status)
	}
	at := "/control/posting/offices/" + x.Ward + "/new"
	status, body := x.Post(x.head, at, url.Values{"id": {idIn(t, x.wants(x.head, at, 200))}})
	x.holds(at, status, body, 422, "Chọn loại nơi niêm yết")
	place := x.place("board")
	x.wants(x.desk, place+"/post?q=khai+sinh", 200, code, "Ghi nhận đã treo")
	status, body = x.Upload(x.desk, place+"/post", url.Values{}, "photo", "a.png", halltest.PNG)
	x.holds(place, status, body, 422, "Chọn ít nhất một thủ tục đã treo")
	status, body = x.Post(x.desk, place+"/post", url.Values{"codes": {code}})
	x.holds(place, status, body, 422, "Chụp ảnh nơi niêm yết")
	status, body = x.Upload(x.desk, place+"/post", url.Values{"codes": {code, other}}, "photo", "a.exe", []byte("MZ"))
	x.holds(place, status, body, 422, "không")
	status, body = x.Upload(x.desk, place+"/post", url.Values{"codes": {code, other, code}}, "photo", "a.png", halltest.PNG)
	x.holds(place, status, body, 200, "Đã ghi nhận 2 tờ", "Đang niêm yết")
	one := "/control/posting/sheets/" + x.sheets(place)[0].ID
	x.wants(x.desk, one, 200, "Ghi nhận đã treo", "a.png", "Tờ niêm yết "+code+"-1-1")
	if status, _ := x.Upload(x.desk, one+"/check", url.Values{}, "check", "b.png", halltest.PNG); status != 403 {
		t.Errorf("a clerk checks: %d", status)
	}
	status, body = x.Post(x.lead, one+"/check", url.Values{})
	x.holds(one, status, body, 422, "Chụp ảnh tờ niêm yết lúc kiểm tra")
	status, body = x.Upload(x.lead, one+"/check", url.Values{}, "check", "b.png", halltest.PNG)
	x.holds(one, status, body, 200, "Kiểm tra: đúng", "b.png")
	for _, c := range []*http.Client{x.far, x.farDesk} {
		for _, path := range []string{place, one, "/control/posting/offices/" + x.Ward} {
			if status, _ := x.Get(c, path); status != 404 && status != 403 {
				t.Errorf("another ward opens %s: %d", path, status)
			}
		}
	}
	x.wants(x.inspect, one, 200, "Kiểm tra: đúng")
	status, body = x.Post(x.head, place+"/close", url.Values{})
	x.holds(place, status, body, 422, "Còn tờ đang niêm yết")
}

func TestCK_6_AStaleSheetIsATaskThenAFinding(t *testing.T) {
	x := open(t)
	place := x.place("binder")
	status, body := x.Upload(x.desk, place+"/post", url.Values{"codes": {code}}, "photo", "a.png", halltest.PNG)
	x.holds(place, status, body, 200, "Đã ghi nhận 1 tờ")
	x.amend(code, "2019-07-01")
	x.wants(x.no, "/posted/"+code+"-1-1", 200, "Tờ này đang có hiệu lực", "Sảnh tầng trệt")
	x.wants(x.no, "/posted/"+code+"-2-1", 200, "Tờ này chưa có hiệu lực", "01/7/2019", "không ghi nhận đang treo")
	x.to("2019-07-01")
	x.wants(x.no, "/posted/"+code+"-1-1", 200, "Tờ này hết hiệu lực từ ngày thứ Hai, 01/7/2019", "phiên bản 2, công bố theo 12/QĐ-UBND", "Đọc bản đang có hiệu lực")
	x.wants(x.desk, "/control/posting", 200, "Phải gỡ", "Phải niêm yết")
	x.to("2019-07-03")
	x.wants(x.check, "/control/posting/findings", 200, "Bản đã hết hiệu lực", "Thủ tục đang có hiệu lực chưa niêm yết", "Hệ thống tính")
	var old posting.Sheet
	for _, s := range x.sheets(place) {
		if s.State == posting.Flagged {
			old = s
		}
	}
	one := "/control/posting/sheets/" + old.ID
	x.wants(x.desk, one, 200, "Đã quá 2 ngày", "Ghi nhận đã gỡ")
	status, body = x.Post(x.desk, one+"/down", url.Values{})
	x.holds(one, status, body, 200, "Đã ghi nhận gỡ tờ này", "2 ngày")
	status, body = x.Upload(x.desk, place+"/post", url.Values{"codes": {code}}, "photo", "a.png", halltest.PNG)
	x.holds(place, status, body, 200, "phiên bản 2")
	x.wants(x.check, "/control/posting/findings?since-day=1&since-month=7&since-year=2019&until-day=31&until-month=7&until-year=2019", 200, "Đã khắc phục", "Cộng")
	x.wants(x.check, "/control/posting", 200, x.Hall.Offices.Tree().Title(x.Ward))
	found, err := x.Hall.Postings.Proof(context.Background())
	if err != nil || len(found) > 0 {
		t.Errorf("rows differ from their events: %v %v", found, err)
	}
}

func TestCK_2_ALegalTextInPlaceOfAProcedureIsAFinding(t *testing.T) {
	x := open(t)
	place := x.place("board")
	id := idIn(t, x.wants(x.inspect, place+"/find", 200, "Niêm yết văn bản pháp luật thay cho thủ tục"))
	form := url.Values{"id": {id}, "wrong": {"legal_text"}, "code": {code}, "said": {"Treo nguyên văn ở cột bên trái"}}
	status, body := x.Upload(x.inspect, place+"/find", form, "photo", "a.png", halltest.PNG)
	x.holds(place, status, body, 422, "Ghi số, ký hiệu văn bản")
	form.Set("text", "15/2015/TT-BTP")
	status, body = x.Post(x.inspect, place+"/find", form)
	x.holds(place, status, body, 422, "Chụp ảnh tại nơi niêm yết")
	status, body = x.Upload(x.inspect, place+"/find", form, "photo", "a.png", halltest.PNG)
	x.holds(place, status, body, 200, "15/2015/TT-BTP", "Treo nguyên văn", "Chưa khắc phục", "a.png")
	one := "/control/posting/findings/" + made(place+"/find", id)
	if status, _ := x.Post(x.inspect, one+"/settle", url.Values{"how": {"Đã gỡ văn bản này xuống"}}); status != 403 {
		t.Errorf("an inspector settles: %d", status)
	}
	status, body = x.Upload(x.head, one+"/settle", url.Values{"how": {"gỡ"}}, "photo", "b.png", halltest.PNG)
	x.holds(one, status, body, 422, "Ghi rõ đã khắc phục thế nào")
	status, body = x.Upload(x.head, one+"/settle", url.Values{"how": {"Đã gỡ thông tư, treo tờ thủ tục"}}, "photo", "b.png", halltest.PNG)
	x.holds(one, status, body, 200, "Đã khắc phục", "Đã gỡ thông tư")
}

func TestCK_6_APasserByReportsWithoutAnAccount(t *testing.T) {
	x := open(t)
	place := x.place("board")
	status, body := x.Upload(x.desk, place+"/post", url.Values{"codes": {code}}, "photo", "a.png", halltest.PNG)
	x.holds(place, status, body, 200)
	at := "/posted/" + code + "-1-1/report"
	id := idIn(t, x.wants(x.no, at, 200, "Không cần tài khoản", "Sảnh tầng trệt"))
	status, body = x.Post(x.no, at, url.Values{"id": {id}})
	x.holds(at, status, body, 422, "Chọn điều không đúng")
	status, body = x.Upload(x.no, at, url.Values{"id": {id}, "wrong": {"unreadable"}}, "photo", "a.pdf", []byte("MZ"))
	x.holds(at, status, body, 422, "Báo nơi niêm yết không đúng")
	status, body = x.Upload(x.no, at, url.Values{"id": {id}, "wrong": {"unreadable"}, "said": {"Bị tủ che mất nửa dưới"}}, "photo", "a.png", halltest.PNG)
	x.holds(at, status, body, 200, "Đã gửi")
	one := "/control/posting/findings/" + made(at, id)
	x.wants(x.check, one, 200, "Chờ xác minh", "Bị tủ che mất nửa dưới", "Người dân báo", "a.png")
	x.wants(x.head, one, 200, "Chờ xác minh")
	if status, _ := x.Post(x.head, one+"/confirm", nil); status != 403 {
		t.Errorf("the office judges itself: %d", status)
	}
	status, body = x.Post(x.check, one+"/confirm", nil)
	x.holds(one, status, body, 200, "Chưa khắc phục")
	// What carries no code of ours is reported about the office: a law in place of a procedure.
	whole := "/board/" + x.Ward + "/report"
	law := idIn(t, x.wants(x.no, whole, 200, "Niêm yết văn bản pháp luật thay cho thủ tục"))
	status, body = x.Upload(x.no, whole, url.Values{"id": {law}, "wrong": {"legal_text"}, "said": {"Treo Luật Hộ tịch ở cửa"}}, "photo", "a.png", halltest.PNG)
	if status != 404 { // it leads to the procedures, which are not mounted here
		t.Errorf("%s: %d %s", whole, status, text(body))
	}
	x.wants(x.check, "/control/posting/findings/"+made(whole, law), 200, "Niêm yết văn bản pháp luật thay cho thủ tục", "Treo Luật Hộ tịch ở cửa", "Chờ xác minh")
	// A sheet printed without a place asks where it hangs; the mark of nothing is not there.
	x.wants(x.no, "/posted/"+code+"-1/report", 200, "Tờ này treo ở cơ quan nào?")
	x.wants(x.no, "/posted/"+code+"-9-1", 404, "không phải mã trên tờ niêm yết")
	// An address that reports without end is stopped.
	stopped := false
	for range 40 {
		id := idIn(t, x.wants(x.no, at, 200))
		if status, _ := x.Post(x.no, at, url.Values{"id": {id}, "wrong": {"stale"}}); status == http.StatusTooManyRequests {
			stopped = true
			break
		}
	}
	if !stopped {
		t.Error("forty reports from one address came in")
	}
	events, err := x.Hall.Postings.Events(context.Background(), made(at, id))
	if err != nil || len(events) != 2 || strings.Contains(events[0].Body, "tủ") || events[0].Official != "" {
		t.Errorf("what a passer-by says stands in the event: %v %v", events, err)
	}
}

func TestCK_1_DifferencesFromTheNationalDatabaseAreWorkedOff(t *testing.T) {
	x := open(t)
	x.wants(x.check, "/control/posting/national", 200, "Chưa nối Cơ sở dữ liệu quốc gia", "Chưa đối chiếu lần nào")
	for _, c := range []*http.Client{x.head, x.desk, x.inspect} {
		if status, _ := x.Get(c, "/control/posting/national"); status != 403 && status != 404 {
			t.Errorf("somebody else compares: %d", status)
		}
	}
	var all []procedure.Version
	for _, v := range x.Hall.Procedures.All() {
		if v.Code != other {
			if v.Code == code {
				v.Steps += "\nMột bước khác"
			}
			all = append(all, v)
		}
	}
	var b bytes.Buffer
	if err := procedure.WriteFile(&b, procedure.File{Versions: all}); err != nil {
		t.Fatal(err)
	}
	at := "/control/posting/national"
	status, body := x.Upload(x.check, at, url.Values{}, "export", "a.json", []byte("{"))
	x.holds(at, status, body, 422, "Tệp không đọc được")
	status, body = x.Upload(x.check, at, url.Values{}, "export", "a.json", b.Bytes())
	x.holds(at, status, body, 200, "2 khác biệt mới", "Chỉ có ở danh mục Thành phố", "b) Trình tự thực hiện")
	open, _, err := x.Hall.Postings.Differences(context.Background(), x.control(), 10)
	if err != nil || len(open) != 2 {
		t.Fatalf("%v %v", open, err)
	}
	one := at + "/" + open[0].ID
	status, body = x.Post(x.check, one, url.Values{"outcome": {"ours"}, "why": {"x"}})
	x.holds(one, status, body, 422, "Ghi rõ căn cứ và việc đã làm")
	status, body = x.Post(x.check, one, url.Values{"outcome": {"ours"}, "why": {"Đã gửi văn bản số 12 đề nghị sửa"}})
	x.holds(one, status, body, 200, "Đã xử lý khác biệt", "Thành phố đúng")
	x.wants(x.check, one, 200, "Đã gửi văn bản số 12 đề nghị sửa")
}

func (x house) control() access.Who { return x.Who("control", x.city) }

func at(t testing.TB, day string) time.Time {
	t.Helper()
	d, err := time.ParseInLocation(time.DateOnly+" 15:04", day+" 08:00", clock.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
