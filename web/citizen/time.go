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
	since := x.ReceivedAt
	for _, e := range x.Events {
		was := held
		held = held.after(e)
		at := clock.Instant(e.At)
		if at <= x.ReceivedAt || was == held {
			continue
		}
		p.segment(&out, was, since, at)
		since = at
	}
	end := clock.At(p.Civil.Now())
	if over := max(x.SettledAt, x.EndedAt); over.Set() {
		end = over
	}
	p.segment(&out, held, since, end)
	if legal, ok := x.Legal(); ok && len(out.Segments) > 0 {
		out.Due = p.Calendar.MinutesBetween(x.ReceivedAt.Time(), legal.Due.Time())
		out.DueText = "Hẹn trả kết quả: " + page.Hour(legal.Due.Time()) + ", " + page.Date(legal.Due.Time())
		out.Caption = "Thời gian làm việc từ khi tiếp nhận"
	}
	return out
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

func (p pages) segment(bar *parts.TimeBar, h holding, from, to clock.Instant) {
	minutes := p.Calendar.MinutesBetween(from.Time(), to.Time())
	if minutes <= 0 {
		return
	}
	s := parts.Segment{Kind: parts.Calm, Minutes: minutes, From: page.ShortDateTime(from.Time()), To: page.ShortDateTime(to.Time())}
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
	if n := len(bar.Segments); n > 0 && bar.Segments[n-1].Holder == s.Holder {
		bar.Segments[n-1].Minutes += minutes
		bar.Segments[n-1].To = s.To
		return
	}
	bar.Segments = append(bar.Segments, s)
}
