package process

import (
	"motcua/access"
	"motcua/clock"
	"motcua/procedure"
)

// Moment is what an act may know of the world.
type Moment struct {
	Now   clock.Instant
	Today string // YYYY-MM-DD
	Who   access.Who
	For   procedure.Version // the version of the procedure the process is for
	Known Known
}

// Act is something done to a version.
type Act interface {
	Name() string
	Apply(Version, Moment) (Version, error)
}
