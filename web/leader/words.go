package leader

import (
	"fmt"
	"time"

	"motcua/apology"
	"motcua/clock"
)

func instant(t time.Time) clock.Instant { return clock.At(t) }

func micros(us int64) time.Time { return clock.FromMicros(us) }

// numberOf is the number of a sent letter in the register of its year (APO-11).
func numberOf(x apology.LetterRecord) string { return fmt.Sprintf("%02d/PXL", x.Number) }
