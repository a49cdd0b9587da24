package calendar

import (
	_ "embed"
	"sync"
)

//go:embed data/civil.txt
var civilText []byte

// CivilText is the shipped calendar as text, the beginning of an edited one.
func CivilText() []byte { return append([]byte(nil), civilText...) }

// Civil is the calendar of the civil service shipped with the program. It is built
// on first use; the shipped text is proved by the tests.
var Civil = sync.OnceValue(func() *Table {
	t, err := Parse(civilText)
	if err != nil {
		panic("calendar: the shipped calendar is damaged: " + err.Error())
	}
	return t
})
