package intake

import (
	"strings"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
)

// Record is a signed hand-over record between the post and the desk (REC-11).
type Record struct {
	Home     string
	Number   string
	Signed   clock.Instant
	Carrier  string // the postal worker who signed
	Official string
	Parcels  []Parcel
}

// Parcel is one dossier of a record.
type Parcel struct{ Dossier, Code string }

// Year is the yearly series the number belongs to.
func (r Record) Year() int { return r.Signed.Time().Year() }

// Post is what a dossier keeps of its record.
func (r Record) Post() *dossier.PostRecord {
	return &dossier.PostRecord{Number: r.Number, Signed: r.Signed}
}

// Check refuses a record that proves nothing.
func (r Record) Check(now clock.Instant, first calendar.Date) error {
	switch {
	case r.Number == "":
		return refusal.Rule("REC-11", "number", "Nhập số của biên bản giao nhận, ví dụ 15/BBGN.")
	case !r.Signed.Set():
		return refusal.Rule("REC-11", "time", "Nhập giờ ký biên bản, ví dụ 09:30.")
	case r.Signed > now:
		return refusal.Rule("REC-11", "time", "Giờ ký biên bản không được muộn hơn lúc này.")
	case calendar.DateOf(r.Signed.Time()) < first:
		return refusal.Rule("REC-11", "day", "Chỉ lập được biên bản ký hôm nay hoặc trong ngày làm việc liền trước.")
	case r.Carrier == "":
		return refusal.Rule("REC-11", "carrier", "Nhập họ tên nhân viên bưu chính đã ký biên bản.")
	}
	return nil
}

// Guidance is what somebody was told before filing (PRI-4). It names the version of the
// procedure it was given from, so that its content can be compared later.
type Guidance struct {
	Home      string
	At        clock.Instant
	Official  string
	Channel   string
	Procedure string
	Version   string
	Said      string
}

// Way is a channel of guidance.
type Way struct{ Key, Name string }

// Ways are those PRI-4 names.
var Ways = []Way{{"counter", "Tại quầy"}, {"hotline", "Điện thoại đường dây nóng"}, {"online", "Trực tuyến"}, {"post", "Qua bưu chính"}}

// WayNamed is the name of a channel of guidance; ok is false for one PRI-4 does not name.
func WayNamed(key string) (string, bool) {
	for _, w := range Ways {
		if w.Key == key {
			return w.Name, true
		}
	}
	return "", false
}

// Check refuses guidance that says nothing.
func (g Guidance) Check() error {
	if _, ok := WayNamed(g.Channel); !ok {
		return refusal.Rule("PRI-4", "channel", "Chọn cách hướng dẫn.")
	}
	return words("PRI-4", "said", g.Said, "Ghi nội dung đã hướng dẫn (ít nhất 10 ký tự).")
}

// words demands a text a person can read.
func words(rule, field, text, sentence string) error {
	if n := len([]rune(strings.TrimSpace(text))); n < 10 {
		return refusal.Rule(rule, field, sentence)
	} else if n > 2000 {
		return refusal.Invalid(field, "Nội dung dài quá 2.000 ký tự. Vui lòng viết gọn lại.")
	}
	return nil
}

// Answer is what a published database said of a paper's data (REC-10).
type Answer string

// The answers. Failed is no answer: the paper is asked for as ever, and the person is
// not told to correct anything.
const (
	Found  Answer = "found"
	Absent Answer = "missing"
	Wrong  Answer = "wrong"
	Failed Answer = "failed"
)

// Lookup is one answer about one paper. Consent is the sentence the citizen agreed to
// before it was asked online; at the counter the desk asks in the citizen's presence.
type Lookup struct {
	At              clock.Instant
	Register, Paper string
	Answer          Answer
	Consent         string
}

func failed(looks map[string]Lookup) bool {
	for _, l := range looks {
		if l.Answer == Failed {
			return true
		}
	}
	return false
}

// check refuses a look nobody agreed to, or without a number to look under.
func (o Own) check() error {
	switch {
	case o.Consent == "":
		return refusal.Rule("REC-10", "agree", "Đánh dấu đồng ý để tra cứu. Không đồng ý thì tải giấy tờ lên như thường.")
	case o.Number == "":
		return refusal.Rule("REC-10", "agree", "Tài khoản chưa có số căn cước hoặc mã số thuế nên chưa tra cứu được. Tải giấy tờ lên như thường.")
	}
	return nil
}

// The kinds of marks.
const (
	Check      = "check"      // a dossier that waited at the desk was taken up
	Supplement = "supplement" // a request went out
)

// Mark is one thing measured of the desk.
type Mark struct {
	Home, Kind    string
	At            clock.Instant
	Dossier, Code string
	Seq           int64 // of the event that left it
	Competent     string
	Slow          bool // check: later than REC-4; supplement: after day 03 or in the last 20 % of the time
	Violates      bool // supplement: a second request that was not the applicant's own fault
	Lines, Bases  int64
}

// Marked gives the mark an act leaves, from the dossier before and after it: the events
// decide, nothing is typed in.
func Marked(before, after dossier.Dossier, at clock.Instant) []Mark {
	m := Mark{Home: after.Home, At: at, Dossier: after.ID, Seq: after.Seq, Code: after.Code, Competent: after.Competent}
	var out []Mark
	if before.State == dossier.Filed && after.State != dossier.Filed && after.State != dossier.Withdrawn {
		m.Kind, m.Slow = Check, after.SlowCheck
		out = append(out, m)
	}
	if n := len(after.Supplements); n > len(before.Supplements) {
		s := after.Supplements[n-1]
		m.Kind, m.Slow, m.Violates, m.Lines = Supplement, s.Slow || s.LastFifth, s.Violates(), int64(len(s.Lines))
		for _, l := range s.Lines {
			if l.Basis != "" {
				m.Bases++
			}
		}
		out = append(out, m)
	}
	return out
}

// Owes reports whether a dossier stands in the list of receipts still to be given.
func Owes(d dossier.Dossier) bool {
	return d.OwesReceipt() && !d.SettledAt.Set() && !d.EndedAt.Set()
}
