package simulate

import (
	"fmt"
	"math/rand/v2"

	"motcua/calendar"
	"motcua/dossier"
	"motcua/office"
	"motcua/simulate/names"
)

// resettle follows the city through the day that begins: posts of offices that are gone
// end, new offices get their people.
func (w *world) resettle() error {
	tree := w.c.Offices.Tree()
	began := false
	var ch office.Change
	for _, o := range tree.All() {
		began = began || o.ValidFrom == w.day.String()
		if o.ValidTo != (w.day - 1).String() {
			continue
		}
		for _, p := range w.c.Offices.Staff(o.ID, o.ValidTo) {
			p.To = o.ValidTo
			ch.Posts = append(ch.Posts, p)
		}
		delete(w.cast.posts, o.ID)
	}
	if len(ch.Posts) > 0 {
		if err := w.c.Offices.Save(w.ctx, ch); err != nil {
			return fmt.Errorf("simulate: %w", err)
		}
	}
	if !began {
		return nil
	}
	w.cast.since = w.day.String()
	return w.cast.fill(w.ctx, w.c, names.New(rand.New(rand.NewPCG(w.plan.Seed, uint64(w.day)))), w.day.String())
}

// settle brings what was planned for a life to the offices and the procedure's version
// of the day it begins.
func (w *world) settle(l *life) {
	tree, day := w.c.Offices.Tree(), calendar.DateOf(w.now()).String()
	near := tree.Heir(l.receiving, day, "")
	l.receiving, l.competent = tree.DeskOf(near, day), tree.Heir(l.competent, day, near)
	if v, ok := w.c.Procedures.InForce(l.v.Code, day); ok {
		l.v = v
	}
}

// renew reads the dossier again: the machine may have acted on it, and its offices may
// have gone over to others.
func (w *world) renew(l *life) error {
	if l == nil || l.d.ID == "" {
		return nil
	}
	d, err := w.c.Dossiers.Open(w.ctx, dossier.Key{Home: l.d.Home, ID: l.d.ID})
	if err != nil {
		return fmt.Errorf("simulate: %w", err)
	}
	l.d, l.receiving, l.competent = d, d.Receiving, d.Competent
	return nil
}
