package process

import (
	"fmt"
	"slices"
	"strings"
)

// NodeKind is what a node of a drawing is.
type NodeKind string

// The kinds of node.
const (
	StartNode NodeKind = "start"
	EndNode   NodeKind = "end"
	TaskNode  NodeKind = "task"
	XorNode   NodeKind = "xor" // one of several ways
	AndNode   NodeKind = "and" // all ways side by side
)

// Node is a box, circle or diamond of a drawing, in points from its upper left corner.
type Node struct {
	ID         string
	Kind       NodeKind
	Step       int // index of the step; -1 of none
	Lane       int
	X, Y, W, H int
	col        int
}

// Flow is an arrow.
type Flow struct {
	ID, From, To string
	When         string
	Points       [][2]int
}

// Lane is who does the steps in one row of a drawing.
type Lane struct {
	Place  Place
	Office string
	Role   string
	Y, H   int
	slots  int
}

// Drawing is a process with every node in its place: the picture on the page and the
// diagram in a BPMN file are drawn from it.
type Drawing struct {
	Nodes []Node
	Flows []Flow
	Lanes []Lane
	W, H  int
}

// Sizes of a drawing. The head is the strip at the left with the name of the lane.
const (
	HeadWide = 130
	colWide  = 180
	rowHigh  = 110
	taskWide = 140
	taskHigh = 80
	gateSide = 50
	dotSide  = 36
	margin   = 20
)

// Draw lays a process out: one lane for each place and role, one column for each step of
// the longest way to it. A process that cannot be walked has no drawing.
func Draw(p Process) (Drawing, bool) {
	if _, ok := p.order(); !ok || len(p.Steps) == 0 {
		return Drawing{}, false
	}
	d := &Drawing{}
	d.lanes(p)
	d.nodes(p)
	d.columns()
	d.place()
	d.route()
	return *d, true
}

func (d *Drawing) lane(s Step) int {
	return slices.IndexFunc(d.Lanes, func(l Lane) bool { return l.Place == s.Place && l.Office == s.Office && l.Role == s.Role })
}

func (d *Drawing) lanes(p Process) {
	for _, s := range p.Steps {
		if d.lane(s) < 0 {
			d.Lanes = append(d.Lanes, Lane{Place: s.Place, Office: s.Office, Role: s.Role})
		}
	}
}

func (d *Drawing) add(id string, kind NodeKind, step, lane int) {
	d.Nodes = append(d.Nodes, Node{ID: id, Kind: kind, Step: step, Lane: lane})
}

func (d *Drawing) flow(from, to, when string) {
	d.Flows = append(d.Flows, Flow{ID: fmt.Sprintf("Flow_%d", len(d.Flows)+1), From: from, To: to, When: when})
}

func gate(w Way) NodeKind {
	if w == All {
		return AndNode
	}
	return XorNode
}

// nodes turns steps into nodes: a gateway where ways part and where they meet.
func (d *Drawing) nodes(p Process) {
	d.add("Start", StartNode, -1, d.lane(p.Steps[0]))
	last := 0
	for i, s := range p.Steps {
		lane := d.lane(s)
		if p.Into(s.ID) > 1 {
			kind := XorNode
			if p.Waits(s.ID) {
				kind = AndNode
			}
			d.add("Join_"+s.ID, kind, -1, lane)
		}
		d.add("Step_"+s.ID, TaskNode, i, lane)
		if s.Way != One && len(s.Next) > 1 {
			d.add("Split_"+s.ID, gate(s.Way), -1, lane)
		}
		if slices.ContainsFunc(s.Next, func(n Next) bool { return n.To == End }) {
			last = lane
		}
	}
	d.add("End", EndNode, -1, last)
	into := func(id string) string {
		switch {
		case id == End || p.Index(id) < 0:
			return "End"
		case p.Into(id) > 1:
			return "Join_" + id
		}
		return "Step_" + id
	}
	d.flow("Start", into(p.Steps[0].ID), "")
	for _, s := range p.Steps {
		if p.Into(s.ID) > 1 {
			d.flow("Join_"+s.ID, "Step_"+s.ID, "")
		}
		from := "Step_" + s.ID
		if s.Way != One && len(s.Next) > 1 {
			d.flow(from, "Split_"+s.ID, "")
			from = "Split_" + s.ID
		}
		for _, n := range s.Next {
			d.flow(from, into(n.To), n.When)
		}
	}
}

