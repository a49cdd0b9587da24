package office

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"motcua/refusal"
)

// Tree is the city's offices with their successions, checked once and then read only.
type Tree struct {
	all      []Office
	byID     map[string]int
	children map[string][]string
	next     map[string][]Succession // by Old
	before   map[string][]Succession // by New
}

// NewTree checks and indexes offices. Refused are: an id twice, a parent or successor
// that is not there, an office above itself, a code held by two offices on one day,
// and a succession that comes back to where it began.
func NewTree(offices []Office, successions []Succession) (*Tree, error) {
	t := &Tree{all: slices.Clone(offices), byID: map[string]int{}, children: map[string][]string{},
		next: map[string][]Succession{}, before: map[string][]Succession{}}
	for i, o := range t.all {
		if _, twice := t.byID[o.ID]; twice || o.ID == "" {
			return nil, refusal.Invalid("id", fmt.Sprintf("Mã nội bộ %q của cơ quan %q trống hoặc đã dùng.", o.ID, o.Place))
		}
		t.byID[o.ID] = i
		t.children[o.Parent] = append(t.children[o.Parent], o.ID)
	}
	for _, s := range successions {
		for _, id := range []string{s.Old, s.New} {
			if _, ok := t.byID[id]; !ok {
				return nil, refusal.Invalid("successor", fmt.Sprintf("Cơ quan kế thừa %q không có trong danh mục.", id))
			}
		}
		t.next[s.Old] = append(t.next[s.Old], s)
		t.before[s.New] = append(t.before[s.New], s)
	}
	for _, check := range []func() error{t.checkParents, t.checkCodes, t.checkSuccessions, t.checkDesks} {
		if err := check(); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func (t *Tree) checkParents() error {
	for _, o := range t.all {
		seen := map[string]bool{o.ID: true}
		for up := o.Parent; up != ""; {
			parent, ok := t.Office(up)
			if !ok {
				return refusal.Invalid("parent", fmt.Sprintf("Cơ quan cấp trên %q của %q không có trong danh mục.", up, o.Place))
			}
			if seen[up] {
				return refusal.Invalid("parent", fmt.Sprintf("Cơ quan %q nằm dưới chính nó.", o.Place))
			}
			seen[up] = true
			up = parent.Parent
		}
	}
	return nil
}

func (t *Tree) checkCodes() error {
	held := map[string][]Code{}
	for _, o := range t.all {
		for _, c := range o.Codes {
			for _, other := range held[c.Value] {
				if overlap(c, other) {
					return refusal.Invalid("code", fmt.Sprintf("Mã định danh %s được dùng hai lần trong cùng thời gian.", c.Value))
				}
			}
			held[c.Value] = append(held[c.Value], c)
		}
	}
	return nil
}

func overlap(a, b Code) bool {
	return (a.To == "" || b.From <= a.To) && (b.To == "" || a.From <= b.To)
}

func (t *Tree) checkSuccessions() error {
	state := map[string]int{} // 1 = on the way, 2 = done
	var walk func(id string) bool
	walk = func(id string) bool {
		switch state[id] {
		case 1:
			return false
		case 2:
			return true
		}
		state[id] = 1
		for _, s := range t.next[id] {
			if !walk(s.New) {
				return false
			}
		}
		state[id] = 2
		return true
	}
	for _, o := range t.all {
		if !walk(o.ID) {
			return refusal.Invalid("successor", fmt.Sprintf("Chuỗi kế thừa của %q quay về chính nó.", o.Place))
		}
	}
	return nil
}

func (t *Tree) checkDesks() error {
	for _, o := range t.all {
		for _, d := range o.Desks {
			if _, ok := t.byID[d.At]; !ok || d.From == "" {
				return refusal.Invalid("desk", fmt.Sprintf("Nơi tiếp nhận và trả kết quả %q của %q không có trong danh mục, hoặc thiếu ngày bắt đầu.", d.At, o.Place))
			}
		}
	}
	return nil
}

// Office finds by id.
func (t *Tree) Office(id string) (Office, bool) {
	i, ok := t.byID[id]
	if !ok {
		return Office{}, false
	}
	return t.all[i], true
}

// All gives every office, former ones too, in the order of the catalogue.
func (t *Tree) All() []Office { return slices.Clone(t.all) }

// On gives the offices that exist on the day.
func (t *Tree) On(day string) []Office { return slices.Collect(t.Each(day)) }

// Each is On without a copy of them all, for what is asked on every press.
func (t *Tree) Each(day string) iter.Seq[Office] {
	return func(yield func(Office) bool) {
		for i := range t.all {
			if t.all[i].InForce(day) && !yield(t.all[i]) {
				return
			}
		}
	}
}

// City is the office at the top on the day.
func (t *Tree) City(day string) (Office, bool) {
	for i := range t.all {
		if o := &t.all[i]; o.Kind == City && o.InForce(day) {
			return *o, true
		}
	}
	return Office{}, false
}

// ByCode finds the office that goes by a code on the day. A code out of use finds the
// office that held it last, because old dossier codes stay valid for look-up (CODE-5).
func (t *Tree) ByCode(code, day string) (Office, bool) {
	last, end, found := Office{}, "", false
	for _, o := range t.all {
		for _, c := range o.Codes {
			if c.Value != code {
				continue
			}
			if holds(c.From, c.To, day) {
				return o, true
			}
			if !found || c.To > end {
				last, end, found = o, c.To, true
			}
		}
	}
	return last, found
}

// Children gives the offices directly below that exist on the day.
func (t *Tree) Children(id, day string) []Office {
	var out []Office
	for _, child := range t.children[id] {
		if o, ok := t.Office(child); ok && o.InForce(day) {
			out = append(out, o)
		}
	}
	return out
}

// Title names an office so that it cannot be mistaken: "Phường 12, Quận 6".
func (t *Tree) Title(id string) string {
	o, _ := t.Office(id)
	parts := []string{o.Place}
	if o.Kind == Commune {
		if up, ok := t.Office(o.Parent); ok {
			parts = append(parts, up.Place)
		}
	}
	return strings.Join(parts, ", ")
}

// Current gives the offices that answer on the day for what an office once did: the
// office itself while it exists, and everything that went over from it until then.
// Sorted by id.
func (t *Tree) Current(id, day string) []string {
	found := map[string]bool{}
	seen := map[string]bool{}
	var walk func(string)
	walk = func(at string) {
		o, ok := t.Office(at)
		if !ok || seen[at] {
			return
		}
		seen[at] = true
		if o.InForce(day) {
			found[at] = true
		}
		for _, s := range t.next[at] {
			if s.On <= day {
				walk(s.New)
			}
		}
	}
	walk(id)
	return keys(found)
}

// Scope gives every office whose dossiers a leader of office id sees on the day: the
// office, all below it, and all former offices that went over to one of these.
// Sorted by id.
func (t *Tree) Scope(id, day string) []string {
	found := map[string]bool{}
	var walk func(string)
	walk = func(at string) {
		if _, ok := t.Office(at); !ok || found[at] {
			return
		}
		found[at] = true
		for _, child := range t.children[at] {
			walk(child)
		}
		for _, old := range t.Former(at, day) {
			found[old] = true
		}
	}
	walk(id)
	return keys(found)
}

// Former gives the offices that went over to office id by the day, wholly or in part,
// one after another. What stood below them went its own way. Sorted by id.
func (t *Tree) Former(id, day string) []string {
	found := map[string]bool{}
	var walk func(string)
	walk = func(at string) {
		for _, s := range t.before[at] {
			if s.On <= day && !found[s.Old] {
				found[s.Old] = true
				walk(s.Old)
			}
		}
	}
	walk(id)
	return keys(found)
}

// Heir gives the one office that takes over what lay on an office's table on the day:
// the office itself while it exists, else of its heirs the one named near, else the
// leading one; "" when nobody follows.
func (t *Tree) Heir(id, day, near string) string {
	for range len(t.all) {
		if o, ok := t.Office(id); !ok || o.InForce(day) {
			return id
		}
		next := ""
		for _, s := range t.next[id] {
			if s.On <= day && (next == "" || s.Lead) {
				next = s.New
			}
		}
		if slices.ContainsFunc(t.next[id], func(s Succession) bool { return s.On <= day && s.New == near }) {
			next = near
		}
		if id = next; id == "" {
			break
		}
	}
	return ""
}

// DeskOf gives the office whose counter receives and returns for an office on the day.
func (t *Tree) DeskOf(id, day string) string {
	at := id
	if o, ok := t.Office(id); ok {
		for _, d := range o.Desks {
			if d.From <= day {
				at = d.At
			}
		}
	}
	return at
}

func keys(set map[string]bool) []string {
	out := make([]string, 0, len(set))
	for k := range set {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// Line reports whether two offices are one, or one stands over the other.
func (t *Tree) Line(a, b string) bool { return a == b || t.over(a, b) || t.over(b, a) }

func (t *Tree) over(above, id string) bool {
	for o, ok := t.Office(id); ok && o.Parent != ""; o, ok = t.Office(o.Parent) {
		if o.Parent == above {
			return true
		}
	}
	return false
}
