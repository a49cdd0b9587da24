package access

import (
	"testing"

	"motcua/refusal"
)

func TestPRI_1_WhoPrescribesWhatAFilingAsks(t *testing.T) {
	form, nobodyHome := Subject{Kind: KindForm, Home: "city"}, Subject{Kind: KindForm}
	for _, row := range []struct {
		sentence, who, act string
		on                 Subject
		allow              bool
	}{
		{"PRI-1 the control office of the city does", "control of the city", "edit", form, true},
		{"PRI-1 controllers of another office do not", "control of another", "edit", form, false},
		{"PRI-1 nor an administrator", "the administrator", "edit", form, false},
		{"PRI-1 nor a department", "the head", "edit", form, false},
		{"PRI-1 nor the one-stop unit", "head of the desk", "edit", form, false},
		{"everybody reads what is asked", "nobody", "see", form, true},
		{"PRI-1 nor the machine", "the machine", "edit", form, false},
		{"a city nobody works in takes the forms of another", "the machine", "edit", nobodyHome, true},
		{"but from nobody else", "control of the city", "edit", nobodyHome, false},
		{"PRI-9 and its processes", "the machine", "import", Subject{Kind: KindProcess}, true},
		{"PRI-9 which nobody approves by machine", "the machine", "approve", Subject{Kind: KindProcess}, false},
		{"PRI-9 nor imports once somebody is in post", "the machine", "import", Subject{Kind: KindProcess, Home: "city"}, false},
	} {
		err := May(actors[row.who], row.act, row.on)
		if _, refused := refusal.As(err); row.allow != (err == nil) || err != nil && !refused {
			t.Errorf("%s: %v", row.sentence, err)
		}
	}
}
