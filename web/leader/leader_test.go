package leader_test

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/paper"
	"motcua/web/hall"
	"motcua/web/hall/halltest"
	"motcua/web/leader/leadertest"
	"motcua/web/page"
	"motcua/web/trail"
)

type house struct{ leadertest.House }

func open(t testing.TB) house {
	t.Helper()
	return house{leadertest.Open(t, halltest.Mount{Audience: page.Official, Routes: taking})}
}

// taking lets the official who is signed in act for another post.
func taking(h *hall.Hall) []hall.Route {
	return []hall.Route{{Pattern: "GET /test-take", Access: "anyone", Handle: func(_ http.ResponseWriter, r *http.Request) error {
		return h.Sessions.Take(r.Context(), h.Sessions.Of(r.Context()).Post, r.URL.Query().Get("behalf"))
	}}}
}

// behalf is a browser of somebody acting for another post.
func (x house) behalf(who access.Who, post string) *http.Client {
	x.T.Helper()
	c := x.As(who)
	if code, body := x.Get(c, "/test-take?behalf="+url.QueryEscape(post)); code != http.StatusOK {
		x.T.Fatalf("%d %s", code, body)
	}
	return c
}

// drafted puts a dossier with a real draft of a result before the head.
func (x house) drafted(name string, content []byte) dossier.Dossier {
	x.T.Helper()
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	return x.proposed(d, name, content)
}

func (x house) proposed(d dossier.Dossier, name string, content []byte) dossier.Dossier {
	x.T.Helper()
	officer := x.Who("officer", x.Ward)
	f, err := x.Hall.Papers.Add(context.Background(), paper.Given{Subject: d.ID, Paper: trail.ResultDraft, Name: name, Owner: officer.Official}, bytes.NewReader(content), int64(len(content)))
	if err != nil {
		x.T.Fatal(err)
	}
	return x.Must(officer, d, decision.Propose{Outcome: dossier.Granted, File: f.Hash, Note: "Đủ điều kiện theo quy định."})
}

