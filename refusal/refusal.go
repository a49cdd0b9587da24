package refusal

import (
	"errors"
	"time"
)

// Kind says what sort of no it is; the web layer turns it into a status.
type Kind string

// The kinds. Missing serves both "not there" and "not yours", so that nobody can
// learn from the difference what exists.
const (
	KindRule      Kind = "rule"      // a rule of law or of the house says no (422)
	KindInvalid   Kind = "invalid"   // what was typed cannot be read (422)
	KindMissing   Kind = "missing"   // not there, or not yours (404)
	KindForbidden Kind = "forbidden" // seen, but not yours to do (403)
	KindConflict  Kind = "conflict"  // somebody was faster (409)
	KindBusy      Kind = "busy"      // come again later (503)
	KindTooMany   Kind = "too_many"  // tried too often: wait (429)
)

// Refusal is an error with a sentence for the person in front of the screen.
type Refusal struct {
	Kind     Kind
	Field    string // name of the form field the sentence belongs to; "" for the whole page
	Sentence string // Vietnamese, says what to do
	Rule     string // rule id of law/index.md, or ""
	// After is when it makes sense to try again; 0 is soon.
	After time.Duration
}

// Error is for logs; people read Sentence.
func (r *Refusal) Error() string {
	s := string(r.Kind)
	if r.Rule != "" {
		s += " " + r.Rule
	}
	if r.Field != "" {
		s += " [" + r.Field + "]"
	}
	return s + ": " + r.Sentence
}

// Rule refuses because of a rule.
func Rule(rule, field, sentence string) *Refusal {
	return &Refusal{Kind: KindRule, Field: field, Sentence: sentence, Rule: rule}
}

// Invalid refuses a value that cannot be read or is out of bounds.
func Invalid(field, sentence string) *Refusal {
	return &Refusal{Kind: KindInvalid, Field: field, Sentence: sentence}
}

// Missing refuses what is not there or not yours.
func Missing(sentence string) *Refusal {
	return &Refusal{Kind: KindMissing, Sentence: sentence}
}

// Forbidden refuses what the person may see but not do.
func Forbidden(sentence string) *Refusal {
	return &Refusal{Kind: KindForbidden, Sentence: sentence}
}

// Conflict refuses because somebody else was faster.
func Conflict(sentence string) *Refusal {
	return &Refusal{Kind: KindConflict, Sentence: sentence}
}

// Busy refuses for now; the sentence says when to come again.
func Busy(sentence string) *Refusal {
	return &Refusal{Kind: KindBusy, Sentence: sentence}
}

// TooMany refuses who tried too often; the sentence says when to try again, and so does
// after to machines.
func TooMany(sentence string, after time.Duration) *Refusal {
	return &Refusal{Kind: KindTooMany, Sentence: sentence, After: after}
}

// As finds the Refusal in err.
func As(err error) (*Refusal, bool) {
	var r *Refusal
	ok := errors.As(err, &r)
	return r, ok
}
