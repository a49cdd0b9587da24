package procedure_test

import (
	"strings"
	"testing"

	"motcua/procedure"
)

// marked writes a side with its changed words in brackets.
func marked(words []procedure.Word) string {
	var out []string
	for _, w := range words {
		if w.Changed {
			out = append(out, "["+w.Text+"]")
		} else {
			out = append(out, w.Text)
		}
	}
	return strings.Join(out, " ")
}

func told(list []procedure.Difference) string {
	var out []string
	for _, d := range list {
		for _, p := range d.Pairs {
			out = append(out, string(d.Key)+": "+marked(p.Before)+" → "+marked(p.After))
		}
	}
	return strings.Join(out, "\n")
}

func TestDifferencesAreToldBySectionAndWord(t *testing.T) {
	rows := []struct {
		sentence string
		change   func(*procedure.Version)
		want     string
	}{
		{"nothing changed", func(*procedure.Version) {}, ""},
		{"another limit", func(v *procedure.Version) { v.Channels[0].Limit = wd(3) }, "limit: Trực tiếp: [01] ngày làm việc → Trực tiếp: [03] ngày làm việc"},
		{"a paper more", func(v *procedure.Version) {
			v.Papers = append(v.Papers, procedure.Paper{Key: "p2", Name: "Giấy chứng sinh", Copies: 2})
		}, "papers:  → [Giấy chứng sinh (02 bản sao)]"},
		{"a paper less, and no form is left", func(v *procedure.Version) { v.Papers = nil }, "papers: [Tờ khai (01 bản chính)] → \nforms: [Tờ khai] → "},
		{"one word of a sentence", func(v *procedure.Version) { v.Steps = "Bước 1: Gửi hồ sơ." }, "steps: Bước 1: [Nộp] hồ sơ. → Bước 1: [Gửi] hồ sơ."},
		{"an end of force", func(v *procedure.Version) { v.ValidTo = "2019-06-30" }, "force:  → [Ngày cuối còn hiệu lực 30/6/2019]"},
		{"a level of the online service from a day", func(v *procedure.Version) {
			v.Services = []procedure.Service{{From: "2019-02-01", Level: 4, Decision: "12/QĐ-UBND"}}
		}, "service:  → [Dịch vụ công trực tuyến mức độ 4 từ ngày 01/02/2019 theo 12/QĐ-UBND]"},
		{"another spelling of the same letters is no change", func(v *procedure.Version) { v.Agency = "Ủy ban nhân dân phươ\u0300ng" }, ""},
		{"a fee instead of none", func(v *procedure.Version) {
			v.None, v.Channels[0].Fee = nil, &procedure.Fee{Amount: 5000, Currency: "VND"}
		}, "fee: [Không có] → [Trực tiếp: 5.000 đồng]"},
	}
	for _, row := range rows {
		a, b := complete(), complete()
		row.change(&b)
		if got := told(procedure.Differences(a, b)); got != row.want {
			t.Errorf("%s:\n%s\nwant\n%s", row.sentence, got, row.want)
		}
	}
}

// Put together, the sides of every pair are the lines that differ, and what both sides
// share is marked on neither.
func TestDifferencesLoseNoWord(t *testing.T) {
	all := shippedVersions(t)
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		before, after := lines(a), lines(b)
		for _, d := range procedure.Differences(a, b) {
			for _, line := range d.Before() {
				if !before[line] {
					t.Fatalf("%s has no line %q", a.Code, line)
				}
			}
			for _, line := range d.After() {
				if !after[line] {
					t.Fatalf("%s has no line %q", b.Code, line)
				}
			}
			for _, p := range d.Pairs {
				if same(p.Before) != same(p.After) {
					t.Fatalf("%s and %s: %q and %q share other words", a.Code, b.Code, same(p.Before), same(p.After))
				}
			}
		}
		if len(procedure.Differences(a, a)) != 0 {
			t.Fatalf("%s differs from itself", a.Code)
		}
	}
}

func same(words []procedure.Word) string {
	var out []string
	for _, w := range words {
		if !w.Changed {
			out = append(out, w.Text)
		}
	}
	return strings.Join(out, " ")
}

// lines are all lines a difference may show of a version: those of a version of nothing.
func lines(v procedure.Version) map[string]bool {
	out := map[string]bool{"Không có": true}
	for _, d := range procedure.Differences(procedure.Version{}, v) {
		for _, line := range d.After() {
			out[line] = true
		}
	}
	return out
}

func TestLevelAndKindOfTheOnlineServiceAreKeptApartByDate(t *testing.T) {
	v := procedure.Version{OnlineLevel: 2, Channels: []procedure.Channel{{Kind: procedure.Online}}, Services: []procedure.Service{
		{From: "2019-03-01", Level: 3}, {From: "2020-01-01", Level: 4}, {From: "2022-06-21", Kind: procedure.Partial}, {From: "2026-07-01", Kind: procedure.Whole}}}
	rows := []struct {
		day    string
		level  int
		kind   procedure.ServiceKind
		online bool
	}{
		{"2019-02-28", 2, "", false}, {"2019-03-01", 3, "", true}, {"2021-05-05", 4, "", true},
		{"2022-06-21", 4, procedure.Partial, true}, {"2026-07-01", 4, procedure.Whole, true},
	}
	for _, row := range rows {
		got := v.ServiceOn(row.day)
		if got.Level != row.level || got.Kind != row.kind || v.OnlineOn(row.day) != row.online {
			t.Errorf("on %s: level %d, kind %q, online %v", row.day, got.Level, got.Kind, v.OnlineOn(row.day))
		}
	}
	x := procedure.NewIndex([]procedure.Version{v})
	for service, want := range map[string]int{"4": 1, "partial": 1, "whole": 0, "3": 0, "": 1} {
		if got := x.Search(procedure.Query{Service: service, Day: "2022-07-01"}); len(got) != want {
			t.Errorf("DV-1: list of service %q has %d, want %d", service, len(got), want)
		}
	}
}

func TestEventsOfLifeNameProceduresThatAreShipped(t *testing.T) {
	x := procedure.NewIndex(shippedVersions(t))
	for _, e := range procedure.LifeEvents() {
		for _, code := range e.Codes {
			if len(x.Of(code)) == 0 {
				t.Errorf("%s names %s, which is not shipped", e.Title, code)
			}
		}
		got := names(x.Search(procedure.Query{Event: e.Key, Day: procedure.DemoDay}))
		if strings.Join(got, " ") != strings.Join(e.Codes, " ") {
			t.Errorf("%s lists %v, want %v in this order", e.Title, got, e.Codes)
		}
		if first := names(x.Search(procedure.Query{Text: e.Title})); len(first) == 0 {
			t.Errorf("its title %q finds nothing", e.Title)
		}
	}
}
