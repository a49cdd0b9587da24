package almanac

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"motcua/calendar"
	"motcua/clock"
	"motcua/refusal"
)

// Change is a change of the calendar as somebody proposes it.
type Change struct {
	Scope    string // id of an office, or "" for the civil calendar
	Lines    string // in the language of calendar.Table.Amend
	Reason   string // why, in the words of the notice
	Decision string // number of the notice or decision
}

// Revision is a change in force.
type Revision struct {
	Change
	N      int64
	ID     string
	First  string // first day it changes, YYYY-MM-DD; "" when it only announces a year
	Author string // official
	Made   clock.Instant
}

// State is how far a change has come.
type State string

// The states, drawn in doc.go.
const (
	Looking  State = "looking"  // what it would move is being counted
	Ready    State = "ready"    // counted; waits for a confirmation
	Applying State = "applying" // in force; the review lists are being written
	Applied  State = "applied"
	Dropped  State = "dropped"
)

// Draft is a change that is looked at or carried out, and how far.
type Draft struct {
	Change
	ID                    string
	Base                  int64 // the newest revision it was made over
	Author                string
	Made                  clock.Instant
	State                 State
	Total, Scanned, Moved int64
	Limits                int64 // limits between offices that move
	atHome, atID          string
}

// Running tells whether there is counting left to do.
func (d Draft) Running() bool { return d.State == Looking || d.State == Applying }

// Progress is the part that is done, in hundredths.
func (d Draft) Progress() int64 {
	if !d.Running() {
		return 100
	}
	if d.Total == 0 {
		return 0
	}
	return min(99, d.Scanned*100/d.Total)
}

func (c Change) check() error {
	switch {
	case strings.TrimSpace(c.Lines) == "":
		return refusal.Invalid("lines", "Nhập ít nhất một thay đổi của lịch.")
	case strings.TrimSpace(c.Decision) == "":
		return refusal.Rule("CAL-6", "decision", "Nhập số và ngày của thông báo hoặc quyết định làm căn cứ đổi lịch.")
	case len([]rune(strings.TrimSpace(c.Reason))) < 10:
		return refusal.Rule("CAL-6", "reason", "Nêu lý do đổi lịch, ít nhất 10 ký tự; mọi cơ quan sẽ đọc câu này.")
	}
	return nil
}

// tables are the calendars of the city after a number of changes. They never change;
// Of keeps what it has built.
type tables struct {
	n     int64 // newest revision among them
	all   []Revision
	civil *calendar.Table
	own   map[string][]Revision // by office
	built cache
}

// build lays the changes over the shipped calendar, oldest first.
func build(base *calendar.Table, all []Revision) (*tables, error) {
	t := &tables{all: all, civil: base, own: map[string][]Revision{}}
	for _, r := range all {
		t.n = max(t.n, r.N)
		if r.Scope != "" {
			t.own[r.Scope] = append(t.own[r.Scope], r)
			continue
		}
		next, err := t.civil.Amend(strconv.FormatInt(r.N, 10), []byte(r.Lines))
		if err != nil {
			return nil, err
		}
		t.civil = next
	}
	return t, nil
}

// of is the calendar of an office: the civil one, its hours as furnished, its own changes.
func (t *tables) of(office, hours string) (*calendar.Table, error) {
	own := t.own[office]
	key := hours
	if len(own) > 0 {
		key = hours + "\n" + office
	}
	return t.built.get(key, func() (*calendar.Table, error) {
		x := t.civil
		var err error
		if hours != "" {
			if x, err = x.Office([]byte(hours)); err != nil {
				return nil, err
			}
		}
		for _, r := range own {
			if x, err = x.Amend(strconv.FormatInt(r.N, 10), []byte(r.Lines)); err != nil {
				return nil, err
			}
		}
		return x, nil
	})
}

// with is the calendars after one more change.
func (t *tables) with(base *calendar.Table, c Change) (*tables, error) {
	next := Revision{Change: c, N: t.n + 1}
	return build(base, append(t.all[:len(t.all):len(t.all)], next))
}

