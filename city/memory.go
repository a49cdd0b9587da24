package city

import (
	"os"
	"runtime/debug"
)

// The collector of a server may let garbage grow further than Go's default before it
// works: memory is cheaper than the processor on a busy morning. Above the soft limit
// it works as hard as it must.
const (
	collectPercent = 500
	softLimit      = 256 << 20
)

// Roomy sets the collector for a server, unless the operator has said otherwise with
// GOGC or GOMEMLIMIT.
func Roomy() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(collectPercent)
	debug.SetMemoryLimit(softLimit)
}
