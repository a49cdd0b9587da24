package trail

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/event"
	"motcua/form"
	"motcua/intake"
	"motcua/paper"
	"motcua/procedure"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// View is a dossier with all that pages say about it.
type View struct {
	dossier.Dossier
	Applicant dossier.Applicant
	Events    []event.Event
	Files     []paper.PaperFile
	Looks     []intake.Lookup // what published databases answered (REC-10)
	Sheet     *form.Sheet     // the filled form; nil when there is none
	answers   form.Answers
	hall      *hall.Hall
	who       access.Who
}

// Bare is a view with the dossier alone: enough to do an act, not to draw its page.
func Bare(h *hall.Hall, who access.Who, d dossier.Dossier) View {
	return View{Dossier: d, hall: h, who: who}
}

// Read collects a dossier for somebody who may see it.
func Read(ctx context.Context, h *hall.Hall, who access.Who, d dossier.Dossier) (View, error) {
	v := View{Dossier: d, hall: h, who: who}
	key := dossier.Key{Home: d.Home, ID: d.ID}
	err := h.Dossiers.NoteRead(ctx, who, key)
	if err != nil {
		return v, err
	}
	if v.Applicant, err = h.Dossiers.Applicant(ctx, key); err != nil {
		return v, err
	}
	if v.Events, err = h.Dossiers.Trail(ctx, key); err != nil {
		return v, err
	}
	if v.Files, err = h.Papers.Of(ctx, d.ID); err != nil {
		return v, err
	}
	if err := v.declare(ctx); err != nil || d.Channel != int(procedure.Online) {
		return v, err
	}
	v.Looks, err = h.Intake.Proofs(ctx, d)
	return v, err
}

func (v View) citizen() bool { return v.who.Official == "" }

// State is the tag of the state, in the words of the reader.
func (v View) State() parts.Tag {
	t := parts.Tag{Kind: stateKinds[v.Dossier.State], Text: v.Dossier.State.Vietnamese()}
	if v.citizen() {
		t.Text = v.Dossier.State.Citizen()
		if v.Outcome == dossier.Rejected && v.SettledAt.Set() {
			t = parts.Tag{Kind: parts.Bad, Text: "Không đủ điều kiện giải quyết"}
		}
	}
	return t
}

var stateKinds = map[dossier.State]parts.Kind{dossier.Filed: parts.New, dossier.Received: parts.Plain, dossier.Obliged: parts.Paused, dossier.InProcess: parts.Plain,
	dossier.Supplementing: parts.Paused, dossier.Proposed: parts.Plain, dossier.Signed: parts.Plain, dossier.Completed: parts.Good,
	dossier.Returned: parts.Done, dossier.Refused: parts.Bad, dossier.Withdrawn: parts.Done, dossier.Stopped: parts.Done}

// Time says how the dossier stands with its legal appointment now.
func (v View) Time() (parts.Tag, string) {
	return TimeOf(v.hall.Calendar(), v.hall.Civil.Now(), Clocked{State: v.Dossier.State, Due: v.Due, LateFrom: v.LateFrom, Limit: v.Limit, Class: v.Class})
}

// Head is the two lines on top of every page about the dossier.
func (v View) Head(href string) parts.DossierHead {
	tag, left := v.Time()
	if tag.Kind == parts.Late && left != "" { // say it once, with how much
		tag.Text, left = "Quá hạn "+strings.TrimPrefix(left, "quá hạn "), ""
	}
	h := parts.DossierHead{Code: v.Code, Href: href, Procedure: v.ProcedureName, Person: v.Applicant.Name, State: v.State(), Time: tag, Left: left,
		Holder: v.HolderName()}
	if legal, ok := v.Legal(); ok {
		h.Due = page.Hour(legal.Due.Time()) + ", " + page.Date(legal.Due.Time())
	}
	return h
}

