package procedure

import (
	"fmt"
	"strconv"

	"motcua/fold"
)

// The exchange file is the shape in which the national portal's pages are commonly
// passed on, plus optional fields of our own at the end of each record. So one
// reader and one writer serve both, and what was read from outside is written back
// field by field.

type fileRecord struct {
	Format     string            `json:"format,omitempty"`
	Source     string            `json:"source,omitempty"`
	Licence    string            `json:"licence,omitempty"`
	Note       string            `json:"note,omitempty"`
	Fields     map[string]string `json:"fields,omitempty"`
	Count      *int              `json:"count,omitempty"`
	Procedures []rawRecord       `json:"procedures"`
}

type record struct {
	Code         string          `json:"code"`
	Name         string          `json:"name_vi"`
	Field        string          `json:"sector"`
	Ministry     string          `json:"ministry"`
	Levels       []Level         `json:"levels"`
	Decision     string          `json:"decision_no"`
	Kind         string          `json:"type"`
	Applicants   []string        `json:"applicants"`
	Agency       string          `json:"agency"`
	Competent    string          `json:"competent_agency"`
	Coordinating string          `json:"coordinating_agency"`
	Channels     []channelRecord `json:"channels"`
	Papers       []paperRecord   `json:"papers"`
	Basis        []string        `json:"legal_basis"`
	Results      []Result        `json:"results"`
	Steps        string          `json:"steps"`
	Conditions   string          `json:"conditions"`
	SourceURL    string          `json:"source_url"`

	No              int          `json:"version,omitempty"`
	ValidFrom       string       `json:"valid_from,omitempty"`
	ValidTo         string       `json:"valid_to,omitempty"`
	EndedBy         string       `json:"ended_by,omitempty"`
	CutOff          string       `json:"cut_off,omitempty"` // "15:00"
	Own             *Own         `json:"own,omitempty"`
	Level2019       Level        `json:"level_2019,omitempty"`
	OnlineLevel     int          `json:"online_level,omitempty"`
	Services        []Service    `json:"services,omitempty"`
	None            []SectionKey `json:"none,omitempty"`
	Process         []stepRecord `json:"process,omitempty"`
	GuidanceDropped int          `json:"guidance_dropped,omitempty"`
	Obliges         bool         `json:"financial_obligation,omitempty"`
}

type channelRecord struct {
	Channel     string      `json:"channel"`
	Time        *timeRecord `json:"time"`
	Fee         *feeRecord  `json:"fee,omitempty"`
	FeeNote     string      `json:"fee_note,omitempty"`
	Description string      `json:"description,omitempty"`
}

type timeRecord struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

type feeRecord struct {
	Amount   float64 `json:"amount"` // outside files write 50000.0; a fraction is refused
	Currency string  `json:"currency"`
}

type paperRecord struct {
	Key       string `json:"key,omitempty"` // left out when it is the place in the list
	Group     string `json:"group"`
	Name      string `json:"name"`
	Originals int    `json:"originals"`
	Copies    int    `json:"copies"`
}

type stepRecord struct {
	Key     StepKey `json:"key"`
	Name    string  `json:"name"`
	Role    string  `json:"role"`
	Minutes int     `json:"minutes"`
	Counted bool    `json:"counted"`
	Output  string  `json:"output,omitempty"`
}

var channelNames = map[string]ChannelKind{"in_person": InPerson, "online": Online, "post": Post}

var unitNames = map[string]Unit{
	"working_days": WorkingDays, "days": Days, "hours": Hours,
	"months": Months, "same_day": SameDay, "unstated": Unstated,
}

func nameOf[V comparable](names map[string]V, want V) string {
	for name, v := range names {
		if v == want {
			return name
		}
	}
	return fmt.Sprint(want)
}

