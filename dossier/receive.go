package dossier

import (
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
	"motcua/law"
	"motcua/procedure"
	"motcua/refusal"
)

// Receive accepts a dossier: one filed online, or one brought to the counter or
// by post (REC-2). It gives the receipt with the first appointment; accepting
// without a receipt is not possible.
type Receive struct {
	// The fields below are for a dossier not filed online; they are ignored else.
	Procedure string       `json:"procedure,omitempty"`
	Channel   int          `json:"channel,omitempty"` // 1 counter, 3 post
	Receiving string       `json:"receiving,omitempty"`
	Competent string       `json:"competent,omitempty"`
	ReturnAt  string       `json:"return_at,omitempty"`
	Papers    []GivenPaper `json:"-"` // stand in the row already
	Person    string       `json:"-"`
	Applicant *Applicant   `json:"-"`
	// Record is the hand-over record of what came by post (REC-11).
	Record *PostRecord `json:"record,omitempty"`
	// Prompt: answered at once, so no receipt is given unless asked for (REC-6).
	Prompt bool `json:"prompt,omitempty"`
	// Outside: received away from the counter, and tracked the same way (SET-12).
	Outside string `json:"outside,omitempty"`
	// Sets is how many sets of papers were handed in (Mẫu 01).
	Sets int `json:"sets"`
}

// Name of the act.
func (Receive) Name() string { return "receive" }

// Draws the receipt's number, and the code when the counter gives it.
func (a Receive) Draws() Draw {
	if a.Prompt {
		return Draw{Code: a.Applicant != nil}
	}
	return Draw{Code: a.Applicant != nil, Book: BookReceipt}
}

// Private is kept apart from the event.
func (a Receive) Private() any {
	if a.Applicant == nil {
		return nil
	}
	return *a.Applicant
}

// Apply receives the dossier and starts the clock.
func (a Receive) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "receive"); err != nil {
		return d, err
	}
	if d.State == None {
		var err error
		if d, err = a.counter(d, m); err != nil {
			return d, err
		}
	}
	d, err := d.renewed(m)
	if err != nil {
		return d, err
	}
	limit, err := limitOf(m.Version, d.Channel)
	if err != nil {
		return d, err
	}
	at := m.receiving(d)
	d = d.checked(m)
	d.State, d.ReceivedAt, d.ReceiptNo, d.Sets = Received, at, m.Number, max(1, a.Sets)
	d.Limit, d.Profile, d.Calendar = limit.String(), m.Profile.ID, m.Calendar.Revision
	d.Fee = fee(m.Version, d.Channel)
	d.ForwardBy = forwardBy(m.Calendar, m.Profile, at)
	if d, err = appoint(d, m, First, at, ""); err != nil {
		return d, err
	}
	switch {
	case a.Prompt:
		return d.answeredAtOnce(limit)
	case d.Channel == int(procedure.Online):
		return Forward{}.Apply(d, m) // FWD-2: through the system, at once
	}
	return d, nil
}

// receiving is the moment a dossier counts as received when it is taken in now: by post
// that of the record or of the completion (REC-11).
func (m Moment) receiving(d Dossier) clock.Instant {
	if d.Channel == int(procedure.Post) {
		return d.FiledAt
	}
	return m.Now
}

func (a Receive) counter(d Dossier, m Moment) (Dossier, error) {
	if a.Applicant == nil {
		return d, refusal.Missing("Không tìm thấy hồ sơ này.")
	}
	if err := a.Applicant.check(); err != nil {
		return d, err
	}
	ch := procedure.ChannelKind(a.Channel)
	if ch != procedure.InPerson && ch != procedure.Post {
		return d, refusal.Rule("REC-1", "channel", "Chọn hình thức nộp: trực tiếp tại quầy hoặc qua dịch vụ bưu chính.")
	}
	if err := complete(m, a.Papers); err != nil {
		return d, err
	}
	if err := reach(m, a.Receiving, a.Competent); err != nil {
		return d, err
	}
	filed, err := a.filed(m)
	if err != nil {
		return d, err
	}
	if a.Outside != "" && (OutsideNamed(a.Outside) == "" || ch != procedure.InPerson) {
		return d, refusal.Rule("SET-12", "outside", "Chọn nơi tiếp nhận: tại quầy, lưu động hoặc tại nơi ở; hồ sơ bưu chính thì để “tại quầy”.")
	}
	d = begin(d, m, a.Procedure, a.Papers)
	d.Outside = a.Outside
	d.Home, d.Receiving, d.Holder = a.Receiving, a.Receiving, a.Receiving
	d.Competent, d.ReturnAt, d.Channel = a.Competent, a.ReturnAt, a.Channel
	d.Person, d.FiledAt, d.Record = a.Person, filed, a.Record
	d.Step = string(procedure.StepReceive)
	return d, nil
}

