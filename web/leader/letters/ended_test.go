package letters_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"motcua/apology"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/web/leader/leadertest"
	"motcua/web/trail"
)

func TestAPO_4_ARefusedPressLeavesNoDraftInAnotherOfficesRegister(t *testing.T) {
	x := open(t)
	d := x.Must(x.Who("reception", x.Ward), x.In(dossier.Received, leadertest.FiveDays), dossier.Forward{Legs: []dossier.Leg{{Office: x.Other, Work: dossier.Verify, Limit: "1wd"}}})
	x.To("2019-06-13 09:00")
	path := "/leader/dossiers/" + d.Code + "/letter"
	code, body := x.Post(x.Head(), path, leadertest.LetterForm("send", "0"))
	if code != http.StatusUnprocessableEntity || !strings.Contains(body, "cơ quan đang giữ hồ sơ và để trễ hạn") {
		t.Fatalf("the lead signs for the office that holds it: %d", code)
	}
	book, err := x.Letters.Register(context.Background(), x.Other, 2019)
	if _, there, of := x.Letters.Of(context.Background(), dossiertest.Key(d), apology.Late); there || of != nil || err != nil || len(book.Lines) != 0 {
		t.Errorf("a draft stands with %d numbers: %v %v", len(book.Lines), of, err)
	}
}

func TestAPO_16_WhatWasWithdrawnLateGetsItsLetterWithoutANewDate(t *testing.T) {
	x := open(t)
	d, path := x.lateOne()
	d = x.Must(x.Citizen(), d, ending.Withdraw{})
	inTime := x.Must(x.Citizen(), x.In(dossier.InProcess, leadertest.FiveDays), ending.Withdraw{})
	c := x.Head()
	if _, body := x.Get(c, "/leader/dossiers/"+d.Code); !strings.Contains(body, "Hồ sơ kết thúc khi đã quá hạn, chưa có thư xin lỗi") || !strings.Contains(body, path) {
		t.Error("the head is not told that the letter is owed")
	}
	if _, body := x.Get(c, "/leader/lists/owed"); !strings.Contains(body, d.Code) || strings.Contains(body, inTime.Code) {
		t.Error("APO-7: the list of what is owed holds what ended late, and nothing else")
	}
	if _, body := x.Get(c, "/leader"); !strings.Contains(body, `id="rows-owed"`) {
		t.Error("the head's first page does not show what is owed")
	}
	if _, body := x.Get(c, "/leader/dossiers/"+inTime.Code); strings.Contains(body, "/letter\"") {
		t.Error("what ended in time is offered a letter")
	}
	if code, body := x.Get(c, path); code != 200 || strings.Contains(body, "new_date-day") || !strings.Contains(body, "không hẹn lại vì hồ sơ đã rút") {
		t.Fatalf("%d: the letter asks for a date that will not come", code)
	}
	form := leadertest.LetterForm("send", "0")
	for _, part := range []string{"new_date-day", "new_date-month", "new_date-year"} {
		form.Del(part)
	}
	if code, body := x.Post(c, path, form); code != 200 || !strings.Contains(body, "Đã ký và gửi thư xin lỗi") {
		t.Fatalf("%d %s", code, leadertest.Text(leadertest.Find(body, "role", "alert")))
	}
	got := x.Now(d)
	_, raw, n := x.Kept(got, trail.Letter)
	if got.Apology == nil || got.Apology.NewDate.Set() || got.State != dossier.Withdrawn || n != 1 || !strings.HasPrefix(string(raw), "%PDF-") {
		t.Errorf("%+v, %d files", got.Apology, n)
	}
	if _, body := x.Get(c, "/leader/dossiers/"+d.Code); strings.Contains(body, "chưa có thư xin lỗi") {
		t.Error("the note stays after the letter")
	}
	if _, body := x.Get(c, "/leader/lists/owed"); strings.Contains(body, d.Code) {
		t.Error("the letter has gone out, the list still asks for it")
	}
}
