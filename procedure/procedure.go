package procedure

import (
	"slices"
	"strconv"
	"strings"
)

// Version is one published state of one procedure. Text is kept exactly as it was
// published; NFC gives a copy in the composed form for pages and letters.
type Version struct {
	ID   string // given by the store; "" before
	Code string // CODE-6: level digit, dot, six digits, e.g. "1.001193"
	No   int    // 1 for the first version of a code, then 2, 3 …; given by the store

	Name         string
	Field        string // lĩnh vực
	Ministry     string // key of the ministry on the national portal, e.g. "bo-tu-phap"
	Kind         string // loại TTHC, as printed
	Levels       []Level
	Applicants   []string
	Agency       string // cơ quan thực hiện
	Competent    string // cơ quan có thẩm quyền
	Coordinating string // cơ quan phối hợp; "" when there is none
	Channels     []Channel
	Papers       []Paper
	Results      []Result
	Basis        []Basis
	Steps        string // trình tự thực hiện
	Conditions   string
	SourceURL    string
	Decision     string // number of the publication decision

	ValidFrom string // YYYY-MM-DD, first day in force; "" = since ever
	ValidTo   string // YYYY-MM-DD, last day in force; "" = still
	EndedBy   string // number of the decision that ended it

	CutOff          int          // minutes of the day after which same-day work is due the next working day (DL-4, DL-5); 0 = none
	Obliges         bool         // the applicant owes the state money the tax office names before there is a result (SET-10)
	Own             Own          // numbers its own law sets instead of the common ones (SET-2a, SET-13)
	Level2019       Level        // who did it before the two-tier reform [design]; "" = Levels decide
	OnlineLevel     int          // 2, 3 or 4 (law 4.1) [design]; 0 = unknown
	Services        []Service    // what the online service became later, oldest first (ServiceOn)
	None            []SectionKey // sections of which the publication says that there is none (KS-1 h)
	Process         *Process     // published internal process; nil = derive from the limit (PRI-9)
	GuidanceDropped int          // guidance lines left out of a compact record
}

// Own are the numbers a procedure's own law sets instead of the common ones; 0 is the
// common one.
type Own struct {
	ReturnWithin int `json:"return_within,omitempty"` // working days the office has to send an incomplete dossier back (SET-2a)
	TellWithin   int `json:"tell_within,omitempty"`   // working days the one-stop unit then has to tell the applicant (SET-2a)
	CloseAfter   int `json:"close_after,omitempty"`   // working days after the notice an uncompleted dossier is closed (SET-13)
	AlertWithin  int `json:"alert_within,omitempty"`  // working hours after which the desk is alerted to an online filing nobody has taken up (SET-13)
	LastMinutes  int `json:"last_minutes,omitempty"`  // what comes in the last minutes of office time counts from the next working day (SET-13)
}

// Level is the tier of government that carries a procedure out.
type Level string

// The tiers. District existed until June 2025; "other" is what the portal prints for bodies outside the tiers.
const (
	Ministry Level = "ministry"
	Province Level = "province"
	District Level = "district"
	Commune  Level = "commune"
	Other    Level = "other"
)

// ChannelKind is the national code of a way of filing (REC-1).
type ChannelKind int

// The channels of REC-1.
const (
	InPerson ChannelKind = 1 // trực tiếp
	Online   ChannelKind = 2 // trực tuyến
	Post     ChannelKind = 3 // bưu chính công ích
)

// Vietnamese is the channel's name as people read it.
func (k ChannelKind) Vietnamese() string {
	switch k {
	case InPerson:
		return "Trực tiếp"
	case Online:
		return "Trực tuyến"
	case Post:
		return "Dịch vụ bưu chính"
	}
	return "Không rõ"
}

// Channel is one way of filing with its own limit and fee. A procedure may list a
// channel several times, one line for each case with another limit or fee.
type Channel struct {
	Kind        ChannelKind
	Limit       *Limit // nil when the publication names none
	Fee         *Fee   // nil when the publication names none
	FeeNote     string
	Description string
}

// Unit is the unit a limit is published in (DL-1).
type Unit string

// Units, spelled as package deadline spells them.
const (
	WorkingDays Unit = "wd"
	Days        Unit = "d"
	Hours       Unit = "h" // working hours
	Months      Unit = "mo"
	SameDay     Unit = "same_day" // Value is 0
	Unstated    Unit = "unstated" // the portal printed a bare number
)

// Limit is a time limit as published.
type Limit struct {
	Value float64
	Unit  Unit
}

// String gives the short spelling used on the command line ("3wd", "same_day").
func (l Limit) String() string {
	if l.Unit == SameDay {
		return string(SameDay)
	}
	return strconv.FormatFloat(l.Value, 'f', -1, 64) + string(l.Unit)
}

