package halltest

import (
	"context"

	"motcua/almanac"
	"motcua/calendar"
	"motcua/event"
)

// Almanac joins the kept calendar to a test house: its dossiers count with it.
func (x *House) Almanac() *almanac.Store {
	x.T.Helper()
	s := &almanac.Store{DB: x.DB, Book: event.Book{Log: x.Log, Civil: x.Civil}, IDs: x.IDs, Civil: x.Civil, Base: calendar.Civil(), Dossiers: x.Dossiers, Log: x.Hall.Log,
		Hours: func(id string) string {
			o, _ := x.Hall.Offices.Office(id)
			return o.Hours
		},
		Places: func() []string {
			var out []string
			for _, o := range x.Hall.Offices.Tree().All() {
				out = append(out, o.ID)
			}
			return out
		}}
	if err := s.Load(context.Background()); err != nil {
		x.T.Fatal(err)
	}
	x.Log.Follow(almanac.Follower())
	x.Dossiers.Calendar, x.Dossiers.Fresh = s.Of, s.Fresh
	x.Hall.Almanac, x.Hall.Calendar, x.Hall.CalendarAt = s, s.Shared, s.SharedAt
	return s
}
