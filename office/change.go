package office

import (
	"fmt"
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/fold"
	"motcua/refusal"
)

// Change is what an administrator, an import or a reorganisation writes at once. Rows
// with a known id replace the stored ones; nothing is ever removed, ends are dated.
type Change struct {
	Offices     []Office
	Successions []Succession
	Officials   []Official
	Posts       []Post
	Delegations []Delegation
}

// Days are those on which an office of the change no longer stands or another's counter
// begins to receive for it, in order.
func (c Change) Days() []calendar.Date {
	var out []calendar.Date
	add := func(day string, after calendar.Date) {
		if d, err := calendar.ParseDate(day); err == nil && !slices.Contains(out, d+after) {
			out = append(out, d+after)
		}
	}
	for _, o := range c.Offices {
		add(o.ValidTo, 1)
		for _, k := range o.Desks {
			add(k.From, 0)
		}
	}
	slices.Sort(out)
	return out
}

// Touched gives the offices that go over to others, or whose counter moves, on the day.
// Sorted by id.
func (t *Tree) Touched(day calendar.Date) []string {
	found := map[string]bool{}
	for _, o := range t.all {
		if (Change{Offices: []Office{o}}).on(day) {
			found[o.ID] = true
		}
	}
	return keys(found)
}

func (c Change) on(day calendar.Date) bool { return slices.Contains(c.Days(), day) }

// State is everything known: the city and its people.
type State struct {
	Tree        *Tree
	Successions []Succession
	Officials   map[string]Official
	Posts       map[string]Post
	Delegations map[string]Delegation
}

// Apply checks the change against the state and gives the new state. The old one
// stays as it was. Every refusal says which row and why.
func (s State) Apply(c Change) (State, error) {
	next := State{Officials: merged(s.Officials, c.Officials, func(o Official) string { return o.ID }),
		Posts:       merged(s.Posts, c.Posts, func(p Post) string { return p.ID }),
		Delegations: merged(s.Delegations, c.Delegations, func(d Delegation) string { return d.ID })}
	var offices []Office
	if s.Tree != nil {
		offices = s.Tree.All()
	}
	for _, o := range c.Offices {
		if at := slices.IndexFunc(offices, func(x Office) bool { return x.ID == o.ID }); at >= 0 {
			offices[at] = o
		} else {
			offices = append(offices, o)
		}
	}
	next.Successions = slices.Clone(s.Successions)
	for _, link := range c.Successions {
		at := slices.IndexFunc(next.Successions, func(x Succession) bool { return x.Old == link.Old && x.New == link.New })
		if at >= 0 {
			next.Successions[at] = link
		} else {
			next.Successions = append(next.Successions, link)
		}
	}
	var err error
	if next.Tree, err = NewTree(offices, next.Successions); err != nil {
		return State{}, err
	}
	for _, check := range []func(Change) error{next.checkOfficials, next.checkPosts, next.checkDelegations} {
		if err := check(c); err != nil {
			return State{}, err
		}
	}
	return next, nil
}

func merged[T any](old map[string]T, add []T, id func(T) string) map[string]T {
	out := make(map[string]T, len(old)+len(add))
	for k, v := range old {
		out[k] = v
	}
	for _, v := range add {
		out[id(v)] = v
	}
	return out
}

func (s State) checkOfficials(c Change) error {
	for _, o := range c.Officials {
		if o.ID == "" || strings.TrimSpace(o.Name) == "" || !fold.IsNFC(o.Name) {
			return refusal.Invalid("official", fmt.Sprintf("Cán bộ %q cần mã nội bộ và họ tên.", o.Name))
		}
	}
	return nil
}

func (s State) checkPosts(c Change) error {
	for _, p := range c.Posts {
		holder, known := s.Officials[p.Official]
		place, found := s.Tree.Office(p.Office)
		switch {
		case p.ID == "" || !known || !found:
			return refusal.Invalid("post", fmt.Sprintf("Vị trí %q phải gắn với cán bộ và cơ quan đã có.", p.ID))
		case !p.Role.Valid():
			return refusal.Invalid("role", fmt.Sprintf("Vai trò %q của %s không có trong danh mục.", p.Role, holder.Name))
		case p.From == "":
			return refusal.Invalid("from", fmt.Sprintf("Hãy nhập ngày bắt đầu vị trí của %s.", holder.Name))
		case p.To != "" && p.To < p.From:
			return refusal.Invalid("to", fmt.Sprintf("Ngày kết thúc vị trí của %s trước ngày bắt đầu.", holder.Name))
		case !place.InForce(p.From):
			return refusal.Invalid("office", fmt.Sprintf("%s chưa thành lập hoặc đã kết thúc vào ngày %s.", place.Place, p.From))
		}
	}
	return nil
}

func (s State) checkDelegations(c Change) error {
	for _, d := range c.Delegations {
		from, known := s.Posts[d.From]
		to, found := s.Posts[d.To]
		switch {
		case d.ID == "" || !known || !found:
			return refusal.Invalid("delegation", "Ủy quyền phải giữa hai vị trí đã có.")
		case d.From == d.To || from.Official == to.Official:
			return refusal.Invalid("to", "Không thể ủy quyền cho chính mình.")
		case d.Begin == "" || d.End == "" || d.End < d.Begin:
			return refusal.Invalid("end", "Ủy quyền phải có ngày bắt đầu và ngày kết thúc, kết thúc không trước bắt đầu.")
		case !from.On(d.Begin) || !from.On(d.End):
			return refusal.Invalid("begin", "Ủy quyền phải nằm trong thời gian người ủy quyền giữ vị trí.")
		case !to.On(d.Begin) || !to.On(d.End):
			return refusal.Invalid("to", "Người nhận ủy quyền không giữ vị trí trong suốt thời gian ủy quyền.")
		}
	}
	return nil
}
