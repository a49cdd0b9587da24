package deadline

import (
	"errors"
	"time"

	"motcua/calendar"
	"motcua/law"
)

// Answer is what the command "motcua deadline --json" prints. Moments are civil time,
// YYYY-MM-DDTHH:MM; a letter moment is null where its rule does not apply or where no
// profile is shipped for the day of the appointment.
type Answer struct {
	Due        string   `json:"due"`
	LimitEnd   string   `json:"limit_end"`
	Letter5157 *string  `json:"letter_5157"`
	LetterND61 *string  `json:"letter_nd61"`
	Arithmetic []string `json:"arithmetic"`
}

// Report computes, explains and finds the letter moments in one. The letters' profile
// is the one of the day of the appointment; before the first profile the dates are
// still computed, for any year a calendar knows or estimates.
func Report(in Input) (Answer, error) {
	r, err := Compute(in)
	if err != nil {
		return Answer{}, err
	}
	a := Answer{Due: stamp(r.Due), LimitEnd: stamp(r.LimitEnd), Arithmetic: Explain(in, r)}
	p := LetterLaw(r, law.Profile{})
	if p.ID == "" {
		return a, nil
	}
	l := LatestLetter(in, r, p)
	if !l.By5157.IsZero() {
		s := stamp(l.By5157)
		a.Letter5157 = &s
	}
	if l.ND61Applies {
		s := stamp(l.ByND61)
		a.LetterND61 = &s
	}
	a.Arithmetic = append(a.Arithmetic, ExplainLetters(l)...)
	return a, nil
}

func stamp(t time.Time) string { return t.In(calendar.Zone).Format("2006-01-02T15:04") }

// ErrMoment is the sentence for a moment that cannot be read.
var ErrMoment = errors.New("thời điểm phải viết như 2019-02-01 09:00")

// ParseMoment reads a civil moment YYYY-MM-DD HH:MM; a T may stand for the blank.
func ParseMoment(s string) (time.Time, error) {
	for _, form := range []string{"2006-01-02 15:04", "2006-01-02T15:04"} {
		if t, err := time.ParseInLocation(form, s, calendar.Zone); err == nil {
			return t, nil
		}
	}
	return time.Time{}, ErrMoment
}
