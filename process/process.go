package process

import (
	"slices"
	"strconv"

	"motcua/clock"
	"motcua/office"
	"motcua/procedure"
)

// Place is where a step is done, as seen from a dossier.
type Place string

// The places. Named is one office by its id.
const (
	Receiving Place = "receiving" // bộ phận một cửa nơi tiếp nhận
	Competent Place = "competent" // cơ quan có thẩm quyền giải quyết
	Consulted Place = "consulted" // cơ quan được lấy ý kiến
	Named     Place = "named"
)

// Places lists them in the order pages show them.
var Places = []Place{Receiving, Competent, Consulted, Named}

var placeNames = map[Place]string{Receiving: "Bộ phận một cửa", Competent: "Cơ quan có thẩm quyền", Consulted: "Cơ quan phối hợp", Named: "Cơ quan nêu tên"}

// Vietnamese is the place as pages name it.
func (p Place) Vietnamese() string { return placeNames[p] }

// Keys are the kinds of step in the order of a dossier's life.
var Keys = []procedure.StepKey{procedure.StepReceive, procedure.StepExamine, procedure.StepConsult, procedure.StepPropose, procedure.StepSign,
	procedure.StepApology, procedure.StepReturn}

var keyNames = map[procedure.StepKey]string{procedure.StepReceive: "Tiếp nhận", procedure.StepExamine: "Thẩm định", procedure.StepConsult: "Lấy ý kiến",
	procedure.StepPropose: "Trình kết quả", procedure.StepSign: "Ký duyệt", procedure.StepApology: "Xin lỗi, hẹn lại", procedure.StepReturn: "Trả kết quả"}

// KeyName is the kind of a step as pages name it.
func KeyName(k procedure.StepKey) string { return keyNames[k] }

// Roles are those a step can be given to: who inspects or keeps the city settles nothing.
var Roles = []office.Role{office.Reception, office.OneStopHead, office.Officer, office.DeputyHead, office.Head}

// Way says how a step goes on when more than one follows.
type Way string

// One follows, one of several by a condition, or all of them side by side.
const (
	One    Way = ""
	Choice Way = "choice"
	All    Way = "all"
)

// End is what a step that ends the process goes on to.
const End = "end"

// Next is one step that follows.
type Next struct {
	To   string `json:"to"`             // id of a step, or End
	When string `json:"when,omitempty"` // the condition of a choice
}

// Step is one row of the table.
type Step struct {
	ID      string            `json:"id"` // stays with the step through every version
	Key     procedure.StepKey `json:"kind"`
	Name    string            `json:"name"`
	Place   Place             `json:"place"`
	Office  string            `json:"office,omitempty"` // of a named place
	Role    string            `json:"role"`
	Minutes int               `json:"minutes"` // working minutes
	Counted bool              `json:"counted"` // false prints "Không tính thời gian"
	Papers  []string          `json:"papers,omitempty"`
	Result  string            `json:"result,omitempty"`
	Way     Way               `json:"way,omitempty"`
	Next    []Next            `json:"next"`
}

// Process is the steps in the order of the table; the first one is the start.
type Process struct {
	Steps []Step `json:"steps"`
}

// State of a version.
type State string

// The states, drawn in doc.go.
const (
	None      State = ""
	Drafting  State = "draft"
	Submitted State = "submitted"
	Approved  State = "approved"
	Rejected  State = "rejected"
	Dropped   State = "dropped"
)

var stateNames = map[State]string{Drafting: "Đang soạn", Submitted: "Chờ phê duyệt", Approved: "Đã phê duyệt", Rejected: "Trả lại để sửa", Dropped: "Đã bỏ"}

// Vietnamese is the state as pages name it.
func (s State) Vietnamese() string { return stateNames[s] }