// until is how many changes were in force at a moment.
func (t *tables) until(at clock.Instant) int {
	i := slices.IndexFunc(t.all, func(r Revision) bool { return r.Made > at })
	if i < 0 {
		return len(t.all)
	}
	return i
}

// spoken makes a refusal of what the calendar's language says is wrong.
func spoken(err error) error {
	var wrong *calendar.SyntaxError
	if errors.As(err, &wrong) {
		return refusal.Rule("CAL-6", "lines", wrong.Error())
	}
	return err
}

// Plain are the forms of a change an administrator fills in; Lines writes them down.
type Plain struct {
	Kind     string // off, swap, usual, half, hours, receive, text
	Day      calendar.Date
	Worked   calendar.Date // of a swap
	From     string        // weekdays of hours: T2-T6
	Hours    string        // "07:30-11:30 13:00-17:00"
	Name     string        // of the day
	Holiday  bool          // a statutory day off, not a closing
	Text     string        // several lines as they stand
	OfOffice bool
}

// Kinds are the forms in the order a page shows them.
var Kinds = []struct{ Value, Label string }{
	{"off", "Thêm một ngày nghỉ"}, {"swap", "Hoán đổi: nghỉ một ngày, làm bù một ngày cuối tuần"}, {"usual", "Bỏ một ngày đã khai, trở lại nếp của tuần"},
	{"half", "Làm việc một phần ngày"}, {"hours", "Đổi giờ làm việc hằng tuần"}, {"receive", "Đổi giờ quầy chỉ tiếp nhận và trả kết quả"}, {"text", "Nhiều thay đổi cùng lúc"},
}

// Lines gives the change in the calendar's language.
func (p Plain) Lines() (string, error) {
	day := p.Day.String()
	if p.Day == 0 && p.Kind != "text" {
		return "", refusal.Invalid("day", "Nhập ngày thay đổi.")
	}
	switch p.Kind {
	case "off":
		kind := "closed"
		if p.Holiday && !p.OfOffice {
			kind = "holiday"
		}
		return strings.TrimSpace("off " + day + " " + kind + " " + p.Name), nil
	case "swap":
		if p.Worked == 0 {
			return "", refusal.Invalid("worked", "Nhập ngày làm bù.")
		}
		return strings.TrimSpace("off "+day+" swap "+p.Name) + "\nwork " + p.Worked.String() + " for " + day, nil
	case "usual":
		return "usual " + day, nil
	case "half":
		if p.Hours == "" {
			return "", refusal.Invalid("hours", "Nhập giờ làm việc của ngày đó, ví dụ 07:30-11:30.")
		}
		return strings.TrimSpace("half " + day + " " + p.Hours + " " + p.Name), nil
	case "hours", "receive":
		if p.Hours == "" || p.From == "" {
			return "", refusal.Invalid("hours", "Nhập giờ, ví dụ 07:30-11:30 13:00-17:00; ghi - khi không làm việc.")
		}
		return p.Kind + " " + p.From + " " + p.Hours + " from " + day, nil
	case "text":
		return p.Text, nil
	}
	return "", refusal.Invalid("kind", "Chọn loại thay đổi.")
}

// Mark is where a list goes on.
type Mark struct {
	Due clock.Instant
	ID  string
}

// Text is the mark in an address.
func (m Mark) Text() string { return strconv.FormatInt(int64(m.Due), 10) + "." + m.ID }

// ParseMark reads an address; nonsense is the beginning.
func ParseMark(s string) Mark {
	due, id, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(due, 10, 64)
	if err != nil {
		return Mark{}
	}
	return Mark{Due: clock.Instant(n), ID: id}
}

// StateWords says how a line of a change stands.
func StateWords(x MovedRecord) string {
	switch {
	case x.State == "preview":
		return "Xem trước"
	case x.State == "open":
		return "Chờ người đứng đầu"
	case x.Decision == "keep":
		return "Giữ ngày đã hẹn"
	case x.Decision == "earlier":
		return "Hoàn thành sớm hơn"
	}
	return "Không còn phải rà soát"
}
