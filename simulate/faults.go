package simulate

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"motcua/access"
	"motcua/apology"
	"motcua/calendar"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/office"
	"motcua/refusal"
)

// faults are what goes wrong in offices and on lines. They have a source of chance of
// their own, so that a city with and without them is drawn alike. Late offices, late
// opinions and late letters are no faults: they are fate (life.go).
type faults struct{ r *rand.Rand }

func newFaults(seed uint64) *faults { return &faults{rand.New(rand.NewPCG(seed, 1008))} }

// How often each goes wrong, of a hundred acts; days between jumps.
const (
	strangerP = 3 // somebody who may not tries first
	lostP     = 3 // the line breaks before the act is done
	betweenP  = 1 // a colleague is a moment faster with something else
	againP    = 6 // pressed twice, or the answer got lost and the client repeats
	raceP     = 5 // somebody acts on the same dossier at the same moment (race.go)

	// The machine stood still: the clock is hours or days further.
	jumpFirst, jumpSpread = 5, 20
)

func (f *faults) happens(percent int) bool { return f.r.IntN(100) < percent }

func keyOf(l *life) dossier.Key { return dossier.Key{Home: l.d.Home, ID: l.d.ID} }

// before lets things go wrong before an act.
func (f *faults) before(w *world, who access.Who, l *life, act dossier.Act) error {
	if f.happens(strangerP) {
		if err := f.stranger(w, l, act); err != nil {
			return err
		}
	}
	if f.happens(lostP) {
		if err := f.lost(w, who, l, act); err != nil {
			return err
		}
	}
	if f.happens(betweenP) && l.d.State == dossier.InProcess {
		return f.between(w, l)
	}
	return nil
}

// after lets the same act come a second time.
func (f *faults) after(w *world, who access.Who, l *life, act dossier.Act) error {
	if f.happens(againP) {
		w.res.Faults["again"]++
		if err := f.repeat(w, who, l, act); err != nil {
			return err
		}
	}
	return nil
}

// races reports whether the act meets a rival: an official's act on a dossier that is there.
func (f *faults) races(who access.Who, l *life) bool {
	return f.happens(raceP) && who.Official != "" && l.d.ID != ""
}

// stranger: neither the wrong citizen nor a post of the wrong role gets through, and
// nothing has changed by trying.
func (f *faults) stranger(w *world, l *life, act dossier.Act) error {
	w.res.Faults["wrong role"]++
	unchanged := f.still(w, l, act)
	top := w.cast.parent[w.cast.depts[0].ID]
	strangers := []access.Who{{Person: "somebody-else", Channel: "page"}, w.cast.posts[top][office.Admin][0], w.cast.posts[top][office.Inspector][0], {Channel: "page"}}
	if act.Name() != "decide" && act.Name() != "sign" && act.Name() != "send_back" && act.Name() != "assign" && act.Name() != "stop" && act.Name() != "answer" {
		strangers = append(strangers, w.cast.posts[l.competent][office.Head][0])
	}
	who := strangers[f.r.IntN(len(strangers))]
	_, err := w.c.Dossiers.Do(w.ctx, who, keyOf(l), act)
	if _, ok := refusal.As(err); !ok {
		return fmt.Errorf("%s of %s by %q, who may not: %v", act.Name(), l.d.Code, who.Role+who.Person, err)
	}
	return unchanged()
}

// lost: the line broke before the act began; nothing may have happened.
func (f *faults) lost(w *world, who access.Who, l *life, act dossier.Act) error {
	w.res.Faults["line lost"]++
	unchanged := f.still(w, l, act)
	gone, cancel := context.WithCancel(w.ctx)
	cancel()
	if _, err := w.c.Dossiers.Do(gone, who, keyOf(l), act); !errors.Is(err, context.Canceled) {
		if _, ok := refusal.As(err); !ok {
			return fmt.Errorf("%s of %s on a lost line: %v", act.Name(), l.d.Code, err)
		}
	}
	return unchanged()
}

// still gives a look that says whether the dossier changed since now. Of one that does
// not exist yet the check of the night says it: it counts rows without events.
func (f *faults) still(w *world, l *life, act dossier.Act) func() error {
	if l.d.ID == "" {
		return func() error { return nil }
	}
	was, err := w.c.Dossiers.Open(w.ctx, keyOf(l))
	return func() error {
		if err != nil {
			return err
		}
		d, err := w.c.Dossiers.Open(w.ctx, keyOf(l))
		if err == nil && d.Seq != was.Seq {
			err = fmt.Errorf("%s of %s left a trace though it was not done", act.Name(), l.d.Code)
		}
		return err
	}
}

// between: a colleague is faster; the act that follows finds another dossier.
func (f *faults) between(w *world, l *life) error {
	w.res.Faults["colleague faster"]++
	who, act := w.cast.posts[l.competent][office.Head][0], dossier.Act(dossier.Stop{Cause: "applicant", Reason: "Dừng theo đề nghị của người nộp", Paper: draftFile})
	if f.happens(50) {
		who, act = w.cast.posts[l.receiving][office.Reception][0], ending.Withdraw{Reason: "Người nộp đề nghị rút hồ sơ", Paper: draftFile}
	}
	_, err := w.c.Dossiers.Do(w.ctx, who, keyOf(l), act)
	w.due = time.Time{}
	if r, ok := refusal.As(err); ok && r.Rule == "APO-7" { // late, and its letter is owed: the colleague cannot end it either
		return nil
	}
	if err == nil {
		w.res.Acts++
	}
	return err
}

// repeat does an act again: it must be refused, or be the same filing.
func (f *faults) repeat(w *world, who access.Who, l *life, act dossier.Act) error {
	unchanged := f.still(w, l, act)
	d, err := w.c.Dossiers.Do(w.ctx, who, keyOf(l), act)
	w.due = time.Time{}
	if _, ok := refusal.As(err); ok {
		return unchanged()
	}
	switch {
	case err != nil:
		return fmt.Errorf("%s of %s again: %w", act.Name(), l.d.Code, err)
	case act.Name() == "file" && d.ID == l.d.ID && d.Seq == l.d.Seq:
	default:
		return fmt.Errorf("%s of %s was done twice: event %d after %d", act.Name(), l.d.Code, d.Seq, l.d.Seq)
	}
	l.d = d
	return nil
}

// letterTwice: whoever tries, a second letter is refused (APO-7).
func (f *faults) letterTwice(w *world, head access.Who, l *life, s apology.Sending) error {
	if !f.happens(againP + raceP) {
		return nil
	}
	w.res.Faults["second letter"]++
	unchanged := f.still(w, l, dossier.Lapse{})
	_, err := w.c.Letters.Send(w.ctx, head, keyOf(l), s)
	if _, ok := refusal.As(err); !ok {
		return fmt.Errorf("a second letter for %s (APO-7): %v", l.d.Code, err)
	}
	return unchanged()
}

// jumps plans when the machine stands still: what falls due meanwhile is done late.
func (f *faults) jumps(w *world) {
	for d := calendar.DateOf(w.plan.From); ; {
		if d += calendar.Date(jumpFirst + f.r.IntN(jumpSpread)); d >= calendar.DateOf(w.plan.To)-5 {
			return
		}
		far := time.Duration(1+f.r.IntN(60)) * time.Hour
		w.n++
		w.todo = append(w.todo, task{at: d.At(60 + f.r.IntN(22*60)), n: w.n, do: func(*life) error {
			w.res.Faults["clock jump"]++
			w.c.Civil.Set(w.now().Add(far))
			return nil
		}})
	}
}
