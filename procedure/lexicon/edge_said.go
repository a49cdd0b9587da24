package lexicon

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

// Saying is what people say: events, everyday words and words that tell little.
type Saying struct {
	Source string      `json:"source"`
	Events []LifeEvent `json:"events"`
	Words  []struct {
		Say string `json:"say"`
		Law string `json:"law"`
	} `json:"words"`
	Filler []string `json:"filler"` // words that tell little: "làm", "ở đâu"
}

// Said is the file, read once.
var Said = sync.OnceValue(func() Saying {
	var s Saying
	if err := json.Unmarshal(saidFile, &s); err != nil {
		panic("lexicon: said.json: " + err.Error()) // a broken build
	}
	return s
})
