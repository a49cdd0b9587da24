package process

import (
	"slices"
	"strconv"
	"strings"

	"motcua/fold"
	"motcua/office"
	"motcua/procedure"
)

// ReadBPMN reads the steps of a BPMN 2.0 file. What a file of another program does not
// say (kind, time) stays open for the check to ask for; what we have no place for is
// refused with its line, never dropped.
func ReadBPMN(data []byte) (Process, *FileError) {
	root, err := readXML(data)
	if err != nil {
		return Process{}, err
	}
	if root.Space != nsModel || root.Local != "definitions" {
		return Process{}, wrong(root.line, "Tệp không phải BPMN 2.0: phần tử gốc là <%s>.", root.Local)
	}
	all := root.all("process")
	if len(all) != 1 {
		return Process{}, wrong(root.line, "Tệp có %d quy trình; cần đúng một.", len(all))
	}
	r := reader{nodes: map[string]*element{}, flows: map[string][]*element{}, into: map[string]int{}, lanes: map[string]*element{}, ids: map[string]string{}}
	if err := r.collect(all[0]); err != nil {
		return Process{}, err
	}
	return r.read(all[0])
}

type reader struct {
	nodes map[string]*element   // by id
	flows map[string][]*element // by source
	into  map[string]int        // how many flows lead to a node
	lanes map[string]*element   // by node
	ids   map[string]string     // id of the step of a task
	tasks []*element
	start *element
	p     Process
}

var ignored = []string{"extensionElements", "documentation", "textAnnotation", "association", "ioSpecification", "property", "category"}

// collect finds nodes, flows and lanes, and refuses what has no meaning here.
func (r *reader) collect(p *element) *FileError {
	for _, e := range p.kids {
		if e.Space != nsModel || slices.Contains(ignored, e.Local) {
			continue
		}
		switch e.Local {
		case "laneSet":
			r.lane(e)
		case "sequenceFlow":
			r.flows[e.attr("sourceRef")] = append(r.flows[e.attr("sourceRef")], e)
			r.into[e.attr("targetRef")]++
		case "startEvent", "endEvent", "task", "userTask", "manualTask", "exclusiveGateway", "parallelGateway":
			if err := r.node(e); err != nil {
				return err
			}
		default:
			return wrong(e.line, "Phần tử <%s> không dùng trong quy trình giải quyết hồ sơ. Dùng bước (userTask), cổng rẽ nhánh và luồng nối.", e.Local)
		}
	}
	for from, list := range r.flows {
		for _, f := range list {
			if r.nodes[from] == nil || r.nodes[f.attr("targetRef")] == nil {
				return wrong(f.line, "Luồng %s nối đến một phần tử không có.", f.attr("id"))
			}
		}
	}
	if r.start == nil {
		return wrong(p.line, "Quy trình không có điểm bắt đầu (startEvent).")
	}
	return nil
}

func (r *reader) node(e *element) *FileError {
	id := e.attr("id")
	if id == "" || r.nodes[id] != nil {
		return wrong(e.line, "Phần tử <%s> không có mã, hoặc mã %q dùng hai lần.", e.Local, id)
	}
	for _, k := range e.kids {
		if k.Space == nsModel && (strings.HasSuffix(k.Local, "EventDefinition") || strings.HasSuffix(k.Local, "LoopCharacteristics")) {
			return wrong(k.line, "<%s> không dùng ở đây: chương trình tự tính thời hạn và nhắc việc.", k.Local)
		}
	}
	r.nodes[id] = e
	switch e.Local {
	case "startEvent":
		if r.start != nil {
			return wrong(e.line, "Quy trình có hơn một điểm bắt đầu.")
		}
		r.start = e
	case "task", "userTask", "manualTask":
		if len(r.tasks) == most {
			return wrong(e.line, "Quy trình có quá nhiều bước. Gộp bớt còn nhiều nhất 60 bước.")
		}
		r.tasks = append(r.tasks, e)
	}
	return nil
}

func (r *reader) lane(set *element) {
	for _, l := range set.all("lane") {
		for _, ref := range l.all("flowNodeRef") {
			r.lanes[strings.TrimSpace(ref.text)] = l
		}
		for _, inner := range l.all("childLaneSet") {
			r.lane(inner)
		}
	}
}

// read makes steps of the tasks, in the order of our own rows where the file has them.
func (r *reader) read(p *element) (Process, *FileError) {
	if len(r.tasks) == 0 {
		return Process{}, wrong(p.line, "Quy trình không có bước nào.")
	}
	slices.SortStableFunc(r.tasks, func(a, b *element) int { return row(a) - row(b) })
	for _, t := range r.tasks {
		id := strings.TrimPrefix(t.attr("id"), "Step_")
		if !plainID(id) || r.known(id) {
			id = r.p.fresh()
		}
		r.ids[t.attr("id")] = id
		s, err := r.step(t, id)
		if err != nil {
			return Process{}, err
		}
		r.p.Steps = append(r.p.Steps, s)
	}
	for i, t := range r.tasks {
		if err := r.next(t, &r.p.Steps[i]); err != nil {
			return Process{}, err
		}
	}
	return r.p, r.first()
}

func (r *reader) known(id string) bool { return r.p.Index(id) >= 0 }

