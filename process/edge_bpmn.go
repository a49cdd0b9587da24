package process

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"motcua/office"
	"motcua/procedure"
)

// The namespaces of a BPMN 2.0 file, and that of what BPMN has no word for.
const (
	nsModel = "http://www.omg.org/spec/BPMN/20100524/MODEL"
	nsDI    = "http://www.omg.org/spec/BPMN/20100524/DI"
	nsDC    = "http://www.omg.org/spec/DD/20100524/DC"
	nsDD    = "http://www.omg.org/spec/DD/20100524/DI"
	nsOwn   = "urn:motcua:process:1"
)

// tag writes XML with two spaces for each level.
type tag struct {
	b     bytes.Buffer
	depth int
}

func (t *tag) line(format string, args ...any) {
	t.b.WriteString(strings.Repeat("  ", t.depth))
	fmt.Fprintf(&t.b, format, args...)
	t.b.WriteByte('\n')
}

func (t *tag) in(name string, inner func(), attrs ...string) {
	t.line("<%s%s>", name, attributes(attrs))
	t.depth++
	inner()
	t.depth--
	t.line("</%s>", name)
}

func (t *tag) one(name string, attrs ...string) { t.line("<%s%s />", name, attributes(attrs)) }

func (t *tag) text(name, text string) { t.line("<%s>%s</%s>", name, escape(text), name) }

// attributes are pairs; one with an empty value is left out.
func attributes(pairs []string) string {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			fmt.Fprintf(&b, ` %s="%s"`, pairs[i], escape(pairs[i+1]))
		}
	}
	return b.String()
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// Titles names what a lane stands for: the office of a named place.
type Titles func(office string) string

// LaneName is who does the steps of a lane.
func (l Lane) LaneName(titles Titles) string {
	place := l.Place.Vietnamese()
	if l.Place == Named {
		place = titles(l.Office)
	}
	return place + " – " + office.Role(l.Role).Vietnamese()
}

// WriteBPMN writes a version as BPMN 2.0 with its diagram, as other programs open it.
func WriteBPMN(v Version, name string, titles Titles) ([]byte, error) {
	d, ok := Draw(v.Process)
	if !ok {
		return nil, fmt.Errorf("process: %s %d cannot be drawn", v.Code, v.No)
	}
	w := writer{Version: v, name: name, titles: titles, d: d}
	w.b.WriteString(xml.Header)
	w.in("bpmn:definitions", func() {
		w.in("bpmn:collaboration", func() {
			w.one("bpmn:participant", "id", "Participant_1", "name", name, "processRef", "Process_1")
		}, "id", "Collaboration_1")
		w.in("bpmn:process", w.process, "id", "Process_1", "name", name, "isExecutable", "false")
		w.in("bpmndi:BPMNDiagram", w.diagram, "id", "Diagram_1")
	}, "xmlns:bpmn", nsModel, "xmlns:bpmndi", nsDI, "xmlns:dc", nsDC, "xmlns:di", nsDD, "xmlns:mc", nsOwn, "id", "Definitions_1",
		"targetNamespace", nsOwn, "exporter", "Mot Cua", "exporterVersion", "1")
	return w.b.Bytes(), nil
}

type writer struct {
	tag
	Version
	name   string
	titles Titles
	d      Drawing
}

func (w *writer) process() {
	w.in("bpmn:extensionElements", func() {
		w.one("mc:process", "procedure", w.Code, "version", strconv.Itoa(w.Of))
	})
	w.in("bpmn:laneSet", func() {
		for i, l := range w.d.Lanes {
			w.in("bpmn:lane", func() {
				for _, n := range w.d.Nodes {
					if n.Lane == i {
						w.text("bpmn:flowNodeRef", n.ID)
					}
				}
			}, "id", "Lane_"+strconv.Itoa(i+1), "name", l.LaneName(w.titles))
		}
	}, "id", "LaneSet_1")
	for _, n := range w.d.Nodes {
		w.node(n)
	}
	for _, f := range w.d.Flows {
		w.one("bpmn:sequenceFlow", "id", f.ID, "name", f.When, "sourceRef", f.From, "targetRef", f.To)
	}
}

var elements = map[NodeKind]string{StartNode: "bpmn:startEvent", EndNode: "bpmn:endEvent", TaskNode: "bpmn:userTask", XorNode: "bpmn:exclusiveGateway", AndNode: "bpmn:parallelGateway"}

func (w *writer) node(n Node) {
	name := map[NodeKind]string{StartNode: "Nộp hồ sơ", EndNode: "Kết thúc"}[n.Kind]
	if n.Kind == TaskNode {
		name = w.Process.Steps[n.Step].Name
	}
	w.in(elements[n.Kind], func() {
		if n.Kind == TaskNode {
			w.in("bpmn:extensionElements", func() { w.own(n.Step) })
		}
		for _, f := range w.d.Flows {
			if f.To == n.ID {
				w.text("bpmn:incoming", f.ID)
			}
		}
		for _, f := range w.d.Flows {
			if f.From == n.ID {
				w.text("bpmn:outgoing", f.ID)
			}
		}
	}, "id", n.ID, "name", name)
}

// own is what BPMN has no word for.
func (w *writer) own(i int) {
	s := w.Process.Steps[i]
	attrs := []string{"row", strconv.Itoa(i + 1), "kind", string(s.Key), "place", string(s.Place), "office", s.Office, "role", s.Role, "minutes", strconv.Itoa(s.Minutes),
		"counted", strconv.FormatBool(s.Counted), "result", s.Result}
	if len(s.Papers) == 0 {
		w.one("mc:step", attrs...)
		return
	}
	w.in("mc:step", func() {
		for _, p := range s.Papers {
			w.text("mc:paper", p)
		}
	}, attrs...)
}

func (w *writer) diagram() {
	box := func(x, y, wide, high int) {
		w.one("dc:Bounds", "x", strconv.Itoa(x), "y", strconv.Itoa(y), "width", strconv.Itoa(wide), "height", strconv.Itoa(high))
	}
	shape := func(of string, x, y, wide, high int, attrs ...string) {
		w.in("bpmndi:BPMNShape", func() { box(x, y, wide, high) }, append([]string{"id", of + "_di", "bpmnElement", of}, attrs...)...)
	}
	w.in("bpmndi:BPMNPlane", func() {
		shape("Participant_1", -30, 0, w.d.W+30, w.d.H, "isHorizontal", "true")
		for i, l := range w.d.Lanes {
			shape("Lane_"+strconv.Itoa(i+1), 0, l.Y, w.d.W, l.H, "isHorizontal", "true")
		}
		for _, n := range w.d.Nodes {
			shape(n.ID, n.X, n.Y, n.W, n.H)
		}
		for _, f := range w.d.Flows {
			w.in("bpmndi:BPMNEdge", func() {
				for _, p := range f.Points {
					w.one("di:waypoint", "x", strconv.Itoa(p[0]), "y", strconv.Itoa(p[1]))
				}
			}, "id", f.ID+"_di", "bpmnElement", f.ID)
		}
	}, "id", "Plane_1", "bpmnElement", "Collaboration_1")
}

// keyOf reads a kind of step; "" is none we know.
func keyOf(s string) procedure.StepKey {
	if _, ok := keyNames[procedure.StepKey(s)]; ok {
		return procedure.StepKey(s)
	}
	return ""
}
