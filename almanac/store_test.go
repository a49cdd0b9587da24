package almanac_test

import (
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"

	"motcua/access"
	"motcua/almanac"
	"motcua/calendar"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/event"
	"motcua/refusal"
)

const fiveDays = "1.004746" // Thủ tục đăng ký lại kết hôn

func keep(t testing.TB, c *dossiertest.City) *almanac.Store {
	t.Helper()
	s := &almanac.Store{DB: c.DB, Book: event.Book{Log: c.Log, Civil: c.Civil}, IDs: c.IDs, Civil: c.Civil, Base: calendar.Civil(), Dossiers: c.Dossiers,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Hours: func(string) string { return "" }, Places: func() []string { return []string{c.Ward, c.Other} }}
	if err := s.Load(context.Background()); err != nil {
		t.Fatal(err)
	}
	return s
}

func joined(t testing.TB, d *db.DB) (*dossiertest.City, *almanac.Store) {
	t.Helper()
	c := dossiertest.Given(t, d)
	s := keep(t, c)
	c.Log.Follow(almanac.Follower())
	c.Dossiers.Calendar, c.Dossiers.Fresh = s.Of, s.Fresh
	return c, s
}

func admin(c *dossiertest.City) access.Who { return c.Who("admin", c.District) }

func storm(day string) almanac.Change {
	return almanac.Change{Lines: "off " + day + " closed Bão", Reason: "Nghỉ tránh bão theo công điện", Decision: "12/CĐ-UBND"}
}

func fine(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func inForce(t testing.TB, c *dossiertest.City, s *almanac.Store, x almanac.Change) almanac.Draft {
	t.Helper()
	ctx := context.Background()
	d, err := s.Draft(ctx, admin(c), x)
	fine(t, err)
	d, err = s.Finish(ctx, d.ID, func(almanac.Draft) {})
	fine(t, err)
	_, err = s.Confirm(ctx, admin(c), d.ID)
	fine(t, err)
	d, err = s.Finish(ctx, d.ID, func(almanac.Draft) {})
	fine(t, err)
	return d
}

func TestCAL_6_AnotherProcessCountsWithTheChangeAtOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := joined(t, d)
		other := keep(t, c) // a second server: its copy is old until it looks
		inForce(t, c, s, storm("2019-06-07"))
		if other.Of(c.Ward).Revision != calendar.Civil().Revision {
			t.Fatal("the copy of the other process is renewed by itself; this test proves nothing")
		}
		c.Dossiers.Calendar, c.Dossiers.Fresh = other.Of, other.Fresh
		x := c.Must(c.Who("reception", c.Ward), dossier.Dossier{}, c.Brought(fiveDays))
		if got := x.Due.Time().Format("2006-01-02"); got != "2019-06-11" || !strings.Contains(x.Calendar, "/1-") {
			t.Errorf("received elsewhere after the change: due %s by %s", got, x.Calendar)
		}
	})
}

func TestCAL_6_AScanBrokenOffGoesOnWhereItStood(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := joined(t, d)
		for range 3 {
			c.In(dossier.InProcess, fiveDays)
		}
		dr, err := s.Draft(t.Context(), admin(c), storm("2019-06-07"))
		fine(t, err)
		if _, err := s.Confirm(t.Context(), admin(c), dr.ID); err == nil {
			t.Error("a change nobody has looked through is confirmed")
		}
		again := keep(t, c) // the process that began is gone; another one takes over
		if dr, err = again.Finish(t.Context(), dr.ID, func(almanac.Draft) {}); err != nil || dr.State != almanac.Ready || dr.Moved != 3 {
			t.Fatalf("%+v %v", dr, err)
		}
		if more, err := again.Work(t.Context()); err != nil || more {
			t.Errorf("work left after the end: %v %v", more, err)
		}
		_, err = again.Confirm(t.Context(), admin(c), dr.ID)
		fine(t, err)
		for more := true; more; {
			more, err = s.Work(t.Context())
			fine(t, err)
		}
		rows, err := s.Waiting(t.Context(), c.Ward, almanac.Mark{}, 10)
		if err != nil || len(rows) != 3 {
			t.Fatalf("%d on the review list, %v", len(rows), err)
		}
		if rest, err := s.Waiting(t.Context(), c.Ward, almanac.ParseMark(almanac.Mark{Due: 1, ID: "x"}.Text()), 10); err != nil || len(rest) != 3 {
			t.Errorf("a mark before the first row: %d %v", len(rest), err)
		}
		by, err := s.ByOffice(t.Context(), dr.ID)
		if err != nil || len(by) != 1 || by[0].Waiting != 3 || by[0].Moved != 3 {
			t.Errorf("%+v %v", by, err)
		}
	})
}

