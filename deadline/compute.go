package deadline

import (
	"errors"
	"time"

	"motcua/calendar"
)

// Cause says what set the period going; it is also the kind of the appointment.
type Cause uint8

// The causes (DL-6). Each counts the whole limit from its own moment.
const (
	Reception  Cause = iota // the dossier was received complete
	Restart                 // completed after a supplement request: from zero (SET-2)
	Obligation              // the financial obligation was confirmed: second appointment (SET-10)
)

// Input is what a date is computed from.
type Input struct {
	// Received is the moment of valid receipt, or of the event Cause names.
	Received time.Time
	Limit    Limit
	Calendar *calendar.Table
	// CutOff is the last minute of the day (after midnight) that still counts for
	// that day, for procedures whose own law has one (DL-4, DL-5; SET-13: the hour before
	// the last of office time); 0 means none. It
	// is not the 15:00 rule of forwarding, which moves no deadline.
	CutOff int
	// Online: what arrives after office hours or on a day off counts from the next
	// opening (DL-3).
	Online bool
	Cause  Cause
	// Promised, when not zero, is the appointment given instead of the end of the
	// period: earlier by a local commitment or later (APO-17).
	Promised time.Time
}

// Result is what was computed, by value.
type Result struct {
	Counted  time.Time // the moment the period counts from
	Due      time.Time // the appointment on the receipt
	LimitEnd time.Time // the end of the period
	// Provisional: some date lies outside the published calendar (CAL-6).
	Provisional bool
}

// Errors of Compute; each is the sentence to show.
var (
	ErrReceived = errors.New("thiếu thời điểm nhận hồ sơ")
	ErrCalendar = errors.New("thiếu lịch làm việc của cơ quan")
	ErrCutOff   = errors.New("giờ chốt trong ngày không hợp lệ")
)

// Compute finds the end of a period (DL-1 to DL-5, DL-7). Periods in days end at the
// close of office on the last day, the day of the event not counted; a period in
// calendar days or months that ends on a day off ends at the close of the next
// working day; hours are office hours to the minute.
func Compute(in Input) (Result, error) {
	if err := in.check(); err != nil {
		return Result{}, err
	}
	cal, counted := in.Calendar, begin(&in)
	var end time.Time
	if in.Limit.ByMinute() {
		minutes, _ := in.Limit.WorkingMinutes()
		end = cal.AddMinutes(counted, minutes)
	} else {
		last := lastDay(cal, calendar.DateOf(counted), in.Limit)
		if end = cal.Close(last); end.Before(counted) {
			// Due the same day but taken after that day's close: no moment of it is left.
			end = cal.Close(cal.Add(last, 1))
		}
	}
	r := Result{Counted: counted, Due: end, LimitEnd: end}
	if !in.Promised.IsZero() {
		r.Due = in.Promised
	}
	r.Provisional = cal.ProvisionalAt(counted) || cal.ProvisionalAt(end) || cal.ProvisionalAt(r.Due)
	return r, nil
}

func (in *Input) check() error {
	switch {
	case in.Received.IsZero():
		return ErrReceived
	case in.Calendar == nil:
		return ErrCalendar
	case in.CutOff < 0 || in.CutOff >= 24*60:
		return ErrCutOff
	}
	return in.Limit.check()
}

// begin gives the moment the period counts from. Under a cut-off a day off lies
// after the cut-off of the working day before it, so that a dossier taken by a
// Saturday counter is never due before one taken late on Friday.
func begin(in *Input) time.Time {
	cal, counted := in.Calendar, in.Received
	if in.Online {
		counted = cal.Open(counted)
	}
	if in.CutOff == 0 {
		return counted
	}
	day := calendar.DateOf(counted)
	if !cal.Working(day) || afterCutOff(in.CutOff, counted, day) {
		day = cal.Add(day, 1)
		counted = day.At(cal.Opening(day))
	}
	return counted
}

// afterCutOff compares whole minutes: at 15:00 sharp a dossier is not after 15:00.
func afterCutOff(cutOff int, at time.Time, day calendar.Date) bool {
	return at.Sub(day.At(cutOff)) >= time.Minute
}

// lastDay is the last day of a period counted by date.
func lastDay(cal *calendar.Table, day calendar.Date, l Limit) calendar.Date {
	n := int(l.Hundredths / 100)
	switch l.Unit {
	case SameDay:
		return cal.Next(day)
	case CalendarDays:
		return cal.Next(day + calendar.Date(n))
	case Months:
		return cal.Next(day.AddMonths(n))
	}
	return cal.Add(day, n)
}

// Late tells whether the moment at is after due: by date for limits in days, to the
// minute for limits in hours (DL-8).
func Late(at, due time.Time, l Limit) bool {
	if l.ByMinute() {
		return at.Truncate(time.Minute).After(due)
	}
	return calendar.DateOf(at) > calendar.DateOf(due)
}
