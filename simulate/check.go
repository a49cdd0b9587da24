package simulate

import (
	"context"
	"fmt"
	"time"

	"motcua/analysis"
	"motcua/calendar"
	"motcua/city"
	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/report"
)

// Check holds the city against what must always be true, at a civil moment:
// row = fold(events); at most one letter; no paper asked for that is not
// published; no event without leaf; the form II.06a adds up; roll-ups equal a full
// recount; every working minute is charged to one holder. The first breach is an error that names the dossier.
func Check(ctx context.Context, c *city.City, now time.Time) error {
	if n, _, err := event.Backlog(ctx, c.Store.Read()); err != nil || n != 0 {
		return fmt.Errorf("%d events have no leaf (%v)", n, err)
	}
	if err := rows(ctx, c); err != nil {
		return err
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

func rows(ctx context.Context, c *city.City) error {
	keys, err := c.Dossiers.Keys(ctx)
	if err != nil {
		return err
	}
	for _, k := range keys {
		events, err := c.Dossiers.Trail(ctx, k)
		if err != nil {
			return err
		}
		folded, err := dossier.Fold(events)
		if err != nil {
			return err
		}
		row, err := c.Dossiers.Open(ctx, k)
		if err != nil {
			return err
		}
		if !dossier.Equal(folded, row) {
			return fmt.Errorf("row of %s differs from its events", row.Code)
		}
		if err := one(c, row); err != nil {
			return err
		}
		if err := charged(c, row, events); err != nil {
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
	cal := calendar.Civil()
	l := analysis.Account(life, cal, now)
	if want := cal.MinutesBetween(d.ReceivedAt.Time(), end.Time()); l.Total != want {
		return fmt.Errorf("the time account of %s holds %d working minutes, the calendar %d", d.Code, l.Total, want)
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

// form checks II.06a of the reporting period the day lies in: (3) = (7) + (11).
func form(ctx context.Context, c *city.City, now time.Time) error {
	p := report.QuarterAt(calendar.DateOf(now))
	var offices []string
	for _, o := range c.Offices.Tree().On(calendar.DateOf(now).String()) {
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
