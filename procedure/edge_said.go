package procedure

import (
	_ "embed"
	"encoding/json"
	"sync"
)

// What people say and the catalogue does not: the events of a life, and everyday words
// for the words of the law. A file of its own, so that it grows without a line of code.
//
//go:embed said.json
var saidFile []byte

// LifeEvent is something that happens in a life, with the procedures it brings, the
// likeliest first.
type LifeEvent struct {
	Key   string   `json:"key"`
	Title string   `json:"title"`
	Say   []string `json:"say"` // how people put it
	Codes []string `json:"codes"`
}

type saying struct {
	Source string      `json:"source"`
	Events []LifeEvent `json:"events"`
	Words  []struct {
		Say string `json:"say"`
		Law string `json:"law"`
	} `json:"words"`
	Filler []string `json:"filler"` // words that tell little: "làm", "ở đâu"
}

var said = sync.OnceValue(func() saying {
	var s saying
	if err := json.Unmarshal(saidFile, &s); err != nil {
		panic("procedure: said.json: " + err.Error()) // a broken build
	}
	return s
})

// LifeEvents gives the events of a life in the order a page shows them.
func LifeEvents() []LifeEvent { return said().Events }

// LifeEventNamed finds an event by its key.
func LifeEventNamed(key string) (LifeEvent, bool) {
	for _, e := range LifeEvents() {
		if e.Key == key {
			return e, true
		}
	}
	return LifeEvent{}, false
}
