package simulate

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"

	"motcua/access"
	"motcua/city"
	"motcua/db"
	"motcua/office"
	"motcua/person"
	"motcua/simulate/names"
)

// cast is everybody who acts: officials in every office, citizens who file online.
type cast struct {
	since   string                                  // first day of the posts filled now
	posts   map[string]map[office.Role][]access.Who // office → role → who
	wards   []office.Office
	dists   []office.Office
	depts   []office.Office
	parent  map[string]string
	citizen []person.Person
}

// staffing is how many hold each role in an office of the demo.
var staffing = []struct {
	role  office.Role
	n     int
	title map[office.Kind]string
}{
	{office.Head, 1, map[office.Kind]string{office.Commune: "Chủ tịch", office.District: "Chủ tịch", office.Department: "Giám đốc", office.Centre: "Giám đốc", office.Vertical: "Cục trưởng", office.City: "Chủ tịch"}},
	{office.DeputyHead, 1, map[office.Kind]string{office.Commune: "Phó Chủ tịch", office.District: "Phó Chủ tịch", office.Department: "Phó Giám đốc", office.Centre: "Phó Giám đốc", office.Vertical: "Phó Cục trưởng", office.City: "Phó Chủ tịch"}},
	{office.OneStopHead, 1, nil},
	{office.Reception, 2, nil},
	{office.Officer, 3, nil},
}

// hire fills every office and saves it in one change.
func hire(ctx context.Context, c *city.City, r *rand.Rand, day string) (*cast, error) {
	k := &cast{since: min(day, "2019-01-06"), posts: map[string]map[office.Role][]access.Who{}, parent: map[string]string{}}
	gen := names.New(r)
	if err := k.fill(ctx, c, gen, day); err != nil {
		return nil, err
	}
	return k, k.people(ctx, c, gen)
}

// fill gives every office of the day that has nobody its people.
func (k *cast) fill(ctx context.Context, c *city.City, gen *names.Generator, day string) error {
	var ch office.Change
	tree := c.Offices.Tree()
	k.wards, k.dists, k.depts = nil, nil, nil
	for _, o := range tree.On(day) {
		k.place(o)
		if k.posts[o.ID] != nil {
			continue
		}
		former := tree.Former(o.ID, day)
		for _, s := range staffing {
			for i := range s.n {
				k.post(&ch, gen, o, s.role, i, s.title[o.Kind])
			}
		}
		if o.Kind == office.City {
			for _, role := range []office.Role{office.Control, office.Inspector, office.Admin} {
				k.post(&ch, gen, o, role, 0, "Chuyên viên")
			}
		}
		for _, all := range k.posts[o.ID] {
			for i := range all {
				all[i].Former = former
			}
		}
	}
	if err := c.Offices.Save(ctx, ch); err != nil {
		return fmt.Errorf("simulate: %w", err)
	}
	return nil
}

func (k *cast) place(o office.Office) {
	k.parent[o.ID] = o.Parent
	switch o.Kind {
	case office.Commune:
		k.wards = append(k.wards, o)
	case office.District:
		k.dists = append(k.dists, o)
	case office.Department:
		k.depts = append(k.depts, o)
	}
}

func (k *cast) post(ch *office.Change, gen *names.Generator, o office.Office, role office.Role, i int, title string) {
	if title == "" {
		title = "Chuyên viên"
	}
	sex := names.Male
	if (len(ch.Officials)+i)%2 == 1 {
		sex = names.Female
	}
	id := fmt.Sprintf("o-%s-%s-%d", o.ID, role, i+1)
	name := gen.Name(sex)
	ch.Officials = append(ch.Officials, office.Official{ID: id, Name: name, Title: title, Phone: "028 0000 0000", Email: id + "@motcua.example"})
	ch.Posts = append(ch.Posts, office.Post{ID: "p-" + id, Official: id, Office: o.ID, Role: role, From: k.since})
	m := k.posts[o.ID]
	if m == nil {
		m = map[office.Role][]access.Who{}
		k.posts[o.ID] = m
	}
	m[role] = append(m[role], access.Who{Official: id, Name: name, Post: "p-" + id, Office: o.ID, Role: string(role), Channel: "page"})
}

// citizens who file online; the others come to the counter.
const citizens = 400

func (k *cast) people(ctx context.Context, c *city.City, gen *names.Generator) error {
	at := c.Civil.Now()
	return c.Store.Update(ctx, func(tx db.Tx) error {
		k.citizen = k.citizen[:0]
		for i := range citizens {
			w := k.wards[i%len(k.wards)]
			p, err := c.People.SaveTx(tx, personOf(gen, w, k.districtName(w), at), at)
			if err != nil {
				return fmt.Errorf("simulate: %w", err)
			}
			if err := c.People.VerifyTx(tx, person.Seen{Person: p.ID, Name: p.Name, Number: p.Number, By: k.posts[w.ID][office.Reception][0].Official}, at); err != nil {
				return fmt.Errorf("simulate: %w", err)
			}
			k.citizen = append(k.citizen, p)
		}
		return nil
	})
}

func personOf(gen *names.Generator, w office.Office, district string, at time.Time) person.Person {
	x := gen.Citizen(w.Place, district, at.Year())
	return person.Person{Kind: person.Citizen, Name: x.Name, Number: x.Number, Phone: x.Phone, Email: x.Email, Address: x.Address, Birth: x.Birth}
}

func (k *cast) districtName(w office.Office) string {
	for _, d := range k.dists {
		if d.ID == w.Parent {
			return d.Place
		}
	}
	return ""
}

// who picks somebody in a role at an office.
func (k *cast) who(r *rand.Rand, office string, role office.Role) access.Who {
	all := k.posts[office][role]
	return all[r.IntN(len(all))]
}
