package simulate

import (
	"context"
	"fmt"
	"sync"
	"time"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/office"
	"motcua/refusal"
)

// A race is two acts on one dossier at the same moment, each in a goroutine of its own.
// Both have looked at the same row and decided before either writes.
//
// The seed says who passes the door first; the other stands before it with a decision on
// a row that is old by then, and a seed replays byte for byte. Under Plan.Free the same
// hands twice pass at once: whoever comes first, the same history follows, but for the
// ids drawn by a transaction that the database ran again. What must come of either is
// never an order, only what is always true.

// raceKinds are the pairs, as often as they stand here.
var raceKinds = []string{"same hands", "same hands", "same hands", "colleague", "colleague", "colleague", "stop", "withdraw"}

// pressed is one of the two acts.
type pressed struct {
	who access.Who
	act dossier.Act
	d   dossier.Dossier
	err error
}

// door is a context whose first question, asked by db.Update before the transaction,
// waits.
type door struct {
	context.Context
	once *sync.Once
	wait func()
}

// Err waits once.
func (d door) Err() error {
	d.once.Do(d.wait)
	return d.Context.Err()
}

// race lets somebody else act at once; ok says that the first act was done.
func (f *faults) race(w *world, who access.Who, l *life, act dossier.Act) (ok bool, err error) {
	kind := raceKinds[f.r.IntN(len(raceKinds))]
	a, b := &pressed{who: who, act: act}, f.rival(w, kind, who, l, act)
	winner := f.r.IntN(2)
	if kind == "same hands" && w.plan.Free {
		winner = -1
	}
	was, err := w.c.Dossiers.Open(w.ctx, keyOf(l))
	if err != nil {
		return false, err
	}
	w.res.Faults["two at once"]++
	w.res.Faults["two at once: "+kind]++
	together(w.ctx, w.c.Dossiers, keyOf(l), winner, a, b)
	w.due = time.Time{}
	same := kind == "same hands" || kind == "colleague"
	done, err := f.judge(w, was, a, b, same)
	if err != nil {
		return false, fmt.Errorf("%s of %s, %s: %w", act.Name(), l.d.Code, kind, err)
	}
	w.res.Acts += done
	if l.d, err = w.c.Dossiers.Open(w.ctx, keyOf(l)); err != nil {
		return false, err
	}
	if no, refused := refusal.As(a.err); refused && !(same && b.err == nil) {
		w.res.Refusals[act.Name()+" "+no.Rule]++
		return false, nil
	}
	return true, nil
}

// rival is who else acts, and how.
func (f *faults) rival(w *world, kind string, who access.Who, l *life, act dossier.Act) *pressed {
	switch kind {
	case "same hands":
		return &pressed{who: who, act: act}
	case "stop":
		return &pressed{who: w.cast.posts[l.competent][office.Head][0], act: dossier.Stop{Cause: "applicant", Reason: "Dừng theo đề nghị của người nộp", Paper: draftFile}}
	case "withdraw":
		return &pressed{who: w.cast.posts[l.receiving][office.Reception][0], act: ending.Withdraw{Reason: "Người nộp đề nghị rút hồ sơ", Paper: draftFile}}
	}
	all := w.cast.posts[who.Office][office.Role(who.Role)]
	return &pressed{who: all[f.r.IntN(len(all))], act: act}
}

// together runs both. Each comes to the door of its transaction with its decision made;
// then both enter at once (winner -1), or the winner first and the other when it is out.
func together(ctx context.Context, s *dossier.Store, key dossier.Key, winner int, both ...*pressed) {
	var arrived, finished sync.WaitGroup
	arrived.Add(len(both))
	finished.Add(len(both))
	out := make(chan struct{})
	for i, p := range both {
		at := door{Context: ctx, once: new(sync.Once), wait: func() {
			arrived.Done()
			arrived.Wait()
			if winner >= 0 && winner != i {
				<-out
			}
		}}
		go func() {
			defer finished.Done()
			p.d, p.err = s.Do(at, p.who, key, p.act)
			if winner == i {
				close(out)
			}
		}()
	}
	finished.Wait()
}

// judge holds the outcome against what must be true whoever was faster: each act done is
// one event, one refused left no trace, the row is the fold of its events, and what can be
// done once was done once.
func (f *faults) judge(w *world, was dossier.Dossier, a, b *pressed, same bool) (done int, err error) {
	for _, p := range []*pressed{a, b} {
		if _, refused := refusal.As(p.err); p.err != nil && !refused {
			return done, fmt.Errorf("%s by %s: %w", p.act.Name(), p.who.Official, p.err)
		}
		if p.err == nil {
			done++
		}
	}
	now, err := w.c.Dossiers.Open(w.ctx, dossier.Key{Home: was.Home, ID: was.ID})
	switch {
	case err != nil:
		return done, err
	case now.Seq != was.Seq+int64(done):
		return done, fmt.Errorf("%d acts were done and %d events stand after %d", done, now.Seq-was.Seq, was.Seq)
	case done == 2 && a.d.Seq == b.d.Seq:
		return done, fmt.Errorf("both acts say they are event %d", a.d.Seq)
	case done == 2 && same:
		return done, fmt.Errorf("done twice: events %d and %d", a.d.Seq, b.d.Seq)
	}
	return done, row(w.ctx, w.c, dossier.Key{Home: was.Home, ID: was.ID})
}
