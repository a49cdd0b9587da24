package books_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/apology/apologytest"
	"motcua/book"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/office"
	"motcua/web/leader/leadertest"
)

type house struct{ leadertest.House }

func open(t testing.TB) house {
	t.Helper()
	return house{leadertest.Open(t)}
}

// year2019 is a year with one dossier at its end and one at its beginning.
func (x house) year2019() {
	x.T.Helper()
	x.In(dossier.Returned, leadertest.FiveDays)
	x.In(dossier.Received, leadertest.FiveDays)
}

var voidKey = regexp.MustCompile(`name="key" value="([^"]+)"`)

// REC-5: the head of the desk makes a number void with its reason; the head of the
// office locks the year; both are reached from pages and need no script.
func TestREC_5_TheBooksOfAnOfficeAreKeptLockedAndPrinted(t *testing.T) {
	x := open(t)
	desk, head := x.As(x.Who("onestop_head", x.Ward)), x.Head()
	if _, body := x.Get(head, "/leader/books"); !strings.Contains(body, "Đơn vị chưa có sổ nào") {
		t.Error("an office without books says why")
	}
	x.year2019()
	const void = "/leader/books/void"
	spoiled := func(pairs ...string) url.Values { // what the page sends, with the key it was given
		_, body := x.Get(desk, void)
		key := voidKey.FindStringSubmatch(body)
		if key == nil {
			t.Fatal("the page of a void number carries no key")
		}
		v := url.Values{"key": {key[1]}}
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v
	}
	for _, key := range []string{"", "a form", strings.Repeat("0", 36)} {
		if code, body := x.Post(desk, void, url.Values{"key": {key}, "kind": {"receipt"}, "reason": {"Giấy in hỏng khi mất điện"}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Trang này đã cũ") {
			t.Errorf("a number made void under the key %q: %d", key, code)
		}
	}
	if code, body := x.Post(desk, void, spoiled("kind", "receipt", "reason", "hỏng")); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Ghi rõ vì sao hủy số") {
		t.Errorf("a number without a reason: %d", code)
	}
	if code, body := x.Post(desk, void, spoiled("reason", "Giấy in hỏng khi mất điện")); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Chọn loại số cần hủy") {
		t.Errorf("no kind of number: %d", code)
	}
	for _, kind := range []string{"receipt", "code"} {
		if code, body := x.Post(desk, void, spoiled("kind", kind, "reason", "Giấy in hỏng khi mất điện")); code != http.StatusOK || !strings.Contains(body, "Đã hủy số") {
			t.Errorf("%s: %d", kind, code)
		}
	}
	_, body := x.Get(head, "/leader/books")
	for _, want := range []string{"Sổ theo dõi hồ sơ", "01 – 03", "Giấy in hỏng khi mất điện", "/leader/books/2019/receipt/pdf", "/leader/books/2019/result/csv"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page of the books lacks %q", want)
		}
	}
	if strings.Contains(body, "/leader/books/2019/lock") || strings.Contains(body, "Hủy một số") {
		t.Error("nothing is locked before the year is over, and the head of the office makes no number void")
	}
	x.To("2020-01-02 09:00")
	if _, today := x.Get(head, "/leader"); !strings.Contains(today, "Sổ năm 2019 chưa khóa") {
		t.Error("the lock is proposed on the first working day of the new year")
	}
	if code, page := x.Get(head, "/leader/books/2019/lock"); code != http.StatusOK || !strings.Contains(page, "Không mở lại được") {
		t.Errorf("asked once more: %d", code)
	}
	if code, _ := x.Post(desk, "/leader/books/2019/lock", nil); code != http.StatusNotFound {
		t.Errorf("the head of the desk locks: %d", code)
	}
	if code, page := x.Post(head, "/leader/books/2019/lock", nil); code != http.StatusOK || !strings.Contains(page, "Đã khóa sổ năm 2019") {
		t.Errorf("lock: %d", code)
	}
	if code, page := x.Post(head, "/leader/books/2019/lock", nil); code != http.StatusUnprocessableEntity || !strings.Contains(page, "đã được khóa") {
		t.Errorf("locked twice: %d", code)
	}
	if _, today := x.Get(head, "/leader"); strings.Contains(today, "chưa khóa") {
		t.Error("a locked year is proposed no more")
	}
	code, csv := x.Get(head, "/leader/books/2019/receipt/csv")
	if code != http.StatusOK || strings.Count(csv, "\n") != 4 || !strings.Contains(csv, "Nguyễn Thị Mẫu") || !strings.Contains(csv, "Số hủy ngày 03/6/2019: Giấy in hỏng") {
		t.Errorf("%d %s", code, csv)
	}
	for _, kind := range []string{"receipt", "result"} {
		if code, pdf := x.Get(head, "/leader/books/2019/"+kind+"/pdf"); code != http.StatusOK || !strings.HasPrefix(pdf, "%PDF") {
			t.Errorf("%s: %d", kind, code)
		}
	}
	reads, err := dossier.New(x.DB.Read()).ReadsOf(context.Background(), dossier.ReadsOfParams{Home: x.Ward, Dossier: "book-2019-receipt"})
	if err != nil || len(reads) != 2 {
		t.Errorf("opening a book of personal values is on record: %v %v", reads, err)
	}
}