// appoint makes an appointment of the kind, counting from the given moment, and
// makes it the legal one. The arithmetic is stored as it will be printed.
func appoint(d Dossier, m Moment, kind AppointmentKind, from clock.Instant, reason string) (Dossier, error) {
	return appointBy(d, m, Appointment{Kind: kind, From: from, Reason: reason})
}

// appointBy is appoint with a limit of the appointment's own, where it has one.
func appointBy(d Dossier, m Moment, ap Appointment) (Dossier, error) {
	limit, err := ap.limit(d)
	if err != nil {
		return d, refusal.Rule("DL-1", "procedure", "Thủ tục chưa công bố thời hạn giải quyết nên chưa thể hẹn ngày trả kết quả. Vui lòng báo bộ phận kiểm soát thủ tục hành chính.")
	}
	in := deadline.Input{Received: ap.From.Time(), Limit: limit, CutOff: cutOff(m, ap.From), Calendar: m.Calendar, Online: d.Channel == int(procedure.Online)}
	switch ap.Kind {
	case Restart:
		in.Cause = deadline.Restart
	case Second:
		in.Cause = deadline.Obligation
	}
	res, err := deadline.Compute(in)
	if err != nil {
		return d, refusal.Rule("DL-1", "procedure", "Chưa tính được ngày hẹn trả: "+err.Error()+".")
	}
	ap.From, ap.Due, ap.LimitEnd = clock.At(res.Counted), clock.At(res.Due), clock.At(res.LimitEnd)
	ap.Made, ap.By, ap.Provisional, ap.Lines = m.Now, m.Who.Official, res.Provisional, ap.left(d.Limit, deadline.Explain(in, res))
	d.Appointments = append(d.Appointments[:len(d.Appointments):len(d.Appointments)], ap)
	d = d.Overtaken(m.Now)
	d.Due, d.Promised, d.LimitEnd = ap.Due, ap.Due, ap.LimitEnd
	d.LateFrom = lateFrom(ap.Due, limit.ByMinute())
	return d, nil
}

// Preview computes the first appointment without receiving anything: the desk
// sees the date and its arithmetic before accepting.
func Preview(v procedure.Version, channel int, m Moment) (Appointment, error) {
	limit, err := limitOf(v, channel)
	if err != nil {
		return Appointment{}, err
	}
	m.Version = v
	d, err := appoint(Dossier{Channel: channel, Limit: limit.String()}, m, First, m.Now, "")
	if err != nil {
		return Appointment{}, err
	}
	return d.Appointments[0], nil
}

// limitOf takes the published limit of the channel; a channel without its own
// limit follows the counter's.
func limitOf(v procedure.Version, channel int) (procedure.Limit, error) {
	if l, ok := v.LimitFor(procedure.ChannelKind(channel)); ok {
		return l, nil
	}
	return procedure.Limit{}, refusal.Rule("DL-1", "procedure", "Thủ tục chưa công bố thời hạn giải quyết nên chưa thể tiếp nhận. Vui lòng báo bộ phận kiểm soát thủ tục hành chính.")
}

func fee(v procedure.Version, channel int) int64 {
	c, ok := v.Channel(procedure.ChannelKind(channel))
	if !ok || c.Fee == nil || c.Fee.Currency != "VND" {
		return 0
	}
	return c.Fee.Amount
}

// forwardBy is when the paper dossier must have left the desk (FWD-1): the same
// working day, or the start of the next one when received after the cut-off.
func forwardBy(cal *calendar.Table, p law.Profile, at clock.Instant) clock.Instant {
	t := cal.Open(at.Time())
	day := calendar.DateOf(t)
	cut, ok := law.Minutes(p.Clock.ForwardCutOff.Value)
	if ok && t.Hour()*60+t.Minute() > cut {
		next := cal.Add(day, 1)
		return clock.At(next.At(cal.Opening(next)))
	}
	return clock.At(cal.Close(day))
}

func dateStart(y int, mo time.Month, day int) time.Time {
	return time.Date(y, mo, day, 0, 0, 0, 0, clock.Zone)
}
