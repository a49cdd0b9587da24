package deadline

import (
	"fmt"
	"strings"
	"time"

	"motcua/calendar"
)

// Left gives the office minutes between now and due, negative when due has passed,
// and the sentence for a list: "còn 1 ngày 3 giờ làm việc", "quá hạn 2 ngày 1 giờ
// làm việc". A day is 08 working hours (DL-1). Whether it is late at all is decided
// by Late: on the evening of the due day nothing is late yet (DL-8).
func Left(cal *calendar.Table, now, due time.Time, l Limit) (minutes int64, sentence string) {
	minutes = cal.MinutesBetween(now, due)
	switch late := Late(now, due, l); {
	case late && minutes >= 0:
		return minutes, "vừa quá hạn"
	case late:
		return minutes, "quá hạn " + WorkingTime(-minutes)
	case minutes <= 0 && calendar.DateOf(now) == calendar.DateOf(due):
		return minutes, "đến hạn hôm nay"
	case minutes <= 0:
		return minutes, "đến hạn vào giờ làm việc tới"
	default:
		return minutes, "còn " + WorkingTime(minutes)
	}
}

// WorkingTime puts office minutes into words, "1 ngày 3 giờ 20 phút làm việc"; from
// one day on minutes are left out.
func WorkingTime(minutes int64) string {
	days, rest := minutes/calendar.WorkingDayMinutes, minutes%calendar.WorkingDayMinutes
	var words []string
	for _, part := range []struct {
		n    int64
		word string
		show bool
	}{{days, "ngày", true}, {rest / 60, "giờ", true}, {rest % 60, "phút", days == 0}} {
		if part.n > 0 && part.show {
			words = append(words, fmt.Sprintf("%d %s", part.n, part.word))
		}
	}
	if len(words) == 0 {
		return "0 phút làm việc"
	}
	return strings.Join(words, " ") + " làm việc"
}
