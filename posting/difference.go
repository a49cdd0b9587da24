package posting

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"motcua/access"
	"motcua/procedure"
	"motcua/refusal"
)

// Apart is how the city's catalogue and the national database differ about one code.
type Apart string

// The ways to differ.
const (
	OnlyNational Apart = "only_national" // published nationally, not in the city's catalogue
	OnlyCity     Apart = "only_city"     // in the city's catalogue, not published nationally
	Differing    Apart = "differing"     // both have it, parts differ
)

// Vietnamese is the difference on pages.
func (a Apart) Vietnamese() string {
	return map[Apart]string{OnlyNational: "Chỉ có ở Cơ sở dữ liệu quốc gia", OnlyCity: "Chỉ có ở danh mục Thành phố", Differing: "Khác nội dung"}[a]
}

// Difference is one code about which the two differ (CK-1).
type Difference struct {
	ID       string   `json:"id"`
	Seq      int64    `json:"-"`
	Code     string   `json:"code"`
	Name     string   `json:"name"`
	City     string   `json:"city"` // office whose control works it off
	Apart    Apart    `json:"apart"`
	Sections []string `json:"sections"` // titles of the parts that differ
	Print    string   `json:"print"`    // of both sides, so that the same is not raised twice
	Found    Done     `json:"found"`
	Settled  Done     `json:"settled"`
	Outcome  Outcome  `json:"outcome"`
}

// Outcome is how a difference ended.
type Outcome string

// The outcomes. "gone" is noted by the comparison itself.
const (
	OursRight   Outcome = "ours"   // the national database was asked to correct
	TheirsRight Outcome = "theirs" // a publication was drafted
	Meant       Outcome = "meant"  // a delegated or local procedure, rightly apart
	Gone        Outcome = "gone"   // a later comparison found no difference
)

// Outcomes are those a person may choose.
func Outcomes() []Outcome { return []Outcome{OursRight, TheirsRight, Meant} }

// Vietnamese is the outcome on pages.
func (o Outcome) Vietnamese() string {
	return map[Outcome]string{OursRight: "Thành phố đúng, đã đề nghị Cơ sở dữ liệu quốc gia sửa", TheirsRight: "Cơ sở dữ liệu quốc gia đúng, đã lập hồ sơ công bố",
		Meant: "Khác là đúng quy định", Gone: "Lần đối chiếu sau không còn khác"}[o]
}

// Subject is what access decides about.
func (d Difference) Subject() access.Subject {
	return access.Subject{Kind: access.KindPosting, ID: d.ID, Holder: d.City, Competent: d.City}
}

// Compare lists where the city's procedures of a day and the national ones differ, by code.
// Days, decisions and internal processes are the city's own and are not compared.
func Compare(ours, theirs []procedure.Version, day string) []Difference {
	mine, national := map[string]procedure.Version{}, map[string]procedure.Version{}
	var codes []string
	for _, v := range ours {
		if v.InForce(day) {
			if was, there := mine[v.NationalCode()]; !there || v.No > was.No {
				mine[v.NationalCode()] = v
			}
		}
	}
	for _, v := range theirs {
		if v.InForce(day) {
			national[v.NationalCode()] = v
		}
	}
	for code := range mine {
		codes = append(codes, code)
	}
	for code := range national {
		if _, both := mine[code]; !both {
			codes = append(codes, code)
		}
	}
	slices.Sort(codes)
	var out []Difference
	for _, code := range codes {
		a, here := mine[code]
		b, there := national[code]
		d := Difference{Code: code, Name: a.Name}
		switch {
		case !there:
			d.Apart = OnlyCity
		case !here:
			d.Apart, d.Name = OnlyNational, b.Name
		default:
			if d.Sections = differing(a, b); len(d.Sections) == 0 {
				continue
			}
			d.Apart = Differing
		}
		d.Print = printOf(a, b)
		out = append(out, d)
	}
	return out
}

// own are the parts that are the city's own matter.
var own = []procedure.SectionKey{procedure.SectionDecision, procedure.SectionForce, procedure.SectionProcess, procedure.SectionService}

func differing(a, b procedure.Version) []string {
	var out []string
	for _, d := range procedure.Differences(a, b) {
		if !slices.Contains(own, d.Key) {
			out = append(out, d.Title)
		}
	}
	return out
}

// printOf is the same as long as what is compared of both sides is the same.
func printOf(a, b procedure.Version) string {
	h := sha256.New()
	for _, v := range []procedure.Version{a, b} {
		for _, s := range procedure.Sections(procedure.NFC(v)) {
			if !slices.Contains(own, s.Key) {
				h.Write([]byte(string(s.Key) + "\x00" + strings.Join(s.Lines, "\n") + "\x00"))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Note begins a difference; the comparison found it.
type Note struct {
	Difference Difference `json:"difference"`
}

// Name of the act.
func (Note) Name() string { return "note" }

// Decide notes the moment.
func (a Note) Decide(_ Difference, m Moment) (Act[Difference], error) {
	a.Difference.Found, a.Difference.City = m.done(), m.City
	return a, nil
}

// On begins it.
func (a Note) On(Difference) Difference { return a.Difference }

// WorkOff ends a difference; why stands beside the event.
type WorkOff struct {
	Outcome Outcome `json:"outcome"`
	Done    Done    `json:"done"`
	Why     string  `json:"-"`
}

// Name of the act.
func (WorkOff) Name() string { return "work_off" }

// Decide wants an outcome and why, of a person.
func (a WorkOff) Decide(d Difference, m Moment) (Act[Difference], error) {
	if d.Settled.At.Set() {
		return nil, refusal.Conflict("Khác biệt này đã được xử lý: " + d.Outcome.Vietnamese() + ".")
	}
	if a.Outcome != Gone {
		if !slices.Contains(Outcomes(), a.Outcome) {
			return nil, refusal.Rule("CK-1", "outcome", "Chọn cách xử lý.")
		}
		if err := reasoned("CK-1", "why", a.Why, "Ghi rõ căn cứ và việc đã làm."); err != nil {
			return nil, err
		}
	}
	a.Done = m.done()
	return a, nil
}

// On ends it.
func (a WorkOff) On(d Difference) Difference {
	d.Outcome, d.Settled = a.Outcome, a.Done
	return d
}

// Comparison is one run over the whole catalogue.
type Comparison struct {
	Day          string `json:"day"`
	At           Done   `json:"at"`
	Ours         int    `json:"ours"`
	Theirs       int    `json:"theirs"`
	OnlyNational int    `json:"only_national"`
	OnlyCity     int    `json:"only_city"`
	Differing    int    `json:"differing"`
	New          int    `json:"new"`
	Gone         int    `json:"gone"`
}
