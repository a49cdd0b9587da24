package posting

import (
	"encoding/json"
	"fmt"

	"motcua/event"
)

// The kinds of subject in the log.
const (
	kindPlace      = "posting_place"
	kindSheet      = "posting_sheet"
	kindFinding    = "posting_finding"
	kindDifference = "posting_difference"
	kindComparison = "posting_comparison"
)

// The acts by name, made empty to be read from their events.
var (
	placeActs = map[string]func(string) (Act[Place], error){"open_place": read[OpenPlace, Place], "close_place": read[ClosePlace, Place]}
	sheetActs = map[string]func(string) (Act[Sheet], error){"want": read[Want, Sheet], "post": read[Post, Sheet], "flag": read[Flag, Sheet], "take_down": read[TakeDown, Sheet],
		"check": read[Check, Sheet], "lapse": read[Lapse, Sheet], "move": read[Move, Sheet]}
	findingActs = map[string]func(string) (Act[Finding], error){"find": read[Find, Finding], "report": read[Report, Finding], "confirm": read[Confirm, Finding],
		"dismiss": read[Dismiss, Finding], "settle": read[Settle, Finding], "overtake": read[Overtake, Finding]}
	differenceActs = map[string]func(string) (Act[Difference], error){"note": read[Note, Difference], "work_off": read[WorkOff, Difference]}
)

func read[A Act[T], T any](body string) (Act[T], error) {
	var a A
	err := json.Unmarshal([]byte(body), &a)
	return a, err
}

func folded[T any](events []event.Event, acts map[string]func(string) (Act[T], error)) (T, error) {
	var t T
	for i, e := range events {
		if e.Seq != int64(i+1) {
			return t, fmt.Errorf("posting: event %d stands at place %d of %s", e.Seq, i+1, e.Subject)
		}
		from, ok := acts[e.Act]
		if !ok {
			return t, fmt.Errorf("posting: no act %q", e.Act)
		}
		a, err := from(e.Body)
		if err != nil {
			return t, fmt.Errorf("posting: event %s: %w", e.ID, err)
		}
		t = a.On(t)
	}
	return t, nil
}

// FoldPlace gives the place its events made.
func FoldPlace(events []event.Event) (Place, error) { return folded(events, placeActs) }

// FoldSheet gives the sheet its events made.
func FoldSheet(events []event.Event) (Sheet, error) { return folded(events, sheetActs) }

// FoldFinding gives the finding its events made.
func FoldFinding(events []event.Event) (Finding, error) { return folded(events, findingActs) }

// FoldDifference gives the difference its events made.
func FoldDifference(events []event.Event) (Difference, error) {
	return folded(events, differenceActs)
}

// Said are the free words beside an event.
type Said struct {
	Words string `json:"words"`
}

// saidOf gives the free words of an act; nil when it has none.
func saidOf(act any) any {
	var words string
	switch a := act.(type) {
	case Find:
		words = a.Said
	case Report:
		words = a.Said
	case Dismiss:
		words = a.Reason
	case Settle:
		words = a.How
	case WorkOff:
		words = a.Why
	}
	if words == "" {
		return nil
	}
	return Said{words}
}

// Words reads the free words beside an event.
func Words(e event.Event) string {
	var out Said
	if e.Private != "" && json.Unmarshal([]byte(e.Private), &out) != nil {
		return ""
	}
	return out.Words
}
