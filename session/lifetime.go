package session

import "time"

// How long a session lives, by the wall clock [design]: half an hour without a
// click, twelve hours at most. A counter's day is eight hours; whoever comes back
// from lunch signs in again, because the desk stands in a public hall.
const (
	Idle     = 30 * time.Minute
	Lifetime = 12 * time.Hour
)

// touchEvery is how exact "last seen" is: one write a minute, not one a click.
const touchEvery = time.Minute

// open says whether a session seen last at seen and living until expires still
// stands at now.
func open(seen, expires, now time.Time) bool {
	return now.Before(expires) && now.Sub(seen) < Idle
}

// due says whether "last seen" is old enough to be written again.
func due(seen, now time.Time) bool { return now.Sub(seen) >= touchEvery }
