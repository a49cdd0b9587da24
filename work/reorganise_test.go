package work_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/duty"
	"motcua/event"
	"motcua/office"
	"motcua/work"
)

// reorganised is a city whose ward goes over to an heir, and whose district's counter
// moves to the ward's neighbour, on 6/6/2019.
func reorganised(t *testing.T, d *db.DB) (*dossiertest.City, *work.Desk) {
	t.Helper()
	c := dossiertest.Given(t, d)
	all := c.Offices.All()
	for i := range all {
		switch all[i].ID {
		case c.Ward:
			all[i].ValidTo = "2019-06-05"
		case c.District:
			all[i].Desks = []office.Desk{{At: c.Other, From: "2019-06-06"}}
		}
	}
	all = append(all, office.Office{ID: "heir", Kind: office.Commune, Place: "Phường Kế Thừa", Parent: c.District, GSO: "9", ValidFrom: "2019-06-06"})
	tree, err := office.NewTree(all, []office.Succession{{Old: c.Ward, New: "heir", On: "2019-06-06", Lead: true}})
	if err != nil {
		t.Fatal(err)
	}
	c.Offices = tree
	desk := &work.Desk{DB: d, Civil: c.Civil, Log: quiet, Duties: map[string]work.Doer{dossier.DutyKind: c.Dossiers.Work, office.DutyKind: work.Reorganise(c.Dossiers)}}
	if err := d.Update(context.Background(), func(tx db.Tx) error {
		return duty.Set(tx, duty.Duty{Subject: "2019-06-06", Kind: office.DutyKind, Due: calendar.Make(2019, 6, 6).At(0)})
	}); err != nil {
		t.Fatal(err)
	}
	return c, desk
}

// More dossiers than one transaction carries, and one in every state.
func TestEveryDossierUnderWayFollowsItsOffice(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, desk := reorganised(t, d)
		const many = 230
		var keys []dossier.Key
		for range many {
			keys = append(keys, dossiertest.Key(c.In(dossier.Received, "1.004746")))
		}
		ended := map[dossier.State]dossier.Dossier{}
		for _, s := range []dossier.State{dossier.Returned} {
			ended[s] = c.In(s, "1.004746")
		}
		asked := c.In(dossier.InProcess, "1.004746")
		version, _ := c.Procedures.Version(asked.Version)
		asked = c.Must(c.Who("officer", c.Ward), asked, dossier.RequestSupplement{Reason: "Giấy tờ chưa rõ", Lines: []dossier.SupplementLine{{Paper: version.Asked()[0].Key, What: "Nộp bản rõ nét"}}})
		filed := c.Must(c.Citizen(), dossier.Dossier{}, dossier.File{Procedure: "1.004746", Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Key: "k", Person: "person-1", Applicant: dossiertest.Applicant()})
		keys = append(keys, dossiertest.Key(asked), dossiertest.Key(filed))
		for _, s := range []dossier.State{dossier.InProcess, dossier.Proposed, dossier.Signed, dossier.Completed} {
			keys = append(keys, dossiertest.Key(c.In(s, "1.004746")))
		}
		c.Civil.Set(time.Date(2019, 6, 6, 0, 0, 0, 0, clock.Zone))
		if _, err := desk.Tick(context.Background(), c.Civil.Now()); err != nil {
			t.Fatal(err)
		}
		for _, k := range keys {
			x, err := c.Dossiers.Open(context.Background(), k)
			if err != nil {
				t.Fatal(err)
			}
			events, err := c.Dossiers.Trail(context.Background(), k)
			if err != nil {
				t.Fatal(err)
			}
			folded, err := dossier.Fold(events)
			if err != nil || !dossier.Equal(folded, x) {
				t.Fatalf("row of a dossier %s differs from its events: %v", x.State, err)
			}
			decides := "heir"
			if x.SettledAt.Set() { // it did decide
				decides = c.Ward
			}
			moved := slices.ContainsFunc(events, func(e event.Event) bool { return e.Act == "transfer" })
			if !moved || x.Home != c.Ward || x.Receiving != "heir" || x.Competent != decides || x.Holder != "heir" || x.ReturnAt != "heir" || decides == "heir" && x.Officer != "" {
				t.Fatalf("a dossier %s stands at %s/%s/%s/%s, officer %q, moved %v", x.State, x.Receiving, x.Competent, x.Holder, x.ReturnAt, x.Officer, moved)
			}
		}
		for s, was := range ended {
			if x, err := c.Dossiers.Open(context.Background(), dossiertest.Key(was)); err != nil || x.Competent != c.Ward || x.Seq != was.Seq {
				t.Errorf("a dossier %s is history and stays as it was: %+v %v", s, x, err)
			}
		}
		if n, err := desk.Tick(context.Background(), c.Civil.Now()); n != 0 || err != nil {
			t.Errorf("a second look carried %d (%v)", n, err)
		}
	})
}