func TestWhoSeesTheBooksOfWhom(t *testing.T) {
	x := open(t)
	x.year2019()
	city := x.Hall.Offices.Tree().All()[0].ID
	for _, c := range []struct {
		rule   string
		who    access.Who
		path   string
		status int
	}{
		{"the control of the city looks at a ward", x.Who("control", city), "/leader/books?office=" + x.Ward, http.StatusOK},
		{"an inspector of the district too", x.Who("inspector", x.District), "/leader/books/2019/receipt/csv?office=" + x.Ward, http.StatusOK},
		{"a head elsewhere does not", x.Who("head", x.Other), "/leader/books?office=" + x.Ward, http.StatusNotFound},
		{"nor prints it", x.Who("head", x.Other), "/leader/books/2019/receipt/csv?office=" + x.Ward, http.StatusNotFound},
		{"a book that is not there", x.Who("head", x.Ward), "/leader/books/2019/refusal/pdf", http.StatusNotFound},
		{"a year that is none", x.Who("head", x.Ward), "/leader/books/x/receipt/pdf", http.StatusNotFound},
		{"a deputy without delegation reads", x.Who("deputy_head", x.Ward), "/leader/books", http.StatusOK},
		{"and is told who locks", x.Who("deputy_head", x.Ward), "/leader/books/2019/lock", http.StatusForbidden},
	} {
		if code, body := x.Get(x.As(c.who), c.path); code != c.status {
			t.Errorf("%s: %d %s", c.rule, code, body)
		}
	}
}

