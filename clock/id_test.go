package clock

import (
	"strings"
	"testing"
	"time"
)

func TestAnIDIsReadAsItIsWritten(t *testing.T) {
	at := Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, Zone))
	for _, ids := range []*IDs{NewIDs(at), SeededIDs(at, 7)} {
		for range 100 {
			if id := ids.New(); !IsID(id) {
				t.Errorf("an id of our own is none: %q", id)
			}
		}
	}
	good := NewIDs(at).New()
	for says, s := range map[string]string{
		"nothing": "", "36 letters": strings.Repeat("a", 36), "36 zeros": strings.Repeat("0", 36), "capitals": strings.ToUpper(good[:14]) + "F" + good[15:],
		"a path of 36 letters": "../../../../../../../../etc/passwd-xx", "one more": good + "0", "one less": good[:35], "no hyphens": strings.ReplaceAll(good, "-", "0"),
		"a hyphen moved": good[:8] + "0" + "-" + good[10:], "a space": good[:35] + " ", "a letter that is no digit": good[:35] + "g", "another kind of UUID": good[:14] + "4" + good[15:],
		"another variant": good[:19] + "0" + good[20:], "36 bytes of accents": strings.Repeat("ệ", 12)} {
		if IsID(s) {
			t.Errorf("%s is an id: %q", says, s)
		}
	}
}
