package page

import (
	"net/http"
	"slices"

	"motcua/refusal"
)

// Problem is one sentence about one field; Rule is named in small type beneath.
type Problem struct {
	Field    string
	Sentence string
	Rule     string

	stale bool // it says that something changed since the page was opened
}

// Problems are what stands in the red summary on top and at the fields.
type Problems []Problem

// Add notes a sentence for a field; only the first for each field stays.
func (p *Problems) Add(field, sentence string) {
	if field != "" && p.At(field) != "" {
		return
	}
	*p = append(*p, Problem{Field: field, Sentence: sentence})
}

// Refused takes over a refusal that a form can show (rule, invalid, conflict) and
// tells whether err was one; anything else belongs to Answer.
func (p *Problems) Refused(err error) bool {
	no, ok := refusal.As(err)
	if !ok {
		return false
	}
	switch no.Kind {
	case refusal.KindRule, refusal.KindInvalid, refusal.KindConflict:
		*p = append(*p, Problem{Field: no.Field, Sentence: no.Sentence, Rule: no.Rule, stale: no.Kind == refusal.KindConflict})
		return true
	}
	return false
}

// At is the sentence of a field, "" when it has none.
func (p Problems) At(field string) string {
	for _, one := range p {
		if one.Field == field {
			return one.Sentence
		}
	}
	return ""
}

// Stale tells whether a refusal says that something changed since the page was opened.
func (p Problems) Stale() bool {
	return slices.ContainsFunc(p, func(one Problem) bool { return one.stale })
}

// Seen is the edition a form goes out with, in the field of the name: now, when it is opened
// and in the answer that says that something changed. With any other problem the form keeps
// the edition it came with, so that what somebody else did meanwhile is still found when it
// is sent again.
func (p Problems) Seen(r *http.Request, name, now string) string {
	if !p.Any() || p.Stale() || r.Method != http.MethodPost {
		return now
	}
	return r.PostFormValue(name)
}

// Any tells whether something is wrong.
func (p Problems) Any() bool { return len(p) > 0 }