// Node finds a node by its id.
func (d *Drawing) Node(id string) *Node {
	for i := range d.Nodes {
		if d.Nodes[i].ID == id {
			return &d.Nodes[i]
		}
	}
	return nil
}

// columns puts every node behind all that lead to it.
func (d *Drawing) columns() {
	for range d.Nodes { // at most as many rounds as the longest way has nodes
		moved := false
		for _, f := range d.Flows {
			from, to := d.Node(f.From), d.Node(f.To)
			if to.col <= from.col {
				to.col, moved = from.col+1, true
			}
		}
		if !moved {
			return
		}
	}
}

// place gives every node its corner; nodes of one lane and column stand under each other.
func (d *Drawing) place() {
	used, row := map[[2]int]int{}, map[string]int{}
	cols := 0
	for _, n := range d.Nodes {
		at := [2]int{n.Lane, n.col}
		row[n.ID] = used[at]
		used[at]++
		d.Lanes[n.Lane].slots = max(d.Lanes[n.Lane].slots, used[at])
		cols = max(cols, n.col+1)
	}
	y := 0
	for i := range d.Lanes {
		l := &d.Lanes[i]
		l.Y, l.H = y, max(1, l.slots)*rowHigh+margin
		y += l.H
	}
	d.W, d.H = HeadWide+cols*colWide, y
	for i := range d.Nodes {
		n := &d.Nodes[i]
		n.W, n.H = gateSide, gateSide
		switch n.Kind {
		case TaskNode:
			n.W, n.H = taskWide, taskHigh
		case StartNode, EndNode:
			n.W, n.H = dotSide, dotSide
		}
		n.X = HeadWide + n.col*colWide + (colWide-n.W)/2
		n.Y = d.Lanes[n.Lane].Y + margin + row[n.ID]*rowHigh + (rowHigh-margin-n.H)/2
	}
}

// route bends the arrows: out at the right, in at the left. One that would cross a box
// goes above the boxes of its row.
func (d *Drawing) route() {
	out := map[string]int{}
	for i := range d.Flows {
		f := &d.Flows[i]
		a, b := d.Node(f.From), d.Node(f.To)
		ax, ay, bx, by := a.X+a.W, a.Y+a.H/2, b.X, b.Y+b.H/2
		turn := bx - (colWide-taskWide)/2 + 4
		out[f.From]++
		switch {
		case b.col-a.col > 1 && d.hits(ay, a.col, b.col):
			start, top := ax+6+6*out[f.From], ay-taskHigh/2-8-4*out[f.From]
			f.Points = [][2]int{{ax, ay}, {start, ay}, {start, top}, {turn, top}, {turn, by}, {bx, by}}
		case ay == by:
			f.Points = [][2]int{{ax, ay}, {bx, by}}
		default:
			f.Points = [][2]int{{ax, ay}, {turn, ay}, {turn, by}, {bx, by}}
		}
	}
}

// hits reports whether a box stands at a height between two columns.
func (d *Drawing) hits(y, from, to int) bool {
	return slices.ContainsFunc(d.Nodes, func(n Node) bool { return n.col > from && n.col < to && n.Y <= y && y <= n.Y+n.H })
}

// Wrap breaks a name into lines that fit a box; what does not fit ends in an ellipsis.
func Wrap(s string, letters, lines int) []string {
	var out []string
	line := ""
	for _, w := range strings.Fields(s) {
		switch {
		case line == "":
			line = w
		case len([]rune(line))+1+len([]rune(w)) <= letters:
			line += " " + w
		default:
			out, line = append(out, line), w
		}
	}
	if line != "" {
		out = append(out, line)
	}
	if len(out) > lines {
		out = out[:lines]
		out[lines-1] = strings.TrimRight(out[lines-1], " ,;.") + " …"
	}
	return out
}
