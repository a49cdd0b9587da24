package letters_test

import (
	"context"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"motcua/apology"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/letter"
	"motcua/web/leader/leadertest"
	"motcua/web/trail"
)

type house struct{ leadertest.House }

func open(t testing.TB) house {
	t.Helper()
	return house{leadertest.Open(t)}
}

func (x house) lateOne() (dossier.Dossier, string) {
	x.T.Helper()
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	x.To("2019-06-13 09:00")
	return d, "/leader/dossiers/" + d.Code + "/letter"
}

func TestTheLetterGoesOutOnceSignedAndKept(t *testing.T) {
	x := open(t)
	d, path := x.lateOne()
	c := x.Head()
	if code, body := x.Get(c, path); code != 200 || !strings.Contains(body, "đã quá giờ gửi") || strings.Count(body, "Chưa ghi") != 2 {
		t.Fatalf("%d: the page shows the moments that passed and what is not written yet", code)
	}
	if code, body := x.Post(c, path, leadertest.LetterForm("save", "0")); code != 200 || !strings.Contains(body, "Đã lưu dự thảo") || !strings.Contains(body, "nghỉ ốm trong tuần") {
		t.Fatalf("%d %s", code, leadertest.Text(leadertest.Find(body, "role", "alert")))
	}
	if code, raw := x.Get(c, path+".pdf"); code != 200 || !strings.HasPrefix(raw, "%PDF-") {
		t.Errorf("the draft cannot be read in print: %d", code)
	}
	if code, body := x.Post(c, path, leadertest.LetterForm("send", "1")); code != 200 || !strings.Contains(body, "Đã ký và gửi thư xin lỗi") {
		t.Fatalf("%d %s", code, leadertest.Text(leadertest.Find(body, "role", "alert")))
	}
	got := x.Now(d)
	rec, sent, err := x.Letters.Sent(context.Background(), dossiertest.Key(d))
	if err != nil || !sent || got.Apology == nil || rec.Channels != "letter,sms" || rec.Number != 1 {
		t.Fatalf("%+v %+v %v", rec, got.Apology, err)
	}
	if want := clock.At(x.Hall.Calendar().Close(dateOf(t, "2019-06-21"))); got.Promised != want || clock.Instant(rec.NewDate) != want {
		t.Errorf("promised %v", got.Promised.Time())
	}
	if legal, _ := got.Legal(); legal.Kind == dossier.Apology || got.Due != d.Due {
		t.Error("the legal appointment moved")
	}
	hash, raw, n := x.Kept(got, trail.Letter)
	seen, err := x.Hall.Signer.(*letter.Keys).Verify(raw)
	if n != 1 || rec.File != hash || err != nil || len(seen) != 1 || !seen[0].Valid() {
		t.Errorf("%d files, %+v %v", n, seen, err)
	}
	_, body := x.Get(c, path)
	if len(leadertest.All(body, "mc-form")) != 0 || !strings.Contains(body, "Gửi muộn") || !strings.Contains(body, "01/PXL") {
		t.Error("a letter that is out is shown with both verdicts and without a form")
	}
	if code, out := x.Get(c, path+".pdf"); code != 200 || out != string(raw) {
		t.Errorf("the signed letter cannot be fetched: %d", code)
	}
	// APO-7: there is no second letter, from whatever page it is tried.
	code, body := x.Post(c, path, leadertest.LetterForm("send", "1"))
	if code != http.StatusUnprocessableEntity || !strings.Contains(body, "chỉ được thực hiện thư xin lỗi một lần") {
		t.Errorf("a second letter: %d", code)
	}
	if _, _, n := x.Kept(got, trail.Letter); n != 1 {
		t.Errorf("a refused second letter left %d files", n)
	}
}

func TestALetterThatLacksAnItemIsNotSent(t *testing.T) {
	x := open(t)
	d, path := x.lateOne()
	for _, row := range []struct{ sentence, field, value, says string }{
		{"APO-6: the reason from the list", "cause", "", "Chọn nguyên nhân trễ hạn"},
		{"a reason that is not on the list", "cause", "Z9", "Chọn nguyên nhân trễ hạn"},
		{"APO-6: the reason in words", "why", "ngắn", "Ghi rõ lý do"},
		{"APO-6: how far it is", "status", "", "Ghi tình trạng"},
		{"APO-6: a date that does not exist", "new_date-day", "31", "có thật"},
		{"APO-6: no date before today", "new_date-day", "12", "phải sau hôm nay"},
		{"DL-2: no date on a Saturday", "new_date-day", "22", "rơi vào ngày nghỉ"},
		{"APO-5: some channel", "channels", "", "hình thức gửi"},
	} {
		form := leadertest.LetterForm("send", "0")
		if dr, there, err := x.Letters.Of(context.Background(), dossiertest.Key(d), apology.Late); err == nil && there {
			form.Set("version", strconv.FormatInt(dr.Version, 10))
		}
		form.Set(row.field, row.value)
		code, body := x.Post(x.Head(), path, form)
		if code != http.StatusUnprocessableEntity || !strings.Contains(leadertest.Text(leadertest.Find(body, "role", "alert")), row.says) {
			t.Errorf("%s: %d %q", row.sentence, code, leadertest.Text(leadertest.Find(body, "role", "alert")))
		}
		if row.field != "why" && !strings.Contains(body, "nghỉ ốm trong tuần") {
			t.Errorf("%s: what was typed is gone", row.sentence)
		}
	}
	if _, _, n := x.Kept(d, trail.Letter); n != 0 || x.Now(d).Apology != nil {
		t.Error("something went out all the same")
	}
}

