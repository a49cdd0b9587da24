package process

import (
	"slices"

	"motcua/procedure"
)

// Insert adds an empty step behind one of the table and between it and what follows; ""
// is the beginning. It gives the id of the new step.
func (p Process) Insert(after string) (Process, string) {
	out := p.Clone()
	s := Step{ID: p.fresh(), Key: procedure.StepExamine, Place: Competent, Role: "officer", Next: []Next{{To: End}}}
	i := out.Index(after)
	switch {
	case i >= 0 && out.Steps[i].Way == One:
		s.Next = out.Steps[i].Next
		out.Steps[i].Next = []Next{{To: s.ID}}
		if len(s.Next) == 0 {
			s.Next = []Next{{To: End}}
		}
	case i < 0 && len(out.Steps) > 0:
		s.Next = []Next{{To: out.Steps[0].ID}}
	}
	out.Steps = slices.Insert(out.Steps, i+1, s)
	return out, s.ID
}

// Remove takes a step out; what led to it leads on to what followed it.
func (p Process) Remove(id string) Process {
	out := p.Clone()
	i := out.Index(id)
	if i < 0 {
		return out
	}
	heir := End
	if len(out.Steps[i].Next) > 0 {
		heir = out.Steps[i].Next[0].To
	}
	out.Steps = slices.Delete(out.Steps, i, i+1)
	for j := range out.Steps {
		s := &out.Steps[j]
		var next []Next
		for _, n := range s.Next {
			if n.To == id {
				n.To = heir
			}
			if !slices.ContainsFunc(next, func(x Next) bool { return x.To == n.To }) {
				next = append(next, n)
			}
		}
		s.Next = next
		if len(next) < 2 {
			s.Way = One
			for k := range next {
				next[k].When = ""
			}
		}
	}
	return out
}

// Move takes a step one row up or down. Where two rows simply follow each other they
// change places in the process too; among branches only the table changes.
func (p Process) Move(id string, up bool) Process {
	out := p.Clone()
	i := out.Index(id)
	j := i + 1
	if up {
		i, j = i-1, i
	}
	if i < 0 || j < 1 || j >= len(out.Steps) {
		return out
	}
	a, b := &out.Steps[i], &out.Steps[j]
	if a.Way == One && b.Way == One && len(a.Next) == 1 && a.Next[0].To == b.ID && out.Into(b.ID) == 1 {
		for k := range out.Steps {
			for n := range out.Steps[k].Next {
				if x := &out.Steps[k].Next[n]; x.To == a.ID {
					x.To = b.ID
				}
			}
		}
		a.Next, b.Next = b.Next, []Next{{To: a.ID}}
	}
	out.Steps[i], out.Steps[j] = out.Steps[j], out.Steps[i]
	return out
}

// Put replaces a step.
func (p Process) Put(s Step) Process {
	out := p.Clone()
	if i := out.Index(s.ID); i >= 0 {
		out.Steps[i] = s
	}
	return out
}
