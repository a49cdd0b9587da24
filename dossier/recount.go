package dossier

import (
	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
	"motcua/refusal"
)

// Recount is a line of the review list: a change of the calendar would have given
// another date than the one promised (CAL-6).
type Recount struct {
	Change   string        `json:"change"`   // id of the change
	Calendar string        `json:"calendar"` // revision counted with
	Due      clock.Instant `json:"due"`      // the legal appointment, which stays
	Would    clock.Instant `json:"would"`    // what the new calendar gives
	At       clock.Instant `json:"at"`
	Decision string        `json:"decision"` // keep, earlier; gone when overtaken; "" on the head's list
	Decided  clock.Instant `json:"decided"`
	By       string        `json:"by"`
}

// Shift counts the legal appointment by another calendar; moved says that the two
// calendars give two dates.
func Shift(d Dossier, before, after *calendar.Table) (would clock.Instant, moved bool) {
	in, _, ok := d.period(Moment{Calendar: before})
	if !ok || !d.Open() || !d.Due.Set() {
		return 0, false
	}
	was, err := deadline.Compute(in)
	if err != nil {
		return 0, false
	}
	in.Calendar = after
	is, err := deadline.Compute(in)
	return clock.At(is.Due), err == nil && !is.Due.Equal(was.Due)
}

// Recalculate is the machine's act after a change of the calendar: the promise stays,
// the internal target moves, and the head finds the dossier on the review list (CAL-6).
type Recalculate struct {
	Change string `json:"change"`
}

// Name of the act.
func (Recalculate) Name() string { return "recount" }

// Apply counts again; nothing the applicant was promised changes.
func (a Recalculate) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "recount"); err != nil {
		return d, err
	}
	would, _ := Shift(d, m.Calendar, m.Calendar)
	was := d.Due
	if r, ok := d.Review(); ok {
		was = r.Would
	}
	if would == was || would == 0 {
		return d, refusal.Conflict("Ngày hẹn của hồ sơ này không đổi theo lịch mới.")
	}
	d = d.overtaken(m.Now)
	if would != d.Due {
		d.Recounts = append(d.Recounts, Recount{Change: a.Change, Calendar: m.Calendar.Revision, Due: d.Due, Would: would, At: m.Now})
		d.Target = target(m.Calendar, d.Due, would)
	}
	return d, nil
}

// target is the earlier of both dates, and never a moment at which the office is shut:
// the promise has to be kept before it.
func target(cal *calendar.Table, due, would clock.Instant) clock.Instant {
	day := calendar.DateOf(due.Time())
	return min(due, would, clock.At(cal.Close(cal.Previous(day))))
}

// Review is the line that waits for the head, if there is one.
func (d Dossier) Review() (Recount, bool) {
	if n := len(d.Recounts); n > 0 && d.Recounts[n-1].Decision == "" && d.Open() && d.Due.Set() {
		return d.Recounts[n-1], true
	}
	return Recount{}, false
}

// overtaken closes what waits: a newer count or a newer appointment has taken its place.
func (d Dossier) overtaken(now clock.Instant) Dossier {
	d.Target = 0
	return d.decide("gone", "", now)
}

func (d Dossier) decide(decision, by string, now clock.Instant) Dossier {
	d.Recounts = append([]Recount(nil), d.Recounts...)
	if n := len(d.Recounts); n > 0 && d.Recounts[n-1].Decision == "" {
		r := &d.Recounts[n-1]
		r.Decision, r.By, r.Decided = decision, by, now
	}
	return d
}

// ConfirmDate is the head's decision on one line of the review list: the promise is
// kept in any case; a date that would now be earlier may become the office's own target.
// A later date is never given this way: that takes a letter of apology (CAL-6, APO-1).
type ConfirmDate struct {
	Decision string `json:"decision"` // keep or earlier
	Reason   string `json:"-"`
}

// Name of the act.
func (ConfirmDate) Name() string { return "confirm_date" }

// Private is the head's own words.
func (a ConfirmDate) Private() any { return Said{Reason: a.Reason} }

// Apply records the decision.
func (a ConfirmDate) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "confirm_date"); err != nil {
		return d, err
	}
	r, ok := d.Review()
	switch {
	case !ok:
		return d, refusal.Conflict("Hồ sơ này không còn chờ quyết định về ngày hẹn sau khi đổi lịch.")
	case a.Decision != "keep" && a.Decision != "earlier":
		return d, refusal.Invalid("decision", "Chọn giữ ngày đã hẹn, hoặc hoàn thành sớm hơn theo lịch mới.")
	case a.Decision == "earlier" && r.Would > d.Due:
		return d, refusal.Rule("CAL-6", "decision", "Ngày đã hẹn với người nộp không lùi vì đổi lịch. Giữ ngày đã hẹn; nếu không kịp thì gửi thư xin lỗi.")
	case a.Decision == "keep" && r.Would < d.Due:
		d.Target = 0
	}
	return d.decide(a.Decision, m.Who.Official, m.Now), nil
}
