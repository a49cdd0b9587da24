package report

import (
	"motcua/calendar"
	"motcua/clock"
	"motcua/law"
	"motcua/refusal"
)

// Filter says what a board or a list is about: the competent offices, the days for
// what happened (both counted), the moment for what is open.
type Filter struct {
	Offices  []string
	From, To calendar.Date
	Now      clock.Instant
}

func (f Filter) since() int64 { return int64(clock.At(f.From.At(0))) }
func (f Filter) until() int64 { return int64(clock.At((f.To + 1).At(0))) }

// Law is the profile of the last day counted: a report goes by the end of its period.
func (f Filter) Law() (law.Profile, bool) { return law.For(f.To.String()) }

func (f Filter) check() error {
	if f.From > f.To {
		return refusal.Invalid("to", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
	}
	return nil
}

// Number is one figure of a board. List opens the N dossiers (or letters, requests)
// it counts; a share has its denominator Of, and the list of the denominator.
type Number struct {
	Name        string // name of the figure, and of its list
	Label       string
	N           int64
	Share       bool // N ÷ Of is what is shown
	Of          int64
	Numerator   string
	Denominator string
	OfName      string // list of the denominator
	Current     bool   // as of Filter.Now, not of the days
}

// Board is the figures of one office, or of several together.
type Board struct {
	Filter  Filter
	Numbers []Number
}

// Number gives a figure by name; the zero Number when the board has none.
func (b Board) Number(name string) Number {
	for _, n := range b.Numbers {
		if n.Name == name {
			return n
		}
	}
	return Number{}
}

// sums is what the cells of some offices add up to.
type sums struct {
	by       map[Measure]int64
	channels map[int]int64 // received, by channel (REC-1)
	open     opens
}

// opens is the count of open dossiers at a moment.
type opens struct{ n, waiting, late, bare int64 }

func (o *opens) add(p opens) {
	o.n += p.n
	o.waiting += p.waiting
	o.late += p.late
	o.bare += p.bare
}

func newSums() *sums { return &sums{by: map[Measure]int64{}, channels: map[int]int64{}} }

func (s *sums) cell(m Measure, channel int, n int64) {
	s.by[m] += n
	if m == Received {
		s.channels[channel] += n
	}
}

func (s *sums) join(t *sums) {
	for m, n := range t.by {
		s.by[m] += n
	}
	for c, n := range t.channels {
		s.channels[c] += n
	}
	s.open.add(t.open)
}

// figures lays the sums out as the board shows them.
func (s *sums) figures(f Filter) Board {
	n := s.by
	inTime := n[Early] + n[OnTime]
	settled := inTime + n[Late]
	happened := func(name, label string, count int64) Number {
		return Number{Name: name, Label: label, N: count, Numerator: "lượt hồ sơ trong kỳ"}
	}
	current := func(name, label string, count int64) Number {
		return Number{Name: name, Label: label, N: count, Numerator: "hồ sơ lúc này", Current: true}
	}
	share := func(x Number, numerator string, of int64, ofName, denominator string) Number {
		x.Share, x.Of, x.Numerator, x.OfName, x.Denominator = true, of, numerator, ofName, denominator
		return x
	}
	return Board{Filter: f, Numbers: []Number{
		happened("received", "Tiếp nhận", n[Received]),
		happened("received_counter", "Tiếp nhận trực tiếp", s.channels[1]),
		share(happened("received_online", "Tiếp nhận trực tuyến", s.channels[2]), "hồ sơ nộp trực tuyến", n[Received], "received", "hồ sơ tiếp nhận trong kỳ"),
		happened("received_post", "Tiếp nhận qua bưu chính", s.channels[3]),
		happened("settled", "Đã giải quyết", settled),
		happened("early", "Giải quyết trước hạn", n[Early]),
		happened("on_time", "Giải quyết đúng hạn", n[OnTime]),
		happened("late", "Giải quyết quá hạn", n[Late]),
		share(happened("in_time", "Tỷ lệ giải quyết đúng hạn", inTime), "hồ sơ giải quyết trước hạn và đúng hạn", settled, "settled", "hồ sơ đã giải quyết trong kỳ"),
		// EVA-8 divides by what was received, not by what was settled (TT 01/2018 Art 30(2)c).
		share(happened("in_time_received", "Đúng hạn trên số tiếp nhận", inTime), "hồ sơ giải quyết trước hạn và đúng hạn", n[Received], "received", "hồ sơ tiếp nhận trong kỳ"),
		current("open", "Đang giải quyết", s.open.n),
		current("open_in_time", "Đang giải quyết, trong hạn", s.open.n-s.open.late),
		current("open_waiting", "Chờ người nộp bổ sung", s.open.waiting),
		current("open_late", "Đang giải quyết, quá hạn", s.open.late),
		current("open_no_letter", "Quá hạn chưa có thư xin lỗi", s.open.bare),
		happened("apologised", "Đã gửi thư xin lỗi", n[Apologised]),
		share(happened("false_alarm", "Đã xin lỗi nhưng trả đúng hạn", n[FalseAlarm]), "hồ sơ đã xin lỗi mà vẫn có kết quả đúng hạn", settled, "settled", "hồ sơ đã giải quyết trong kỳ"),
		share(happened("no_letter", "Giải quyết quá hạn, không có thư", n[NoLetter]), "hồ sơ giải quyết quá hạn không có thư xin lỗi", n[Late], "late", "hồ sơ giải quyết quá hạn"),
		happened("missed", "Đến hẹn không có kết quả và thư", n[Missed]),
		happened("escalated", "Lỡ hẹn lần hai", n[Escalated]),
		share(happened("supplement", "Yêu cầu bổ sung", n[Supplement]), "lượt yêu cầu bổ sung", n[Received], "received", "hồ sơ tiếp nhận trong kỳ"),
		happened("refused", "Từ chối tiếp nhận", n[Refused]),
		happened("withdrawn", "Người nộp rút", n[Withdrawn]),
		happened("stopped", "Dừng giải quyết", n[Stopped]),
		happened("returned", "Đã trả kết quả", n[Returned]),
	}}
}