// Vietnamese is the limit as a receipt prints it.
func (l Limit) Vietnamese() string {
	n := strings.Replace(strconv.FormatFloat(l.Value, 'f', -1, 64), ".", ",", 1)
	if l.Value == float64(int(l.Value)) && l.Value < 10 {
		n = "0" + n // clerks print 03, not 3, so that nobody adds a digit
	}
	switch l.Unit {
	case WorkingDays:
		return n + " ngày làm việc"
	case Days:
		return n + " ngày"
	case Hours:
		return n + " giờ làm việc"
	case Months:
		return n + " tháng"
	case SameDay:
		return "Ngay trong ngày tiếp nhận"
	}
	return n + " ngày làm việc (nguồn công bố không ghi đơn vị)"
}

// Fee is an amount as published. Amount counts whole units of Currency (VND: đồng).
type Fee struct {
	Amount   int64
	Currency string // "VND", "USD", "unstated"
}

// Vietnamese is the fee as a page prints it. Zero with a note usually means that the
// People's Council sets the amount, so the note must stand beside it.
func (f Fee) Vietnamese() string {
	n := group(f.Amount)
	switch f.Currency {
	case "VND":
		return n + " đồng"
	case "unstated":
		return n + " (nguồn công bố không ghi đơn vị tiền)"
	}
	return n + " " + f.Currency
}

func group(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}

// Paper is one line of the dossier's contents.
type Paper struct {
	Key       string // stable within the version: "p1", "p2" …
	Group     string // heading the line stands under; may be ""
	Name      string
	Originals int
	Copies    int
}

// Guidance reports whether the line asks for nothing: the portal prints advice as
// lines with no originals and no copies.
func (p Paper) Guidance() bool { return p.Originals == 0 && p.Copies == 0 }

// Shown reports whether the paper is only shown, not handed in (REC-8).
func (p Paper) Shown() bool { return strings.HasPrefix(p.Group, "Giấy tờ phải xuất trình") }

// Result is what the applicant gets; Code may be "".
type Result struct {
	Name string `json:"name"`
	Code string `json:"code"`
}

// Channel gives the first line of a channel, or false.
func (v Version) Channel(kind ChannelKind) (Channel, bool) {
	for _, c := range v.Channels {
		if c.Kind == kind {
			return c, true
		}
	}
	return Channel{}, false
}

// LimitFor gives the limit of a channel. Where the channel itself names none, the
// counter's counts, then any: the law knows one limit per procedure and channels may
// only shorten it [design].
func (v Version) LimitFor(kind ChannelKind) (Limit, bool) {
	for _, k := range []ChannelKind{kind, InPerson, Online, Post} {
		for _, c := range v.Channels {
			if c.Kind == k && c.Limit != nil {
				return *c.Limit, true
			}
		}
	}
	return Limit{}, false
}

// Offers reports whether the procedure may be filed through the channel.
func (v Version) Offers(kind ChannelKind) bool {
	_, ok := v.Channel(kind)
	return ok
}

// Paper finds a line by its key.
func (v Version) Paper(key string) (Paper, bool) {
	for _, p := range v.Papers {
		if p.Key == key {
			return p, true
		}
	}
	return Paper{}, false
}

// Asked gives the lines that ask for a paper, in order; guidance is left out.
func (v Version) Asked() []Paper {
	return slices.DeleteFunc(slices.Clone(v.Papers), Paper.Guidance)
}

// DoneAt is the tier that receives the procedure in the city of 2019.
func (v Version) DoneAt() Level {
	if v.Level2019 != "" {
		return v.Level2019
	}
	for _, l := range []Level{Commune, District, Province} {
		if slices.Contains(v.Levels, l) {
			return l
		}
	}
	return Province
}

// InForce reports whether the version is in force on the day (YYYY-MM-DD).
func (v Version) InForce(day string) bool {
	return (v.ValidFrom == "" || v.ValidFrom <= day) && (v.ValidTo == "" || day <= v.ValidTo)
}

// InForce picks the version of a code in force on the day; of several, the newest.
func InForce(versions []Version, code, day string) (Version, bool) {
	best, found := Version{}, false
	for _, v := range versions {
		if v.Code == code && v.InForce(day) && (!found || v.No > best.No) {
			best, found = v, true
		}
	}
	return best, found
}

// NationalCode is the code without what the agency adds behind it: 1.000656 of
// 1.000656.000.00.00.H29.
func (v Version) NationalCode() string { return NationalCode(v.Code) }

// NationalCode cuts a code to its national part.
func NationalCode(code string) string {
	if len(code) > 8 && code[8] == '.' {
		return code[:8]
	}
	return code
}

// Ended gives the last version of a code that is over on the day, when none is in force and
// none is to come: the procedure was abolished.
func Ended(versions []Version, code, day string) (Version, bool) {
	last, found := Version{}, false
	for _, v := range versions {
		if v.Code != code {
			continue
		}
		if v.ValidTo == "" || v.ValidTo >= day {
			return Version{}, false
		}
		if !found || v.ValidTo > last.ValidTo {
			last, found = v, true
		}
	}
	return last, found
}
