package publication

import (
	"motcua/calendar"
	"motcua/clock"
)

// The clocks of a file; reminders name them.
const (
	ClockPublish = "publish"
	ClockEnter   = "enter"
	ClockProcess = "process"
)

// Clock is one latest day of a file and how it stands.
type Clock struct {
	Key   string
	Title string
	Day
	Done  clock.Instant // zero while it runs
	Late  bool          // done after the day, or open and past it
	Whose string        // "office" or "city": who must act
}

// Clocks are the latest days of a file as they stand today (KS-5, KS-6, KS-8).
func (f File) Clocks(today calendar.Date) []Clock {
	if f.State == Dropped || f.State == None {
		return nil
	}
	over := func(c Clock) Clock {
		at := today.String()
		if c.Done.Set() {
			at = calendar.DateOf(c.Done.Time()).String()
		}
		c.Late = at > c.Day.Day
		return c
	}
	out := []Clock{over(Clock{Key: ClockPublish, Title: "Ban hành quyết định công bố", Day: f.Latest, Done: f.published(), Whose: "office"})}
	if f.Enter.Day != "" {
		out = append(out, over(Clock{Key: ClockEnter, Title: "Nhập Cơ sở dữ liệu quốc gia", Day: f.Enter, Done: f.Entered.At, Whose: "city"}))
	}
	if f.Process.Day != "" {
		c := Clock{Key: ClockProcess, Title: "Cấu hình quy trình điện tử", Day: f.Process, Whose: "office"}
		if f.InForce() && len(f.openProcesses()) == 0 {
			for _, x := range f.Items {
				c.Done = max(c.Done, x.Configured)
			}
		}
		out = append(out, over(c))
	}
	return out
}

// published is when the decision came: it is measured by the signature (KS-5).
func (f File) published() clock.Instant {
	if f.Dated != "" {
		return f.Signed.At
	}
	return f.Issued.At
}
