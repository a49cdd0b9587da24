package procedure

import "regexp"

// DemoDay is the day the shipped catalogue is shown on. A legal basis made after it
// could not have been cited then and is marked.
const DemoDay = "2019-06-03"

// Basis is one legal basis. Later says that it is younger than DemoDay.
type Basis struct {
	Number string
	Later  bool
}

var yearInNumber = regexp.MustCompile(`/((?:19|20)\d\d)(?:/|$)`)

// NewBasis marks a number by the year in it ("22/2023/TT-BCA"). Numbers without a
// year ("2371/QĐ-UBND") and those of the demo's own year say nothing about the day,
// so they are not marked.
func NewBasis(number string) Basis {
	return Basis{Number: number, Later: laterThan(number, DemoDay[:4])}
}

func laterThan(number, year string) bool {
	m := yearInNumber.FindStringSubmatch(number)
	return m != nil && m[1] > year
}