// SET-11, APO-11: the books other rooms keep stand beside the others, are printed and locked.
func TestSET11TheBooksOfMoneyAndLettersAreLockedWithTheYear(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, "2.001019")
	if _, err := x.Hall.Payments.Pay(context.Background(), x.Who("reception", x.Ward), dossiertest.Key(d), "cash"); err != nil {
		t.Fatal(err)
	}
	if _, err := x.Letters.Send(context.Background(), x.Who("head", x.Ward), dossiertest.Key(d), apologytest.Letter(t, "2019-06-14 17:00")); err != nil {
		t.Fatal(err)
	}
	head := x.Head()
	_, body := x.Get(head, "/leader/books")
	for _, want := range []string{"Sổ biên lai thu phí, lệ phí", "Sổ theo dõi thư xin lỗi", "/leader/books/2019/fee/pdf", "/leader/letters.pdf?office=" + x.Ward + "&amp;year=2019"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page of the books lacks %q", want)
		}
	}
	x.To("2020-01-02 09:00")
	if _, body = x.Get(head, "/leader/books/2019/lock"); !strings.Contains(body, "Sổ biên lai thu phí") || !strings.Contains(body, "Sổ theo dõi thư xin lỗi") {
		t.Error("who locks is not shown what is locked")
	}
	if code, _ := x.Post(head, "/leader/books/2019/lock", nil); code != http.StatusOK {
		t.Fatalf("lock: %d", code)
	}
	code, csv := x.Get(head, "/leader/books/2019/fee/csv")
	if code != http.StatusOK || strings.Count(csv, "\n") != 2 || !strings.Contains(csv, "50.000 đồng, tiền mặt") || !strings.Contains(csv, d.Code) {
		t.Errorf("%d %s", code, csv)
	}
	if code, pdf := x.Get(head, "/leader/books/2019/fee/pdf"); code != http.StatusOK || !strings.HasPrefix(pdf, "%PDF") {
		t.Errorf("the book of receipts: %d", code)
	}
	for _, kind := range []string{"refund", "apology"} { // nothing was given back; letters are printed on their own page
		if code, _ := x.Get(head, "/leader/books/2019/"+kind+"/pdf"); code != http.StatusNotFound {
			t.Errorf("%s: %d", kind, code)
		}
	}
	y, err := x.Hall.Books().Of(context.Background(), x.Ward, 2019)
	if err != nil || y.Lock == nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"fee", "apology"} {
		now, err := x.Hall.Books().Sum(context.Background(), x.DB.Read(), book.Volumed{Home: x.Ward, Kind: kind, Year: 2019})
		if err != nil || now.Count != 1 || !slices.Contains(y.Lock.Books, now) {
			t.Errorf("the lock does not hold %s: %+v %v", kind, now, err)
		}
	}
}

// CODE-5: what a ward that is no more has written is locked by its heir, and by nobody else.
func TestTheHeirLocksTheBooksOfAFormerOffice(t *testing.T) {
	x := open(t)
	x.year2019()
	old, _ := x.Hall.Offices.Office(x.Ward)
	old.ValidTo = "2019-06-05"
	other, _ := x.Hall.Offices.Office(x.Other)
	if err := x.Hall.Offices.Save(context.Background(), office.Change{Offices: []office.Office{old}, Successions: []office.Succession{{Old: old.ID, New: other.ID, On: "2019-06-06", Lead: true}}}); err != nil {
		t.Fatal(err)
	}
	x.Civil.Set(time.Date(2020, 1, 2, 9, 0, 0, 0, clock.Zone))
	heir, of := x.As(x.Who("head", x.Other)), "?office="+x.Ward
	if _, body := x.Get(heir, "/leader"); !strings.Contains(body, "/leader/books"+of) || !strings.Contains(body, "đơn vị kế thừa khóa") {
		t.Error("the heir is not reminded of the books")
	}
	_, body := x.Get(heir, "/leader/books")
	if leadertest.Find(body, "value", x.Ward) == nil {
		t.Error("the page of the books does not lead to those of the former office")
	}
	if _, body = x.Get(heir, "/leader/books"+of); !strings.Contains(body, "/leader/books/2019/lock"+of) || strings.Contains(body, "/leader/books/void") {
		t.Error("the heir is not offered the lock, or numbers of an office that is no more")
	}
	if _, body = x.Get(heir, "/leader/books/2019/lock"+of); leadertest.Find(body, "action", "/leader/books/2019/lock"+of) == nil {
		t.Error("the form does not name the office")
	}
	stranger, _ := x.Hall.Offices.Office(x.District)
	if code, _ := x.Post(x.As(x.Who("head", stranger.ID)), "/leader/books/2019/lock"+of, nil); code != http.StatusNotFound {
		t.Errorf("a head who is no heir locks: %d", code)
	}
	if code, body := x.Post(heir, "/leader/books/2019/lock"+of, nil); code != http.StatusOK || !strings.Contains(body, "Đã khóa sổ năm 2019") {
		t.Fatalf("%d %s", code, leadertest.Text(leadertest.Find(body, "role", "alert")))
	}
	if y, err := x.Hall.Books().Of(context.Background(), x.Ward, 2019); err != nil || y.Lock == nil || y.Lock.By != x.Who("head", x.Other).Official {
		t.Errorf("%+v %v", y, err)
	}
	if _, body = x.Get(heir, "/leader"); strings.Contains(body, "chưa khóa") {
		t.Error("locked, and still asked for")
	}
}
