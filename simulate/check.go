package simulate

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"motcua/analysis"
	"motcua/calendar"
	"motcua/city"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/event"
	"motcua/law"
	"motcua/ledger"
	"motcua/report"
)

// Check holds the city against what must always be true, at a civil moment:
// row = fold(events); at most one letter; no paper asked for that is not published;
// the law of a dossier is that of its reception day, its code that of its first day;
// no legal date on a day off, no promise without an appointment; no event without
// leaf; the form II.06a adds up; roll-ups equal a full recount;
// every working minute is charged to one holder. The first breach is an error that
// names the dossier.
func Check(ctx context.Context, c *city.City, now time.Time) error {
	if err := leaves(ctx, c); err != nil {
		return err
	}
	keys, err := c.Dossiers.Keys(ctx)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if err := row(ctx, c, k); err != nil {
			return err
		}
	}
	diff, err := c.Reports.Compare(ctx)
	if err != nil {
		return err
	}
	if err := c.Times.Follow(ctx); err != nil {
		return err
	}
	spans, err := c.Times.Compare(ctx)
	if err != nil {
		return err
	}
	if spans != "" {
		return fmt.Errorf("the time account is not what the events say: %s", spans)
	}
	if !diff.Empty() {
		return fmt.Errorf("roll-ups differ from a full recount: %+v", diff)
	}
	return form(ctx, c, now)
}

func leaves(ctx context.Context, c *city.City) error {
	if n, _, err := event.Backlog(ctx, c.Store.Read()); err != nil || n != 0 {
		return fmt.Errorf("%d events have no leaf (%v)", n, err)
	}
	return nil
}

// cursor is how far the nightly look at the day's dossiers has come.
const cursor = "simulate"

// today is Check for the dossiers that something happened to since the last night.
func today(ctx context.Context, c *city.City, _ time.Time) error {
	if err := leaves(ctx, c); err != nil {
		return err
	}
	seen := map[dossier.Key]bool{}
	for {
		events, idx, err := ledger.Next(ctx, c.Store.Read(), cursor, 1000)
		if err != nil {
			return err
		}
		if len(events) == 0 {
			return nil
		}
		for _, e := range events {
			k := dossier.Key{Home: e.Home, ID: e.Subject}
			if e.Kind != "dossier" || seen[k] {
				continue
			}
			seen[k] = true
			if err := row(ctx, c, k); err != nil {
				return err
			}
		}
		if err := c.Store.Update(ctx, func(tx db.Tx) error { return ledger.Move(tx, cursor, idx) }); err != nil {
			return err
		}
	}
}

func row(ctx context.Context, c *city.City, k dossier.Key) error {
	events, err := c.Dossiers.Trail(ctx, k)
	if err != nil {
		return err
	}
	folded, err := dossier.Fold(events)
	if err != nil {
		return err
	}
	d, err := c.Dossiers.Open(ctx, k)
	if err != nil {
		return err
	}
	if !dossier.Equal(folded, d) {
		return fmt.Errorf("row of %s differs from its events", d.Code)
	}
	for _, err := range []error{one(c, d), charged(c, d, events), lawful(d, events), dates(c, d), promises(d, events)} {
		if err != nil {
			return err
		}
	}
	return nil
}

// charged: every working minute from reception to return is charged once (law.md 12.8).
func charged(c *city.City, d dossier.Dossier, events []event.Event) error {
	life, err := analysis.Snapshots(events)
	if err != nil || !d.ReceivedAt.Set() {
		return err
	}
	now := max(clock.At(c.Civil.Now()), life[len(life)-1].At)
	end := now
	for _, at := range []clock.Instant{d.EndedAt, d.ReturnedAt} {
		if at.Set() {
			end = at
		}
	}
	l := analysis.Account(life, c.Almanac.SharedAt, now)
	at, want := d.ReceivedAt, int64(0) // each stretch by the calendar that was in force at its end
	for _, x := range l.Charges {
		if x.From != at {
			return fmt.Errorf("the time account of %s has a gap or an overlap at %s", d.Code, x.From.Time())
		}
		want += c.Almanac.SharedAt(x.To).MinutesBetween(x.From.Time(), x.To.Time())
		at = x.To
	}
	if at != end || l.Total != want {
		return fmt.Errorf("the time account of %s holds %d working minutes until %s, the calendar %d until %s", d.Code, l.Total, at.Time(), want, end.Time())
	}
	return nil
}

