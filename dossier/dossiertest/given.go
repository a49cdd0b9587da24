package dossiertest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/ending"
	"motcua/duty"
	"motcua/event"
	"motcua/office"
	"motcua/procedure"
)

// Offices of the test city, as they are coded in the shipped directory.
const (
	WardCode     = "000.01.41.H29"
	DistrictCode = "000.00.41.H29"
)

// City is a small city at a fixed moment.
type City struct {
	T          testing.TB
	DB         *db.DB
	Civil      *clock.Civil
	IDs        *clock.IDs
	Log        *event.Log
	Procedures *procedure.Store
	Offices    *office.Tree
	Dossiers   *dossier.Store
	Ward       string // id of a commune
	District   string // id of its district
	Other      string // id of another commune
}

// Given opens the city on Monday 3 June 2019, 08:00, or at the moment given.
func Given(t testing.TB, d *db.DB, at ...time.Time) *City {
	t.Helper()
	now := time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)
	if len(at) > 0 {
		now = at[0]
	}
	ctx := context.Background()
	c := &City{T: t, DB: d, Civil: clock.Fixed(now)}
	c.IDs = clock.SeededIDs(c.Civil, 2019)
	c.Log = event.NewLog(c.IDs)
	var err error
	if c.Procedures, err = procedure.NewStore(ctx, d, c.IDs); err != nil {
		t.Fatal(err)
	}
	vs, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Procedures.Import(ctx, procedure.File{Source: "test", Versions: vs}); err != nil {
		t.Fatal(err)
	}
	offices, err := office.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	links, err := office.Successions()
	if err != nil {
		t.Fatal(err)
	}
	if c.Offices, err = office.NewTree(offices, links); err != nil {
		t.Fatal(err)
	}
	c.places(calendar.DateOf(now).String())
	cal := calendar.Civil()
	c.Dossiers = &dossier.Store{DB: d, Log: c.Log, IDs: c.IDs, Civil: c.Civil, Version: c.Procedures.Version, InForce: c.Procedures.InForce,
		Offices: func() *office.Tree { return c.Offices }, Calendar: func(string) *calendar.Table { return cal }}
	return c
}

func (c *City) places(day string) {
	for _, o := range c.Offices.On(day) {
		if o.Kind != office.Commune {
			continue
		}
		if c.Ward == "" {
			c.Ward, c.District = o.ID, o.Parent
		} else if up, _ := c.Offices.Office(c.District); o.Parent != c.District || up.Kind == office.City { // two tiers since 1/7/2025
			c.Other = o.ID
			return
		}
	}
	c.T.Fatal("the shipped directory has no two districts")
}

// Who gives an official of the test city in a role at an office.
func (c *City) Who(role, office string) access.Who {
	return access.Who{Official: role + "@" + office, Name: role, Post: "post:" + role + "@" + office, Office: office, Role: role, Channel: "page"}
}

// Citizen is a signed-in applicant.
func (c *City) Citizen() access.Who { return access.Who{Person: "person-1", Channel: "page"} }

// Applicant is who files in tests; nobody real.
func Applicant() dossier.Applicant {
	return dossier.Applicant{Name: "Nguyễn Thị Mẫu", Phone: "0900000123", Email: "mau@example.org", Address: "1 Đường Mẫu, Phường Bến Nghé"}
}

// Brought is a dossier brought to the counter of the ward.
func (c *City) Brought(code string) dossier.Receive {
	a := Applicant()
	return dossier.Receive{Procedure: code, Channel: 1, Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Sets: 1, Person: "person-1", Applicant: &a}
}

// Key of a dossier.
func Key(d dossier.Dossier) dossier.Key { return dossier.Key{Home: d.Home, ID: d.ID} }

// Must runs an act and fails the test when it is refused.
func (c *City) Must(who access.Who, d dossier.Dossier, act dossier.Act) dossier.Dossier {
	c.T.Helper()
	out, err := c.Dossiers.Do(context.Background(), who, Key(d), act)
	if err != nil {
		c.T.Fatalf("%s: %v", act.Name(), err)
	}
	return out
}

