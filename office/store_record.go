package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/event"
)

// Record is Save by an administrator: permission, what nobody may do for themselves, the
// rows, and one event for each of them with the administrator's name.
func (s *Store) Record(ctx context.Context, b event.Book, who access.Who, act string, c Change) error {
	if err := access.May(who, "edit", access.Subject{Kind: access.KindOffice}); err != nil {
		return err
	}
	err := s.db.Update(ctx, func(tx db.Tx) error { return s.recordTx(tx, b, who, act, c) })
	if err != nil {
		return err
	}
	return s.load(ctx)
}

func (s *Store) recordTx(tx db.Tx, b event.Book, who access.Who, act string, c Change) error {
	q := New(tx)
	if err := q.Touch(tx.Ctx); err != nil { // first: two administrators at once queue here
		return fmt.Errorf("office: %w", err)
	}
	state, err := readState(tx.Ctx, q)
	if err != nil {
		return err
	}
	if err := state.Upkeep(c, who.Official, clock.At(b.Civil.Now()).Time().Format("2006-01-02")); err != nil {
		return err
	}
	if err := write(tx.Ctx, q, c); err != nil {
		return fmt.Errorf("office: %w", err)
	}
	note := func(kind, subject string, body, private any) error {
		return b.Write(tx, event.Event{Kind: kind, Subject: subject, Act: act, Office: who.Office, Official: who.Official, Post: who.Post, Channel: who.Channel,
			Request: who.Request}, body, private)
	}
	return c.tell(note)
}

// tell writes an event for every row of a change. Names and phones of people stand in
// the erasable part.
func (c Change) tell(note func(kind, subject string, body, private any) error) error {
	for _, o := range c.Offices {
		var into []Succession
		for _, l := range c.Successions {
			if l.Old == o.ID {
				into = append(into, l)
			}
		}
		if err := note("office", o.ID, map[string]any{"office": o, "into": into}, nil); err != nil {
			return err
		}
	}
	for _, o := range c.Officials {
		if err := note("official", o.ID, map[string]string{"id": o.ID}, o); err != nil {
			return err
		}
	}
	for _, p := range c.Posts {
		if err := note("post", p.Official, p, nil); err != nil {
			return err
		}
	}
	for _, d := range c.Delegations {
		reason := d.Reason
		d.Reason = ""
		if err := note("delegation", d.From, d, map[string]string{"reason": reason}); err != nil {
			return err
		}
	}
	return nil
}

// Everything is the state as known now, for pages that search it.
func (s *Store) Everything() State { return s.copy.Load().State }

// PostsEver gives every post an official holds or held, newest first.
func (s *Store) PostsEver(official string) []Post {
	out := slices.Clone(s.copy.Load().byOfficial[official])
	slices.SortFunc(out, func(a, b Post) int { return strings.Compare(b.From+b.ID, a.From+a.ID) })
	return out
}

// DelegationsOf gives every delegation from or to one of the posts.
func (s *Store) DelegationsOf(posts []Post) []Delegation {
	mine := map[string]bool{}
	for _, p := range posts {
		mine[p.ID] = true
	}
	var out []Delegation
	all := s.copy.Load().Delegations
	for _, id := range sorted(all) {
		if d := all[id]; mine[d.From] || mine[d.To] {
			out = append(out, d)
		}
	}
	return out
}
