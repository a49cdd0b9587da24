package citizen

import (
	"encoding/json"

	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// timeBar says who had the dossier for how many working minutes since it was
// received: each event that moved it ends one segment and begins the next.
func (p pages) timeBar(x trail.View) parts.TimeBar {
	if !x.ReceivedAt.Set() {
		return parts.TimeBar{}
	}
	var out parts.TimeBar
	var held holding
	var due clock.Instant
	if legal, ok := x.Legal(); ok {
		due = legal.Due
	}
	since, end := x.ReceivedAt, p.countedTo(x)
	for _, e := range x.Events {
		was := held
		held = held.after(e)
		at := min(clock.Instant(e.At), end)
		if at <= x.ReceivedAt || was == held {
			continue
		}
		p.segments(&out, was, span{since, at}, due)
		since = at
	}
	p.segments(&out, held, span{since, end}, due)
	if due.Set() && len(out.Segments) > 0 {
		out.Due = p.Calendar().MinutesBetween(x.ReceivedAt.Time(), due.Time())
		out.DueText = "Hẹn trả kết quả: " + page.Hour(due.Time()) + ", " + page.Date(due.Time())
		out.Caption = "Thời gian làm việc từ khi tiếp nhận"
	}
	return out
}

// countedTo is where the time of the offices ends: a result that waits to be fetched
// is no office's time.
func (p pages) countedTo(x trail.View) clock.Instant {
	switch {
	case x.SettledAt.Set():
		return x.SettledAt
	case x.EndedAt.Set():
		return x.EndedAt
	}
	return clock.At(p.Civil.Now())
}

// holding is who has a dossier, as far as its time is concerned.
type holding struct {
	State  dossier.State
	Holder string
}

// after reads from the event what it decided about state and holder.
func (h holding) after(e event.Event) holding {
	b := struct {
		Set struct {
			State  *dossier.State `json:"state"`
			Holder *string        `json:"holder"`
		} `json:"set"`
	}{}
	if json.Unmarshal([]byte(e.Body), &b) != nil {
		return h
	}
	if b.Set.State != nil {
		h.State = *b.Set.State
	}
	if b.Set.Holder != nil {
		h.Holder = *b.Set.Holder
	}
	return h
}

type span struct{ from, to clock.Instant }

// segments cuts what one holder had at the legal appointment: what comes after is
// late, unless the clock stood still.
func (p pages) segments(bar *parts.TimeBar, h holding, s span, due clock.Instant) {
	if h.State == dossier.Supplementing || !due.Set() || s.to <= due {
		p.segment(bar, h, s, parts.Calm)
		return
	}
	if s.from < due {
		p.segment(bar, h, span{s.from, due}, parts.Calm)
		s.from = due
	}
	p.segment(bar, h, s, parts.Late)
}

func (p pages) segment(bar *parts.TimeBar, h holding, at span, kind parts.Kind) {
	minutes := p.Calendar().MinutesBetween(at.from.Time(), at.to.Time())
	if minutes <= 0 {
		return
	}
	s := parts.Segment{Kind: kind, Minutes: minutes, From: page.ShortDateTime(at.from.Time()), To: page.ShortDateTime(at.to.Time())}
	place := p.Offices.Tree().Title(h.Holder)
	switch h.State {
	case dossier.Supplementing:
		s.Kind, s.Holder = parts.Paused, "Chờ bổ sung giấy tờ"
	case dossier.Filed, dossier.Received:
		s.Holder = "Bộ phận một cửa – " + place
	case dossier.Proposed:
		s.Holder = "Trình ký – " + place
	case dossier.Signed:
		s.Holder = "Đã ký, chuyển kết quả – " + place
	default:
		s.Holder = "Thụ lý – " + place
	}
	if kind == parts.Late {
		s.Holder += " (sau ngày hẹn)"
	}
	if n := len(bar.Segments); n > 0 && bar.Segments[n-1].Holder == s.Holder {
		bar.Segments[n-1].Minutes += minutes
		bar.Segments[n-1].To = s.To
		return
	}
	bar.Segments = append(bar.Segments, s)
}
