package rating

import (
	"math"
	"strings"

	"motcua/dossier"
	"motcua/refusal"
)

// Level is how satisfied the citizen is (EVA-9).
type Level int

// The three levels of TT 32/2017 Art 12.
const (
	Dissatisfied  Level = 1
	Satisfied     Level = 2
	VerySatisfied Level = 3
)

// Levels lists the levels, best first, as a ballot prints them.
var Levels = []Level{VerySatisfied, Satisfied, Dissatisfied}

// Vietnamese is the level as the circular names it.
func (l Level) Vietnamese() string {
	switch l {
	case VerySatisfied:
		return "Rất hài lòng"
	case Satisfied:
		return "Hài lòng"
	case Dissatisfied:
		return "Chưa hài lòng"
	}
	return ""
}

// Unanswered marks an index the citizen left out: it is not counted (EVA-4).
const Unanswered = -1

// Vote is one filled-in ballot. Points are 0, 1, 2 as in TT 01/2018 Art 14, or
// Unanswered.
type Vote struct {
	Level    Level
	Speed    int    // index 1: total time against the legal time
	Contacts int    // index 3: how often the reception point was contacted
	Agencies int    // index 4: how many agencies were contacted
	Attitude int    // index 7: attitude of the officials
	Said     string // in the citizen's own words, only when dissatisfied; erasable
}

const mostSaid = 2000 // letters

// Check refuses what is no ballot.
func (v Vote) Check() error {
	if v.Level.Vietnamese() == "" {
		return refusal.Rule("EVA-9", "level", "Chọn một trong ba mức: rất hài lòng, hài lòng hoặc chưa hài lòng.")
	}
	for field, points := range map[string]int{"speed": v.Speed, "contacts": v.Contacts, "agencies": v.Agencies, "attitude": v.Attitude} {
		if points < Unanswered || points > 2 {
			return refusal.Rule("EVA-5", field, "Chọn một trong các câu trả lời, hoặc bỏ qua câu hỏi này.")
		}
	}
	if len([]rune(v.Said)) > mostSaid {
		return refusal.Invalid("said", "Góp ý dài quá 2.000 ký tự. Vui lòng viết ngắn hơn.")
	}
	return nil
}

// tidy keeps words only where the ballot asks for them.
func (v Vote) tidy() Vote {
	v.Said = strings.TrimSpace(v.Said)
	if v.Level != Dissatisfied {
		v.Said = ""
	}
	return v
}

// Open reports whether the ballot of a dossier may be filled in: the result was
// handed over, reception was refused, or a supplement was asked for (REC-7).
func Open(d dossier.Dossier) bool {
	return d.State == dossier.Returned || d.State == dossier.Refused || len(d.Supplements) > 0
}

// Score is an index over many ballots: the points divided by the ballots that
// answered, rounded to one decimal (EVA-1). Without an answer there is none (EVA-4).
func Score(points, answered int64) (score float64, scored bool) {
	if answered <= 0 {
		return 0, false
	}
	return math.Round(float64(points)*10/float64(answered)) / 10, true
}