// Try runs an act and gives its error.
func (c *City) Try(who access.Who, d dossier.Dossier, act dossier.Act) error {
	_, err := c.Dossiers.Do(context.Background(), who, Key(d), act)
	return err
}

// To moves the civil clock to a moment YYYY-MM-DD HH:MM and lets what falls due
// on the way happen.
func (c *City) To(moment string) {
	c.T.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", moment, clock.Zone)
	if err != nil {
		c.T.Fatal(err)
	}
	for {
		next, err := duty.Next(context.Background(), c.DB.Read())
		if err != nil {
			c.T.Fatal(err)
		}
		if next.IsZero() || next.After(t) {
			break
		}
		if next.After(c.Civil.Now()) {
			c.Civil.Set(next)
		}
		c.Tick()
	}
	c.Civil.Set(t)
}

// Tick does what is due now.
func (c *City) Tick() {
	c.T.Helper()
	ctx := context.Background()
	due, err := duty.Due(ctx, c.DB.Read(), c.Civil.Now(), 1000)
	if err != nil {
		c.T.Fatal(err)
	}
	for _, du := range due {
		err := c.DB.Update(ctx, func(tx db.Tx) error {
			mine, err := duty.Claim(tx, du, c.Civil.Now())
			if err != nil || !mine {
				return err
			}
			return c.Dossiers.Work(tx, du)
		})
		if err != nil {
			c.T.Fatal(err)
		}
	}
}

// In brings a fresh dossier of the procedure to a state by the acts themselves.
func (c *City) In(state dossier.State, code string) dossier.Dossier {
	c.T.Helper()
	desk, officer, head := c.Who("reception", c.Ward), c.Who("officer", c.Ward), c.Who("head", c.Ward)
	d := c.Must(desk, dossier.Dossier{}, c.Brought(code))
	steps := []struct {
		state dossier.State
		do    func()
	}{
		{dossier.Received, func() {}},
		{dossier.InProcess, func() {
			d = c.Must(head, d, dossier.Assign{Officer: officer.Official, Office: c.Ward})
			d = c.Must(officer, d, decision.Examine{Fit: true})
		}},
		{dossier.Proposed, func() { d = c.Must(officer, d, decision.Propose{Outcome: dossier.Granted, File: "draft"}) }},
		{dossier.Signed, func() { d = c.Must(head, d, Signing("draft")) }},
		{dossier.Completed, func() { d = c.Must(desk, d, ending.Complete{}) }},
		{dossier.Returned, func() {
			if owed := d.Owes(); owed > 0 {
				d = c.Must(desk, d, ending.FeePaid{Amount: owed, Receipt: "01/BL", Method: "cash"})
			}
			d = c.Must(desk, d, ending.Return{To: "chính chủ", How: "receipt"})
		}},
	}
	for _, s := range steps {
		s.do()
		if s.state == state {
			return d
		}
	}
	c.T.Fatal(fmt.Sprintf("no way to %q", state))
	return d
}

// Signing is a head's signature over a draft.
func Signing(draft string) decision.Sign {
	return decision.Sign{File: "signed-" + draft, Drafted: draft, Signature: dossier.Signature{Hash: "h", Certificate: "c", Key: "k"}}
}

// Through brings a received dossier to the desk with its result.
func (c *City) Through(d dossier.Dossier) dossier.Dossier {
	c.T.Helper()
	desk, officer, head := c.Who("reception", c.Ward), c.Who("officer", c.Ward), c.Who("head", c.Ward)
	d = c.Must(head, d, dossier.Assign{Officer: officer.Official, Office: c.Ward})
	d = c.Must(officer, d, decision.Examine{Fit: true})
	d = c.Must(officer, d, decision.Propose{Outcome: dossier.Granted, File: "draft"})
	return c.Must(desk, c.Must(head, d, Signing("draft")), ending.Complete{})
}

// Opened is the dossier as it stands now.
func (c *City) Opened(d dossier.Dossier) dossier.Dossier {
	c.T.Helper()
	d, err := c.Dossiers.Open(context.Background(), Key(d))
	if err != nil {
		c.T.Fatal(err)
	}
	return d
}
