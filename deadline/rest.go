package deadline

import (
	"time"

	"motcua/calendar"
)

// Rest is what a limit has left when its time is interrupted: counted from one moment
// and used until another. A limit in days is used by whole days, the day of the event
// not counted (DL-2); one kept to the minute by its minutes. The rest of months is in
// calendar days. Nothing left, or less than least working days, is least; never more
// than the limit itself.
func Rest(cal *calendar.Table, l Limit, from, until time.Time, least int) Limit {
	if minutes, ok := l.WorkingMinutes(); ok && l.ByMinute() {
		left := int64(minutes) - cal.MinutesBetween(from, until)
		left = min(max(left, int64(least)*calendar.WorkingDayMinutes), int64(minutes))
		return Limit{Hundredths: int32((left*100 + 59) / 60), Unit: Hours}
	}
	day, last := calendar.DateOf(from), calendar.DateOf(until)
	whole, used, unit := int(l.Hundredths/100), cal.Between(day, last), l.Unit
	switch l.Unit {
	case SameDay:
		return l
	case CalendarDays:
		used = int(last - day)
	case Months:
		whole, used, unit = int(day.AddMonths(whole)-day), int(last-day), CalendarDays
	}
	return Limit{Hundredths: int32(min(max(whole-used, least), whole) * 100), Unit: unit}
}
