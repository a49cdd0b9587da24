package dossier

import (
	"slices"

	"motcua/clock"
	"motcua/deadline"
	"motcua/procedure"
	"motcua/refusal"
)

// Work is what an office takes a dossier for: a word of a short list, so that no
// free text stands in the hand-over.
type Work string

// The kinds of work, in the order a form lists them.
const (
	Settle   Work = "settle"
	Verify   Work = "verify"
	Appraise Work = "appraise"
	Measure  Work = "measure"
	Finance  Work = "finance"
	Decide   Work = "decide"
	Combine  Work = "combine"
	HandBack Work = "hand_back"
)

var works = map[Work]string{Settle: "Thẩm định, giải quyết hồ sơ", Verify: "Xác minh, kiểm tra thực tế", Appraise: "Thẩm định chuyên ngành",
	Measure: "Đo đạc, trích lục", Finance: "Xác định nghĩa vụ tài chính", Decide: "Xem xét, quyết định theo thẩm quyền",
	Combine: "Tổng hợp kết quả, trình ký", HandBack: "Trả kết quả cho người nộp"}

// Works lists what can be asked of an office in a chain.
var Works = []Work{Settle, Verify, Appraise, Measure, Finance, Decide, Combine}

// Vietnamese is the work in officials' words.
func (w Work) Vietnamese() string { return works[w] }

// Leg is one office of a chain: what it shall do and in how much time.
type Leg struct {
	Office string `json:"office"`
	Work   Work   `json:"work"`
	Limit  string `json:"limit,omitempty"` // as deadline writes it: 2wd, 8h
}

// legsMost bounds a chain.
const legsMost = 8

// Forward hands the dossier on with a "Phiếu chuyển xử lý" that names work and limit:
// from the desk to the competent office or to the first of a chain (FWD-1), from an
// office to the next of the order, and from the last back to the lead (SET-4). The
// order is set once, by the desk or by the lead.
type Forward struct {
	Legs []Leg  `json:"legs,omitempty"` // none: to the next of the order, or to the lead
	Note string `json:"-"`              // what the passing office has done
}

// Name of the act.
func (Forward) Name() string { return "forward" }

// Draws the number of the control slip at the first hand-over.
func (Forward) Draws() Draw { return Draw{Control: true} }

// Private is what the passing office has done.
func (a Forward) Private() any { return Said{Reason: a.Note} }

// Apply hands on.
func (a Forward) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "forward"); err != nil {
		return d, err
	}
	next := d.Ahead()
	switch {
	case len(a.Legs) > 0 && next >= 0, len(a.Legs) > 0 && d.Chained():
		return d, refusal.Rule("SET-4", "office", "Thứ tự chuyển do bộ phận một cửa hoặc cơ quan chủ trì quyết định. Hãy chuyển hồ sơ đến cơ quan kế tiếp theo phiếu.")
	case len(a.Legs) == 0 && next < 0 && d.Forwarded() && !d.Chained():
		return d, refusal.Invalid("office", "Chọn cơ quan nhận hồ sơ.")
	}
	if d.Chained() {
		if err := reason(a.Note); err != nil {
			return d, refusal.Rule("SET-4", "reason", "Ghi kết quả phần việc của cơ quan (ít nhất 10 ký tự) trước khi chuyển tiếp.")
		}
	}
	for i, l := range a.Legs {
		if err := l.check(d, m, i, a.Legs); err != nil {
			return d, err
		}
		d.Handovers = append(d.Handovers[:len(d.Handovers):len(d.Handovers)], Handover{To: l.Office, Work: l.Work, Term: l.Limit})
	}
	if next = d.Ahead(); next < 0 {
		work := Combine
		if !d.Forwarded() {
			work = Settle
		}
		d.Handovers = append(d.Handovers[:len(d.Handovers):len(d.Handovers)], Handover{To: d.Competent, Work: work})
	}
	after, err := give(d, m)
	if err == nil && after.Causing() != d.Causing() {
		err = d.MayLeave(m.Now)
	}
	return after, err
}

