package posting

import (
	"slices"
	"strings"

	"motcua/fold"
	"motcua/office"
	"motcua/procedure"
)

// TierOf is the tier whose counters receive a procedure; "" means the offices named in its
// publication.
func TierOf(v procedure.Version) office.Kind {
	switch v.DoneAt() {
	case procedure.Commune:
		return office.Commune
	case procedure.District:
		return office.District
	}
	return ""
}

// Receivers lists the offices where a procedure may be filed on the day, in the order of
// the directory: they post it (CK-1).
func Receivers(t *office.Tree, v procedure.Version, day string) []office.Office {
	kind := TierOf(v)
	if kind == "" {
		return Agencies(t, v, day)
	}
	of := func(kind office.Kind) []office.Office {
		return slices.DeleteFunc(t.On(day), func(o office.Office) bool { return o.Kind != kind })
	}
	if all := of(kind); len(all) > 0 {
		return all
	}
	return of(office.Commune) // no districts since 1/7/2025: theirs is the communes' (law.md 2.7)
}

// Agencies finds the departments a publication names; where it names none of the city's,
// the city's own counter receives.
func Agencies(t *office.Tree, v procedure.Version, day string) []office.Office {
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

// names reports whether a folded publication names an office, as itself or by its national
// name.
func names(text, place string) bool {
	return strings.Contains(text, place) || national[place] != "" && strings.Contains(text, national[place])
}

// Received are the procedures in force on a day that an office receives, by field and name.
func Received(t *office.Tree, of string, all []procedure.Version, day string) []procedure.Version {
	o, ok := t.Office(of)
	if !ok {
		return nil
	}
	districts := slices.ContainsFunc(t.On(day), func(x office.Office) bool { return x.Kind == office.District })
	best := map[string]procedure.Version{}
	for _, v := range all {
		if was, seen := best[v.Code]; v.InForce(day) && (!seen || v.No > was.No) {
			best[v.Code] = v
		}
	}
	var out []procedure.Version
	for _, v := range best {
		tier := TierOf(v)
		here := tier == o.Kind || tier == office.District && !districts && o.Kind == office.Commune
		if tier == "" && o.Kind != office.Commune && o.Kind != office.District {
			here = slices.ContainsFunc(Agencies(t, v, day), func(x office.Office) bool { return x.ID == of })
		}
		if here {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, byField)
	return out
}

func byField(a, b procedure.Version) int {
	if c := strings.Compare(fold.Fold(a.Field), fold.Fold(b.Field)); c != 0 {
		return c
	}
	return strings.Compare(a.Code, b.Code)
}
