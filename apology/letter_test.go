package apology

import (
	"errors"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
)

func on(day int) clock.Instant { return clock.At(time.Date(2019, 6, day, 17, 0, 0, 0, clock.Zone)) }

func late() (dossier.Dossier, Text, Names) {
	d := dossier.Dossier{Code: "X-1", ProcedureName: "Đăng ký lại kết hôn", ReceiptNo: 12, Due: on(10), Promised: on(10),
		Appointments: []dossier.Appointment{{Kind: dossier.First, Due: on(10)}}}
	return d, Text{Cause: "B1", Why: "Sở chưa trả lời ý kiến", Status: "Đang chờ ý kiến", NewDate: on(14)}, Names{"Nguyễn Thị Mẫu", "Ủy ban nhân dân Phường Mẫu", "Phường Mẫu"}
}

func TestAPO_6_TheSevenItemsStandInEveryChannel(t *testing.T) {
	d, text, n := late()
	i := ItemsOf(d, Late, text, n)
	got, at := i.Message(), 0
	for _, want := range []string{"Nguyễn Thị Mẫu", "Đăng ký lại kết hôn", "Giấy tiếp nhận số 12, mã hồ sơ X-1", "Tình trạng: Đang chờ ý kiến", "Lý do trễ hạn: Sở chưa trả lời", "14/6/2019", "Ủy ban nhân dân Phường Mẫu thành thật xin lỗi"} {
		k := strings.Index(got[at:], want)
		if k < 0 {
			t.Fatalf("%q is missing or out of order in %q", want, got)
		}
		at += k
	}
	for item, less := range map[string]func(*dossier.Dossier, *Text, *Names){
		"tên cá nhân":              func(_ *dossier.Dossier, _ *Text, n *Names) { n.Applicant = " " },
		"loại hồ sơ":               func(d *dossier.Dossier, _ *Text, _ *Names) { d.ProcedureName = "" },
		"số giấy tiếp nhận":        func(d *dossier.Dossier, _ *Text, _ *Names) { d.ReceiptNo, d.Code = 0, "" },
		"tình trạng giải quyết":    func(_ *dossier.Dossier, t *Text, _ *Names) { t.Status = "" },
		"lý do trễ hạn":            func(_ *dossier.Dossier, t *Text, _ *Names) { t.Why, t.Cause = "", "" },
		"ngày hẹn trả kết quả lần": func(_ *dossier.Dossier, t *Text, _ *Names) { t.NewDate = 0 },
		"nội dung xin lỗi":         func(_ *dossier.Dossier, _ *Text, n *Names) { n.Office = "" },
	} {
		d, text, n := late()
		less(&d, &text, &n)
		for _, channel := range []string{"letter", "sms", "in_person"} {
			no, ok := refusal.As(ItemsOf(d, Late, text, n).valid([]string{channel}, "0900000000"))
			if !ok || no.Rule != "APO-6" || !strings.Contains(no.Sentence, item) {
				t.Errorf("%s without %q: %v", channel, item, no)
			}
		}
	}
}

func TestAPO_6_WithoutAReceiptTheCodeNamesTheDossier(t *testing.T) {
	d, text, n := late()
	d.ReceiptNo = 0
	if i := ItemsOf(d, Late, text, n); i.Receipt != "Mã hồ sơ X-1" || len(i.Missing()) != 0 {
		t.Errorf("%q %v", i.Receipt, i.Missing())
	}
}

func TestAPO_5_AMessageNeedsATelephone(t *testing.T) {
	d, text, n := late()
	i := ItemsOf(d, Late, text, n)
	if no, ok := refusal.As(i.valid([]string{"letter", "sms"}, "")); !ok || no.Rule != "APO-5" || no.Field != "channels" {
		t.Errorf("got %v", no)
	}
	if err := i.valid([]string{"letter", "in_person"}, ""); err != nil {
		t.Errorf("letter and in person need none: %v", err)
	}
}

