package process

import (
	"encoding/json"
	"fmt"

	"motcua/clock"
	"motcua/event"
)

// Body is what an event carries: everything that was decided, nothing to be counted again.
type Body struct {
	Code      string   `json:"code,omitempty"`
	No        int      `json:"no,omitempty"`
	Of        int      `json:"of,omitempty"`
	Process   *Process `json:"process,omitempty"`
	Decision  string   `json:"decision,omitempty"`
	ValidFrom string   `json:"valid_from,omitempty"`
	Office    string   `json:"office,omitempty"` // of an import: who drafted it
}

// Said is what somebody wrote freely; it stands apart from the body.
type Said struct {
	Remark string `json:"remark,omitempty"`
}

// body is what the event of an act carries.
func body(a Act, v Version) (Body, Said) {
	switch a.(type) {
	case Draft:
		return Body{Code: v.Code, No: v.No, Of: v.Of, Process: &v.Process}, Said{}
	case Edit:
		return Body{Process: &v.Process}, Said{}
	case Approve:
		return Body{Decision: v.Decision, ValidFrom: v.ValidFrom}, Said{}
	case Import:
		return Body{Code: v.Code, No: v.No, Of: v.Of, Process: &v.Process, Decision: v.Decision, ValidFrom: v.ValidFrom, Office: v.Office}, Said{}
	case Reject:
		return Body{}, Said{Remark: v.Remark}
	}
	return Body{}, Said{}
}

// Fold gives the row its events tell of.
func Fold(events []event.Event) (Version, error) {
	var v Version
	for _, e := range events {
		var b Body
		if err := json.Unmarshal([]byte(e.Body), &b); err != nil {
			return v, fmt.Errorf("process: event %s: %w", e.ID, err)
		}
		if v.ID == "" {
			v.ID = e.Subject
		}
		at := clock.Instant(e.At)
		switch e.Act {
		case "draft":
			v.Code, v.No, v.Of, v.State, v.Process, v.Office, v.Drafter, v.Drafted = b.Code, b.No, b.Of, Drafting, *b.Process, e.Office, e.Official, at
		case "edit":
			v.State, v.Process = Drafting, *b.Process
		case "drop":
			v.State = Dropped
		case "submit":
			v.State, v.Submitted, v.SubmittedBy, v.Remark = Submitted, at, e.Official, ""
		case "approve":
			v.State, v.Decided, v.DecidedBy, v.Decision, v.ValidFrom = Approved, at, e.Official, b.Decision, b.ValidFrom
		case "reject":
			var said Said
			if e.Private != "" {
				if err := json.Unmarshal([]byte(e.Private), &said); err != nil {
					return v, fmt.Errorf("process: event %s: %w", e.ID, err)
				}
			}
			v.State, v.Remark, v.Decided, v.DecidedBy = Rejected, said.Remark, at, e.Official
		case "import":
			v.Code, v.No, v.Of, v.State, v.Process, v.Office = b.Code, b.No, b.Of, Approved, *b.Process, b.Office
			v.Decided, v.DecidedBy, v.Decision, v.ValidFrom = at, e.Official, b.Decision, b.ValidFrom
		default:
			return v, fmt.Errorf("process: nobody knows the act %q of event %s", e.Act, e.ID)
		}
		v.Seq = e.Seq
	}
	return v, nil
}
