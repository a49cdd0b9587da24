package citizen

import (
	"slices"
	"strings"

	"motcua/fold"
	"motcua/office"
	"motcua/procedure"
)

// kindOf is the tier whose counters receive a procedure; "" means the offices named
// in its publication.
func kindOf(v procedure.Version) office.Kind {
	switch v.DoneAt() {
	case procedure.Commune:
		return office.Commune
	case procedure.District:
		return office.District
	}
	return ""
}

// receivers lists the offices where a procedure may be filed on the day, in the
// order of the directory.
func receivers(t *office.Tree, v procedure.Version, day string) []office.Office {
	kind := kindOf(v)
	if kind == "" {
		return agencies(t, v, day)
	}
	of := func(kind office.Kind) []office.Office {
		return slices.DeleteFunc(t.On(day), func(o office.Office) bool { return o.Kind != kind })
	}
	if all := of(kind); len(all) > 0 {
		return all
	}
	return of(office.Commune) // no districts since 1/7/2025: theirs is the communes' (law.md 2.7)
}

// agencies finds the departments a publication names; where it names none of the
// city's, the city's own counter receives.
func agencies(t *office.Tree, v procedure.Version, day string) []office.Office {
	named := fold.Fold(v.Agency + "\n" + v.Competent)
	var out, city []office.Office
	for _, o := range t.On(day) {
		switch o.Kind {
		case office.Department, office.Vertical:
			if names(named, fold.Fold(o.Place)) {
				out = append(out, o)
			}
		case office.City:
			city = append(city, o)
		}
	}
	if len(out) == 0 {
		return city
	}
	return out
}

// national are the names publications use for the city's branches of central bodies.
var national = map[string]string{"cong an thanh pho": "cong an tinh", "cuc thue thanh pho": "thue tinh", "bao hiem xa hoi thanh pho": "bao hiem xa hoi tinh"}

// names reports whether a folded publication names an office, as itself or by its
// national name.
func names(text, place string) bool {
	return strings.Contains(text, place) || national[place] != "" && strings.Contains(text, national[place])
}

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