func TestAPO_13_ALossSaysWhoAndWhatItCosts(t *testing.T) {
	whole := Text{Why: "Thất lạc khi luân chuyển", Status: "Đang thẩm định", Loss: Loss{Papers: "Bản chính", Office: "o", Cost: 0, CostNote: "Không phát sinh chi phí"}}
	if err := whole.Check(Lost, false); err != nil {
		t.Fatalf("no new date is needed: %v", err)
	}
	for field, less := range map[string]func(*Text){
		"papers": func(t *Text) { t.Loss.Papers = " " }, "office": func(t *Text) { t.Loss.Office = "" }, "cost": func(t *Text) { t.Loss.Cost = -1 },
		"cost_note": func(t *Text) { t.Loss.CostNote = "" }, "why": func(t *Text) { t.Why = "" }, "status": func(t *Text) { t.Status = "" },
	} {
		x := whole
		less(&x)
		if no, ok := refusal.As(x.Check(Damaged, true)); !ok || no.Field != field {
			t.Errorf("without %s: %v", field, no)
		}
	}
	d, _, n := late()
	if got := ItemsOf(d, Lost, whole, n).Message(); !strings.Contains(got, "giữ nguyên 17 giờ 00, thứ Hai, 10/6/2019") || !strings.Contains(got, "chịu toàn bộ chi phí") || strings.Contains(got, "trễ hạn") {
		t.Errorf("the date stays and all costs are borne: %s", got)
	}
	if no, ok := refusal.As(whole.Check("stolen", true)); !ok || no.Rule != "APO-13" {
		t.Errorf("another ground: %v", no)
	}
}

func TestAPO_6_TheReasonsOfTheListAreAllThere(t *testing.T) {
	var of []string
	for _, c := range Causes {
		of = append(of, c.Code)
	}
	if got := strings.Join(of, " "); got != "A1 A2 A3 B1 B2 B3 C1 D1 E1 F1" {
		t.Errorf("A agency, B coordination, C regulation, D technical, E applicant, F force majeure: %s", got)
	}
}

func TestAPO_11_ABookCountsEveryLetterOnceInEveryGrouping(t *testing.T) {
	sent := func(n int, g Ground, cause, officer string, at clock.Instant, ok5157, applies, nd61 bool) Line {
		return Line{Number: n, State: "sent", Letter: LetterRecord{Ground: string(g), Cause: cause, Officer: officer, Receiving: "w", SentAt: int64(at), Ok5157: ok5157, Nd61Applies: applies, OkNd61: nd61}}
	}
	b := Book{Lines: []Line{sent(1, Late, "A1", "an", on(3), true, true, true), sent(2, Late, "A1", "binh", on(4), true, true, false), {Number: 3, State: "void", Why: "x"},
		sent(4, Late, "B1", "an", on(5), false, false, false), sent(5, Lost, "lost", "an", on(6), false, false, false), {Number: 6, State: "draft"}}}
	got := b.Totals()
	if got.Sent != 4 || got.Late != 3 || got.Lost != 1 || got.Void != 1 || got.Draft != 1 || got.In5157 != 2 || got.InND61 != 1 || got.LateND6 != 1 || got.NotND61 != 1 {
		t.Errorf("%+v", got)
	}
	for _, group := range [][]Count{got.Reasons, got.Agencies, got.Officials, got.Months} {
		n := 0
		for _, c := range group {
			n += c.N
		}
		if n != got.Sent {
			t.Errorf("%v counts %d of %d", group, n, got.Sent)
		}
	}
	if gaps := b.Gaps(); len(gaps) != 0 {
		t.Errorf("gaps %v", gaps)
	}
	if gaps := (Book{Lines: []Line{{Number: 2}, {Number: 5}}}).Gaps(); len(gaps) != 3 || gaps[0] != 1 || gaps[2] != 4 {
		t.Errorf("gaps %v", gaps)
	}
}

func TestABatchGoesOnAfterARefusalAndStopsAtAFault(t *testing.T) {
	broken := errors.New("disk full")
	send := func(code string) error {
		switch code {
		case "no":
			return refusal.Rule("APO-7", "", "Đã có thư.")
		case "fault":
			return broken
		}
		return nil
	}
	out, err := Batch([]string{"a", "no", "b"}, send)
	if err != nil || len(out) != 3 || out[0].Refused != nil || out[1].Refused == nil || out[2].Refused != nil {
		t.Errorf("%+v %v", out, err)
	}
	if out, err := Batch([]string{"a", "fault", "b"}, send); !errors.Is(err, broken) || len(out) != 1 {
		t.Errorf("%+v %v", out, err)
	}
}

func TestAPO_16_WhatEndedLateHasItsSixthItemInWords(t *testing.T) {
	for state, want := range map[dossier.State]string{dossier.Withdrawn: "không hẹn lại vì hồ sơ đã rút", dossier.Stopped: "không hẹn lại vì hồ sơ dừng giải quyết"} {
		d, text, n := late()
		d.State, d.EndedAt, d.Class, text.NewDate = state, on(12), dossier.Late, 0
		if i := ItemsOf(d, Late, text, n); i.NewDate != want || len(i.Missing()) != 0 || text.Check(Late, d.Over()) != nil {
			t.Errorf("%s: %q %v", state, i.NewDate, i.Missing())
		}
	}
}
