package form

import (
	"embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed data/*.json
var data embed.FS

// shippedFile is one field's forms: shared questions stand once under their name.
type shippedFile struct {
	Source string             `json:"source"`
	Shared map[string]Section `json:"shared"`
	Forms  []shippedForm      `json:"forms"`
}

type shippedForm struct {
	Codes    []string         `json:"codes"` // procedures that use this declaration
	Title    string           `json:"title"`
	Source   string           `json:"source"`
	Sections []shippedSection `json:"sections"`
}

// shippedSection is a section, or the name of a shared one.
type shippedSection struct {
	Section
	Use string `json:"use"`
}

var readShipped = sync.OnceValues(func() (map[string]Form, error) {
	names, err := data.ReadDir("data")
	if err != nil {
		return nil, err
	}
	out := map[string]Form{}
	for _, n := range names {
		text, err := data.ReadFile("data/" + n.Name())
		if err != nil {
			return nil, err
		}
		var f shippedFile
		if err := json.Unmarshal(text, &f); err != nil {
			return nil, fmt.Errorf("form: data/%s: %w", n.Name(), err)
		}
		if err := f.into(out); err != nil {
			return nil, fmt.Errorf("form: data/%s: %w", n.Name(), err)
		}
	}
	return out, nil
})

// Shipped gives the forms that come with the program, by code of procedure.
func Shipped() (map[string]Form, error) { return readShipped() }

func (f shippedFile) into(out map[string]Form) error {
	for _, s := range f.Forms {
		one := Form{Title: s.Title, Source: s.Source}
		for _, x := range s.Sections {
			sec := x.Section
			if x.Use != "" {
				shared, ok := f.Shared[x.Use]
				if !ok {
					return fmt.Errorf("%s: no shared section %q", s.Title, x.Use)
				}
				sec = shared
			}
			one.Sections = append(one.Sections, sec)
		}
		if faults := one.Check(); len(faults) > 0 {
			return fmt.Errorf("%s: %s: %s", s.Title, faults[0].Field, faults[0].Sentence)
		}
		for _, code := range s.Codes {
			if _, twice := out[code]; twice {
				return fmt.Errorf("%s has two forms", code)
			}
			out[code] = one
		}
	}
	return nil
}