func one(c *city.City, d dossier.Dossier) error {
	letters := 0
	for _, a := range d.Appointments {
		if a.Kind == dossier.Apology {
			letters++
		}
	}
	if letters > 1 {
		return fmt.Errorf("%s has %d letters of apology (APO-7)", d.Code, letters)
	}
	v, ok := c.Procedures.Version(d.Version)
	if !ok {
		return fmt.Errorf("%s keeps a version that is not in the catalogue (KS-9)", d.Code)
	}
	for _, s := range d.Supplements {
		for _, l := range s.Lines {
			if _, ok := v.Paper(l.Paper); !ok {
				return fmt.Errorf("%s was asked for %q, which is not published (PRI-1)", d.Code, l.Paper)
			}
		}
	}
	if d.SettledAt.Set() && (d.Result == nil || d.Result.File == "" || d.Result.Signer == "") {
		return fmt.Errorf("%s is settled without number, signer or file", d.Code)
	}
	return nil
}

// lawful: the law of the reception day, the code of the first day (law.md 11, CODE-5).
func lawful(d dossier.Dossier, events []event.Event) error {
	day := func(at int64) string { return calendar.DateOf(clock.Instant(at).Time()).String() }
	if d.ReceivedAt.Set() {
		if p, ok := law.For(day(int64(d.ReceivedAt))); !ok || p.ID != d.Profile {
			return fmt.Errorf("%s was received under %q, the law of that day is %q", d.Code, d.Profile, p.ID)
		}
	}
	first := day(events[0].At)
	p, ok := law.For(first)
	if !ok {
		return fmt.Errorf("%s began on %s, for which there is no law", d.Code, first)
	}
	if d.Code != "" && !pattern(p.Codes.Pattern.Value).MatchString(d.Code) {
		return fmt.Errorf("%s of %s is not a code of %s", d.Code, first, p.ID)
	}
	return nil
}

var patterns = map[string]*regexp.Regexp{}

func pattern(s string) *regexp.Regexp {
	if patterns[s] == nil {
		patterns[s] = regexp.MustCompile(s)
	}
	return patterns[s]
}

// dates: no legal appointment falls on what was a day off when it was made (DL-2); a day
// off declared later leaves it where it is (CAL-6).
func dates(c *city.City, d dossier.Dossier) error {
	for _, a := range d.Appointments {
		day := calendar.DateOf(a.Due.Time())
		working := func(at clock.Instant) bool { return c.Almanac.OfAt(d.Home, at).Working(day) }
		if a.Kind != dossier.Apology && !working(a.Made) && !working(a.Made-1) { // a change may be of the same instant
			return fmt.Errorf("%s is due on %s, a day off (DL-2)", d.Code, day)
		}
	}
	return nil
}

// promises: what was promised moves only with an appointment of its own (CAL-6).
func promises(d dossier.Dossier, events []event.Event) error {
	for _, e := range events {
		var b struct {
			Set map[string]json.RawMessage `json:"set"`
		}
		if err := json.Unmarshal([]byte(e.Body), &b); err != nil {
			return err
		}
		moved, ok := b.Set["promised"]
		if _, made := b.Set["appointments"]; ok && !made && string(moved) != "0" {
			return fmt.Errorf("the promise of %s moved to %s by %q without an appointment (CAL-6)", d.Code, moved, e.Act)
		}
	}
	return nil
}

// form checks II.06a of the reporting period the day lies in: (3) = (7) + (11).
func form(ctx context.Context, c *city.City, now time.Time) error {
	p := report.QuarterAt(calendar.DateOf(now))
	var offices []string
	for _, o := range c.Offices.Tree().All() { // those that are gone too
		offices = append(offices, o.ID)
	}
	f, err := c.Reports.FormII06a(ctx, offices, p)
	if err != nil {
		return err
	}
	for _, r := range f.Rows {
		if n := r.Counts; n.Received() != n.Settled()+n.Pending() {
			return fmt.Errorf("form II.06a of %s, %s: (3) %d is not (7) %d + (11) %d", r.Office, r.Field, n.Received(), n.Settled(), n.Pending())
		}
	}
	return nil
}
