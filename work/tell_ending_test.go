package work_test

import (
	"context"
	"strings"
	"testing"

	"motcua/apology/apologytest"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/notice"
)

func TestSET10TheApplicantIsToldWhereHowMuchAndTheSecondDate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		officer := c.Who("officer", c.Ward)
		x := c.Must(officer, c.In(dossier.InProcess, "1.012787"), ending.Oblige{Office: "Chi cục Thuế Quận 1", Slip: "15/PCTT"})
		x = c.Must(officer, x, ending.Tell{Amount: 5_000_000, Notice: "12/TB", Where: "Kho bạc Nhà nước Quận 1", PayBy: x.ReceivedAt + clock.Instant(40*86_400_000_000)})
		x = c.Must(officer, x, ending.Confirm{Paper: "20/XN"})
		ns := c.told(x)
		for kind, words := range map[string][]string{
			"oblige": {"Chi cục Thuế Quận 1", "chưa phải làm gì"}, "tell": {"5.000.000 đồng", "12/TB", "Kho bạc Nhà nước Quận 1", "13/7/2019", "không tính vào thời hạn"},
			"confirm": {"27/6/2019"},
		} {
			told := pick(ns, kind, notice.BySMS)
			if len(told) != 1 {
				t.Errorf("%s: %d messages", kind, len(told))
				continue
			}
			for _, w := range words {
				if !strings.Contains(told[0].Body, w) {
					t.Errorf("%s does not say %q: %s", kind, w, told[0].Body)
				}
			}
		}
	})
}

func TestSET7TheMachineAnnouncesAtOnceAndTheDesksOwnWordIsNotSaidTwice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		x := c.In(dossier.Completed, fiveDays)
		if ns := c.told(x); len(pick(ns, "completed", notice.BySMS)) != 0 {
			t.Error("told before it was on record")
		}
		by := c.Must(c.Who("reception", c.Ward), c.In(dossier.Completed, fiveDays), dossier.Announce{Channels: []string{"phone"}})
		c.To("2019-06-03 08:01")
		sms := pick(c.told(x), "completed", notice.BySMS)
		if len(sms) != 1 || !strings.Contains(sms[0].Body, "sớm hơn ngày hẹn thứ Hai, 10/6/2019") {
			t.Errorf("%+v", sms)
		}
		if x = c.Opened(x); x.Announced != "sms,email" {
			t.Errorf("announced by %q", x.Announced)
		}
		if ns := c.told(by); len(pick(ns, "completed", notice.BySMS)) != 0 {
			t.Error("said on the telephone and again by SMS")
		}
	})
}

func TestSET8TheApplicantIsToldOfTheCorrectionAndOfThePost(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		x := c.Must(c.Who("head", c.Ward), c.In(dossier.Completed, fiveDays), ending.Correct{File: "new", Signature: dossier.Signature{Hash: "h"}, Reason: "Ghi sai năm sinh của người nộp"})
		x = c.Must(c.Who("reception", c.Ward), x, ending.Post{Slip: "RG123456789VN"})
		ns := c.told(x)
		for kind, words := range map[string]string{"corrected": "không phải trả chi phí nào", "posted": "RG123456789VN"} {
			if told := pick(ns, kind, notice.BySMS); len(told) != 1 || !strings.Contains(told[0].Body, words) {
				t.Errorf("%s: %+v", kind, told)
			}
		}
	})
}

func TestAPO_16_ALetterWithoutANewDatePromisesNone(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	x := c.In(dossier.InProcess, fiveDays)
	c.To("2019-06-11 09:00")
	x = c.Must(c.Citizen(), x, ending.Withdraw{})
	send := apologytest.Letter(t, "2019-06-14 17:00")
	send.Text.NewDate = 0
	x, err := apologytest.Letters(c.City).Send(context.Background(), c.Who("head", c.Ward), dossiertest.Key(x), send)
	if err != nil {
		t.Fatal(err)
	}
	got := pick(c.told(x), "letter_sent", notice.ByEmail)
	if len(got) != 1 || strings.Contains(got[0].Subject+got[0].Body, "ngày hẹn mới") || strings.Contains(got[0].Body, "Ngày hẹn") {
		t.Errorf("%+v", got)
	}
}
