package dossier

import (
	"slices"

	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// filed is the moment a dossier brought to the desk counts as filed: now, or for the
// post the signing of the hand-over record, which may lie before the typing (REC-11).
func (a Receive) filed(m Moment) (clock.Instant, error) {
	if procedure.ChannelKind(a.Channel) != procedure.Post {
		return m.Now, nil
	}
	if a.Record == nil || a.Record.Number == "" || !a.Record.Signed.Set() {
		return 0, refusal.Rule("REC-11", "record", "Chọn biên bản giao nhận hồ sơ đã ký với nhân viên bưu chính. Thời hạn tính từ lúc ký biên bản.")
	}
	first := m.Calendar.Previous(calendar.DateOf(m.Now.Time()) - 1)
	if a.Record.Signed > m.Now || calendar.DateOf(a.Record.Signed.Time()) < first {
		return 0, refusal.Rule("REC-11", "record", "Biên bản giao nhận phải được ký hôm nay hoặc trong ngày làm việc liền trước, và không muộn hơn lúc này.")
	}
	return a.Record.Signed, nil
}

// OutsideNamed is where a dossier was received that did not come to the counter; "" for
// no such place (SET-12).
func OutsideNamed(key string) string {
	return map[string]string{"mobile": "Tiếp nhận lưu động tại cơ sở", "home": "Tiếp nhận tại nơi ở của người nộp"}[key]
}

// reach holds the desk to where it may take dossiers for: any counter takes any dossier
// where the profile says so (REC-14); before, an office of its own line, or a department.
func reach(m Moment, receiving, competent string) error {
	o, _ := m.Offices.Office(competent)
	if m.Profile.Reception.BoundaryFree.Value || o.Kind == office.Department || m.Offices.Line(receiving, competent) {
		return nil
	}
	return refusal.Rule("REC-14", "competent", "Bộ phận này không tiếp nhận hồ sơ của cơ quan đã chọn. Hướng dẫn người nộp đến nơi có thẩm quyền, hoặc chọn lại cơ quan giải quyết.")
}

// cutOff is the last minute that still counts for its day (DL-4, DL-5): the procedure's
// own, or the beginning of the last minutes of office time (SET-13).
func cutOff(m Moment, from clock.Instant) int {
	if m.Version.Own.LastMinutes == 0 {
		return m.Version.CutOff
	}
	day := calendar.DateOf(m.Calendar.Open(from.Time()))
	return max(1, m.Calendar.Closing(day)-m.Version.Own.LastMinutes)
}

// answeredAtOnce leaves the receipt out, which only what is due the same day may do.
func (d Dossier) answeredAtOnce(l procedure.Limit) (Dossier, error) {
	if l.Unit != procedure.SameDay {
		return d, refusal.Rule("REC-6", "prompt", "Chỉ thủ tục giải quyết ngay trong ngày mới không phải cấp giấy tiếp nhận. Bấm Tiếp nhận, in giấy hẹn.")
	}
	if calendar.DateOf(d.Due.Time()) != calendar.DateOf(d.ReceivedAt.Time()) {
		return d, refusal.Rule("REC-6", "prompt", "Hồ sơ nhận sau giờ chốt được hẹn sang ngày làm việc sau nên phải cấp giấy tiếp nhận. Bấm Tiếp nhận, in giấy hẹn.")
	}
	d.Prompt, d.ReceiptNo = true, 0
	return d, nil
}

// OwesReceipt reports a dossier answered at once for which no receipt was given.
func (d Dossier) OwesReceipt() bool { return d.Prompt && d.ReceiptNo == 0 }

// checkBy is the moment until which a dossier that waits at the desk must have been
// taken up: 08 working hours online, 01 working day on paper (REC-4).
func (d Dossier) checkBy(m Moment) clock.Instant {
	if d.Channel == int(procedure.Online) {
		return clock.At(m.Calendar.AddMinutes(d.FiledAt.Time(), m.Profile.Clock.OnlineCheckHours.Value*60))
	}
	return clock.At(m.Calendar.Close(m.Calendar.Add(calendar.DateOf(d.FiledAt.Time()), m.Profile.Reception.PaperCheckWorkingDays.Value)))
}

// alertBy is the moment until which an online filing is taken up without an alert to
// the officials of the desk (SET-13); 0 where none is due.
func (d Dossier) alertBy(m Moment) clock.Instant {
	hours := m.Version.Own.AlertWithin
	if hours == 0 {
		hours = m.Profile.Online.AlertHours.Value
	}
	if hours == 0 || d.Channel != int(procedure.Online) {
		return 0
	}
	in := deadline.Input{Received: d.FiledAt.Time(), Limit: deadline.Limit{Hundredths: int32(hours * 100), Unit: deadline.Hours}, Calendar: m.Calendar, Online: true}
	if m.Version.Own.LastMinutes > 0 {
		in.CutOff = cutOff(m, d.FiledAt) // the last hour counts from the next working day
	}
	res, err := deadline.Compute(in)
	if err != nil {
		return 0
	}
	return clock.At(res.Due)
}

// checked marks a dossier that was taken up too late: slow to be received (REC-4).
func (d Dossier) checked(m Moment) Dossier {
	if d.State == Filed && m.Now > d.checkBy(m) {
		d.SlowCheck = true
	}
	return d
}

// lastPart reports that little is left of the running time: a request then looks like
// the deadline was near, not like the papers were wrong (law.md 12.5).
func (d Dossier) lastPart(m Moment) bool {
	legal, ok := d.Legal()
	if !ok || !d.Due.Set() {
		return false
	}
	all := m.Calendar.MinutesBetween(legal.From.Time(), legal.Due.Time())
	left := m.Calendar.MinutesBetween(m.Now.Time(), legal.Due.Time())
	return left*100 <= all*int64(m.Profile.Supplement.LateSharePercent.Value)
}

// inRegister reports that the paper's data came from a published database (REC-10).
func (d Dossier) inRegister(paper string) bool {
	return slices.ContainsFunc(d.Papers, func(g GivenPaper) bool { return g.Paper == paper && g.Register != "" })
}
