package office

import (
	"bufio"
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"motcua/fold"
	"motcua/refusal"
)

//go:embed data/hcmc-2019.txt
var hcmc2019 []byte

//go:embed data/hcmc-2025.txt
var hcmc2025 []byte

// The days on which the shipped city changes (law.md 2.7, 11).
const (
	// FirstDay is the first day the shipped offices and their codes hold: the day from
	// which law ships a profile. The city's offices of 2019 stood so before; that they
	// went by these codes before TT 01/2018 is our own choice [design].
	FirstDay = "2016-09-30"
	// TwoTierDay begins the city without districts, merged with its neighbours.
	TwoTierDay = "2025-07-01"
	// CentreDay begins the one place of reception and return for all departments.
	CentreDay = "2025-12-27"
	// CentreID is the office of that place.
	CentreID = "u38"

	lastDistrictDay = "2025-06-30"
)

// Shipped gives the city through the years. 2019: the city, 28 departments and boards,
// 9 vertical bodies, 24 districts, 322 communes. From 1/7/2025: no districts, 168
// communes; from 27/12/2025 the Centre. An error means a broken build.
func Shipped() ([]Office, error) {
	all, err := shipped()
	return append([]Office(nil), all.Offices...), err
}

// Successions gives what went over where in the shipped city.
func Successions() ([]Succession, error) {
	all, err := shipped()
	return append([]Succession(nil), all.Successions...), err
}

var shipped = sync.OnceValues(func() (Change, error) {
	old, err := Parse(hcmc2019, FirstDay)
	if err != nil {
		return Change{}, err
	}
	return twoTiers(old, hcmc2025)
})

// Parse reads offices, one a line: code|kind|name|parent code|GSO code. Lines with #
// are remarks. A parent stands above its children. Every office and code holds from
// the given day. The refusal names the line.
func Parse(data []byte, from string) ([]Office, error) {
	var out []Office
	ids := map[string]string{} // code → id
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		o, code, parent, why := parseLine(line)
		if why == "" && parent != "" && ids[parent] == "" {
			why = fmt.Sprintf("cơ quan cấp trên %s chưa có ở dòng trước", parent)
		}
		if why == "" && ids[code] != "" {
			why = fmt.Sprintf("mã %s đã dùng", code)
		}
		if why != "" {
			return nil, refusal.Invalid("file", fmt.Sprintf("Danh mục cơ quan, dòng %d: %s.", n, why))
		}
		o.Parent, o.ValidFrom, o.Codes = ids[parent], from, CodesFrom(code, from)
		ids[code] = o.ID
		out = append(out, o)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read offices: %w", err)
	}
	return out, nil
}

func parseLine(line string) (o Office, code, parent, why string) {
	parts := strings.Split(line, "|")
	if len(parts) != 5 {
		return o, "", "", fmt.Sprintf("cần 5 cột, có %d", len(parts))
	}
	code, parent = parts[0], parts[3]
	o = Office{Kind: Kind(parts[1]), Place: parts[2], GSO: parts[4]}
	switch {
	case !ValidCode2018(code):
		return o, code, parent, fmt.Sprintf("mã %q sai dạng 000.00.00.H29", code)
	case o.Place == "" || !fold.IsNFC(o.Place):
		return o, code, parent, "tên trống hoặc không ở dạng NFC"
	case (o.Kind == City) != (parent == ""):
		return o, code, parent, "chỉ thành phố không có cấp trên"
	}
	switch o.Kind {
	case City, District, Commune:
		if o.GSO == "" {
			return o, code, parent, "thiếu mã đơn vị hành chính"
		}
		o.ID = "g" + o.GSO
	case Department, Vertical:
		o.ID = "u" + strings.Split(code, ".")[2]
	default:
		return o, code, parent, fmt.Sprintf("loại cơ quan %q không biết", o.Kind)
	}
	if o.Kind == Commune {
		o.Hours = HoursSaturdayMorning // published by the city for all communes
	}
	return o, code, parent, ""
}
