package trail

import (
	"maps"
	"slices"
	"testing"

	"motcua/web/page"
)

// What a timeline, a head and a list say of a dossier has its English in the catalogue.
func TestWordsOfDossiersAreTranslated(t *testing.T) {
	words := slices.Concat(slices.Collect(maps.Values(officialActs)), slices.Collect(maps.Values(citizenActs)), slices.Collect(maps.Values(reminders)), slices.Collect(maps.Values(stepWords)), slices.Collect(maps.Values(outside)))
	for s := range stateKinds {
		words = append(words, s.Vietnamese(), s.Citizen())
	}
	for _, c := range classTags {
		words = append(words, c.Text)
	}
	for _, w := range words {
		if _, ok := page.English(w); !ok {
			t.Errorf("no English for %q", w)
		}
	}
}
