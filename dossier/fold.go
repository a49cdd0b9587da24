package dossier

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"motcua/event"
)

// body is what folding needs of an event of a dossier: what was decided by it, the fields
// of the row that changed. What the person gave stands beside it as "act".
type body struct {
	Set map[string]json.RawMessage `json:"set"`
}

var fields = event.FieldsOf[Dossier]()

// written gives the row's document and the body of the event that led from before to
// after: what was given, and what it changed.
func written(act Act, before, after Dossier) (doc, said string, err error) {
	a, err := json.Marshal(act)
	if err != nil {
		return "", "", fmt.Errorf("dossier: %w", err)
	}
	// Put together by hand: encoding/json checks and copies every raw value again.
	var row, set bytes.Buffer
	if err := fields.Write(&row, &set, &before, &after); err != nil {
		return "", "", fmt.Errorf("dossier: %w", err)
	}
	given := ""
	if string(a) != "{}" {
		given = `"act":` + string(a) + ","
	}
	return "{" + row.String() + "}", "{" + given + `"set":{` + set.String() + "}}", nil
}

// Fold gives the row from its events; it never recomputes a rule. A test holds it
// against the stored row on every journey.
func Fold(events []event.Event) (Dossier, error) {
	var out Dossier
	err := Replay(events, func(d Dossier, _ event.Event) { out = d })
	return out, err
}

// Replay gives the row as it was after each event.
func Replay(events []event.Event, each func(Dossier, event.Event)) error {
	var d Dossier
	for _, e := range events {
		if e.Seq != d.Seq+1 {
			return fmt.Errorf("dossier: event %d follows event %d of %s", e.Seq, d.Seq, e.Subject)
		}
		var b body
		if err := json.Unmarshal([]byte(upcast(e)), &b); err != nil {
			return fmt.Errorf("dossier: event %s: %w", e.ID, err)
		}
		if err := fields.Apply(&d, b.Set); err != nil {
			return fmt.Errorf("dossier: event %s: %w", e.ID, err)
		}
		d.Seq = e.Seq
		each(d, e)
	}
	return nil
}

// actVersion is the version of the bodies this program writes.
const actVersion = 1

// upcast brings the body of an older version to today's shape. Version 1 is the
// first; samples of each older version are kept with the test.
func upcast(e event.Event) string { return e.Body }

// ConsultMark names the limit of an opinion among milestones.
func ConsultMark(n int) string { return "consult:" + strconv.Itoa(n) }

// LegMark names the limit of a hand-over among milestones.
func LegMark(i int) string { return "leg:" + strconv.Itoa(i+1) }

// Equal compares two dossiers field by field as events see them: an empty list and
// none are the same.
func Equal(a, b Dossier) bool {
	return a.Seq == b.Seq && fields.Equal(&a, &b)
}
