package form

import (
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/fold"
	"motcua/procedure"
)

// A form asks for no paper the published list does not name (PRI-1): a file question
// stands for a paper that is handed in, and is called as that paper is, so that nothing
// else is demanded under its key.

// Papers are the papers of a version a file question may stand for.
func Papers(v procedure.Version) []procedure.Paper {
	return slices.DeleteFunc(v.Asked(), procedure.Paper.Shown)
}

// NameOf is how the question of a paper is called.
func NameOf(p procedure.Paper) string { return short(p.Name) }

func plainName(s string) string { return strings.Join(strings.Fields(fold.Fold(s)), " ") }

func (f Field) standsFor(v procedure.Version) bool {
	p, ok := v.Paper(f.Paper)
	if !ok || p.Guidance() || p.Shown() {
		return false
	}
	name := plainName(f.Label)
	return name == plainName(p.Name) || name == plainName(NameOf(p))
}

// Against says which file questions stand for no paper of any of these versions.
func (f Form) Against(versions ...procedure.Version) []Fault {
	var out []Fault
	for _, x := range f.Fields() {
		if x.Type == Upload && !slices.ContainsFunc(versions, x.standsFor) {
			out = append(out, Fault{x.Key, "Tệp “" + x.Label + "” không có trong thành phần hồ sơ đã công bố của thủ tục. Chọn một giấy tờ trong danh sách và giữ nguyên tên của giấy tờ đó."})
		}
	}
	return out
}

// asking is the form as a version may ask it: files for papers it does not publish are
// left out.
func (f Form) asking(v procedure.Version) Form {
	if len(f.Against(v)) == 0 {
		return f
	}
	out := Form{Title: f.Title, Source: f.Source}
	for _, s := range f.Sections {
		s.Fields = slices.DeleteFunc(slices.Clone(s.Fields), func(x Field) bool { return x.Type == Upload && !x.standsFor(v) })
		if len(s.Fields) > 0 {
			out.Sections = append(out.Sections, s)
		}
	}
	return out
}

// life is the time in which the versions of a code are one procedure: they follow each
// other without a day between them and under one name. What is published under the code
// after an end, or is called otherwise, is another procedure.
type life struct {
	first procedure.Version
	until string // first day of the next life; "" if there is none
}

func lifeOf(all []procedure.Version, v procedure.Version) life {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b procedure.Version) int { return a.No - b.No })
	l, found := life{first: v}, false
	for i, x := range all {
		if i == 0 || ended(all[:i], x.ValidFrom) || plainName(all[i-1].Name) != plainName(x.Name) {
			if found {
				l.until = x.ValidFrom
				return l
			}
			l.first = x
		}
		found = found || x.No == v.No
	}
	if !found {
		return life{first: v}
	}
	return l
}

// has reports whether a form that is asked from a day on is one of this life.
func (l life) has(from string) bool {
	return from >= l.first.ValidFrom && (l.until == "" || from < l.until)
}

// ended reports whether every version before left the code without one on the day before.
func ended(before []procedure.Version, from string) bool {
	day, err := calendar.ParseDate(from)
	if err != nil {
		return false
	}
	return !slices.ContainsFunc(before, func(x procedure.Version) bool { return x.ValidTo == "" || x.ValidTo >= (day-1).String() })
}
