package office_test

import (
	"context"
	"reflect"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/duty"
	"motcua/office"
	"motcua/refusal"
)

func openStore(t *testing.T, d *db.DB) *office.Store {
	t.Helper()
	s, err := office.NewStore(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func seed(t *testing.T) office.Change {
	t.Helper()
	all, err := office.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	links, err := office.Successions()
	if err != nil {
		t.Fatal(err)
	}
	return office.Change{
		Offices: all, Successions: links,
		Officials: []office.Official{{ID: "lan", Name: "Nguyễn Thị Lan", Title: "Chuyên viên"}, {ID: "minh", Name: "Trần Văn Minh", Title: "Chủ tịch"}},
		Posts: []office.Post{
			{ID: "p1", Official: "lan", Office: "g26740", Role: office.Reception, From: "2019-01-01"},
			{ID: "p2", Official: "minh", Office: "g26740", Role: office.Head, From: "2019-01-01", To: "2019-06-30"},
		},
		Delegations: []office.Delegation{{ID: "d1", From: "p2", To: "p1", Begin: "2019-06-03", End: "2019-06-07", Scope: "sign", Form: "TUQ."}},
	}
}

func save(t *testing.T, s *office.Store, c office.Change) {
	t.Helper()
	if err := s.Save(context.Background(), c); err != nil {
		t.Fatal(err)
	}
}

func TestStoreKeepsTheCityAndItsPeople(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s, c := openStore(t, d), seed(t)
		save(t, s, c)
		again := openStore(t, d)
		if !reflect.DeepEqual(again.Tree().All(), c.Offices) {
			t.Error("the offices come back changed or in another order")
		}
		if o, ok := again.ByCode("000.03.41.H29", day); !ok || o.ID != "g26740" {
			t.Errorf("office by code: %+v", o)
		}
		if got := again.PostsOf("lan", day); !reflect.DeepEqual(got, c.Posts[:1]) {
			t.Errorf("posts of lan: %+v", got)
		}
		if got := again.Staff("g26740", day); len(got) != 2 {
			t.Errorf("staff: %+v", got)
		}
		if got := again.Staff("g26740", "2019-07-01", office.Head); len(got) != 0 {
			t.Errorf("the head's post ended on 30/6: %+v", got)
		}
		if got := again.Delegations("p1", "sign", day); !reflect.DeepEqual(got, c.Delegations) {
			t.Errorf("delegations: %+v", got)
		}
		if got := again.Delegations("p1", "refuse", day); len(got) != 0 {
			t.Errorf("a delegation covers an act it does not name: %+v", got)
		}
		if o, ok := again.Official("minh"); !ok || o != c.Officials[1] || len(again.Officials()) != 2 {
			t.Errorf("official: %+v", o)
		}
	})
}

func TestStoreReorganises(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := openStore(t, d)
		save(t, s, seed(t))
		other := openStore(t, d)
		first, _ := s.Office("u02")
		second, _ := s.Office("u03")
		first.ValidTo, second.ValidTo = "2026-06-30", "2026-06-30"
		first.Codes[1].To, second.Codes[1].To = "2026-06-30", "2026-06-30"
		merged := office.Office{ID: "u39", Kind: office.Department, Place: "Sở Nội vụ và Tư pháp", Parent: "g79",
			ValidFrom: "2026-07-01", Codes: []office.Code{{Value: "H29.39", From: "2026-07-01"}}, Desks: []office.Desk{{At: office.CentreID, From: "2026-07-01"}}}
		save(t, s, office.Change{Offices: []office.Office{first, second, merged}, Successions: []office.Succession{
			{Old: "u02", New: "u39", On: "2026-07-01", Lead: true}, {Old: "u03", New: "u39", On: "2026-07-01"}}})
		if changed, err := other.Refresh(context.Background()); err != nil || !changed {
			t.Fatalf("refresh: %v %v", changed, err)
		}
		if got := other.Tree().Current("u03", "2026-07-01"); !reflect.DeepEqual(got, []string{"u39"}) {
			t.Errorf("current office: %v", got)
		}
		if o, ok := other.ByCode("000.00.02.H29", "2026-08-01"); !ok || o.ID != "u02" {
			t.Errorf("CODE-5: the old code finds %+v", o)
		}
		if got := other.Tree().Heir("u02", "2026-07-01", ""); got != "u39" || other.Tree().DeskOf(got, "2026-07-01") != office.CentreID {
			t.Errorf("heir %q and its counter", got)
		}
		due, err := duty.New(d.Read()).OfSubject(context.Background(), "2026-07-01")
		if err != nil || len(due) != 1 || due[0].Kind != office.DutyKind {
			t.Errorf("the day of the change is no duty: %v %v", due, err)
		}
	})
}

func TestStoreRefusesAndWritesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		s := openStore(t, d)
		save(t, s, seed(t))
		extra := office.Official{ID: "x", Name: "Lê Văn X"}
		rows := []struct {
			sentence string
			c        office.Change
			field    string
		}{
			{"a post at an office that is not there", office.Change{Officials: []office.Official{extra}, Posts: []office.Post{{ID: "p9", Official: "x", Office: "zz", Role: office.Head, From: day}}}, "post"},
			{"a post of nobody", office.Change{Posts: []office.Post{{ID: "p9", Official: "zz", Office: "g79", Role: office.Head, From: day}}}, "post"},
			{"a role nobody knows", office.Change{Posts: []office.Post{{ID: "p9", Official: "lan", Office: "g79", Role: "king", From: day}}}, "role"},
			{"a post without a first day", office.Change{Posts: []office.Post{{ID: "p9", Official: "lan", Office: "g79", Role: office.Head}}}, "from"},
			{"a post that ends before it begins", office.Change{Posts: []office.Post{{ID: "p9", Official: "lan", Office: "g79", Role: office.Head, From: day, To: "2019-06-02"}}}, "to"},
			{"a post before the office exists", office.Change{Posts: []office.Post{{ID: "p9", Official: "lan", Office: "g79", Role: office.Head, From: "2016-06-03"}}}, "office"},
			{"a delegation to oneself", office.Change{Delegations: []office.Delegation{{ID: "d9", From: "p1", To: "p1", Begin: day, End: day}}}, "to"},
			{"a delegation without an end", office.Change{Delegations: []office.Delegation{{ID: "d9", From: "p2", To: "p1", Begin: day}}}, "end"},
			{"a delegation longer than the post", office.Change{Delegations: []office.Delegation{{ID: "d9", From: "p2", To: "p1", Begin: day, End: "2019-07-01"}}}, "begin"},
			{"an official without a name", office.Change{Officials: []office.Official{{ID: "y", Name: " "}}}, "official"},
		}
		for _, row := range rows {
			err := s.Save(context.Background(), row.c)
			if r, ok := refusal.As(err); !ok || r.Field != row.field {
				t.Errorf("%s: %v", row.sentence, err)
			}
		}
		if changed, err := s.Refresh(context.Background()); err != nil || changed {
			t.Errorf("a refused change left a trace: %v %v", changed, err)
		}
		if _, ok := openStore(t, d).Official("x"); ok {
			t.Error("part of a refused change was written")
		}
	})
}
