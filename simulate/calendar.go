package simulate

import (
	"fmt"
	"math/rand/v2"

	"motcua/almanac"
	"motcua/calendar"
	"motcua/office"
)

// Days between two changes of the calendar: notices come late, offices close, keep hours
// of their own, and take a day off back (CAL-6, CAL-7).
const changeFirst, changeSpread = 4, 8

// changes plans what is said of the calendar meanwhile: for days to come and for days that
// are over, for the city and for one office. It has a source of chance of its own.
func (w *world) changes() {
	r := rand.New(rand.NewPCG(w.plan.Seed, 130))
	taken := map[calendar.Date]bool{}
	var said []calendar.Date // days off of the city that may be taken back
	for day, n := calendar.DateOf(w.plan.From), 0; ; n++ {
		if day += calendar.Date(changeFirst + r.IntN(changeSpread)); day >= calendar.DateOf(w.plan.To) {
			return
		}
		off := day + calendar.Date(r.IntN(12)-5)
		for !w.cal.Working(off) || taken[off] {
			off++
		}
		c := almanac.Change{Reason: "Theo thông báo gửi đến muộn", Decision: fmt.Sprintf("%d/TB-UBND", n+1)}
		switch {
		case n%4 == 3 && len(said) > 0:
			c.Lines, said = "usual "+said[0].String(), said[1:]
		case n%2 == 0:
			c.Lines = "off " + off.String() + " closed Bão"
			said = append(said, off)
		default:
			c.Scope = w.cast.wards[r.IntN(len(w.cast.wards))].ID
			next := w.cal.Next(off + 1)
			c.Lines = "off " + off.String() + " closed Sự cố điện\nhalf " + next.String() + " 07:30-11:30 Sửa trụ sở"
			taken[next] = true
		}
		taken[off] = true
		w.n++
		w.todo = append(w.todo, task{at: day.At(7*60 + r.IntN(10*60)), n: w.n, do: func(*life) error { return w.amend(c) }})
	}
}

// amend is one change as the administrator makes it: looked at, confirmed, carried out.
func (w *world) amend(c almanac.Change) error {
	top := w.cast.parent[w.cast.depts[0].ID]
	admin := w.cast.posts[top][office.Admin][0]
	d, err := w.c.Almanac.Draft(w.ctx, admin, c)
	if err == nil {
		d, err = w.c.Almanac.Finish(w.ctx, d.ID, func(almanac.Draft) {})
	}
	if err == nil {
		_, err = w.c.Almanac.Confirm(w.ctx, admin, d.ID)
	}
	if err == nil {
		_, err = w.c.Almanac.Finish(w.ctx, d.ID, func(almanac.Draft) {})
	}
	if err != nil {
		return fmt.Errorf("the calendar, %q: %w", c.Lines, err)
	}
	w.res.Faults["calendar changed"]++
	return nil
}