// pdf is a small real PDF; words make each another file.
func pdf(t testing.TB, words string) []byte {
	t.Helper()
	p := fpdf.New("P", "mm", "A4", "")
	p.SetCreationDate(time.Date(2019, 6, 3, 8, 0, 0, 0, time.UTC)) // equal words, equal bytes
	p.SetModificationDate(time.Date(2019, 6, 3, 8, 0, 0, 0, time.UTC))
	at := time.Date(2019, 6, 3, 8, 0, 0, 0, time.UTC)
	p.SetCreationDate(at) // the same words are the same bytes, a second later too
	p.SetModificationDate(at)
	p.AddPage()
	p.SetFont("Helvetica", "", 12)
	p.Cell(40, 10, words)
	var out bytes.Buffer
	if err := p.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestAHeadSeesWhatOnlyAHeadCanDo(t *testing.T) {
	x := open(t)
	c := x.Head()
	code, body := x.Get(c, "/leader")
	if code != http.StatusOK || strings.Count(body, "mc-empty__title") != 8 {
		t.Fatalf("%d: an empty day says why each list is empty", code)
	}
	x.In(dossier.Received, leadertest.FiveDays)
	x.In(dossier.Received, leadertest.FiveDays)
	x.drafted("ket-qua.pdf", pdf(t, "a"))
	x.In(dossier.InProcess, leadertest.FiveDays)
	_, body = x.Get(c, "/leader")
	for list, want := range map[string]int{"sign": 1, "unassigned": 2, "letters": 0, "late": 0, "second": 0} {
		if got := leadertest.Rows(body, "rows-"+list); got != want {
			t.Errorf("%s: %d rows, want %d", list, got, want)
		}
		if list != "letters" && want > 0 {
			if _, page := x.Get(c, "/leader/lists/"+list); leadertest.Rows(page, "rows-"+list) != want {
				t.Errorf("%s: the list has %d rows, the count says %d", list, leadertest.Rows(page, "rows-"+list), want)
			}
		}
	}
	if !strings.Contains(body, "Nguyễn Thị Mẫu") {
		t.Error("the applicant's name is not in the list")
	}
}

// APO-3, APO-17: the letter of a five-day dossier received on Monday 3 June must be
// out by the close of Friday 7 June under NĐ 61, of Monday 10 June under 5157.
func TestLettersAreListedByTheHourUnderEachRule(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	by, ok := lettersOf(x, d)
	if !ok {
		t.Fatal("no latest moments")
	}
	day := by.ByND61.Format("2006-01-02")
	x.To(by.ByND61.AddDate(0, 0, -1).Format("2006-01-02") + " 09:00")
	if _, body := x.Get(x.Head(), "/leader"); leadertest.Rows(body, "rows-letters") != 0 {
		t.Error("the day before, nothing is due yet")
	}
	x.To(day + " 15:00")
	_, body := x.Get(x.Head(), "/leader")
	row := leadertest.Text(leadertest.Find(body, "id", "rows-letters"))
	for _, want := range []string{page.ShortDateTime(by.ByND61), page.ShortDateTime(by.By5157), "còn 2 giờ làm việc"} {
		if !strings.Contains(row, want) {
			t.Errorf("%q is not in %q", want, row)
		}
	}
}

func TestOthersFindNothingHere(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, leadertest.FiveDays)
	path := "/leader/dossiers/" + d.Code
	for _, row := range []struct {
		sentence string
		who      access.Who
		path     string
		want     int
	}{
		{"the head of another ward does not find the dossier", x.Who("head", x.Other), path, 404},
		{"nor a letter for it", x.Who("head", x.Other), path + "/letter", 404},
		{"an officer has no leader's page", x.Who("officer", x.Ward), "/leader", 404},
		{"nor the dossier there", x.Who("officer", x.Ward), path, 404},
		{"a deputy without a delegation sees no dossier", x.Who("deputy_head", x.Ward), path, 404},
		{"control reads the dossier of its ward", x.Who("control", x.Ward), path, 200},
		{"control of the district reads it too", x.Who("control", x.District), path, 200},
		{"control signs nothing", x.Who("control", x.Ward), path + "/sign", 404},
		{"a code nobody has", x.Who("head", x.Ward), "/leader/dossiers/000.00.00.H29-190603-0001", 404},
		{"a list nobody has", x.Who("head", x.Ward), "/leader/lists/khac", 404},
		{"an office outside one's own", x.Who("head", x.Ward), "/leader/board?office=" + x.Other, 404},
	} {
		if code, _ := x.Get(x.As(row.who), row.path); code != row.want {
			t.Errorf("%s: %d", row.sentence, code)
		}
	}
	if _, body := x.Get(x.As(x.Who("control", x.Ward)), path); strings.Contains(body, "<form method=\"post\" action=\"/leader") {
		t.Error("who may only read is offered an act")
	}
}

func TestADeputyIsToldToTakeThePost(t *testing.T) {
	x := open(t)
	_, body := x.Get(x.As(x.Who("deputy_head", x.Ward)), "/leader")
	if leadertest.Find(body, "href", "/posts") == nil || len(leadertest.All(body, "mc-number")) != 0 {
		t.Error("a deputy without a delegation is shown lists, or not told what to do")
	}
}