// HolderName says who has the dossier now.
func (v View) HolderName() string {
	if !v.Dossier.State.Open() && v.Dossier.State != dossier.Filed && v.Dossier.State != dossier.Completed {
		return ""
	}
	switch v.Dossier.State {
	case dossier.Supplementing:
		return "Người nộp hồ sơ"
	case dossier.Obliged:
		if o := v.Obligations[len(v.Obligations)-1]; !o.Told.Set() {
			return o.Office
		}
		return "Người nộp hồ sơ (chờ nộp tiền)"
	}
	name := v.room() + v.hall.Offices.Tree().Title(v.Holder)
	if o, ok := v.hall.Offices.Official(v.Officer); ok && !v.citizen() && v.Dossier.State == dossier.InProcess {
		name = o.Name + " · " + name
	}
	return name
}

// room is where in the office the dossier lies: shown to officials and to the applicant
// who signed in, not to whoever has a code (REC-5).
func (v View) room() string {
	if v.Officer == "" || v.Dossier.State != dossier.InProcess || v.who.Official == "" && v.who.Person == "" {
		return ""
	}
	for _, p := range v.hall.Offices.Staff(v.Holder, v.hall.Today()) {
		if p.Official == v.Officer && p.Room != "" {
			return p.Room + " · "
		}
	}
	return ""
}

// Arithmetic opens the printed lines of the newest legal appointment.
func (v View) Arithmetic() parts.Arithmetic {
	legal, ok := v.Legal()
	if !ok {
		return parts.Arithmetic{}
	}
	return Lines(legal)
}

// Lines draws the arithmetic of one appointment.
func Lines(a dossier.Appointment) parts.Arithmetic {
	var out parts.Arithmetic
	for _, l := range a.Lines {
		out.Lines = append(out.Lines, parts.Line{Text: l})
	}
	out.Result = "Hẹn trả kết quả: " + page.Hour(a.Due.Time()) + ", " + page.Date(a.Due.Time())
	if a.Provisional {
		out.Result += " (tạm tính: lịch nghỉ của năm đó chưa công bố)"
	}
	return out
}

// Timeline tells what happened, in the order of the events; it is drawn newest first
// for officials, oldest first for citizens, who do not read the names of officials' inner steps.
func (v View) Timeline() parts.Timeline {
	t := parts.Timeline{NewestFirst: !v.citizen()}
	for _, e := range v.Events {
		m, ok := v.moment(e)
		if ok {
			t.Moments = append(t.Moments, m)
		}
	}
	return t
}

func (v View) moment(e event.Event) (parts.Moment, bool) {
	words := officialActs[e.Act]
	if v.citizen() {
		if words = citizenActs[e.Act]; words == "" {
			return parts.Moment{}, false
		}
	}
	said := dossier.Saying(e)
	if e.Act == "recount" && !strings.Contains(e.Body, `"recounts":`) {
		words = "Đổi lịch làm việc: hạn giữa các cơ quan tính lại"
	}
	m := parts.Moment{At: clock.FromMicros(e.At), What: words, Machine: e.Channel == "job", Why: said.Reason}
	if v.citizen() && !spoken[e.Act] {
		m.Why = ""
	}
	m.Who = v.actor(e)
	if detail := v.detail(e); detail != "" && (!v.citizen() || tellable[e.Act]) {
		if m.Why != "" {
			detail += " – " + m.Why
		}
		m.Why = detail
	}
	if e.Recorded > e.At {
		m.Why += " (nhập muộn)"
	}
	return m, true
}

func (v View) actor(e event.Event) string {
	switch {
	case e.Channel == "job":
		return "Hệ thống"
	case e.Official == "":
		return "Người nộp hồ sơ"
	}
	office := v.hall.Offices.Tree().Title(e.Office)
	if o, ok := v.hall.Offices.Official(e.Official); ok && !v.citizen() {
		return o.Name + " · " + office
	}
	return office
}

// detail adds where a dossier went, which the row knows.
func (v View) detail(e event.Event) string {
	switch {
	case e.Act == "forward":
		for _, h := range v.Handovers {
			if int64(h.Given) == e.At {
				return h.Work.Vietnamese() + " – " + v.hall.Offices.Tree().Title(h.To)
			}
		}
	case e.Act == "recount":
		return v.relimits(e)
	case e.Act == "remind" && strings.Contains(e.Body, `"what":"leg:`):
		return "Quá hạn phần việc của cơ quan trong chuỗi xử lý"
	case e.Act == "remind" && strings.Contains(e.Body, `"what":"consult:`):
		return "Quá hạn trả lời ý kiến"
	}
	return detail(e)
}

