package office

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"

	"motcua/fold"
	"motcua/refusal"
)

// twoTiers carries the city of 2019 through 1/7/2025 (no districts, new communes) and
// 27/12/2025 (the Centre).
func twoTiers(old []Office, data []byte) (Change, error) {
	out := Change{Offices: slices.Clone(old)}
	for i := range out.Offices {
		o := &out.Offices[i]
		switch o.Kind {
		case District, Commune:
			o.ValidTo, o.Codes[len(o.Codes)-1].To = lastDistrictDay, lastDistrictDay
		case Department:
			o.Desks = []Desk{{At: CentreID, From: CentreDay}}
		}
	}
	h := heirs{old: old, of: map[string][]Succession{}}
	lines := bufio.NewScanner(bytes.NewReader(data))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		o, why := h.line(line)
		if why != "" {
			return out, refusal.Invalid("file", fmt.Sprintf("Danh mục cơ quan hai cấp, dòng %d: %s.", n, why))
		}
		out.Offices = append(out.Offices, o)
	}
	if err := lines.Err(); err != nil {
		return out, fmt.Errorf("read offices: %w", err)
	}
	out.Offices = append(out.Offices, Office{ID: CentreID, Kind: Centre, Place: "Trung tâm Phục vụ hành chính công Thành phố Hồ Chí Minh", Parent: old[0].ID,
		Codes: []Code{{Value: "H29.38", From: CentreDay}}, ValidFrom: CentreDay}) // number of our own [design]
	out.Successions = h.all()
	return out, nil
}

// heirs collects who went over to whom on TwoTierDay.
type heirs struct {
	old []Office
	of  map[string][]Succession // by the old office, in the order of the file
}

// line reads one commune of 2025: number|GSO code|name|parts.
func (h *heirs) line(text string) (Office, string) {
	p := strings.Split(text, "|")
	if len(p) != 4 {
		return Office{}, fmt.Sprintf("cần 4 cột, có %d", len(p))
	}
	if p[0] == "" || p[1] == "" || p[2] == "" || !fold.IsNFC(p[2]) {
		return Office{}, "số, mã hoặc tên trống, hoặc tên không ở dạng NFC"
	}
	// A GSO code may go on from a commune of 2019: the id says which of the two.
	o := Office{ID: "n" + p[1], Kind: Commune, Place: p[2], Parent: h.old[0].ID, GSO: p[1], Hours: HoursSaturdayMorning,
		Codes: []Code{{Value: h.old[0].Codes[0].Value[len("000.00.00."):] + "." + p[0], From: TwoTierDay}}, ValidFrom: TwoTierDay}
	for _, part := range strings.Fields(p[3]) {
		gso := strings.TrimRight(part, "~*")
		at := slices.IndexFunc(h.old, func(x Office) bool { return x.Kind == Commune && x.GSO == gso })
		if at < 0 {
			return Office{}, fmt.Sprintf("xã, phường cũ %s không có trong danh mục 2019", gso)
		}
		h.add(h.old[at].ID, o.ID, !strings.Contains(part, "*"))
		h.add(h.old[at].Parent, o.ID, false)
	}
	return o, ""
}

// add notes a succession once. The lead is the heir that took the whole, else the
// first of the file [design].
func (h *heirs) add(old, heir string, whole bool) {
	links := h.of[old]
	if slices.ContainsFunc(links, func(s Succession) bool { return s.New == heir }) {
		return
	}
	h.of[old] = append(links, Succession{Old: old, New: heir, On: TwoTierDay, Lead: whole || len(links) == 0})
	if whole {
		for i := range links {
			h.of[old][i].Lead = false
		}
	}
}

// all gives the successions; a commune no line names goes to every heir of its
// district [design].
func (h *heirs) all() []Succession {
	var out []Succession
	for _, o := range h.old {
		links := h.of[o.ID]
		if o.Kind == Commune && len(links) == 0 {
			for _, s := range h.of[o.Parent] {
				links = append(links, Succession{Old: o.ID, New: s.New, On: s.On, Lead: s.Lead})
			}
		}
		out = append(out, links...)
	}
	return out
}
