package slip

import (
	"cmp"
	"slices"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
)

// ControlRow is one line of the control slip: a hand-over, or a question to another
// office and its answer (law.md 2.4; the form is Mẫu 05 of 2018, 06 of 2025).
type ControlRow struct {
	From, To         string    // 1. Giao, 2. Nhận
	Given, Taken     time.Time // zero while it has not happened
	GivenBy, TakenBy string    // names
	Result           Outcome   // of the taking office's part; "" while it has the dossier or has no limit of its own
	Note             string
	Done, Limit      time.Time // of the taking office's part
}

// Outcome is how a step stands to its own limit, as the form prints it.
type Outcome string

// The three outcomes of the form.
const (
	Before Outcome = "Trước hạn"
	OnTime Outcome = "Đúng hạn"
	Over   Outcome = "Quá hạn"
)

// Control gives the rows of the control slip in the order of time (SET-3, SET-4).
// What only stands in the order of a chain comes last, without times.
func (k Desk) Control(d dossier.Dossier) []ControlRow {
	var out []ControlRow
	for _, h := range d.Handovers {
		r := ControlRow{From: k.office(h.From), To: k.office(h.To), Given: when(h.Given), Taken: when(h.Taken), GivenBy: k.name(h.GivenBy), TakenBy: k.name(h.TakenBy),
			Result: outcome(h.Done, h.Limit), Note: h.Work.Vietnamese(), Done: when(h.Done), Limit: when(h.Limit)}
		if h.Late && r.Result == "" {
			r.Result = Over
		}
		if h.Slow {
			r.Note += "; chuyển chậm"
		}
		out = append(out, r)
	}
	for _, c := range d.Consultations {
		r := ControlRow{From: k.office(cmp.Or(c.Asker, d.Competent)), To: k.office(c.Office), Given: when(c.Asked), Taken: when(c.Asked), GivenBy: k.name(c.By), Result: outcome(c.Answered, c.Limit), Note: "Lấy ý kiến",
			Done: when(c.Answered), Limit: when(c.Limit)}
		switch {
		case c.Answered.Set() && c.Agrees:
			r.Note += ": đồng ý"
		case c.Answered.Set():
			r.Note += ": không đồng ý"
		case c.Late:
			r.Result = Over
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b ControlRow) int {
		if a.Given.IsZero() != b.Given.IsZero() {
			if a.Given.IsZero() {
				return 1
			}
			return -1
		}
		return a.Given.Compare(b.Given)
	})
	return out
}

func when(i clock.Instant) time.Time {
	if !i.Set() {
		return time.Time{}
	}
	return i.Time()
}

// outcome compares the end of a part with its limit, by the day as limits in days are.
func outcome(done, limit clock.Instant) Outcome {
	switch {
	case !done.Set() || !limit.Set():
		return ""
	case done > limit:
		return Over
	case calendar.DateOf(done.Time()) == calendar.DateOf(limit.Time()):
		return OnTime
	}
	return Before
}
