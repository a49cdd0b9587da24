package procedure

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// Format is the name the exchange file carries in its first field.
const Format = "motcua-procedures-1"

// File is what an exchange file holds beside its procedures.
type File struct {
	Source   string
	Licence  string
	Note     string
	Fields   map[string]string // remarks on fields, as found
	Versions []Version
}

// WriteFile writes the exchange file: one indented JSON object in a fixed order, so
// that equal catalogues give equal bytes. ReadFile reads it back without difference.
func WriteFile(w io.Writer, f File) error {
	count := len(f.Versions)
	out := fileRecord{Format: Format, Source: f.Source, Licence: f.Licence, Note: f.Note, Fields: f.Fields, Count: &count}
	out.Procedures = make([]rawRecord, 0, count)
	for i, v := range f.Versions {
		body, err := encode(v)
		if err != nil {
			return fmt.Errorf("write procedure %d (%s): %w", i+1, v.Code, err)
		}
		out.Procedures = append(out.Procedures, rawRecord(body))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(out); err != nil {
		return fmt.Errorf("write procedures: %w", err)
	}
	return nil
}

// rawRecord is one record kept as text until its own turn, so that an error can name
// the record it is in.
type rawRecord []byte

func (r rawRecord) MarshalJSON() ([]byte, error) { return r, nil }

func (r *rawRecord) UnmarshalJSON(b []byte) error {
	*r = bytes.Clone(b)
	return nil
}

// encode gives the record of one version as compact JSON. The store keeps this text.
func encode(v Version) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v.record()); err != nil {
		return nil, err
	}
	return bytes.TrimRight(b.Bytes(), "\n"), nil
}
