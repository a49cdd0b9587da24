package simulate

import (
	"container/heap"
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/city"
	"motcua/dossier"
	"motcua/duty"
	"motcua/procedure"
	"motcua/refusal"
)

// Plan is what to live through. From and To are civil moments.
type Plan struct {
	Seed     uint64
	From, To time.Time
	Dossiers int
	// Check runs the invariants after every day; a demonstration checks once at the
	// end.
	Check bool
	// Whole is how many days lie between two checks of everything; the nights between
	// look at what happened that day. 0 and 1: everything every night.
	Whole int
	// Faults lets things go wrong as they do in offices and on lines (faults.go), and
	// notices about days off come late (calendar.go).
	Faults bool
	// Draft is the hash of the stored file that every proposal names; "" is none, as in a
	// city nobody will sign by hand.
	Draft string
	// Free lets the same hands press twice at once without a gate (race.go): a seed then
	// replays the history, no longer every id.
	Free     bool
	Progress func(done, total int)
}

// Result is what came of it.
type Result struct {
	Dossiers, Acts, Ticks, Letters int
	Refusals                       map[string]int // rule → how often an act was refused
	Faults                         map[string]int // what went wrong, how often
	Days                           int
}

// world is a running simulation.
type world struct {
	ctx  context.Context
	c    *city.City
	plan Plan
	r    *rand.Rand
	cast *cast
	cal  *calendar.Table
	todo agenda
	n    int
	res  Result
	day  calendar.Date
	due  time.Time // earliest duty; zero when unknown
	f    *faults   // nil: nothing goes wrong
}

// Live lets the city live from plan.From to plan.To. The civil clock stands at
// plan.To afterwards.
func Live(ctx context.Context, c *city.City, plan Plan) (Result, error) {
	w, err := live(ctx, c, plan)
	return w.res, err
}

func live(ctx context.Context, c *city.City, plan Plan) (*world, error) {
	w := &world{ctx: ctx, c: c, plan: plan, r: rand.New(rand.NewPCG(plan.Seed, 2019)), cal: calendar.Civil(), res: Result{Refusals: map[string]int{}, Faults: map[string]int{}}}
	if plan.Faults {
		w.f = newFaults(plan.Seed)
	}
	c.Civil.Set(plan.From)
	if err := c.Furnish(ctx); err != nil {
		return w, err
	}
	var err error
	if w.cast, err = hire(ctx, c, w.r, calendar.DateOf(plan.From).String()); err != nil {
		return w, err
	}
	w.arrivals()
	if w.f != nil {
		w.f.jumps(w)
		w.changes()
		heap.Init(&w.todo)
	}
	w.day = calendar.DateOf(plan.From)
	return w, w.at(w.run())
}

// run lives through the agenda.
func (w *world) run() error {
	plan, total := w.plan, len(w.todo)
	for len(w.todo) > 0 && !w.todo[0].at.After(plan.To) {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		t := heap.Pop(&w.todo).(task)
		if err := w.to(t.at); err != nil {
			return err
		}
		if err := w.renew(t.life); err != nil {
			return err
		}
		if err := t.do(t.life); err != nil {
			return err
		}
		if plan.Progress != nil && w.res.Dossiers%50 == 0 {
			plan.Progress(w.res.Dossiers, total)
		}
	}
	if err := w.to(plan.To); err != nil {
		return err
	}
	return w.night()
}

// task is something somebody will do at a civil moment.
type task struct {
	at   time.Time
	n    int // order among equals
	life *life
	do   func(*life) error
}

type agenda []task

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return a[i].at.Before(a[j].at) || a[i].at.Equal(a[j].at) && a[i].n < a[j].n
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(task)) }
func (a *agenda) Pop() any {
	old := *a
	x := old[len(old)-1]
	*a = old[:len(old)-1]
	return x
}

func (w *world) later(at time.Time, l *life, do func(*life) error) {
	if now := w.c.Civil.Now(); at.Before(now) {
		at = now
	}
	w.n++
	heap.Push(&w.todo, task{at: at, n: w.n, life: l, do: do})
}

