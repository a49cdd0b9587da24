package dossier

import "testing"

// Each state has exactly one of the ten codes of the national portal, and stands in the
// one group of its reports that law.md 10.1 gives the code.
func TestNationalStatuses(t *testing.T) {
	groups := map[string][]int{"in progress": {2, 4}, "done": {9, 10}, "returned": {7}, "supplement": {5}, "stopped": {6, 8}, "not accepted": {1, 3}}
	grouped := map[int]string{}
	for name, codes := range groups {
		for _, c := range codes {
			grouped[c] = name
		}
	}
	states := map[State]bool{}
	for state := range allowed {
		states[state] = state != None
	}
	for _, state := range States {
		if !states[state] {
			t.Errorf("state %q is not in the table of allowed.go", state)
		}
		delete(states, state)
	}
	delete(states, None)
	if len(states) > 0 {
		t.Errorf("States leaves out %v", states)
	}
	used := map[int]bool{}
	for _, state := range States {
		code := state.National()
		if used[code] = true; grouped[code] == "" {
			t.Errorf("state %q has the code %d, which the portal does not know", state, code)
		}
		if (grouped[code] == "in progress" || code == 5 || code == 6) != state.Open() {
			t.Errorf("state %q, code %d: the agency owes an answer, or the code says otherwise", state, code)
		}
		if state.Vietnamese() == "" || state.Citizen() == "" {
			t.Errorf("state %q has no words", state)
		}
	}
	for code := 1; code <= 10; code++ {
		if !used[code] {
			t.Errorf("no state is told to the portal as %d", code)
		}
	}
	if len(national) != len(States) {
		t.Errorf("%d states have a code, there are %d", len(national), len(States))
	}
}