func TestWorkIsGivenToTheOfficeThatDecides(t *testing.T) {
	x := open(t)
	d := x.In(dossier.Received, leadertest.FiveDays)
	c, path := x.Head(), "/leader/dossiers/"+d.Code
	for _, row := range []struct{ sentence, officer, says string }{
		{"somebody must be chosen", "", "Chọn người thụ lý"},
		{"SET-1: an officer of another ward cannot have it", x.Who("officer", x.Other).Official, "phải thuộc cơ quan có thẩm quyền"},
	} {
		if code, body := x.Post(c, path+"/assign", url.Values{"officer": {row.officer}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, row.says) {
			t.Errorf("%s: %d", row.sentence, code)
		}
	}
	mine := x.Who("officer", x.Ward).Official
	if code, body := x.Post(c, path+"/assign", url.Values{"officer": {mine}}); code != http.StatusOK || !strings.Contains(body, "Đã giao hồ sơ cho") {
		t.Fatalf("status %d", code)
	}
	if got := x.Now(d); got.Officer != mine || got.State != dossier.InProcess {
		t.Errorf("%s %s", got.Officer, got.State)
	}
	if code, body := x.Post(c, path+"/assign", url.Values{"officer": {mine}}); code != http.StatusUnprocessableEntity || !strings.Contains(body, "đã được phân công cho chính người này") {
		t.Errorf("pressed twice: %d", code)
	}
}

func TestManyAreGivenAtOnceAndARefusalHoldsUpNoOther(t *testing.T) {
	x := open(t)
	a, b := x.In(dossier.Received, leadertest.FiveDays), x.In(dossier.Received, leadertest.FiveDays)
	mine := x.Who("officer", x.Ward).Official
	c := x.As(x.Who("onestop_head", x.Ward))
	if code, body := x.Post(c, "/leader/lists/unassigned", url.Values{"officer": {mine}}); code != 422 || !strings.Contains(body, "Đánh dấu ít nhất một hồ sơ") {
		t.Errorf("nothing ticked: %d", code)
	}
	code, body := x.Post(c, "/leader/lists/unassigned", url.Values{"officer": {mine}, "code": {a.Code, "000.00.00.H29-190603-9999", b.Code}})
	if code != 422 || !strings.Contains(body, "9999: Không tìm thấy hồ sơ") {
		t.Errorf("status %d", code)
	}
	if x.Now(a).Officer != mine || x.Now(b).Officer != mine {
		t.Error("one that was not found held up the others")
	}
}

func TestSentBackAndStoppedNeedTheirReason(t *testing.T) {
	x := open(t)
	d := x.drafted("a.pdf", pdf(t, "a"))
	c, path := x.Head(), "/leader/dossiers/"+d.Code
	if code, body := x.Post(c, path+"/send-back", url.Values{"reason": {" "}}); code != 422 || !strings.Contains(body, "govuk-error-message") {
		t.Errorf("no reason: %d", code)
	}
	if code, _ := x.Post(c, path+"/send-back", url.Values{"reason": {"Sai ngày sinh ở dòng 3."}}); code != 200 || x.Now(d).State != dossier.InProcess {
		t.Errorf("%d %s", code, x.Now(d).State)
	}
	if _, body := x.Get(c, path+"/stop"); strings.Contains(body, `value="not_completed"`) || !strings.Contains(body, `value="authority"`) {
		t.Error("SET-13 nobody was asked for anything, and the page offers the end for want of papers")
	}
	if code, body := x.Post(c, path+"/stop", url.Values{"cause": {"not_completed"}, "reason": {"Người nộp không bổ sung."}}); code != 422 || !strings.Contains(body, "Chưa thể kết thúc vì không bổ sung") {
		t.Errorf("SET-13 ended for want of papers nobody asked for: %d", code)
	}
	if code, body := x.Post(c, path+"/stop", url.Values{"reason": {"Người nộp đề nghị dừng."}}); code != 422 || !strings.Contains(body, "Chọn nguyên nhân dừng") || !strings.Contains(body, "Người nộp đề nghị dừng.") {
		t.Errorf("no cause: %d, or what was typed is gone", code)
	}
	asked := url.Values{"cause": {"applicant"}, "reason": {"Người nộp đề nghị dừng."}}
	if code, body := x.Post(c, path+"/stop", asked); code != 422 || !strings.Contains(body, "Đính kèm ảnh chụp đơn đề nghị") {
		t.Errorf("PRI-1 in the applicant's name without the request: %d", code)
	}
	if code, _ := x.Upload(c, path+"/stop", asked, "paper", "don.png", halltest.PNG); code != 200 || x.Now(d).State != dossier.Stopped {
		t.Errorf("%d %s", code, x.Now(d).State)
	}
	if code, _ := x.Post(c, path+"/stop", url.Values{"cause": {"applicant"}, "reason": {"Lần nữa."}}); code != 422 {
		t.Errorf("stopped twice: %d", code)
	}
}
