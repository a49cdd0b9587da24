package access

import "testing"

func TestSET4AnOfficeWhosePartIsOverLooksAndDoesNothing(t *testing.T) {
	over := mine()
	over.Passed = []string{"health"}
	for _, name := range []string{"officer elsewhere", "head elsewhere"} {
		if err := May(actors[name], "see_part", over); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if May(actors[name], "see_part", mine()) == nil {
			t.Errorf("%s looks at what the office never had", name)
		}
		for _, a := range Acts() {
			if a.Kind == KindDossier && a.Name != "see_part" && May(actors[name], a.Name, over) == nil {
				t.Errorf("%s may still %s", name, a.Name)
			}
		}
	}
	for _, name := range []string{"the administrator", "control of another", "inspector of another", "another desk", "another citizen", "nobody"} {
		if May(actors[name], "see_part", over) == nil {
			t.Errorf("%s looks at a part", name)
		}
	}
	deputy := post("deputy_head", "health", "dao")
	if May(deputy, "see_part", over) == nil || May(delegated(deputy), "see_part", over) != nil {
		t.Error("a deputy looks under delegation, and only then")
	}
	heir := post("officer", "new", "nga")
	heir.Former = []string{"health"}
	if May(heir, "see_part", over) != nil {
		t.Error("what the office before had, its heir looks at")
	}
}
