package names

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"motcua/fold"
)

// Sex of a synthetic citizen; given and middle names depend on it.
type Sex int

// The two sexes the civil register of 2019 knows.
const (
	Male Sex = iota
	Female
)

// Citizen is a synthetic citizen.
type Citizen struct {
	Name    string
	Sex     Sex
	Number  string // 12 digits beginning 099, a province that does not exist
	Phone   string // 10 digits beginning 0100, a range that is not given out
	Email   string
	Address string
	Birth   string // YYYY-MM-DD
}

// Company is a synthetic organisation.
type Company struct {
	Name    string
	Number  string // tax code, 10 digits beginning 00
	Phone   string
	Email   string
	Address string
}

// Generator makes people from one source of chance. It is not safe for two goroutines.
type Generator struct {
	r     *rand.Rand
	parts *parts
}

// New starts a generator; equal sources give equal people.
func New(r *rand.Rand) *Generator { return &Generator{r: r, parts: shippedParts()} }

// famous are names of historical persons that the parts could put together; a
// synthetic citizen must not carry them.
var famous = map[string]bool{"Hồ Chí Minh": true, "Võ Nguyên Giáp": true, "Tôn Đức Thắng": true, "Lê Duẩn": true,
	"Phạm Văn Đồng": true, "Trường Chinh": true, "Ngô Đình Diệm": true, "Nguyễn Văn Thiệu": true, "Trần Hưng Đạo": true}

// Name makes a full name: surname, one or two middle words, given name. Some four in
// ten men are Văn and some five in ten women Thị, as among the grown-ups of 2019 [design].
func (g *Generator) Name(sex Sex) string {
	for {
		if name := g.name(sex); !famous[name] {
			return name
		}
	}
}

func (g *Generator) name(sex Sex) string {
	middle, given, old, chance := g.parts.middleMale, g.parts.givenMale, "Văn", 40
	if sex == Female {
		middle, given, old, chance = g.parts.middleFemale, g.parts.givenFemale, "Thị", 50
	}
	words := []string{g.parts.surnames.pick(g.r)}
	last := given.pick(g.r)
	if g.r.IntN(100) < chance {
		words = append(words, old)
		if sex == Female && g.r.IntN(2) == 0 {
			words = append(words, g.unlike(middle, last))
		}
	} else {
		words = append(words, g.unlike(middle, last))
	}
	return strings.Join(append(words, last), " ")
}

// unlike picks a middle word other than the given name: nobody is called Lan Lan.
func (g *Generator) unlike(from weighted, last string) string {
	for {
		if word := from.pick(g.r); word != last {
			return word
		}
	}
}

// Citizen makes a grown-up of 18 to 85 years in the given year who lives in the ward.
func (g *Generator) Citizen(ward, district string, year int) Citizen {
	c := Citizen{Sex: Sex(g.r.IntN(2))}
	c.Name = g.Name(c.Sex)
	born := year - 18 - g.r.IntN(68)
	c.Birth = fmt.Sprintf("%04d-%02d-%02d", born, 1+g.r.IntN(12), 1+g.r.IntN(28))
	century := 2 * (born/100 - 19) // as identity numbers count: 0, 1 for 19xx, 2, 3 for 20xx
	c.Number = fmt.Sprintf("099%d%02d%06d", century+int(c.Sex), born%100, g.r.IntN(1_000_000))
	c.Phone = g.phone()
	c.Email = g.email(c.Name)
	c.Address = g.Address(ward, district)
	return c
}

func (g *Generator) phone() string { return fmt.Sprintf("0100%06d", g.r.IntN(1_000_000)) }

func (g *Generator) email(name string) string {
	words := strings.Fields(fold.Fold(name))
	return fmt.Sprintf("%s.%s%d@thudientu.example", words[len(words)-1], words[0], g.r.IntN(10_000))
}

// Address makes a house in the ward: "628/30 Hậu Giang, Phường 12, Quận 6". A district
// without streets of its own gets one of the city's.
func (g *Generator) Address(ward, district string) string {
	streets := g.parts.streets[district]
	if len(streets) == 0 {
		streets = g.parts.streets["Quận 1"]
	}
	street := streets[g.r.IntN(len(streets))]
	house := fmt.Sprint(1 + g.r.IntN(700))
	switch g.r.IntN(10) {
	case 0:
		house += string(rune('A' + g.r.IntN(3)))
	case 1, 2, 3:
		house += fmt.Sprintf("/%d", 1+g.r.IntN(99))
	case 4:
		house += fmt.Sprintf("/%d/%d", 1+g.r.IntN(60), 1+g.r.IntN(30))
	}
	parts := []string{house + " " + street}
	for _, part := range []string{ward, district} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// Company makes an organisation in the ward; one in four is a household business or a
// sole proprietor carrying a person's name.
func (g *Generator) Company(ward, district string) Company {
	trade := g.parts.trades[g.r.IntN(len(g.parts.trades))]
	brand := g.parts.brands[g.r.IntN(len(g.parts.brands))]
	both := trade + " " + brand
	forms := []string{"Công ty TNHH " + both, "Công ty TNHH " + both, "Công ty TNHH MTV " + both, "Công ty Cổ phần " + both,
		"Doanh nghiệp tư nhân " + brand, "Hợp tác xã " + both,
		"Hộ kinh doanh " + g.Name(Sex(g.r.IntN(2))), "Hộ kinh doanh " + g.Name(Sex(g.r.IntN(2)))}
	name := forms[g.r.IntN(len(forms))]
	return Company{Name: name, Number: fmt.Sprintf("00%08d", g.r.IntN(100_000_000)), Phone: g.phone(),
		Email: fmt.Sprintf("lienhe%d@doanhnghiep.example", g.r.IntN(100_000)), Address: g.Address(ward, district)}
}
