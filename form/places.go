package form

import (
	_ "embed"
	"encoding/json"
	"sync"
)

//go:embed provinces.json
var provincesText []byte

// provinces are the provinces and central cities of a span of time.
type provinces struct {
	From  string   `json:"from"`
	To    string   `json:"to"`
	Names []string `json:"names"`
}

var readProvinces = sync.OnceValue(func() []provinces {
	var f struct {
		Spans []provinces `json:"spans"`
	}
	if err := json.Unmarshal(provincesText, &f); err != nil {
		panic("form: provinces.json: " + err.Error())
	}
	return f.Spans
})

// Provinces names the provinces and central cities of a day (YYYY-MM-DD).
func Provinces(day string) []string {
	for _, s := range readProvinces() {
		if (s.From == "" || s.From <= day) && (s.To == "" || day <= s.To) {
			return s.Names
		}
	}
	return nil
}
