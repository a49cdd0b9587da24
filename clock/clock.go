package clock

import (
	"sync"
	"time"
)

// Zone is the civil time of the whole country. Viet Nam has had no summer time
// since 1975, so a fixed offset is exact and needs no time-zone data on the host.
var Zone = time.FixedZone("+07", 7*3600)

// Clock tells the time. It stands at the city's edge so that tests and the demo
// can put another in its place.
type Clock interface {
	Now() time.Time
}

type wall struct{}

func (wall) Now() time.Time { return time.Now() }

// Wall is the machine's own clock: time-outs, sessions, retries, measurements.
func Wall() Clock { return wall{} }

// Civil is the clock of acts, duties and letters. It either runs beside the wall
// clock at a distance, or stands still until it is moved.
type Civil struct {
	mu     sync.RWMutex
	base   Clock         // nil when the clock stands still
	offset time.Duration // civil minus base
	fixed  time.Time     // the moment shown when base is nil
}

// NewCivil gives a civil clock that agrees with base.
func NewCivil(base Clock) *Civil { return &Civil{base: base} }

// NewCivilAt gives a civil clock that shows start now and runs at the pace of base.
func NewCivilAt(base Clock, start time.Time) *Civil {
	return &Civil{base: base, offset: start.Sub(base.Now())}
}

// Fixed gives a civil clock that stands still at t until it is moved.
func Fixed(t time.Time) *Civil { return &Civil{fixed: t} }

// Now is the civil moment, in Zone, cut to the microsecond the database stores.
func (c *Civil) Now() time.Time {
	c.mu.RLock()
	defer c.mu.RUnlock()
	if c.base == nil {
		return c.fixed.In(Zone).Truncate(time.Microsecond)
	}
	return c.base.Now().Add(c.offset).In(Zone).Truncate(time.Microsecond)
}

// Advance moves the clock by d, which may be negative.
func (c *Civil) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.base == nil {
		c.fixed = c.fixed.Add(d)
		return
	}
	c.offset += d
}

// Set moves the clock to t; a running clock goes on from there.
func (c *Civil) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.base == nil {
		c.fixed = t
		return
	}
	c.offset = t.Sub(c.base.Now())
}

// Run lets a clock that stood still go on at the pace of base.
func (c *Civil) Run(base Clock) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.base == nil {
		c.offset = c.fixed.Sub(base.Now())
	}
	c.base = base
}

// Micros is an instant as the database stores it: microseconds since 1970 UTC.
// The zero time is 0.
func Micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

// FromMicros reads an instant back, in Zone. 0 is the zero time.
func FromMicros(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).In(Zone)
}

// Instant is a moment as rows and event bodies hold it: microseconds since 1970
// UTC; 0 is "not yet".
type Instant int64

// At gives the Instant of t.
func At(t time.Time) Instant { return Instant(Micros(t)) }

// Time gives the moment in Zone; the zero Instant gives the zero time.
func (i Instant) Time() time.Time { return FromMicros(int64(i)) }

// Set reports whether the moment has come to be known.
func (i Instant) Set() bool { return i != 0 }
