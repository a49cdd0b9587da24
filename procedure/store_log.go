package procedure

import (
	"context"
	"fmt"

	"motcua/access"
	"motcua/db"
	"motcua/event"
)

// note writes what was done to stored versions as one event, in the transaction that did
// it. Without a Book the store only reads files and keeps no log.
func (s *Store) note(tx db.Tx, who access.Who, act string, c change) error {
	if s.Book == nil || len(c.Put)+len(c.End)+len(c.Mend) == 0 {
		return nil
	}
	e := event.Event{Kind: access.KindProcedure, Subject: LogSubject, Act: act, Office: who.Office, Official: who.Official, Post: who.Post, Behalf: who.Behalf,
		Channel: who.Channel, Request: who.Request}
	return s.Book.Write(tx, e, c, nil)
}

// Unlogged names the versions in which the rows and the fold of the log differ; none is
// as it should be.
func (s *Store) Unlogged(ctx context.Context) ([]string, error) {
	events, err := event.Facts(ctx, s.db.Read(), event.Directory, LogSubject)
	if err != nil {
		return nil, err
	}
	bodies := make([]string, len(events))
	for i, e := range events {
		bodies[i] = e.Body
	}
	folded, err := FoldLog(bodies)
	if err != nil {
		return nil, err
	}
	rows, err := New(s.db.Read()).Versions(ctx)
	if err != nil {
		return nil, fmt.Errorf("procedure: %w", err)
	}
	var out []string
	for _, r := range rows {
		if folded[r.ID] != loggedOf(r) {
			out = append(out, r.Code+" "+r.ID)
		}
		delete(folded, r.ID)
	}
	for id, one := range folded {
		out = append(out, one.Code+" "+id+" is only in the log")
	}
	return out, nil
}