func TestCAL_6_OfTwoConfirmationsOneStands(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := joined(t, d)
		a, err := s.Draft(t.Context(), admin(c), storm("2019-06-07"))
		fine(t, err)
		b, err := s.Draft(t.Context(), admin(c), storm("2019-06-14"))
		fine(t, err)
		for _, id := range []string{a.ID, b.ID} {
			_, err = s.Finish(t.Context(), id, func(almanac.Draft) {})
			fine(t, err)
		}
		_, err = s.Confirm(t.Context(), admin(c), a.ID)
		fine(t, err)
		for sentence, id := range map[string]string{"made over an older calendar": b.ID, "confirmed already": a.ID} {
			_, err := s.Confirm(t.Context(), admin(c), id)
			if no, ok := refusal.As(err); !ok || no.Kind != refusal.KindConflict {
				t.Errorf("a change %s: %v", sentence, err)
			}
		}
		fine(t, s.Drop(t.Context(), admin(c), b.ID))
		if err := s.Drop(t.Context(), admin(c), b.ID); err == nil {
			t.Error("dropped twice")
		}
		if got := s.Revisions(); len(got) != 1 || got[0].First != "2019-06-07" || got[0].Author != admin(c).Official {
			t.Errorf("%+v", got)
		}
	})
}

func TestCAL_6_WhatTheCalendarWasCannotBeRewritten(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := joined(t, d)
		inForce(t, c, s, storm("2019-06-07"))
		for _, statement := range []string{"UPDATE almanac_revision SET lines = 'off 2019-06-06 closed x'", "DELETE FROM almanac_revision"} {
			err := d.Update(context.Background(), func(tx db.Tx) error {
				_, err := tx.ExecContext(tx.Ctx, statement)
				return err
			})
			if err == nil {
				t.Errorf("%q was carried out", statement)
			}
		}
	})
}

func TestAChangeIsRefusedWithASentence(t *testing.T) {
	c, s := joined(t, dbtest.SQLite(t))
	for sentence, row := range map[string]struct {
		who    access.Who
		change almanac.Change
	}{
		"by a head":          {c.Who("head", c.Ward), storm("2019-06-07")},
		"without a reason":   {admin(c), almanac.Change{Lines: "off 2019-06-07 closed Bão", Decision: "1"}},
		"without a decision": {admin(c), almanac.Change{Lines: "off 2019-06-07 closed Bão", Reason: "Nghỉ tránh bão theo công điện"}},
		"without a line":     {admin(c), almanac.Change{Decision: "1", Reason: "Nghỉ tránh bão theo công điện"}},
		"unreadable":         {admin(c), storm("07/6/2019")},
	} {
		if _, err := s.Draft(t.Context(), row.who, row.change); err == nil {
			t.Errorf("a change %s is taken", sentence)
		} else if _, ok := refusal.As(err); !ok {
			t.Errorf("a change %s: %v is no sentence", sentence, err)
		}
	}
	day, sat := calendar.Make(2019, 8, 30), calendar.Make(2019, 8, 24)
	for _, row := range []struct {
		form almanac.Plain
		want string
	}{
		{almanac.Plain{Kind: "off", Day: day, Name: "Quốc khánh", Holiday: true}, "off 2019-08-30 holiday Quốc khánh"},
		{almanac.Plain{Kind: "off", Day: day, Holiday: true, OfOffice: true}, "off 2019-08-30 closed"},
		{almanac.Plain{Kind: "swap", Day: day, Worked: sat}, "off 2019-08-30 swap\nwork 2019-08-24 for 2019-08-30"},
		{almanac.Plain{Kind: "swap", Day: day}, ""}, {almanac.Plain{Kind: "half", Day: day}, ""}, {almanac.Plain{Kind: "off"}, ""}, {almanac.Plain{Day: day}, ""},
		{almanac.Plain{Kind: "half", Day: day, Hours: "07:30-11:30"}, "half 2019-08-30 07:30-11:30"},
		{almanac.Plain{Kind: "hours", Day: day, From: "T2-T6", Hours: "07:00-11:30"}, "hours T2-T6 07:00-11:30 from 2019-08-30"},
		{almanac.Plain{Kind: "usual", Day: day}, "usual 2019-08-30"}, {almanac.Plain{Kind: "text", Text: "usual 2019-08-30"}, "usual 2019-08-30"},
	} {
		if got, err := row.form.Lines(); got != row.want || (err != nil) != (row.want == "") {
			t.Errorf("%+v: %q %v", row.form, got, err)
		}
	}
}