func TestADraftSomebodyElseChangedIsNotOverwritten(t *testing.T) {
	x := open(t)
	d, path := x.lateOne()
	officer := x.Who("officer", x.Ward)
	_, err := x.Letters.Draft(context.Background(), officer, dossiertest.Key(d), apology.Late, apology.Text{Cause: "B1", Why: "Chờ ý kiến của cơ quan phối hợp", Status: "Đang chờ ý kiến", NewDate: clock.At(x.Hall.Calendar().Close(dateOf(t, "2019-06-20")))})
	if err != nil {
		t.Fatal(err)
	}
	code, body := x.Post(x.Head(), path, leadertest.LetterForm("send", "0"))
	if code != http.StatusUnprocessableEntity || !strings.Contains(body, "đã được người khác sửa") {
		t.Errorf("status %d", code)
	}
	if dr, _, _ := x.Letters.Of(context.Background(), dossiertest.Key(d), apology.Late); dr.Cause != "B1" || x.Now(d).Apology != nil {
		t.Error("the officer's draft was overwritten")
	}
}

// APO-19: a letter may go out before the dossier is late.
func TestAnEarlyLetterIsMarkedAsSuch(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	path := "/leader/dossiers/" + d.Code + "/letter"
	if _, body := x.Get(x.Head(), path); !strings.Contains(body, "Hồ sơ chưa quá hạn") {
		t.Error("the page does not say that the dossier may yet be in time")
	}
	if code, _ := x.Post(x.Head(), path, leadertest.LetterForm("send", "0")); code != 200 {
		t.Fatalf("status %d", code)
	}
	rec, _, err := x.Letters.Sent(context.Background(), dossiertest.Key(d))
	if err != nil || !rec.Ok5157 || !rec.OkNd61 {
		t.Errorf("%+v %v", rec, err)
	}
}

// APO-12: the second missed date is a list of its own.
func TestASecondMissedDateStandsApart(t *testing.T) {
	x := open(t)
	d, path := x.lateOne()
	if code, _ := x.Post(x.Head(), path, leadertest.LetterForm("send", "0")); code != 200 {
		t.Fatal(code)
	}
	x.In(dossier.InProcess, leadertest.FiveDays)
	if _, body := x.Get(x.Head(), "/leader"); leadertest.Rows(body, "rows-second") != 0 || leadertest.Rows(body, "rows-late") != 1 {
		t.Error("one missed date is not two")
	}
	x.To("2019-06-24 09:00")
	_, body := x.Get(x.Head(), "/leader")
	if leadertest.Rows(body, "rows-second") != 1 || leadertest.Rows(body, "rows-late") != 2 || !strings.Contains(leadertest.Text(leadertest.Find(body, "id", "rows-second")), d.Code) {
		t.Errorf("%d second, %d late", leadertest.Rows(body, "rows-second"), leadertest.Rows(body, "rows-late"))
	}
	if _, body := x.Get(x.Head(), "/leader/dossiers/"+d.Code); !strings.Contains(body, "Lỡ hẹn lần hai") {
		t.Error("the dossier's page does not say so")
	}
}

func dateOf(t *testing.T, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// A form that comes back with a mistake of its own keeps the version it was opened with: the
// mended one does not overwrite what somebody else wrote meanwhile.
func TestAMendedLetterOverwritesNobody(t *testing.T) {
	x := open(t)
	d, path := x.lateOne()
	_, err := x.Letters.Draft(context.Background(), x.Who("officer", x.Ward), dossiertest.Key(d), apology.Late, apology.Text{Cause: "B1", Why: "Chờ ý kiến của cơ quan phối hợp", Status: "Đang chờ ý kiến", NewDate: clock.At(x.Hall.Calendar().Close(dateOf(t, "2019-06-20")))})
	if err != nil {
		t.Fatal(err)
	}
	form := leadertest.LetterForm("save", "0")
	day := form.Get("new_date-day")
	form.Set("new_date-day", "31")
	code, body := x.Post(x.Head(), path, form)
	version := leadertest.Find(body, "name", "version")
	if code != http.StatusUnprocessableEntity || version == nil {
		t.Fatalf("a mistake: %d", code)
	}
	for _, a := range version.Attr {
		if a.Key == "value" {
			form.Set("version", a.Val)
		}
	}
	form.Set("new_date-day", day)
	if code, body := x.Post(x.Head(), path, form); code != http.StatusUnprocessableEntity || !strings.Contains(body, "đã được người khác sửa") {
		t.Errorf("the mended form is told nothing: %d", code)
	}
	if dr, _, _ := x.Letters.Of(context.Background(), dossiertest.Key(d), apology.Late); dr.Cause != "B1" {
		t.Error("overwritten")
	}
}
