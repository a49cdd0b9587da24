package apologytest

import (
	"testing"
	"time"

	"motcua/apology"
	"motcua/clock"
	"motcua/dossier/dossiertest"
)

// Letters are the letters of a test city.
func Letters(c *dossiertest.City) *apology.Store {
	return &apology.Store{DB: c.DB, Dossiers: c.Dossiers}
}

// Letter is what a head may write, with a new date YYYY-MM-DD HH:MM.
func Letter(t testing.TB, newDate string) apology.Sending {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", newDate, clock.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return apology.Sending{Channels: []string{"letter"}, Text: &apology.Text{Cause: "A1", Why: "Thiếu người thụ lý trong tuần", Status: "Đang giải quyết", NewDate: clock.At(at)}}
}
