package books_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/access"
	"motcua/dossier"
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

// REC-5: the head of the desk makes a number void with its reason; the head of the
// office locks the year; both are reached from pages and need no script.
func TestREC_5_TheBooksOfAnOfficeAreKeptLockedAndPrinted(t *testing.T) {
	x := open(t)
	desk, head := x.As(x.Who("onestop_head", x.Ward)), x.Head()
	if _, body := x.Get(head, "/leader/books"); !strings.Contains(body, "Đơn vị chưa có sổ nào") {
		t.Error("an office without books says why")
	}
	x.year2019()
	if code, body := x.Post(desk, "/leader/books/void", url.Values{"kind": {"receipt"}, "reason": {"hỏng"}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Ghi rõ vì sao hủy số") {
		t.Errorf("a number without a reason: %d", code)
	}
	if code, body := x.Post(desk, "/leader/books/void", url.Values{"reason": {"Giấy in hỏng khi mất điện"}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, "Chọn loại số cần hủy") {
		t.Errorf("no kind of number: %d", code)
	}
	for _, kind := range []string{"receipt", "code"} {
		if code, body := x.Post(desk, "/leader/books/void", url.Values{"kind": {kind}, "reason": {"Giấy in hỏng khi mất điện"}}); code != http.StatusOK || !strings.Contains(body, "Đã hủy số") {
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