// Version is the row: what folding its events gives.
type Version struct {
	ID          string        `json:"id"`
	Code        string        `json:"code"` // of the procedure
	No          int           `json:"no"`   // 1, 2, 3 … of the code
	Of          int           `json:"of"`   // number of the procedure version it is for
	State       State         `json:"state"`
	Process     Process       `json:"process"`
	Office      string        `json:"office"` // the department that drafts it
	Drafter     string        `json:"drafter"`
	Drafted     clock.Instant `json:"drafted"`
	Submitted   clock.Instant `json:"submitted"`
	SubmittedBy string        `json:"submitted_by"`
	Decided     clock.Instant `json:"decided"`
	DecidedBy   string        `json:"decided_by"`
	Decision    string        `json:"decision"` // of the Chairman
	Remark      string        `json:"remark"`   // why it went back
	ValidFrom   string        `json:"valid_from"`
	Seq         int64         `json:"-"`
}

// Editable reports whether its steps can still change.
func (v Version) Editable() bool { return v.State == Drafting || v.State == Rejected }

// Step finds a step by its id.
func (p Process) Step(id string) (Step, bool) {
	if i := p.Index(id); i >= 0 {
		return p.Steps[i], true
	}
	return Step{}, false
}

// Index is the place of a step in the table, or -1.
func (p Process) Index(id string) int {
	return slices.IndexFunc(p.Steps, func(s Step) bool { return s.ID == id })
}

// Into counts the flows that lead to a step.
func (p Process) Into(id string) int {
	n := 0
	for _, s := range p.Steps {
		for _, x := range s.Next {
			if x.To == id {
				n++
			}
		}
	}
	return n
}

// Clone copies a process so that a change does not reach the original.
func (p Process) Clone() Process {
	out := Process{Steps: slices.Clone(p.Steps)}
	for i := range out.Steps {
		out.Steps[i].Papers = slices.Clone(out.Steps[i].Papers)
		out.Steps[i].Next = slices.Clone(out.Steps[i].Next)
	}
	return out
}

// fresh is an id no step has.
func (p Process) fresh() string {
	for n := len(p.Steps) + 1; ; n++ {
		if id := "b" + strconv.Itoa(n); p.Index(id) < 0 {
			return id
		}
	}
}

var placeOf = map[procedure.StepKey]Place{procedure.StepReceive: Receiving, procedure.StepReturn: Receiving}

// From draws the steps of a plain process as a graph: one after the other, and the
// letter of apology as the way a dossier takes whose appointment will not be kept (APO-8).
func From(plain procedure.Process) Process {
	var p Process
	for _, s := range plain.Steps {
		place := placeOf[s.Key]
		if place == "" {
			place = Competent
		}
		p.Steps = append(p.Steps, Step{ID: "b" + strconv.Itoa(len(p.Steps)+1), Key: s.Key, Name: s.Name, Place: place, Role: s.Role, Minutes: s.Minutes,
			Counted: s.Counted, Result: s.Output})
	}
	letter := slices.IndexFunc(p.Steps, func(s Step) bool { return s.Key == procedure.StepApology })
	sign := slices.IndexFunc(p.Steps, func(s Step) bool { return s.Key == procedure.StepSign })
	if letter > sign && sign > 0 { // it goes out before the signature: the result is late, not the letter
		s := p.Steps[letter]
		p.Steps = slices.Insert(slices.Delete(p.Steps, letter, letter+1), sign, s)
		letter = sign
	}
	for i := range p.Steps {
		to := End
		if i+1 < len(p.Steps) {
			to = p.Steps[i+1].ID
		}
		p.Steps[i].Next = []Next{{To: to}}
	}
	if letter > 0 && letter+1 < len(p.Steps) {
		p.Steps[letter-1].Way = Choice
		p.Steps[letter-1].Next = []Next{{To: p.Steps[letter+1].ID, When: "Kịp ngày hẹn"}, {To: p.Steps[letter].ID, When: "Không kịp ngày hẹn"}}
	}
	return p
}

// Plain lists the steps as dossiers and pages read them: the counted steps of the
// longest path sum to the limit, what runs beside them is marked.
func (p Process) Plain() procedure.Process {
	on := map[string]bool{}
	path, _ := p.Longest()
	for _, id := range path {
		on[id] = true
	}
	var out procedure.Process
	for i, s := range p.Steps {
		out.Steps = append(out.Steps, procedure.Step{No: i + 1, Key: s.Key, Name: s.Name, Role: s.Role, Minutes: s.Minutes, Counted: s.Counted,
			Beside: s.Counted && !on[s.ID], Output: s.Result})
	}
	return out
}