// detail reads from the body what the act decided beyond its own name.
func detail(e event.Event) string {
	var b struct {
		Act struct {
			What    string        `json:"what"`
			Fit     *bool         `json:"fit"`
			Outcome string        `json:"outcome"`
			NewDate clock.Instant `json:"new_date"`
			Amount  int64         `json:"amount"`
			Slip    string        `json:"slip"`
			Receipt string        `json:"receipt"`
			Lost    bool          `json:"lost"`
			Lines   []struct {
				What string `json:"what"`
			} `json:"lines"`
		} `json:"act"`
	}
	if json.Unmarshal([]byte(e.Body), &b) != nil {
		return ""
	}
	switch e.Act {
	case "remind":
		return reminders[b.Act.What]
	case "examine":
		if b.Act.Fit != nil && !*b.Act.Fit {
			return "Chưa đạt yêu cầu"
		}
		return "Đạt yêu cầu"
	case "propose":
		if b.Act.Outcome == string(dossier.Rejected) {
			return "Đề xuất không giải quyết"
		}
		return "Đề xuất giải quyết"
	case "apologise":
		if b.Act.NewDate.Set() {
			return "Hẹn lại: " + page.DateTime(b.Act.NewDate.Time())
		}
	case "supplement":
		return fmt.Sprintf("%d giấy tờ cần bổ sung", len(b.Act.Lines))
	case "tell":
		return "Số tiền: " + page.Money(b.Act.Amount)
	case "fee_paid", "fee_refund":
		return page.Money(b.Act.Amount) + ", biên lai số " + b.Act.Receipt
	case "oblige":
		return "Phiếu chuyển số " + b.Act.Slip
	case "post":
		return "Phiếu gửi số " + b.Act.Slip
	case "post_back":
		if b.Act.Lost {
			return "Bưu chính làm mất: bưu chính bồi thường, cơ quan hỗ trợ cấp lại"
		}
		return "Không phát được"
	}
	return ""
}

// Clocked is what the tag of time is made from: a dossier or a line of a list.
type Clocked struct {
	State    dossier.State
	Due      clock.Instant
	LateFrom clock.Instant
	Limit    string // "" compares by date
	Class    dossier.Class
}

// TimeOf gives the tag of time and the words of what is left.
func TimeOf(cal *calendar.Table, now time.Time, c Clocked) (parts.Tag, string) {
	return timeOf(cal, clock.At(now), c)
}

func timeOf(cal *calendar.Table, now clock.Instant, c Clocked) (parts.Tag, string) {
	switch {
	case c.Class != "":
		return classTags[c.Class], ""
	case c.State == dossier.Supplementing:
		return parts.Tag{Kind: parts.Paused, Text: "Tạm dừng – chờ bổ sung"}, ""
	case c.State == dossier.Obliged:
		return parts.Tag{Kind: parts.Paused, Text: "Tạm dừng – chờ nghĩa vụ tài chính"}, ""
	case !c.State.Open() || !c.Due.Set():
		return parts.Tag{}, ""
	}
	limit, err := deadline.ParseLimit(c.Limit)
	if err != nil {
		limit, _ = deadline.ParseLimit("1wd")
	}
	_, left := deadline.Left(cal, now.Time(), c.Due.Time(), limit)
	today, due := calendar.DateOf(now.Time()), calendar.DateOf(c.Due.Time())
	switch {
	case c.LateFrom <= now:
		return parts.Tag{Kind: parts.Late, Text: "Quá hạn"}, left
	case today == due:
		return parts.Tag{Kind: parts.Today, Text: "Đến hạn hôm nay"}, left
	case cal.Between(today, due) <= 2:
		return parts.Tag{Kind: parts.Soon, Text: "Sắp đến hạn"}, left
	}
	return parts.Tag{Kind: parts.Calm, Text: "Còn hạn"}, left
}

var classTags = map[dossier.Class]parts.Tag{
	dossier.Early:  {Kind: parts.Good, Text: "Trước hạn"},
	dossier.OnTime: {Kind: parts.Good, Text: "Đúng hạn"},
	dossier.Late:   {Kind: parts.Late, Text: "Quá hạn"},
}
