package deadline

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/law"
)

func profile(t *testing.T) law.Profile {
	t.Helper()
	p, err := law.At("2019-05-06")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAPO3_LatestMomentOfTheLetter(t *testing.T) {
	for _, c := range []struct{ says, received, limit, end, by5157, byND61 string }{
		{"after a long holiday the day before jumps back", "2019-01-28 09:00", "5wd", "2019-02-11 17:00", "2019-02-11 17:00", "2019-02-01 17:00"},
		{"over the holiday of April", "2019-04-25 09:00", "2wd", "2019-05-02 17:00", "2019-05-02 17:00", "2019-04-26 17:00"},
		{"due on Monday: Friday", "2019-03-20 09:00", "3wd", "2019-03-25 17:00", "2019-03-25 17:00", "2019-03-22 17:00"},
		{"the Saturday worked in exchange is a working day before", "2019-04-26 16:40", "4wd", "2019-05-06 17:00", "2019-05-06 17:00", "2019-05-04 17:00"},
		{"a due moment in the afternoon: the letter may go until that day's close", "2019-03-25 10:00", "20h", "2019-03-27 15:30", "2019-03-27 17:00", "2019-03-26 17:00"},
		{"APO-18 one working day: the day before cannot be met", "2019-03-25 10:00", "1wd", "2019-03-26 17:00", "2019-03-26 17:00", ""},
		{"APO-18 the same day", "2019-03-25 10:00", "same_day", "2019-03-25 17:00", "2019-03-25 17:00", ""},
		{"APO-18 eight working hours are one day", "2019-03-25 10:00", "8h", "2019-03-26 10:00", "2019-03-26 17:00", ""},
		{"APO-18 a Saturday counter on the eve of Tết: the moment lies before the receipt", "2019-02-02 09:00", "2d", "2019-02-11 17:00", "2019-02-11 17:00", ""},
	} {
		in := input(t, c.received, c.limit)
		r := compute(t, in)
		same(t, c.says, "limit end", r.LimitEnd, c.end)
		l := LatestLetter(in, r, profile(t))
		same(t, c.says, "5157", l.By5157, c.by5157)
		if l.ND61Applies != (c.byND61 != "") {
			t.Errorf("%s: decree 61 applies = %v", c.says, l.ND61Applies)
			continue
		}
		if latest := c.by5157; c.byND61 == "" {
			same(t, c.says, "the stricter", l.Latest, latest)
			continue
		}
		same(t, c.says, "decree 61", l.ByND61, c.byND61)
		same(t, c.says, "the stricter", l.Latest, c.byND61)
	}
}

func TestAPO3_TheLetterGoesByTheLawOfItsOwnDay(t *testing.T) {
	for _, c := range []struct{ says, received, due, nd61, text string }{
		{"before NĐ 61 the city's rule stands alone", "2018-06-13 09:00", "2018-06-20 17:00", "", ""},
		{"a day before that was not yet law does not bind", "2018-06-14 09:00", "2018-06-21 17:00", "", ""},
		{"received before, due after: the decree binds", "2018-06-15 09:00", "2018-06-22 17:00", "2018-06-21 17:00", "Nghị định 61/2018"},
		{"before TT 01/2018 the decree is law already", "2018-12-28 09:00", "2019-01-07 17:00", "2019-01-05 17:00", "Nghị định 61/2018"},
		{"received under NĐ 61, due under NĐ 118", "2025-06-27 09:00", "2025-07-04 17:00", "2025-07-03 17:00", "Nghị định 118/2025"},
		{"under NĐ 224 nothing has changed", "2026-10-05 09:00", "2026-10-12 17:00", "2026-10-09 17:00", "Nghị định 118/2025"},
	} {
		in := input(t, c.received, "5wd")
		r := compute(t, in)
		l := LatestLetter(in, r, LetterLaw(r, law.Profile{}))
		same(t, c.says, "due", r.Due, c.due)
		same(t, c.says, "5157", l.By5157, c.due)
		lines := strings.Join(ExplainLetters(l), " ")
		if l.ND61Applies != (c.nd61 != "") || l.TextND61 != c.text || !strings.Contains(lines, "theo Quyết định 5157") || !strings.Contains(lines, c.text) {
			t.Errorf("%s: %+v, %q", c.says, l, lines)
		}
		if c.nd61 != "" {
			same(t, c.says, "the day before", l.ByND61, c.nd61)
		}
	}
	early := Result{Due: at(t, "2016-09-01 17:00")}
	if p := LetterLaw(early, law.Profile{ID: "otherwise"}); p.ID != "otherwise" {
		t.Errorf("before the first profile %s was taken", p.ID)
	}
}

func TestAPO17_EachRuleLooksAtItsOwnDate(t *testing.T) {
	in := input(t, "2019-03-04 09:00", "10wd")
	in.Promised = at(t, "2019-03-13 16:00")
	l := LatestLetter(in, compute(t, in), profile(t))
	same(t, "5157 looks at the appointment", "5157", l.By5157, "2019-03-13 17:00")
	same(t, "decree 61 at the end of the period", "decree 61", l.ByND61, "2019-03-15 17:00")
	same(t, "here the city's rule is the stricter", "latest", l.Latest, "2019-03-13 17:00")
}

func TestDL9_TheLastWarningBeforeTheLetterPrecedesIt(t *testing.T) {
	in := input(t, "2019-01-21 09:00", "10wd")
	r := compute(t, in)
	got := Warnings(in, r, profile(t))
	want := []string{"2019-01-31T08:00", "2019-02-01T08:00", "2019-02-11T08:00"}
	if len(got) != len(want) {
		t.Fatalf("warnings %v", got)
	}
	for i, w := range want {
		if stamp(got[i]) != w {
			t.Errorf("warning %d at %s, want %s", i, stamp(got[i]), w)
		}
	}
	if l := LatestLetter(in, r, profile(t)); !got[1].Before(l.ByND61) {
		t.Errorf("the warning of %s does not precede the letter's %s", got[1], l.ByND61)
	}
	short := input(t, "2019-03-25 10:00", "same_day")
	if w := Warnings(short, compute(t, short), profile(t)); len(w) != 0 {
		t.Errorf("a dossier received at 10:00 and due today was to be warned of at %v", w)
	}
}

func TestTheArithmeticIsPrinted(t *testing.T) {
	in := input(t, "2019-04-26 16:40", "4wd")
	want := []string{
		"Nhận hồ sơ: 16:40 thứ Sáu, 26/4/2019; thời hạn 04 ngày làm việc.",
		"Ngày nhận không tính; chỉ tính ngày làm việc.",
		"Nghỉ, không tính: 29/4 (nghỉ hoán đổi, làm bù 04/5); 30/4 (Ngày Giải phóng miền Nam, thống nhất đất nước); 01/5 (Ngày Quốc tế Lao động); thứ Bảy, Chủ nhật: 3 ngày.",
		"Có làm việc, được tính: thứ Bảy 04/5 (làm bù cho ngày 29/4).",
		"Đếm: 02/5 (1), 03/5 (2), 04/5 (3), 06/5 (4).",
		"Hết thời hạn và hẹn trả kết quả: 17:00 thứ Hai, 06/5/2019.",
	}
	got := Explain(in, compute(t, in))
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the arithmetic reads\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, c := range []struct{ says, received, limit, line string }{
		{"Tết is one stretch", "2019-02-01 09:00", "3wd", "04/02–08/02 (Tết Nguyên đán); thứ Bảy, Chủ nhật: 4 ngày."},
		{"an end on a day off says which", "2019-04-26 09:00", "4d", "Đó là ngày nghỉ (Ngày Giải phóng miền Nam, thống nhất đất nước), nên thời hạn kết thúc vào ngày làm việc tiếp theo: thứ Năm, 02/5/2019."},
		{"a bare number says how it was taken", "2019-04-26 09:00", "5", "không ghi đơn vị thời hạn, nên tính theo ngày làm việc"},
		{"hours say what a day is", "2019-04-26 16:40", "4h", "1 ngày làm việc = 08 giờ): 4 giờ làm việc."},
		{"a long period names its first and last day", "2019-03-04 09:00", "30wd", "Ngày tính thứ 1: 05/3/2019; ngày tính thứ 30: 16/4/2019."},
		{"the same day on a day off", "2019-03-24 09:00", "same_day", "nên trả trong ngày làm việc tiếp theo"},
	} {
		in := input(t, c.received, c.limit)
		if text := strings.Join(Explain(in, compute(t, in)), "\n"); !strings.Contains(text, c.line) {
			t.Errorf("%s: %q is missing in\n%s", c.says, c.line, text)
		}
	}
	in = input(t, "2019-03-23 20:00", "3wd")
	in.Online = true
	if text := strings.Join(Explain(in, compute(t, in)), "\n"); !strings.Contains(text, "Được tính là nhận lúc 07:30 thứ Hai, 25/3/2019: nộp trực tuyến ngoài giờ làm việc.") {
		t.Errorf("DL-3 is not explained:\n%s", text)
	}
	in = input(t, "2019-03-25 15:30", "same_day")
	in.CutOff = 900
	if text := strings.Join(Explain(in, compute(t, in)), "\n"); !strings.Contains(text, "Được tính là nhận lúc 07:30 thứ Ba, 26/3/2019: nhận sau 15:00.") {
		t.Errorf("DL-4 is not explained:\n%s", text)
	}
}

func TestTheCommandsAnswer(t *testing.T) {
	for _, c := range []struct{ says, received, limit, want string }{
		{"inside the profile", "2019-02-01 09:00", "3wd", `{"due":"2019-02-13T17:00","limit_end":"2019-02-13T17:00","letter_5157":"2019-02-13T17:00","letter_nd61":"2019-02-12T17:00","arithmetic":[`},
		{"APO-18 gives null, not a failure", "2019-02-01 09:00", "1wd", `{"due":"2019-02-11T17:00","limit_end":"2019-02-11T17:00","letter_5157":"2019-02-11T17:00","letter_nd61":null,"arithmetic":[`},
		{"before every profile both are null", "2015-04-24 09:00", "2wd", `{"due":"2015-04-27T17:00","limit_end":"2015-04-27T17:00","letter_5157":null,"letter_nd61":null,"arithmetic":[`},
		{"under NĐ 118 both hold", "2025-07-15 09:00", "3wd", `{"due":"2025-07-18T17:00","limit_end":"2025-07-18T17:00","letter_5157":"2025-07-18T17:00","letter_nd61":"2025-07-17T17:00","arithmetic":[`},
	} {
		a, err := Report(input(t, c.received, c.limit))
		if err != nil {
			t.Fatal(err)
		}
		got, err := json.Marshal(a)
		if err != nil || !strings.HasPrefix(string(got), c.want) || len(a.Arithmetic) < 4 {
			t.Errorf("%s: %s (%v), want %s", c.says, got, err, c.want)
		}
	}
	if _, err := Report(Input{Calendar: calendar.Civil()}); err != ErrReceived {
		t.Errorf("an empty question: %v", err)
	}
}

func TestLimitsAreReadAndPrinted(t *testing.T) {
	for in, c := range map[string]struct{ words, back string }{
		"3wd": {"03 ngày làm việc", "3wd"}, "0.5wd": {"0,5 ngày làm việc", "0.5wd"}, "0,25 wd": {"0,25 ngày làm việc", "0.25wd"},
		"20d": {"20 ngày", "20d"}, "4h": {"04 giờ làm việc", "4h"}, "1mo": {"01 tháng", "1mo"}, " same_day ": {"trong ngày", "same_day"},
		"5": {"05 (không ghi đơn vị, tính theo ngày làm việc)", "5"}, "15 working_days": {"15 ngày làm việc", "15wd"}, "168h": {"168 giờ làm việc", "168h"},
	} {
		l, err := ParseLimit(in)
		if err != nil || l.Vietnamese() != c.words || l.String() != c.back {
			t.Errorf("%q reads %q and %q (%v)", in, l.Vietnamese(), l, err)
		}
	}
	for _, in := range []string{"", "wd", "-3wd", "0wd", "3 tuần", "1.5d", "0.5mo", "1.125wd", "20001d", "1..5wd", "1,000.5wd", "NaNwd", "1e3wd", "same_day3"} {
		if l, err := ParseLimit(in); err == nil {
			t.Errorf("%q was read as %q", in, l)
		}
	}
	if _, err := Of(math.NaN(), "wd"); err != ErrRange {
		t.Errorf("NaN: %v", err)
	}
	if l, err := Of(1100, "unstated"); err != nil || l != (Limit{110_000, Unstated}) {
		t.Errorf("the catalogue's largest number: %v, %v", l, err)
	}
	for in, want := range map[string]int{"21wd": 168 * 60, "168h": 168 * 60, "0.25wd": 120, "same_day": 480} {
		if m, ok := limit(t, in).WorkingMinutes(); !ok || m != want {
			t.Errorf("%s is %d working minutes, %v; want %d", in, m, ok, want)
		}
	}
	if _, ok := limit(t, "7d").WorkingMinutes(); ok {
		t.Error("calendar days have no office time of their own")
	}
}

func FuzzParseLimit(f *testing.F) {
	for _, s := range []string{"3wd", "0.5wd", "20d", "4h", "2mo", "same_day", "5", "1,25 working_days", "."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		l, err := ParseLimit(s)
		if err != nil {
			return
		}
		if back, err := ParseLimit(l.String()); err != nil || back != l {
			t.Fatalf("%q reads %v, printed %q, read again %v (%v)", s, l, l, back, err)
		}
		in := Input{Received: calendar.Make(2019, 4, 26).At(1000), Limit: l, Calendar: calendar.Civil()}
		r, err := Compute(in)
		if err != nil || r.LimitEnd.Before(in.Received) {
			t.Fatalf("%s ends %s (%v)", l, r.LimitEnd, err)
		}
	})
}
