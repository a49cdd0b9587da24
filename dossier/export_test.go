package dossier

import (
	"slices"

	"motcua/access"
)

// What the tests outside the package may look at.

// Decide is permission and rule without a store: the dossier after the act, and the body
// of its event.
func (s *Store) Decide(who access.Who, before Dossier, act Act, draw func(*Moment) error) (Dossier, string, error) {
	_, c, err := s.decide(who, before, act, draw)
	if err == nil {
		err = c.encode()
	}
	return c.after, c.body, err
}

// ActNames lists every act that some state allows.
func ActNames() []string {
	out := slices.Clone(letters)
	for act := range beside {
		out = append(out, act)
	}
	for _, acts := range allowed {
		out = append(out, acts...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Possible lists the acts a state allows.
func Possible(s State) []string {
	return slices.DeleteFunc(ActNames(), func(act string) bool { return !Allowed(s, act) })
}

// NextOf is what the calendar brings next.
func NextOf(d Dossier) string { return d.next.What }

// SubjectOf is what access decides about.
var SubjectOf = subjectOf
