package posting

import (
	"strings"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/law"
	"motcua/procedure"
	"motcua/refusal"
)

// Done is an act that was done: when and by whom. By is "" for the clock and for a
// passer-by, who gives no name.
type Done struct {
	At clock.Instant `json:"at"`
	By string        `json:"by"`
}

// Day is the civil day of the act, "" when it was not done.
func (d Done) Day() string {
	if !d.At.Set() {
		return ""
	}
	return calendar.DateOf(d.At.Time()).String()
}

// Moment is what an act may know.
type Moment struct {
	Now   clock.Instant
	Who   access.Who
	City  string
	Today law.Profile
	Of    func(code string) []procedure.Version // every version of a code
}

// Day of the moment.
func (m Moment) Day() string { return calendar.DateOf(m.Now.Time()).String() }

func (m Moment) done() Done { return Done{At: m.Now, By: m.Who.Official} }

// Act is something done to a place, a sheet, a finding or a difference. Decide refuses, or
// gives the act with everything that was decided; On carries that out and computes nothing,
// so that events fold to the row.
type Act[T any] interface {
	Name() string
	Decide(t T, m Moment) (Act[T], error)
	On(t T) T
}

// Apply does an act.
func Apply[T any](t T, m Moment, a Act[T]) (T, Act[T], error) {
	done, err := a.Decide(t, m)
	if err != nil {
		return t, nil, err
	}
	return done.On(t), done, nil
}

// daysAfter is how many days b lies after a; 0 when it does not, or one is no day.
func daysAfter(a, b string) int {
	x, err := calendar.ParseDate(a)
	if err != nil {
		return 0
	}
	y, err := calendar.ParseDate(b)
	if err != nil || y < x {
		return 0
	}
	return int(y - x)
}

// plus is the day n days after one.
func plus(day string, n int) string {
	d, err := calendar.ParseDate(day)
	if err != nil {
		return day
	}
	return (d + calendar.Date(n)).String()
}

func slashed(day string) string {
	d, err := calendar.ParseDate(day)
	if err != nil {
		return day
	}
	return d.Slashed()
}

func reasoned(rule, field, s, sentence string) error {
	if len([]rune(strings.TrimSpace(s))) < 10 {
		return refusal.Rule(rule, field, sentence+" Ghi ít nhất 10 ký tự, để người đọc sau hiểu được.")
	}
	return nil
}
