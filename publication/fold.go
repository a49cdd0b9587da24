package publication

import (
	"encoding/json"
	"fmt"

	"motcua/event"
)

// The kinds of subject in the log.
const (
	kindFile = "publication"
	kindText = "legal_text"
	kindTask = "review_task"
)

// acts makes an empty act of each name, to be read from its event.
var acts = map[string]func() any{
	"draft": func() any { return &Draft{} }, "put": func() any { return &Put{} }, "take_out": func() any { return &TakeOut{} }, "redate": func() any { return &Redate{} }, "submit": func() any { return &Submit{} },
	"drop": func() any { return &Drop{} }, "send_back": func() any { return &SendBack{} }, "accept": func() any { return &Accept{} }, "sign": func() any { return &Sign{} },
	"issue": func() any { return &Issue{} }, "give_up": func() any { return &GiveUp{} }, "enter": func() any { return &Enter{} }, "configure": func() any { return &Configure{} }, "remind": func() any { return &Remind{} },
}

// Fold gives the file its events made.
func Fold(events []event.Event) (File, error) {
	var f File
	for i, e := range events {
		if e.Seq != int64(i+1) {
			return f, fmt.Errorf("publication: event %d stands at place %d of %s", e.Seq, i+1, e.Subject)
		}
		empty, ok := acts[e.Act]
		if !ok {
			return f, fmt.Errorf("publication: no act %q", e.Act)
		}
		a := empty()
		if err := json.Unmarshal([]byte(e.Body), a); err != nil {
			return f, fmt.Errorf("publication: event %s: %w", e.ID, err)
		}
		f = a.(Act).On(f)
		f.Seq = e.Seq
	}
	return f, nil
}

// FoldText gives the text its events made.
func FoldText(events []event.Event) (Text, error) {
	var t Text
	for _, e := range events {
		var a Watch
		if err := json.Unmarshal([]byte(e.Body), &a); err != nil {
			return t, fmt.Errorf("publication: event %s: %w", e.ID, err)
		}
		t = a.on(e.Subject)
		t.Seq = e.Seq
	}
	return t, nil
}

// FoldTask gives the task its events made.
func FoldTask(events []event.Event) (Task, error) {
	var t Task
	for _, e := range events {
		var err error
		switch e.Act {
		case "raise":
			var a Raise
			err = json.Unmarshal([]byte(e.Body), &a)
			t = a.Task
		case "review":
			var a Settle
			err = json.Unmarshal([]byte(e.Body), &a)
			t = a.on(t)
		case "reopen":
			var a Reopen
			err = json.Unmarshal([]byte(e.Body), &a)
			t = a.on(t)
		default:
			err = fmt.Errorf("no act %q", e.Act)
		}
		if err != nil {
			return t, fmt.Errorf("publication: event %s: %w", e.ID, err)
		}
		t.Seq = e.Seq
	}
	return t, nil
}

// Said are the free words beside an event.
type Said struct {
	Reason string   `json:"reason,omitempty"`
	Words  []string `json:"words,omitempty"`
}

// saidOf gives the free words of an act; nil when it has none.
func saidOf(a any) any {
	switch x := a.(type) {
	case Drop:
		return Said{Reason: x.Reason}
	case GiveUp:
		return Said{Reason: x.Reason}
	case SendBack:
		return Said{Words: x.Words}
	case Settle:
		if x.File == "" {
			return Said{Reason: x.Reason}
		}
	}
	return nil
}
