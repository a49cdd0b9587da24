package slip

import (
	"encoding/json"
	"slices"
	"strconv"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/letter"
)

// ControlSlip is the slip that goes with a dossier: one row for each hand-over and each
// opinion asked for, in the order of their times (SET-4; law.md 12.8).
func (k Desk) ControlSlip(c Case, at clock.Instant) letter.ControlSlip {
	s := letter.ControlSlip{Head: k.deskHead("control", c.Home, c.ControlNo, at.Time()), Code: c.Code, TrackURL: k.Track(c.Dossier), Solving: k.office(c.Competent),
		Applicant: c.applicant(), Procedure: c.ProcedureName, ReceivedAt: c.ReceivedAt.Time(), Serial: c.ControlNo, Rows: k.handings(c.Dossier)}
	s.Book = "01/" + strconv.Itoa(at.Time().Year())
	if len(c.Handovers) > 0 && c.Handovers[0].Given.Set() {
		s.Book = "01/" + strconv.Itoa(c.Handovers[0].Given.Time().Year())
	}
	if c.Due.Set() {
		s.DueAt = c.Due.Time()
	}
	help := func(id string) {
		if name := k.office(id); name != "" && id != c.Competent && id != c.Receiving && id != c.Home && !slices.Contains(s.Helping, name) {
			s.Helping = append(s.Helping, name)
		}
	}
	for _, h := range c.Handovers {
		help(h.To)
	}
	for _, q := range c.Consultations {
		help(q.Office)
	}
	return s
}

// handings are the rows of the control slip as printed. What only stands in the order
// of a chain and was not given yet is not a hand-over.
func (k Desk) handings(d dossier.Dossier) []letter.Handing {
	var out []letter.Handing
	for _, r := range k.Control(d) {
		if !r.Given.IsZero() {
			out = append(out, letter.Handing{From: r.From, To: r.To, Given: r.Given, Taken: r.Taken, Done: r.Done, GivenBy: r.GivenBy, TakenBy: r.TakenBy, Limit: r.Limit, Note: r.Note})
		}
	}
	return out
}

var stopCauses = map[string]string{"applicant": "theo đề nghị của người nộp hồ sơ", "not_completed": "hồ sơ không được bổ sung, hoàn thiện trong thời hạn yêu cầu",
	"authority": "theo yêu cầu của cơ quan có thẩm quyền"}

// Stop is the notice that settling has stopped (SET-9).
func (k Desk) Stop(c Case, stopped event.Event) letter.StopNotice {
	at := c.EndedAt.Time()
	cause := stopCauses[stopOf(stopped).Cause]
	if cause == "" {
		cause = stopCauses["authority"]
	}
	s := letter.StopNotice{Head: k.deskHead("stop", c.Home, c.StopNo, at), Code: c.Code, TrackURL: k.Track(c.Dossier), Unit: k.unit(c.Receiving, at), Applicant: c.applicant(),
		Procedure: c.ProcedureName, ReceivedAt: when(c.ReceivedAt), StoppedAt: at, Cause: cause, Reason: dossier.Saying(stopped).Reason, Official: k.name(stopped.Official)}
	if s.Reason == "" { // erased, or given by the machine
		s.Reason = cause
	}
	if x := stopOf(stopped).Demand; x != nil {
		s.Cause += " (văn bản số " + x.Number + " ngày " + slashed(x.Day) + " của " + x.Issuer + ")"
	}
	if k.Official != nil {
		if o, ok := k.Official(stopped.Official); ok {
			s.Title = o.Title
		}
	}
	return s
}

// Register is the head of an office's book of a year; its lines are given by who reads
// them (report.Register). kind "receipt" is the register of dossiers itself.
func (k Desk) Register(officeID, title string, main bool, year int, at clock.Instant) letter.Register {
	r := letter.Register{Head: k.deskHead("register", officeID, 0, at.Time()), Year: year, Volume: "01/" + strconv.Itoa(year), Main: main}
	if !main {
		r.Title = title
	}
	return r
}

// slashed writes a stored civil date as papers do.
func slashed(day string) string {
	d, err := calendar.ParseDate(day)
	if err != nil {
		return day
	}
	return d.Slashed()
}

// stopOf is the stop an event carries; what cannot be read names no cause.
func stopOf(e event.Event) dossier.Stop {
	var b struct{ Act dossier.Stop }
	if json.Unmarshal([]byte(e.Body), &b) != nil {
		return dossier.Stop{}
	}
	return b.Act
}
