package carry

import (
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
)

// Recalculate is the machine's act after a change of the calendar: the promise stays,
// the internal target moves, and the head finds the dossier on the review list; limits
// between offices move with the calendar (CAL-6).
type Recalculate struct {
	Change string `json:"change"`
}

// Name of the act.
func (Recalculate) Name() string { return "recount" }

// Apply counts again; nothing the applicant was promised changes.
func (a Recalculate) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "recount"); err != nil {
		return d, err
	}
	would, _ := dossier.Shift(d, m.Calendar, m.Calendar)
	was := d.Due
	if r, ok := d.Review(); ok {
		was = r.Would
	}
	limits := Relimits(d, m.Calendar, m.Now)
	if (would == was || would == 0) && len(limits) == 0 {
		return d, refusal.Conflict("Ngày hẹn của hồ sơ này không đổi theo lịch mới.")
	}
	for i := range limits {
		limits[i].Change, limits[i].Calendar = a.Change, m.Calendar.Revision
	}
	d = relimit(d, limits)
	if would == was || would == 0 {
		return d, nil
	}
	d = d.Overtaken(m.Now)
	if would != d.Due {
		d.Recounts = append(d.Recounts, dossier.Recount{Change: a.Change, Calendar: m.Calendar.Revision, Due: d.Due, Would: would, At: m.Now})
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
func (a ConfirmDate) Private() any { return dossier.Said{Reason: a.Reason} }

// Apply records the decision.
func (a ConfirmDate) Apply(d dossier.Dossier, m dossier.Moment) (dossier.Dossier, error) {
	if err := dossier.Check(d, "confirm_date"); err != nil {
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
	return d.Decide(a.Decision, m.Who.Official, m.Now), nil
}
