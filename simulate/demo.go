package simulate

import (
	"context"
	"fmt"
	"time"

	"motcua/account"
	"motcua/city"
	"motcua/clock"
	"motcua/db"
	"motcua/office"
	"motcua/session"
)

// The demonstration of docs: three months of life before Monday 3 June 2019, 07:30.
var (
	// DemoFrom is when the life of the demonstration begins.
	DemoFrom = time.Date(2019, time.March, 4, 7, 30, 0, 0, clock.Zone)
	demoTo   = time.Date(2019, time.June, 3, 7, 30, 0, 0, clock.Zone)
)

const (
	demoSeed     = 1008
	demoDossiers = 5200
	// DemoPassword opens every printed account; only a database marked demo has them.
	DemoPassword = "mot-cua-2019"
)

// Account is one printed sign-in of a demonstration.
type Account struct{ Login, Who, Where string }

// Demo fills an empty database marked as a demonstration and gives its accounts.
func Demo(ctx context.Context, c *city.City, progress func(done, total int)) ([]Account, Result, error) {
	sample, err := sampleDraft(ctx, c)
	if err != nil {
		return nil, Result{}, err
	}
	w, err := live(ctx, c, Plan{Seed: demoSeed, From: DemoFrom, To: demoTo, Dossiers: demoDossiers, Progress: progress, Draft: sample.Hash})
	if err == nil {
		err = w.attach(sample)
	}
	if err != nil {
		return nil, w.res, err
	}
	if err := Check(ctx, c, c.Civil.Now()); err != nil {
		return nil, w.res, fmt.Errorf("simulate: %w", err)
	}
	if err := w.hang(); err != nil {
		return nil, w.res, err
	}
	if err := w.prepare(); err != nil {
		return nil, w.res, err
	}
	accounts, err := w.accounts()
	return accounts, w.res, err
}

// opening is one account to be made.
type opening struct {
	Account
	owner account.Owner
}

// accounts opens sign-ins for a ward, its district, a department, the city and a
// citizen.
func (w *world) accounts() ([]Account, error) {
	all := w.openings()
	hasher := session.NewHasher(clock.NewIDs(w.c.Wall))
	hash, err := hasher.Hash(w.ctx, DemoPassword)
	if err != nil {
		return nil, err
	}
	out := make([]Account, len(all))
	err = w.c.Store.Update(w.ctx, func(tx db.Tx) error {
		for i, o := range all {
			if _, err := w.c.Accounts.CreateTx(tx, o.Login, hash, o.owner, w.now()); err != nil {
				return fmt.Errorf("simulate: account %s: %w", o.Login, err)
			}
			out[i] = o.Account
		}
		return nil
	})
	return out, err
}

func (w *world) openings() []opening {
	var out []opening
	add := func(login string, place office.Office, roles ...office.Role) {
		for _, role := range roles {
			for i, who := range w.cast.posts[place.ID][role] {
				name := login + "." + short[role]
				if i > 0 {
					name = fmt.Sprint(name, i+1)
				}
				out = append(out, opening{Account{name, role.Vietnamese(), w.c.Offices.Tree().Title(place.ID)}, account.Owner{Official: who.Official}})
			}
		}
	}
	ward := w.cast.wards[0]
	district, _ := w.c.Offices.Office(ward.Parent)
	city, _ := w.c.Offices.Office(district.Parent)
	all := []office.Role{office.Reception, office.Officer, office.Head, office.DeputyHead, office.OneStopHead}
	add("phuong", ward, all...)
	add("quan", district, all...)
	add("so", w.cast.depts[1], office.Reception, office.Officer, office.Head)
	add("tuphap", w.justice(), office.Officer, office.Head)
	add("tp", city, office.Control, office.Inspector, office.Admin, office.Head)
	p := w.cast.citizen[0]
	return append(out, opening{Account{"nguoidan", "Người dân", p.Name}, account.Owner{Person: p.ID}})
}

var short = map[office.Role]string{office.Reception: "motcua", office.Officer: "chuyenvien", office.Head: "lanhdao", office.DeputyHead: "capho",
	office.OneStopHead: "truongmotcua", office.Control: "kiemsoat", office.Inspector: "thanhtra", office.Admin: "quantri"}
