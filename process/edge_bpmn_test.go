package process

import (
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func written(t interface{ Fatal(...any) }, p Process) []byte {
	data, err := WriteBPMN(Version{Code: "1.004746", Of: 1, No: 1, Process: p}, "Thủ tục đăng ký lại kết hôn", func(id string) string { return "Cơ quan " + id })
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// What is written is read back as it was, whatever the shape.
func TestPRI_9_ABpmnFileComesBackAsItWent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		data := written(t, p)
		back, err := ReadBPMN(data)
		if err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		if !reflect.DeepEqual(back, p) {
			t.Fatalf("%+v\n%+v\n%s", p, back, data)
		}
	})
}

// TestABpmnFileHasTheStructureOfBpmn holds a file against what BPMN 2.0 asks of one:
// every reference leads somewhere, a flow is known at both ends, each node stands in one
// lane and has a shape inside it that touches no other, each flow has an edge from one
// shape to the other.
func TestABpmnFileHasTheStructureOfBpmn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { holdsAsBpmn(t, written(t, drawn(t))) })
}

type box struct{ x, y, w, h int }

func (b box) touches(c box) bool {
	return b.x < c.x+c.w && c.x < b.x+b.w && b.y < c.y+c.h && c.y < b.y+b.h
}

func (b box) holds(c box) bool {
	return b.x <= c.x && c.x+c.w <= b.x+b.w && b.y <= c.y && c.y+c.h <= b.y+b.h
}

func holdsAsBpmn(t *rapid.T, data []byte) {
	root, bad := readXML(data)
	if bad != nil {
		t.Fatal(bad)
	}
	proc, ids := root.all("process")[0], map[string]*element{}
	lanes := map[string]string{}
	for _, e := range proc.kids {
		if id := e.attr("id"); id != "" {
			if ids[id] != nil {
				t.Fatalf("the id %s is given twice", id)
			}
			ids[id] = e
		}
	}
	for _, l := range proc.all("laneSet")[0].all("lane") {
		for _, ref := range l.all("flowNodeRef") {
			if ids[ref.text] == nil || lanes[ref.text] != "" {
				t.Fatalf("%s stands in no lane or in two, or is not there", ref.text)
			}
			lanes[ref.text] = l.attr("id")
		}
	}
	for _, e := range proc.kids {
		switch {
		case e.Local == "sequenceFlow":
			for end, word := range map[string]string{"sourceRef": "outgoing", "targetRef": "incoming"} {
				found := false
				for _, k := range ids[e.attr(end)].all(word) {
					found = found || k.text == e.attr("id")
				}
				if !found {
					t.Fatalf("%s does not know its flow %s", e.attr(end), e.attr("id"))
				}
			}
		case e.attr("id") != "" && e.Local != "laneSet":
			if lanes[e.attr("id")] == "" {
				t.Fatalf("%s stands in no lane", e.attr("id"))
			}
			if e.Local != "endEvent" && len(e.all("outgoing")) == 0 || e.Local != "startEvent" && len(e.all("incoming")) == 0 {
				t.Fatalf("%s hangs in the air", e.attr("id"))
			}
		}
	}
	pictured(t, root, ids, lanes)
}

func pictured(t *rapid.T, root *element, ids map[string]*element, lanes map[string]string) {
	boxes, edges := map[string]box{}, map[string][][2]int{}
	for _, d := range root.kids {
		if d.Local != "BPMNDiagram" {
			continue
		}
		for _, e := range d.kids[0].kids {
			num := func(k *element, name string) int { n, _ := strconv.Atoi(k.attr(name)); return n }
			for _, k := range e.kids {
				if k.Local == "Bounds" {
					boxes[e.attr("bpmnElement")] = box{num(k, "x"), num(k, "y"), num(k, "width"), num(k, "height")}
				} else {
					edges[e.attr("bpmnElement")] = append(edges[e.attr("bpmnElement")], [2]int{num(k, "x"), num(k, "y")})
				}
			}
		}
	}
	for id, lane := range lanes {
		if !boxes[lane].holds(boxes[id]) || boxes[id].w == 0 || !boxes["Participant_1"].holds(boxes[lane]) {
			t.Fatalf("%s %+v is not drawn inside %s %+v", id, boxes[id], lane, boxes[lane])
		}
		for other := range lanes {
			if other != id && boxes[id].touches(boxes[other]) {
				t.Fatalf("%s and %s are drawn over each other", id, other)
			}
		}
	}
	for id, e := range ids {
		if e.Local != "sequenceFlow" {
			continue
		}
		p := edges[id]
		if len(p) < 2 {
			t.Fatalf("%s is not drawn", id)
		}
		a, b := boxes[e.attr("sourceRef")], boxes[e.attr("targetRef")]
		if p[0] != [2]int{a.x + a.w, a.y + a.h/2} || p[len(p)-1] != [2]int{b.x, b.y + b.h/2} {
			t.Fatalf("%s %v does not join %+v and %+v", id, p, a, b)
		}
	}
}

