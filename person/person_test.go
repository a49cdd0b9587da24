package person_test

import (
	"strings"
	"testing"

	"motcua/person"
	"motcua/refusal"
)

func TestCleanBringsIntoTheStoredForm(t *testing.T) {
	got, err := person.Person{Kind: person.Citizen, Name: "  Nguyê\u0303n  Thị\tLan ", Number: " 079 190 000 001 ", Phone: "+84 90.123-4567",
		Email: " lan@example.vn ", Address: "12  Lê Lợi\n"}.Clean()
	want := person.Person{Kind: person.Citizen, Name: "Nguyễn Thị Lan", Number: "079190000001", Phone: "0901234567", Email: "lan@example.vn", Address: "12 Lê Lợi"}
	if err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	if got.LastFour() != "4567" || (person.Person{}).LastFour() != "" {
		t.Error("the last four digits are wrong")
	}
}

func TestCleanRefuses(t *testing.T) {
	ok := person.Person{Kind: person.Citizen, Name: "Lan"}
	firm := person.Person{Kind: person.Organisation, Name: "Công ty TNHH An Phú"}
	rows := []struct {
		sentence string
		p        person.Person
		spoil    func(*person.Person)
		field    string
	}{
		{"neither citizen nor organisation", ok, func(p *person.Person) { p.Kind = "" }, "kind"},
		{"no name", ok, func(p *person.Person) { p.Name = " " }, "name"},
		{"a name of 251 letters", ok, func(p *person.Person) { p.Name = strings.Repeat("ă", 251) }, "name"},
		{"an identity number of 10 digits", ok, func(p *person.Person) { p.Number = "0123456789" }, "number"},
		{"a tax code of 9 digits", firm, func(p *person.Person) { p.Number = "012345678" }, "number"},
		{"a phone of letters", ok, func(p *person.Person) { p.Phone = "09abc" }, "phone"},
		{"an address without a domain", ok, func(p *person.Person) { p.Email = "lan@noi" }, "email"},
		{"a birthday in another form", ok, func(p *person.Person) { p.Birth = "3/6/1990" }, "birth"},
	}
	for _, row := range rows {
		p := row.p
		row.spoil(&p)
		_, err := p.Clean()
		if r, found := refusal.As(err); !found || r.Field != row.field {
			t.Errorf("%s: %v", row.sentence, err)
		}
	}
	for _, number := range []string{"", "023456789", "079190000001", "B1234567"} {
		p := ok
		p.Number = number
		if _, err := p.Clean(); err != nil {
			t.Errorf("identity number %q: %v", number, err)
		}
	}
	firm.Number = "0100107370-001"
	if _, err := firm.Clean(); err != nil {
		t.Errorf("the tax code of a branch: %v", err)
	}
}