func plainID(id string) bool {
	return id != "" && id != End && len(id) <= 20 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// mine is our own element of a task.
func mine(t *element) *element {
	for _, x := range t.all("extensionElements") {
		for _, k := range x.kids {
			if k.Space == nsOwn && k.Local == "step" {
				return k
			}
		}
	}
	return nil
}

func row(t *element) int {
	if m := mine(t); m != nil {
		if n, err := strconv.Atoi(m.attr("row")); err == nil {
			return n
		}
	}
	return most + 1
}

func (r *reader) step(t *element, id string) (Step, *FileError) {
	s := Step{ID: id, Name: fold.NFC(strings.TrimSpace(t.attr("name"))), Key: procedure.StepExamine, Place: Competent}
	m := mine(t)
	if m == nil {
		r.fromLane(t, &s)
		return s, nil
	}
	minutes, err := strconv.Atoi(m.attr("minutes"))
	if err != nil || minutes < 0 || minutes > procedure.DayMinutes*36500 {
		return s, wrong(m.line, "Bước %q: thời gian %q không phải số phút.", s.Name, m.attr("minutes"))
	}
	counted, err := strconv.ParseBool(m.attr("counted"))
	if err != nil {
		return s, wrong(m.line, "Bước %q: “counted” phải là true hoặc false.", s.Name)
	}
	s.Key, s.Place, s.Office, s.Role = keyOf(m.attr("kind")), Place(m.attr("place")), m.attr("office"), m.attr("role")
	s.Minutes, s.Counted, s.Result = minutes, counted, fold.NFC(m.attr("result"))
	switch {
	case s.Key == "":
		return s, wrong(m.line, "Bước %q: không có loại bước %q.", s.Name, m.attr("kind"))
	case !slices.Contains(Places, s.Place):
		return s, wrong(m.line, "Bước %q: không có nơi thực hiện %q.", s.Name, m.attr("place"))
	case s.Role != "" && !slices.Contains(Roles, office.Role(s.Role)):
		return s, wrong(m.line, "Bước %q: không có vai trò %q.", s.Name, s.Role)
	}
	for _, k := range m.kids {
		if k.Space == nsOwn && k.Local == "paper" {
			s.Papers = append(s.Papers, fold.NFC(strings.TrimSpace(k.text)))
		}
	}
	return s, nil
}

// fromLane guesses place and role of a step drawn elsewhere from the name of its lane.
func (r *reader) fromLane(t *element, s *Step) {
	l := r.lanes[t.attr("id")]
	if l == nil {
		return
	}
	name := fold.Fold(l.attr("name"))
	for _, role := range Roles {
		if strings.Contains(name, fold.Fold(role.Vietnamese())) {
			s.Role = string(role)
		}
	}
	for _, place := range Places {
		if strings.Contains(name, fold.Fold(place.Vietnamese())) {
			s.Place = place
		}
	}
}

// next reads what follows a task: a step, the end, or the ways out of one gateway.
func (r *reader) next(t *element, s *Step) *FileError {
	out := r.flows[t.attr("id")]
	if len(out) > 1 {
		return wrong(t.line, "Bước %q có nhiều luồng ra mà không qua cổng. Thêm cổng chọn nhánh hoặc cổng song song.", s.Name)
	}
	for _, f := range out {
		to := r.through(f)
		if ways := r.flows[to.attr("id")]; gateway(to) && len(ways) > 1 {
			s.Way = Choice
			if to.Local == "parallelGateway" {
				s.Way = All
			}
			for _, w := range ways {
				n := r.through(w)
				if gateway(n) {
					return wrong(n.line, "Hai cổng rẽ nhánh nối liền nhau. Thêm một bước ở giữa.")
				}
				when := ""
				if s.Way == Choice {
					when = fold.NFC(strings.TrimSpace(w.attr("name")))
				}
				s.Next = append(s.Next, Next{To: r.to(n), When: when})
			}
			continue
		}
		if gateway(to) {
			return wrong(to.line, "Cổng %s không dẫn đến đâu.", to.attr("id"))
		}
		s.Next = append(s.Next, Next{To: r.to(to)})
	}
	return nil
}

func gateway(e *element) bool { return strings.HasSuffix(e.Local, "Gateway") }

// through follows a flow past gateways where ways only meet.
func (r *reader) through(f *element) *element {
	to := r.nodes[f.attr("targetRef")]
	for n := 0; gateway(to) && len(r.flows[to.attr("id")]) == 1 && n < len(r.nodes); n++ {
		to = r.nodes[r.flows[to.attr("id")][0].attr("targetRef")]
	}
	return to
}

// to is the id of the step a node stands for.
func (r *reader) to(n *element) string {
	if id, ok := r.ids[n.attr("id")]; ok {
		return id
	}
	return End
}

// first brings the step the process begins with to the top, and looks that gateways
// where ways meet say what the steps say: wait for all, or go on with one.
func (r *reader) first() *FileError {
	out := r.flows[r.start.attr("id")]
	if len(out) != 1 {
		return wrong(r.start.line, "Điểm bắt đầu phải nối đến đúng một bước.")
	}
	i := r.p.Index(r.to(r.through(out[0])))
	if i < 0 {
		return wrong(r.start.line, "Điểm bắt đầu phải nối đến một bước.")
	}
	s := r.p.Steps[i]
	r.p.Steps = slices.Insert(slices.Delete(r.p.Steps, i, i+1), 0, s)
	if _, ok := r.p.order(); !ok {
		return wrong(r.start.line, "Quy trình có bước quay lại bước trước. Yêu cầu bổ sung và trả lại để sửa là việc chương trình tự làm, không vẽ trong quy trình.")
	}
	for id, e := range r.nodes {
		if !gateway(e) || r.into[id] < 2 || len(r.flows[id]) != 1 {
			continue
		}
		to := r.to(r.through(r.flows[id][0]))
		if wait := e.Local == "parallelGateway"; to != End && wait != r.p.Waits(to) {
			return wrong(e.line, "Cổng %s nơi các nhánh gặp nhau khác loại với cổng rẽ nhánh. Dùng cùng một loại cổng.", id)
		}
	}
	return nil
}