func (v Version) record() record {
	r := record{
		Code: v.Code, Name: v.Name, Field: v.Field, Ministry: v.Ministry,
		Levels: full(v.Levels), Decision: v.Decision, Kind: v.Kind, Applicants: full(v.Applicants),
		Agency: v.Agency, Competent: v.Competent, Coordinating: v.Coordinating,
		Channels: make([]channelRecord, 0, len(v.Channels)), Papers: make([]paperRecord, 0, len(v.Papers)),
		Basis: make([]string, 0, len(v.Basis)), Results: full(v.Results),
		Steps: v.Steps, Conditions: v.Conditions, SourceURL: v.SourceURL,
		ValidFrom: v.ValidFrom, ValidTo: v.ValidTo, EndedBy: v.EndedBy, Level2019: v.Level2019,
		OnlineLevel: v.OnlineLevel, Services: v.Services, None: v.None, GuidanceDropped: v.GuidanceDropped, Obliges: v.Obliges,
	}
	if v.Own != (Own{}) {
		r.Own = &v.Own
	}
	if v.No > 1 {
		r.No = v.No
	}
	if v.CutOff != 0 {
		r.CutOff = fmt.Sprintf("%02d:%02d", v.CutOff/60, v.CutOff%60)
	}
	for _, c := range v.Channels {
		r.Channels = append(r.Channels, c.record())
	}
	for i, p := range v.Papers {
		out := paperRecord{Group: p.Group, Name: p.Name, Originals: p.Originals, Copies: p.Copies}
		if p.Key != placeKey(i) {
			out.Key = p.Key
		}
		r.Papers = append(r.Papers, out)
	}
	for _, b := range v.Basis {
		r.Basis = append(r.Basis, b.Number)
	}
	if v.Process != nil {
		for _, s := range v.Process.Steps {
			r.Process = append(r.Process, stepRecord{Key: s.Key, Name: s.Name, Role: s.Role, Minutes: s.Minutes, Counted: s.Counted, Output: s.Output})
		}
	}
	return r
}

func (c Channel) record() channelRecord {
	out := channelRecord{Channel: nameOf(channelNames, c.Kind), FeeNote: c.FeeNote, Description: c.Description}
	if c.Limit != nil {
		out.Time = &timeRecord{Value: c.Limit.Value, Unit: nameOf(unitNames, c.Limit.Unit)}
	}
	if c.Fee != nil {
		out.Fee = &feeRecord{Amount: float64(c.Fee.Amount), Currency: c.Fee.Currency}
	}
	return out
}

func placeKey(i int) string { return "p" + strconv.Itoa(i+1) }

// full writes an empty list as [] and not as null.
func full[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// none reads an empty list as nil, so that equal records compare equal.
func none[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// NFC gives a copy of v whose texts are all in the composed form (fold.NFC), for
// pages, letters and copies on other rows. The stored version keeps the published text.
func NFC(v Version) Version {
	for _, text := range []*string{&v.Name, &v.Field, &v.Kind, &v.Agency, &v.Competent, &v.Coordinating, &v.Steps, &v.Conditions, &v.Decision} {
		*text = fold.NFC(*text)
	}
	v.Applicants = mapped(v.Applicants, fold.NFC)
	v.Channels = mapped(v.Channels, func(c Channel) Channel {
		c.FeeNote, c.Description = fold.NFC(c.FeeNote), fold.NFC(c.Description)
		return c
	})
	v.Papers = mapped(v.Papers, func(p Paper) Paper {
		p.Group, p.Name = fold.NFC(p.Group), fold.NFC(p.Name)
		return p
	})
	v.Results = mapped(v.Results, func(r Result) Result {
		r.Name = fold.NFC(r.Name)
		return r
	})
	v.Basis = mapped(v.Basis, func(b Basis) Basis {
		b.Number = fold.NFC(b.Number)
		return b
	})
	if v.Process != nil {
		p := *v.Process
		p.Steps = mapped(p.Steps, func(s Step) Step {
			s.Name, s.Output = fold.NFC(s.Name), fold.NFC(s.Output)
			return s
		})
		v.Process = &p
	}
	return v
}

func mapped[T any](list []T, change func(T) T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, x := range list {
		out[i] = change(x)
	}
	return out
}
