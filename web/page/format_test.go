package page

import (
	"testing"
	"time"

	"motcua/clock"
)

func TestFormats(t *testing.T) {
	day := time.Date(2019, time.May, 6, 17, 0, 0, 0, clock.Zone)
	rows := []struct{ says, got, want string }{
		{"a date names its weekday and pads the day, not the months from March on", Date(day), "thứ Hai, 06/5/2019"},
		{"an instant in UTC is read in civil time", Date(time.Date(2019, 5, 5, 18, 0, 0, 0, time.UTC)), "thứ Hai, 06/5/2019"},
		{"Sunday has its own name", Date(day.AddDate(0, 0, -1)), "Chủ nhật, 05/5/2019"},
		{"no date is nothing", Date(time.Time{}), ""},
		{"an hour has two digits of minutes", Hour(day), "17 giờ 00"},
		{"the hour stands before the day", DateTime(day), "17 giờ 00, thứ Hai, 06/5/2019"},
		{"a column writes it short", ShortDateTime(day), "06/5/2019 17:00"},
		{"a stored civil date is read", CivilDate("2019-05-06"), "thứ Hai, 06/5/2019"},
		{"what is no date stays as it is", CivilDate("không rõ"), "không rõ"},
		{"thousands stand apart by points", Number(1234567), "1.234.567"},
		{"three digits need no point", Number(999), "999"},
		{"below zero", Number(-1234), "−1.234"},
		{"money", Money(15000), "15.000 đồng"},
		{"no fee is said in words", Money(0), "không thu"},
		{"a share has one decimal", Percent(986, 1000), "98,6 %"},
		{"a share never rounds up to all", Percent(99999, 100000), "99,9 %"},
		{"all", Percent(5, 5), "100 %"},
		{"nothing of nothing is no share", Percent(0, 0), "–"},
		{"a mobile number in groups", Phone("0901234567"), "090 123 4567"},
		{"+84 is the country itself", Phone("+84 90 123 4567"), "090 123 4567"},
		{"a number of the city", Phone("02838291234"), "028 3829 1234"},
		{"what is no number stays", Phone("nhờ bảo vệ gọi"), "nhờ bảo vệ gọi"},
		{"a masked number keeps its ends", MaskPhone("0901234567"), "090 *** **67"},
		{"a masked name keeps the family name", MaskName("Nguyễn Thị Ánh Tuyết"), "Nguyễn T. Á. T."},
		{"working minutes are days and hours", Working(2*480 + 200), "2 ngày làm việc 3 giờ"},
		{"under a day minutes count", Working(95), "1 giờ 35 phút"},
		{"no time", Working(0), "0 phút"},
		{"what is left", Left(480), "còn 1 ngày làm việc"},
		{"what was missed", Left(-240), "quá hạn 4 giờ"},
		{"a small file", Size(182_000), "182 KB"},
		{"a large file", Size(3_400_000), "3,4 MB"},
	}
	for _, r := range rows {
		if r.got != r.want {
			t.Errorf("%s: %q, want %q", r.says, r.got, r.want)
		}
	}
}