// to moves the civil clock and lets what falls due on the way happen at its time.
func (w *world) to(t time.Time) error {
	for {
		if w.due.IsZero() {
			next, err := duty.Next(w.ctx, w.c.Store.Read())
			if err != nil {
				return err
			}
			if w.due = next; next.IsZero() {
				w.due = w.plan.To.AddDate(10, 0, 0)
			}
		}
		if w.due.After(t) {
			break
		}
		if err := w.nightfall(w.due); err != nil {
			return err
		}
		if w.due.After(w.c.Civil.Now()) {
			w.c.Civil.Set(w.due)
		}
		n, err := w.c.Desk.Tick(w.ctx, w.c.Civil.Now())
		if err != nil {
			return err
		}
		w.res.Ticks += n
		w.due = time.Time{}
	}
	if err := w.nightfall(t); err != nil {
		return err
	}
	if t.After(w.c.Civil.Now()) {
		w.c.Civil.Set(t)
	}
	return nil
}

// nightfall closes each day the clock passes.
func (w *world) nightfall(t time.Time) error {
	for day := calendar.DateOf(t); w.day < day; {
		if err := w.night(); err != nil {
			return err
		}
		w.day++
		if err := w.resettle(); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) night() error {
	w.res.Days++
	for {
		n, err := w.c.Sequencer.Sequence(w.ctx)
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
	}
	if !w.plan.Check {
		return nil
	}
	check := Check
	if w.plan.Whole > 1 && w.res.Days%w.plan.Whole != 0 && w.now().Before(w.plan.To) {
		check = today
	}
	return check(w.ctx, w.c, w.now())
}

// at names the seed and the day a failure can be replayed from.
func (w *world) at(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("simulate: seed %d, day %s: %w", w.plan.Seed, w.day, err)
}

// arrivals draws when each dossier comes: on working days, mostly in the morning.
func (w *world) arrivals() {
	var days []calendar.Date
	for d := calendar.DateOf(w.plan.From); d <= calendar.DateOf(w.plan.To); d++ {
		if w.cal.Working(d) {
			days = append(days, d)
		}
	}
	pick := w.choice()
	for range w.plan.Dossiers {
		l := draw(w.r, pick())
		w.cast.offices(w.r, l)
		day := days[w.r.IntN(len(days))]
		minute := 7*60 + 31 + int(w.r.Float64()*w.r.Float64()*9.4*60)
		if l.channel == 2 {
			minute = 6*60 + w.r.IntN(17*60)
		}
		at := day.At(minute).Add(time.Duration(w.r.IntN(60)) * time.Second)
		if l.channel != 2 {
			at = w.cal.Open(at)
		}
		w.n++
		w.todo = append(w.todo, task{at: at, n: w.n, life: l, do: w.arrive})
	}
	heap.Init(&w.todo)
}

// choice gives procedures as often as a city sees them: a few everyday ones most.
func (w *world) choice() func() procedure.Version {
	day := calendar.DateOf(w.plan.From).String()
	var common, rare []procedure.Version
	for _, v := range w.c.Procedures.All() {
		if !v.InForce(day) {
			continue
		}
		if v.DoneAt() == procedure.Commune || v.DoneAt() == procedure.District {
			common = append(common, v)
		} else {
			rare = append(rare, v)
		}
	}
	return func() procedure.Version {
		if len(rare) > 0 && w.r.Float64() < 0.15 {
			return rare[w.r.IntN(len(rare))]
		}
		return common[skewed(w.r, len(common))]
	}
}

// do runs an act; a refusal is counted, a fault ends the simulation.
func (w *world) do(who access.Who, l *life, act dossier.Act) (bool, error) {
	if w.f != nil {
		if err := w.f.before(w, who, l, act); err != nil {
			return false, err
		}
		if w.f.races(who, l) {
			return w.f.race(w, who, l, act)
		}
	}
	d, err := w.c.Dossiers.Do(w.ctx, who, dossier.Key{Home: l.d.Home, ID: l.d.ID}, act)
	w.due = time.Time{}
	if r, ok := refusal.As(err); ok {
		w.res.Refusals[act.Name()+" "+r.Rule]++
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("simulate: %s: %w", act.Name(), err)
	}
	w.res.Acts++
	l.d = d
	if w.f != nil {
		return true, w.f.after(w, who, l, act)
	}
	return true, nil
}

func (w *world) now() time.Time { return w.c.Civil.Now() }

func (w *world) in(minutes int) time.Time { return w.cal.AddMinutes(w.now(), minutes) }
