package names

import (
	"math"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"motcua/fold"
)

func seeded(seed uint64) *Generator { return New(rand.New(rand.NewPCG(seed, 1))) }

func TestTheSameSeedGivesTheSamePeople(t *testing.T) {
	a, b, c := seeded(7), seeded(7), seeded(8)
	different := false
	for range 200 {
		x, y, z := a.Citizen("Phường 12", "Quận 6", 2019), b.Citizen("Phường 12", "Quận 6", 2019), c.Citizen("Phường 12", "Quận 6", 2019)
		if x != y {
			t.Fatalf("%+v and %+v", x, y)
		}
		different = different || x != z
		if v, w := a.Company("", "Quận 1"), b.Company("", "Quận 1"); v != w {
			t.Fatalf("%+v and %+v", v, w)
		}
		c.Company("", "Quận 1")
	}
	if !different {
		t.Error("another seed gives the same people")
	}
}

func TestSurnamesFollowTheirFrequencies(t *testing.T) {
	const n = 50_000
	g, count := seeded(1), map[string]int{}
	for range n {
		count[strings.Fields(g.Name(Male))[0]]++
	}
	for surname, percent := range map[string]float64{"Nguyễn": 31.5, "Trần": 10.9, "Lê": 8.9, "Huỳnh": 5.1, "Đặng": 1.9} {
		got := 100 * float64(count[surname]) / n
		// The published percentages sum to a little over or under 100; allow that and chance.
		if math.Abs(got-percent) > 0.1*percent+0.3 {
			t.Errorf("%s: %.2f %%, published %.1f %%", surname, got, percent)
		}
	}
	if len(count) < 80 {
		t.Errorf("only %d surnames occur", len(count))
	}
}

var (
	number = regexp.MustCompile(`^099[0-3]\d{8}$`)
	phone  = regexp.MustCompile(`^0100\d{6}$`)
	tax    = regexp.MustCompile(`^00\d{8}$`)
	mail   = regexp.MustCompile(`^[a-z0-9.]+@[a-z]+\.example$`)
)

func TestPeopleAreSyntheticAndWellFormed(t *testing.T) {
	g, seen := seeded(3), map[string]bool{}
	for i := range 20_000 {
		c := g.Citizen("Phường Bến Nghé", "Quận 1", 2019)
		words := strings.Fields(c.Name)
		if len(words) < 3 || len(words) > 4 || !fold.IsNFC(c.Name) || strings.ContainsRune(c.Name, 'Ð') || famous[c.Name] {
			t.Fatalf("name %q", c.Name)
		}
		if !number.MatchString(c.Number) || !phone.MatchString(c.Phone) || !mail.MatchString(c.Email) {
			t.Fatalf("%+v is not plainly synthetic", c)
		}
		if c.Birth < "1934" || c.Birth > "2001-12-31" {
			t.Fatalf("born %s, not grown up in 2019", c.Birth)
		}
		if female := c.Number[3]%2 == 1; female != (c.Sex == Female) {
			t.Fatalf("the number of %+v tells another sex", c)
		}
		if !strings.HasSuffix(c.Address, ", Phường Bến Nghé, Quận 1") {
			t.Fatalf("address %q", c.Address)
		}
		if i < 1000 {
			seen[c.Name] = true
		}
	}
	if len(seen) < 900 {
		t.Errorf("only %d names among 1,000 people", len(seen))
	}
}

func TestCompanies(t *testing.T) {
	g, forms := seeded(4), map[string]bool{}
	for range 2000 {
		c := g.Company("Xã Phước Kiển", "Huyện Nhà Bè")
		if !tax.MatchString(c.Number) || !phone.MatchString(c.Phone) || !mail.MatchString(c.Email) || !fold.IsNFC(c.Name) {
			t.Fatalf("%+v", c)
		}
		forms[strings.Join(strings.Fields(c.Name)[:2], " ")] = true
	}
	for _, form := range []string{"Công ty", "Hộ kinh", "Hợp tác", "Doanh nghiệp"} {
		if !forms[form] {
			t.Errorf("no %s among 2,000 organisations: %v", form, forms)
		}
	}
}

func TestEveryDistrictHasStreets(t *testing.T) {
	if n := len(shippedParts().streets); n != 24 {
		t.Errorf("%d districts have streets, want 24", n)
	}
	if !fold.IsNFC(partsText) || strings.Contains(strings.SplitN(partsText, "surname|", 2)[1], "Ð") {
		t.Error("the parts are not NFC or carry Ð for Đ")
	}
}

func TestParseRefuses(t *testing.T) {
	for sentence, text := range map[string]string{
		"nothing": "", "a line without a key": "Nguyễn", "a key nobody knows": "clan|a:1", "a word without weight": "surname|Nguyễn",
		"a weight of nothing": "surname|Nguyễn:0",
	} {
		if _, err := parse(text); err == nil {
			t.Errorf("%s was accepted", sentence)
		}
	}
}
