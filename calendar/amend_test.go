package calendar_test

import (
	"strings"
	"testing"
	"time"

	"motcua/calendar"
)

func amended(t *testing.T, lines ...string) *calendar.Table {
	t.Helper()
	x, err := calendar.Civil().Amend("1", []byte(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// CAL-6: what a change of the calendar does to sums, from a day on and nowhere else.
func TestCAL6AnAmendmentChangesTheDaysItNamesAndNoOther(t *testing.T) {
	day := calendar.Make
	rows := []struct {
		sentence string
		lines    []string
		received calendar.Date
		n        int
		before   calendar.Date
		after    calendar.Date
	}{
		{"a day off added moves what counts over it", []string{"off 2019-06-05 closed Bão số 1"}, day(2019, 6, 3), 3, day(2019, 6, 6), day(2019, 6, 7)},
		{"and nothing that ends before it", []string{"off 2019-06-05 closed Bão số 1"}, day(2019, 6, 3), 1, day(2019, 6, 4), day(2019, 6, 4)},
		{"a day off taken back counts again", []string{"usual 2019-09-02"}, day(2019, 8, 30), 1, day(2019, 9, 3), day(2019, 9, 2)},
		{"a swapped day goes to its worked Saturday", []string{"off 2019-08-30 swap Quốc khánh", "work 2019-08-24 for 2019-08-30"}, day(2019, 8, 23), 6, day(2019, 9, 3), day(2019, 9, 3)},
		{"half a day is still a day", []string{"half 2019-06-05 07:30-11:30 Diễn tập"}, day(2019, 6, 3), 3, day(2019, 6, 6), day(2019, 6, 6)},
	}
	for _, row := range rows {
		x := amended(t, row.lines...)
		if got := calendar.Civil().Add(row.received, row.n); got != row.before {
			t.Errorf("%s: the shipped calendar gives %s", row.sentence, got)
		}
		if got := x.Add(row.received, row.n); got != row.after {
			t.Errorf("%s: %s, want %s", row.sentence, got, row.after)
		}
		if x.Revision == calendar.Civil().Revision || !strings.HasPrefix(x.Revision, calendar.Civil().Revision+"/1-") {
			t.Errorf("%s: revision %q", row.sentence, x.Revision)
		}
	}
}

func TestCAL7HoursChangeFromADayOn(t *testing.T) {
	x := amended(t, "hours T2-T6 07:00-11:30 13:30-17:00 from 2019-07-01", "receive T7 07:30-11:30 from 2019-07-01")
	if o, c := x.Opening(calendar.Make(2019, 6, 28)), x.Closing(calendar.Make(2019, 6, 28)); o != 450 || c != 1020 {
		t.Errorf("before the day: %d-%d", o, c)
	}
	if o := x.Opening(calendar.Make(2019, 7, 1)); o != 420 {
		t.Errorf("from the day on: %d", o)
	}
	if o := x.Opening(calendar.Make(2035, 7, 2)); o != 420 {
		t.Errorf("beyond the table: %d", o)
	}
	saturday := calendar.Make(2019, 7, 6)
	if x.Working(saturday) || !x.Receiving(saturday.At(480)) || x.Receiving((saturday - 7).At(480)) {
		t.Error("a Saturday morning that receives does not count, and begins on its day")
	}
	// Minutes over the change: Friday afternoon the old hours, Monday the new ones.
	from := time.Date(2019, 6, 28, 16, 0, 0, 0, calendar.Make(2019, 6, 28).At(0).Location())
	if got := x.AddMinutes(from, 90); got != calendar.Make(2019, 7, 1).At(450) {
		t.Errorf("90 minutes from Friday 16:00: %s", got)
	}
	y, err := x.Amend("2", []byte("hours T6 07:00-11:30 from 2019-08-01"))
	if err != nil {
		t.Fatal(err)
	}
	if y.Closing(calendar.Make(2019, 8, 2)) != 690 || y.Closing(calendar.Make(2019, 8, 5)) != 1020 || y.Opening(calendar.Make(2019, 8, 5)) != 420 {
		t.Error("a second change keeps the rest of the first")
	}
	o, err := x.Office([]byte("hours T2 08:00-12:00"))
	if err != nil {
		t.Fatal(err)
	}
	if o.Opening(calendar.Make(2019, 6, 24)) != 480 || o.Opening(calendar.Make(2019, 7, 1)) != 480 || o.Opening(calendar.Make(2019, 7, 2)) != 420 {
		t.Error("an office's own hours stand above every pattern of its parent")
	}
}

func TestCAL6AYearBecomesKnownWhenItsNoticeComes(t *testing.T) {
	tet := calendar.Make(2027, 2, 8)
	if !calendar.Civil().Provisional(tet) || !calendar.Civil().Working(tet) {
		t.Fatal("the shipped 2027 is provisional and has no Tết yet")
	}
	x := amended(t, "year 2027 known thông báo lịch nghỉ 2027", "off 2027-02-08 holiday Tết Nguyên đán", "year 2028 provisional chờ thông báo")
	if x.Provisional(tet) || x.Working(tet) || !x.Provisional(calendar.Make(2028, 2, 1)) {
		t.Error("2027 is known with its Tết, 2028 provisional")
	}
}

func TestCAL6AnAmendmentIsRefusedWithItsLine(t *testing.T) {
	for sentence, row := range map[string][2]string{
		"a date nobody declared":               {"off 2041-01-02 holiday Nghỉ", "dòng 1"},
		"nothing to take back":                 {"usual 2019-06-05", "đúng nếp"},
		"half of an exchange taken back":       {"usual 2019-04-29", "làm bù"},
		"hours before the last change":         {"hours T2-T6 07:00-11:00 from 2019-07-01\nhours T2 08:00-11:00 from 2019-06-01", "dòng 2"},
		"no hours left":                        {"hours T2-CN - from 2019-07-01", "chưa có giờ"},
		"a known year becoming provisional":    {"year 2019 provisional hồi tố", "đã được công bố"},
		"a year too far":                       {"year 2039 known x", "liên tiếp"},
		"a day worked that is a working day":   {"work 2019-06-05 for 2019-06-06", "vốn đã là ngày làm việc"},
		"a Saturday worked for a day not off":  {"work 2019-06-08 for 2019-06-06", "không phải ngày nghỉ hoán đổi"},
		"the same date twice in one amendment": {"off 2019-06-05 closed a\nusual 2019-06-05", "đúng nếp"},
	} {
		_, err := calendar.Civil().Amend("1", []byte(row[0]))
		if err == nil || !strings.Contains(err.Error(), row[1]) {
			t.Errorf("%s: %v", sentence, err)
		}
	}
}

func TestDifferNamesTheDays(t *testing.T) {
	civil := calendar.Civil()
	if _, _, ok := calendar.Differ(civil, civil); ok {
		t.Error("a calendar does not differ from itself")
	}
	if first, last, ok := calendar.Differ(civil, amended(t, "off 2019-06-05 closed Bão", "off 2019-06-07 closed Bão")); !ok || first != calendar.Make(2019, 6, 5) || last != calendar.Make(2019, 6, 7) {
		t.Errorf("%s %s %v", first, last, ok)
	}
	if first, last, ok := calendar.Differ(civil, amended(t, "hours T2-T6 07:00-11:30 13:30-17:00 from 2019-07-01")); !ok || first != calendar.Make(2019, 7, 1) || last != calendar.Always {
		t.Errorf("%s %s %v", first, last, ok)
	}
	if _, _, ok := calendar.Differ(civil, amended(t, "year 2027 known thông báo")); ok {
		t.Error("announcing a year moves nothing by itself")
	}
}
