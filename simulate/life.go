package simulate

import (
	"math/rand/v2"
	"time"

	"motcua/apology"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/procedure"
)

// life is one dossier's way through the city: what fate has in store was drawn at
// the start, what happens is decided by the acts.
type life struct {
	d         dossier.Dossier
	v         procedure.Version
	receiving string
	competent string
	applicant dossier.Applicant
	person    string
	channel   int
	pace      float64 // share of the limit the office takes; above 1 it is late
	fate      fate
	asked     bool // a supplement was asked for
	consulted bool
}

type fate uint8

const (
	ordinary fate = iota
	refused       // at the desk
	rejected      // on the merits
	withdrawn
	stopped
)

// letterHabit says how the office treats a late dossier.
const (
	inTime    = 0.62 // share of late dossiers whose letter goes out in time
	lateSent  = 0.23 // … and too late; the rest wait without one
	consultP  = 0.10
	supplyP   = 0.07
	onlineP   = 0.38
	returnedP = 0.93 // share of results that are collected soon
)

func draw(r *rand.Rand, v procedure.Version) *life {
	l := &life{v: v, channel: 1}
	switch p := r.Float64(); {
	case p < 0.80:
		l.pace = 0.35 + 0.60*r.Float64()
	case p < 0.92:
		l.pace = 0.95 + 0.05*r.Float64()
	default:
		l.pace = 1.05 + 0.9*r.Float64()
	}
	switch p := r.Float64(); {
	case p < 0.03:
		l.fate = refused
	case p < 0.06:
		l.fate = rejected
	case p < 0.075:
		l.fate = withdrawn
	case p < 0.085:
		l.fate = stopped
	}
	if v.Offers(procedure.Online) && r.Float64() < onlineP {
		l.channel = 2
	} else if v.Offers(procedure.Post) && r.Float64() < 0.06 {
		l.channel = 3
	}
	return l
}

// papers are all that the published list asks for.
func (l *life) papers() []dossier.GivenPaper {
	var out []dossier.GivenPaper
	for _, p := range l.v.Asked() {
		out = append(out, dossier.GivenPaper{Paper: p.Key, Name: p.Name, Originals: p.Originals, Copies: p.Copies})
		if len(out) == 6 {
			break
		}
	}
	return out
}

// at gives the moment when a share of the running limit has passed.
func (l *life) at(cal *calendar.Table, share float64) time.Time {
	legal, ok := l.d.Legal()
	if !ok {
		return l.d.FiledAt.Time()
	}
	total := cal.MinutesBetween(legal.From.Time(), legal.Due.Time())
	return cal.AddMinutes(legal.From.Time(), int(float64(max(total, 30))*share))
}

// letter is what the head writes.
func (l *life) letter(cal *calendar.Table, now time.Time, r *rand.Rand) apology.Sending {
	from := calendar.DateOf(now)
	if due := calendar.DateOf(l.d.Due.Time()); due > from {
		from = due
	}
	day := cal.Add(from, 2+r.IntN(5))
	causes := []string{"A1", "A1", "A2", "B1", "B1", "D1", "C1"}
	t := apology.Text{Cause: causes[r.IntN(len(causes))], Why: "Số lượng hồ sơ tăng cao, cần thêm thời gian thẩm định", Status: "Hồ sơ đang được thẩm định",
		NewDate: clock.At(cal.Close(day))}
	return apology.Sending{Channels: []string{"letter", "sms"}, Text: &t}
}

// roleOfCompetent picks the office that decides about a procedure of the level.
func (k *cast) offices(r *rand.Rand, l *life) {
	switch l.v.DoneAt() {
	case procedure.Commune:
		o := k.wards[skewed(r, min(len(k.wards), 60))]
		l.receiving, l.competent = o.ID, o.ID
	case procedure.District:
		o := k.dists[skewed(r, len(k.dists))]
		l.receiving, l.competent = o.ID, o.ID
		if r.Float64() < 0.1 { // taken in at a ward of the district
			for _, w := range k.wards {
				if w.Parent == o.ID {
					l.receiving = w.ID
					break
				}
			}
		}
	default:
		o := k.depts[1+skewed(r, len(k.depts)-1)]
		l.receiving, l.competent = o.ID, o.ID
	}
}

// skewed prefers the first ones, as real demand does.
func skewed(r *rand.Rand, n int) int {
	x := r.Float64()
	return int(x * x * float64(n))
}
