package person_test

import (
	"context"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/person"
	"motcua/refusal"
)

var at = time.Date(2019, 6, 3, 9, 0, 0, 0, time.UTC)

func kindOf(err error) refusal.Kind {
	if r, ok := refusal.As(err); ok {
		return r.Kind
	}
	return ""
}

func TestPersonsAreKeptFoundAndErased(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx, s := context.Background(), person.NewStore(d, clock.NewIDs(clock.Wall()))
		lan, err := s.Save(ctx, person.Person{Kind: person.Citizen, Name: "Nguyễn Thị Lan", Number: "079190000001", Phone: "0901234567"}, at)
		if err != nil || lan.ID == "" {
			t.Fatalf("%+v %v", lan, err)
		}
		stranger, err := s.Save(ctx, person.Person{Kind: person.Citizen, Name: "Kẻ Lạ", Number: lan.Number}, at)
		if err != nil || stranger.ID == lan.ID {
			t.Errorf("a number nobody has shown is nobody's: %+v %v", stranger, err)
		}
		if _, err := s.ByNumber(ctx, lan.Number); kindOf(err) != refusal.KindMissing {
			t.Errorf("a number that was only typed finds somebody: %v", err)
		}
		verify := func(id, name string) error {
			return d.Update(ctx, func(tx db.Tx) error {
				return s.VerifyTx(tx, person.Seen{Person: id, Name: name, Number: "079190000001", By: "o-1"}, at)
			})
		}
		if err := verify(lan.ID, lan.Name); err != nil {
			t.Fatal(err)
		}
		if err := verify(stranger.ID, stranger.Name); kindOf(err) != refusal.KindConflict {
			t.Errorf("one number was verified for two: %v", err)
		}
		if x, _ := s.Find(ctx, lan.ID); !x.Is("nguyen thi LAN") || x.Is("Kẻ Lạ") || (person.Person{Name: "Kẻ Lạ"}).Is("Kẻ Lạ") {
			t.Errorf("who is who: %+v", x)
		}
		again, err := s.Save(ctx, person.Person{Kind: person.Citizen, Name: "Nguyễn Thị Lan", Number: "079190000001", Phone: "0907654321"}, at)
		if err != nil || again.ID != lan.ID {
			t.Errorf("the same number is the same person: %+v %v", again, err)
		}
		minh, err := s.Save(ctx, person.Person{Kind: person.Citizen, Name: "Trần Minh"}, at)
		if err != nil || minh.ID == lan.ID {
			t.Errorf("without a number everybody is new: %+v %v", minh, err)
		}
		minh.Number = lan.Number
		if _, err := s.Save(ctx, minh, at); kindOf(err) != refusal.KindConflict {
			t.Errorf("two persons with one number: %v", err)
		}
		if got, err := s.ByNumber(ctx, "079190000001"); err != nil || got.Phone != "0907654321" || got.ID != lan.ID {
			t.Errorf("by number: %+v %v", got, err)
		}
		other := lan
		other.Name = "Tên Khác"
		if _, err := s.Save(ctx, other, at); err != nil {
			t.Fatal(err)
		}
		if x, _ := s.Find(ctx, lan.ID); x.Verified.Set() {
			t.Error("under another name the number is still verified")
		}
		lan.Kind, lan.Number = person.Organisation, ""
		if _, err := s.Save(ctx, lan, at); kindOf(err) != refusal.KindInvalid {
			t.Errorf("a citizen became an organisation: %v", err)
		}
		if err := s.Erase(ctx, lan.ID, at); err != nil {
			t.Fatal(err)
		}
		if err := s.Erase(ctx, lan.ID, at); err != nil {
			t.Errorf("erasing twice: %v", err)
		}
		if _, err := s.Find(ctx, lan.ID); kindOf(err) != refusal.KindMissing {
			t.Errorf("an erased person is still read: %v", err)
		}
		lan.Kind = person.Citizen
		if _, err := s.Save(ctx, lan, at); kindOf(err) != refusal.KindMissing {
			t.Errorf("an erased person was written again: %v", err)
		}
		many, err := s.Many(ctx, []string{lan.ID, minh.ID, "nobody"})
		if err != nil || len(many) != 1 || many[minh.ID].Name != "Trần Minh" {
			t.Errorf("many: %+v %v", many, err)
		}
	})
}
