package process

import "slices"

// order lists the steps so that every one comes after all that lead to it, by their
// index. ok is false when a way leads back.
func (p Process) order() (list []int, ok bool) {
	left := make([]int, len(p.Steps))
	for i := range p.Steps {
		left[i] = p.Into(p.Steps[i].ID)
	}
	done := make([]bool, len(p.Steps))
	for len(list) < len(p.Steps) {
		i := 0
		for i < len(p.Steps) && (done[i] || left[i] > 0) {
			i++
		}
		if i == len(p.Steps) {
			return list, false
		}
		done[i] = true
		list = append(list, i)
		for _, n := range p.Steps[i].Next {
			if j := p.Index(n.To); j >= 0 {
				left[j]--
			}
		}
	}
	return list, true
}

// minutes is what a step takes of the limit.
func (s Step) minutes() int {
	if !s.Counted {
		return 0
	}
	return s.Minutes
}

// Longest is the path from the start that takes most counted time, with its sum; of
// equal ones the first in the order of the table. A process with a way back has none.
func (p Process) Longest() (path []string, minutes int) {
	list, ok := p.order()
	if !ok || len(p.Steps) == 0 {
		return nil, 0
	}
	best := make([]int, len(p.Steps)) // most minutes up to and with the step; -1 is not reached
	from := make([]int, len(p.Steps))
	for i := range best {
		best[i], from[i] = -1, -1
	}
	best[0] = p.Steps[0].minutes()
	for _, i := range list {
		if best[i] < 0 {
			continue
		}
		for _, n := range p.Steps[i].Next {
			if j := p.Index(n.To); j >= 0 && best[i]+p.Steps[j].minutes() > best[j] {
				best[j], from[j] = best[i]+p.Steps[j].minutes(), i
			}
		}
	}
	last := 0
	for _, i := range list {
		ends := len(p.Steps[i].Next) == 0 || slices.ContainsFunc(p.Steps[i].Next, func(n Next) bool { return n.To == End })
		if best[i] >= 0 && ends && (minutes < best[i] || path == nil) {
			minutes, last, path = best[i], i, []string{}
		}
	}
	if path == nil {
		return nil, 0
	}
	for i := last; i >= 0; i = from[i] {
		path = append(path, p.Steps[i].ID)
	}
	slices.Reverse(path)
	return path, minutes
}

// reach marks what can be reached from a step along next, the step itself too.
func reach(from string, next func(string) []string) map[string]bool {
	seen, todo := map[string]bool{from: true}, []string{from}
	for len(todo) > 0 {
		id := todo[0]
		todo = todo[1:]
		for _, to := range next(id) {
			if !seen[to] {
				seen[to] = true
				todo = append(todo, to)
			}
		}
	}
	return seen
}

// after lists what follows a step.
func (p Process) after(id string) []string {
	s, _ := p.Step(id)
	out := make([]string, 0, len(s.Next))
	for _, n := range s.Next {
		out = append(out, n.To)
	}
	return out
}

// before lists what leads to a step or to the end.
func (p Process) before(id string) []string {
	var out []string
	for _, s := range p.Steps {
		if slices.ContainsFunc(s.Next, func(n Next) bool { return n.To == id }) {
			out = append(out, s.ID)
		}
	}
	return out
}

// without reports whether to can be reached from another step though one is left out.
func (p Process) without(from, to, out string) bool {
	return from != out && reach(from, func(id string) []string {
		return slices.DeleteFunc(p.after(id), func(x string) bool { return x == out })
	})[to]
}

// Fork is the step whose branches meet at a step: the nearest one every way to it leads
// through. ok is false at the start.
func (p Process) Fork(id string) (Step, bool) {
	if len(p.Steps) == 0 || id == p.Steps[0].ID {
		return Step{}, false
	}
	best, found := Step{}, false
	for _, s := range p.Steps {
		if s.ID == id || p.without(p.Steps[0].ID, id, s.ID) || !reach(p.Steps[0].ID, p.after)[s.ID] {
			continue
		}
		if !found || reach(best.ID, p.after)[s.ID] {
			best, found = s, true
		}
	}
	return best, found
}

// join is where all branches of a fork have come together again: the nearest step, or
// End, every way from it leads through.
func (p Process) join(fork string) string {
	best := ""
	for to := range reach(fork, p.after) {
		if to == fork || to != End && p.without(fork, End, to) {
			continue
		}
		if best == "" || reach(to, p.after)[best] {
			best = to
		}
	}
	return best
}

// Waits reports whether a step begins only when all branches that lead to it are done.
func (p Process) Waits(id string) bool {
	if p.Into(id) < 2 {
		return false
	}
	f, ok := p.Fork(id)
	return ok && f.Way == All
}