// What other programs draw is read as far as it says something, and refused by its line
// where we have no place for it.
func TestPRI_9_AFileOfAnotherProgram(t *testing.T) {
	data, err := os.ReadFile("testdata/modeler.bpmn")
	if err != nil {
		t.Fatal(err)
	}
	p, bad := ReadBPMN(data)
	if bad != nil {
		t.Fatal(bad)
	}
	if len(p.Steps) != 4 || p.Steps[0].Name != "Tiếp nhận hồ sơ" || p.Steps[0].Role != "reception" || p.Steps[0].Place != Receiving || p.Steps[1].Way != Choice ||
		p.Steps[1].Next[0].When != "Đủ điều kiện" || p.Steps[3].Next[0].To != End {
		t.Errorf("%+v", p)
	}
	edit := func(old, new string) []byte {
		if !strings.Contains(string(data), old) {
			t.Fatalf("the sample has no %q", old)
		}
		return []byte(strings.Replace(string(data), old, new, 1))
	}
	for _, row := range []struct {
		sentence string
		data     []byte
		line     int
		says     string
	}{
		{"no XML", []byte("PK\x03\x04"), 1, "XML"},
		{"nothing", nil, 1, "trống"},
		{"too large", make([]byte, FileMost+1), 1, "1 MB"},
		{"a document type", edit("<bpmn:definitions", "<!DOCTYPE x [<!ENTITY a \"b\">]>\n<bpmn:definitions"), 2, "DOCTYPE"},
		{"an entity", edit("Tiếp nhận hồ sơ", "&xxe;"), 20, "XML"},
		{"a processing instruction", edit("<bpmn:definitions", "<?php x ?>\n<bpmn:definitions"), 2, "<?php?>"},
		{"another language", []byte("<html></html>"), 1, "BPMN 2.0"},
		{"an older encoding", edit("UTF-8", "windows-1258"), 1, "XML"},
		{"a service task", edit("<bpmn:task id=\"T4\"", "<bpmn:serviceTask id=\"x\" />\n<bpmn:task id=\"T4\""), 36, "serviceTask"},
		{"a timer", edit("<bpmn:outgoing>F1</bpmn:outgoing>", "<bpmn:timerEventDefinition />"), 17, "timerEventDefinition"},
		{"a flow into nothing", edit("targetRef=\"T4\"", "targetRef=\"T9\""), 45, "F5"},
		{"two beginnings", edit("<bpmn:endEvent", "<bpmn:startEvent id=\"z\" />\n<bpmn:endEvent"), 40, "hơn một điểm bắt đầu"},
		{"a way back", edit("sourceRef=\"T4\" targetRef=\"E\"", "sourceRef=\"T4\" targetRef=\"T1\""), 16, "quay lại"},
		{"gateways of two kinds", []byte(strings.NewReplacer(`exclusiveGateway id="J">`, `parallelGateway id="J">`, "</bpmn:exclusiveGateway>", "</bpmn:parallelGateway>").Replace(string(data))),
			33, "cùng một loại cổng"},
	} {
		_, bad := ReadBPMN(row.data)
		if bad == nil || row.line > 0 && bad.Line != row.line || !strings.Contains(bad.Sentence, row.says) {
			t.Errorf("%s: %v, want line %d and %q", row.sentence, bad, row.line, row.says)
		}
	}
}

func FuzzReadBPMN(f *testing.F) {
	data, err := os.ReadFile("testdata/modeler.bpmn")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("<a><b></a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, bad := ReadBPMN(data)
		if bad == nil && len(p.Steps) == 0 {
			t.Error("a file without steps was taken")
		}
		if bad != nil && (bad.Line < 1 || bad.Sentence == "") {
			t.Errorf("%+v", bad)
		}
	})
}