func (l Leg) check(d Dossier, m Moment, i int, all []Leg) error {
	before := d.Holder
	if i > 0 {
		before = all[i-1].Office
	}
	switch {
	case len(all) > legsMost:
		return refusal.Rule("SET-4", "office", "Chuỗi xử lý có tối đa 8 cơ quan.")
	case !m.InForce(l.Office):
		return refusal.Invalid("office", "Chọn cơ quan nhận đang hoạt động.")
	case l.Office == before && (i > 0 || d.Forwarded()):
		return refusal.Invalid("office", "Cơ quan nhận phải khác cơ quan đang giữ hồ sơ.")
	case !slices.Contains(Works, l.Work):
		return refusal.Rule("SET-4", "work", "Chọn việc cơ quan nhận phải làm.")
	case l.Limit == "" && l.Office == d.Competent:
		return nil // the lead answers for the whole limit
	}
	if _, err := deadline.ParseLimit(l.Limit); err != nil {
		return refusal.Rule("SET-4", "limit", "Nêu thời hạn của cơ quan nhận, ví dụ 2 ngày làm việc.")
	}
	return nil
}

// Forwarded reports whether the dossier has left the desk.
func (d Dossier) Forwarded() bool { return d.Step != "" && d.Step != string(procedure.StepReceive) }

// Chained reports whether another office than the lead has the dossier for its part.
func (d Dossier) Chained() bool {
	return d.Forwarded() && d.Holder != d.Competent && d.State.Open()
}

// Working is the office whose official handles the dossier now.
func (d Dossier) Working() string {
	if d.Chained() {
		return d.Holder
	}
	return d.Competent
}

// Current is the hand-over by which the holder has the dossier.
func (d Dossier) Current() (Handover, bool) {
	if i := d.current(); i >= 0 {
		return d.Handovers[i], true
	}
	return Handover{}, false
}

func (d Dossier) current() int {
	return slices.IndexFunc(d.Handovers, func(h Handover) bool { return h.Given.Set() && !h.Done.Set() })
}

// Ahead is the next office of the order, or -1.
func (d Dossier) Ahead() int {
	return slices.IndexFunc(d.Handovers, func(h Handover) bool { return !h.Given.Set() })
}

// give makes the next hand-over of the list: the one before is done, the handler who
// had it at the taking office before has it again.
func give(d Dossier, m Moment) (Dossier, error) {
	all := append([]Handover(nil), d.Handovers...)
	if i := d.current(); i >= 0 {
		all[i].Done, all[i].Officer = m.Now, d.Officer
		all[i].Late = all[i].Limit.Set() && m.Now > all[i].Limit
	}
	h := &all[d.Ahead()]
	h.From, h.Given, h.GivenBy = d.Holder, m.Now, m.Who.Official
	h.Slow = !d.Forwarded() && d.ForwardBy.Set() && m.Now > d.ForwardBy
	if d.Channel == int(procedure.Online) {
		h.Taken = m.Now // FWD-2: the system brings it at once
	}
	if h.Term != "" {
		limit, err := deadline.ParseLimit(h.Term)
		if err != nil {
			return d, err
		}
		res, err := deadline.Compute(deadline.Input{Received: m.Now.Time(), Limit: limit, Calendar: m.Calendar})
		if err != nil {
			return d, err
		}
		h.Limit = clock.At(res.Due)
	}
	if d.ControlNo == 0 {
		d.ControlNo = m.Control
	}
	d.Holder, d.Officer, d.Examined = h.To, "", false
	for _, x := range all {
		if x.To == h.To && x.Officer != "" {
			d.Officer = x.Officer
		}
	}
	d.Handovers, d.Step, d.State = all, string(procedure.StepExamine), InProcess
	if d.Officer == "" {
		d.State = Received
	}
	return d, nil
}

// Took notes who took the dossier in, if nobody has said so yet.
func Took(d Dossier, m Moment) Dossier {
	i := d.current()
	if i < 0 || d.Handovers[i].Taken.Set() {
		return d
	}
	d.Handovers = append([]Handover(nil), d.Handovers...)
	d.Handovers[i].Taken, d.Handovers[i].TakenBy = m.Now, m.Who.Official
	return d
}

// ToDesk is the last line of the slip: the lead gives the result to the desk that
// returns it (SET-4, SET-5).
func ToDesk(d Dossier, m Moment) Dossier {
	all := append([]Handover(nil), d.Handovers...)
	if i := d.current(); i >= 0 {
		all[i].Done, all[i].Officer = m.Now, d.Officer
	}
	d.Handovers = append(all, Handover{From: d.Holder, To: d.ReturnAt, Work: HandBack, Given: m.Now, GivenBy: d.Officer, Taken: m.Now, TakenBy: m.Who.Official})
	return d
}
