package citizen

import (
	"slices"

	"motcua/fold"
	"motcua/office"
)

// matching filters offices by words of their name, with or without accents; a name that
// is gone finds the offices it went over to.
func matching(t *office.Tree, all []office.Office, words, day string) []office.Office {
	words = fold.Fold(words)
	if words == "" {
		return all
	}
	called := func(id string) bool { return fold.Contains(fold.Fold(t.Title(id)), words) }
	return slices.DeleteFunc(slices.Clone(all), func(o office.Office) bool {
		return !called(o.ID) && !slices.ContainsFunc(t.Former(o.ID, day), called)
	})
}

func has(all []office.Office, id string) bool {
	return slices.ContainsFunc(all, func(o office.Office) bool { return o.ID == id })
}
