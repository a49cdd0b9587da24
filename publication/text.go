package publication

import (
	"slices"
	"strings"

	"motcua/access"
	"motcua/calendar"
	"motcua/procedure"
	"motcua/refusal"
)

// TextState is what happened to a text of law.
type TextState string

// The states of a text on the watch-list.
const (
	TextNew       TextState = "new"
	TextChanged   TextState = "changed"
	TextAbolished TextState = "abolished"
)

// Vietnamese is the state as a page prints it.
func (s TextState) Vietnamese() string {
	return map[TextState]string{TextNew: "Mới ban hành", TextChanged: "Được sửa đổi, bổ sung", TextAbolished: "Bị bãi bỏ, thay thế"}[s]
}

// Text is a text of law on the watch-list.
type Text struct {
	ID     string    `json:"id"`
	Seq    int64     `json:"-"`
	Law    Legal     `json:"law"`
	State  TextState `json:"state"`
	By     string    `json:"by"`     // number of the text that changes it; "" of a new one
	Source string    `json:"source"` // "" was typed in; else where it was read from
	Noted  Done      `json:"noted"`
}

// Subject is what access decides about.
func (t Text) Subject(city string) access.Subject {
	return access.Subject{Kind: access.KindPublication, ID: t.ID, Holder: city, Competent: city}
}

// Watch notes a text, or that one on the list changed. The procedures that cite it are
// reviewed (KS-4).
type Watch struct {
	Law    Legal     `json:"law"`
	State  TextState `json:"state"`
	By     string    `json:"by"`
	Source string    `json:"source"`
	Done   Done      `json:"done"`
}

// Name of the act.
func (Watch) Name() string { return "watch" }

func (a Watch) decide(t Text, m Moment) (Watch, error) {
	if err := a.Law.check(); err != nil {
		return a, err
	}
	if a.State.Vietnamese() == "" {
		return a, refusal.Rule("KS-4", "state", "Chọn tình trạng của văn bản.")
	}
	if t.ID != "" && t.Law == a.Law && t.State == a.State && sameText(t.By, a.By) {
		return a, refusal.Conflict("Văn bản " + a.Law.Number + " đã có trong danh mục theo dõi với đúng các nội dung này.")
	}
	a.Done = m.done()
	return a, nil
}

func (a Watch) on(id string) Text {
	return Text{ID: id, Law: a.Law, State: a.State, By: a.By, Source: a.Source, Noted: a.Done}
}

// Cause is what a file drafted for the text names: the text itself, or the one that
// changes it.
func (t Text) Cause() string {
	if t.By != "" {
		return t.By
	}
	return t.Law.Number
}

// TaskState is how a review stands.
type TaskState string

// The states of a review task.
const (
	TaskOpen      TaskState = "open"
	TaskDrafted   TaskState = "drafted"
	TaskUnchanged TaskState = "unchanged"
)

// Vietnamese is the state as a page prints it.
func (s TaskState) Vietnamese() string {
	return map[TaskState]string{TaskOpen: "Chờ rà soát", TaskDrafted: "Đã đưa vào hồ sơ công bố", TaskUnchanged: "Không phải sửa đổi"}[s]
}

// Task is a procedure a department has to review because of a text.
type Task struct {
	ID     string    `json:"id"`
	Seq    int64     `json:"-"`
	Text   string    `json:"text"` // id of the text
	Number string    `json:"number"`
	Code   string    `json:"code"`
	Name   string    `json:"name"`
	Office string    `json:"office"`
	City   string    `json:"city"`
	Due    Day       `json:"due"`
	State  TaskState `json:"state"`
	File   string    `json:"file"` // that ended it
	Raised Done      `json:"raised"`
	Ended  Done      `json:"ended"`
}

// Subject is what access decides about.
func (t Task) Subject() access.Subject {
	return access.Subject{Kind: access.KindPublication, ID: t.ID, Holder: t.Office, Competent: t.City}
}

// Raise begins a task; every field is decided by the store.
type Raise struct {
	Task Task `json:"task"`
}

// Settle ends a task: by a file that takes the procedure up, or by a reason why nothing
// changes, which stands beside the event.
type Settle struct {
	File   string `json:"file"` // "" is no change
	Done   Done   `json:"done"`
	Reason string `json:"-"`
}

func (a Settle) decide(t Task, m Moment) (Settle, error) {
	if t.State != TaskOpen {
		return a, refusal.Conflict("Việc rà soát này đã xong: " + t.State.Vietnamese() + ".")
	}
	if a.File == "" {
		if err := reasoned("reason", a.Reason); err != nil {
			return a, err
		}
	}
	a.Done = m.done()
	return a, nil
}

func (a Settle) on(t Task) Task {
	t.File, t.Ended, t.State = a.File, a.Done, TaskDrafted
	if a.File == "" {
		t.State = TaskUnchanged
	}
	return t
}

// Reopen opens a review again whose procedure no file takes up any more. Its day stays: the
// text of law takes effect when it does.
type Reopen struct {
	Done Done `json:"done"`
}

func (a Reopen) on(t Task) Task {
	t.File, t.Ended, t.State = "", Done{}, TaskOpen
	return t
}

// reviewBy is the day a review is due: so many working days after it was raised, and never
// after the day the decision itself is due, if that is still ahead.
func reviewBy(l Legal, m Moment) Day {
	days := m.Today.Publication.ReviewWorkingDays
	last := m.Calendar.Add(m.Day(), days.Value)
	lines := []string{"Giao rà soát ngày " + m.Day().Slashed() + ", trong " + two(days.Value) + " ngày làm việc: " + last.Vietnamese() + "."}
	if by, err := calendar.ParseDate(publishBy(l, m).Day); err == nil && by < last && by > m.Day() {
		last = by
		lines = append(lines, "Quyết định công bố phải ban hành chậm nhất "+by.Vietnamese()+", nên hạn rà soát không sau ngày này.")
	}
	return Day{last.String(), lines}
}

// Citing gives the procedures in force that cite a text, by code.
func Citing(all []procedure.Version, day, number string) []procedure.Version {
	var out []procedure.Version
	for _, v := range all {
		if v.InForce(day) && cites(v, number) && !slices.ContainsFunc(out, func(x procedure.Version) bool { return x.Code == v.Code }) {
			out = append(out, v)
		}
	}
	slices.SortFunc(out, func(a, b procedure.Version) int { return strings.Compare(a.Code, b.Code) })
	return out
}
