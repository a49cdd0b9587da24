package publication

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Edition names what somebody reads of a file, so that what they decide is about that:
// reminders, and processes approved later, are no other edition.
func (f File) Edition() string {
	f.Reminded, f.Seq = nil, 0
	out := f
	out.Items = nil
	for _, x := range f.Items {
		x.Configured = 0
		out.Items = append(out.Items, x)
	}
	return edition(out)
}

// Edition names what somebody reads of one procedure of a file.
func (x Item) Edition() string {
	x.Configured, x.Version = 0, ""
	return edition(x)
}

// Absent is the edition of a procedure the file does not hold yet.
const Absent = "absent"

func edition(of any) string {
	text, err := json.Marshal(of)
	if err != nil {
		return "" // plain values always marshal
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:16])
}
