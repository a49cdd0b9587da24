package process

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/office"
	"motcua/procedure"
)

func TestPRI_9_WhatAProcessMustBe(t *testing.T) {
	at := func(change func(*Process)) Process { p := whole().Clone(); change(&p); return p }
	for _, row := range []struct {
		sentence string
		p        Process
		step     string
		field    string
		says     string
		rule     string
	}{
		{"the derived process may be submitted as it is", whole(), "", "", "", ""},
		{"an opinion asked side by side may be", two(), "", "", "", ""},
		{"no steps", Process{}, "", "", "chưa có bước nào", "PRI-9"},
		{"a step without a name", at(func(p *Process) { p.Steps[1].Name = " " }), "b2", "name", "Bước 2 chưa có nội dung", "PRI-9"},
		{"a role nobody has", at(func(p *Process) { p.Steps[1].Role = "minister" }), "b2", "role", "Bước 2 chưa có người thực hiện", "PRI-9"},
		{"an inspector settles nothing", at(func(p *Process) { p.Steps[1].Role = "inspector" }), "b2", "role", "vai trò trong danh sách", "PRI-9"},
		{"a place nobody knows", at(func(p *Process) { p.Steps[1].Place = "moon" }), "b2", "place", "nơi thực hiện", "PRI-9"},
		{"an office that is not there", at(func(p *Process) { p.Steps[1].Place, p.Steps[1].Office = Named, "gone" }), "b2", "office", "không có trong danh bạ", "PRI-9"},
		{"minutes too few", at(func(p *Process) { p.Steps[1].Minutes -= 120 }), "", "minutes", "còn thiếu 2 giờ làm việc", "PRI-9"},
		{"minutes too many", at(func(p *Process) { p.Steps[1].Minutes += 480 }), "", "minutes", "dài hơn thời hạn giải quyết", "PRI-9"},
		{"a step longer than the limit", at(func(p *Process) { p.Steps[1].Minutes = 6 * 480 }), "b2", "minutes", "dài hơn cả thời hạn", "DL-1"},
		{"time where none is counted", at(func(p *Process) { p.Steps[5].Minutes = 30 }), "b6", "minutes", "không tính thời gian nhưng lại ghi", "DL-1"},
		{"no letter of apology", whole().Remove("b5"), "", "", "điểm 2.10", "APO-8"},
		{"a letter that an officer signs", at(func(p *Process) { p.Steps[3].Role = "officer" }), "b5", "role", "APO-4", "APO-8"},
		{"no return of the result", whole().Remove("b6"), "", "", "bước trả kết quả", "PRI-1"},
		{"an officer who receives", at(func(p *Process) { p.Steps[0].Role = "officer" }), "b1", "role", "bộ phận một cửa", "PRI-1"},
		{"a step nothing leads to", at(func(p *Process) { p.Steps[2].Next = p.Steps[2].Next[:1]; p.Steps[2].Way = One }), "b5", "next", "không bước nào dẫn đến", "PRI-9"},
		{"a step that leads nowhere", at(func(p *Process) { p.Steps[4].Next = nil }), "b4", "next", "chưa có bước tiếp theo", "PRI-9"},
		{"a step that leads to one that is gone", at(func(p *Process) { p.Steps[4].Next = []Next{{To: "x"}} }), "b4", "next", "một bước không có", "PRI-9"},
		{"a way back", at(func(p *Process) {
			p.Steps[4].Way, p.Steps[4].Next = Choice, []Next{{To: "b2", When: "Sửa"}, {To: "b6", When: "Đạt"}}
		}), "", "next", "quay lại", "PRI-9"},
		{"a choice without its condition", at(func(p *Process) { p.Steps[2].Next[0].When = "" }), "b3", "next", "chưa ghi điều kiện", "PRI-9"},
		{"one way twice", at(func(p *Process) { p.Steps[2].Next[1].To = p.Steps[2].Next[0].To }), "b3", "next", "hai lần", "PRI-9"},
		{"several ways without a word which", at(func(p *Process) { p.Steps[2].Way = One }), "b3", "next", "một nhánh theo điều kiện, hay", "PRI-9"},
		{"a fork with one way", at(func(p *Process) { p.Steps[0].Way = Choice; p.Steps[0].Next[0].When = "Luôn" }), "b1", "next", "chỉ có một bước", "PRI-9"},
		{"branches that do not meet", at(func(p *Process) { p.Steps[2].Way = All; p.Steps[3].Next = []Next{{To: End}} }), "b3", "next", "không gặp lại", "PRI-9"},
		{"a beginning that is no reception", at(func(p *Process) { p.Steps[0].Key = procedure.StepExamine }), "b1", "kind", "lên đầu bảng", "PRI-9"},
	} {
		all := Check(row.p, five(), nobody)
		if row.says == "" {
			if len(all) > 0 {
				t.Errorf("%s: %+v", row.sentence, all)
			}
			continue
		}
		found := false
		for _, f := range all {
			found = found || f.Step == row.step && f.Field == row.field && f.Rule == row.rule && strings.Contains(f.Sentence, row.says)
		}
		if !found {
			t.Errorf("%s: nobody says %q at %q %q under %s: %+v", row.sentence, row.says, row.step, row.field, row.rule, all)
		}
	}
}

// A well-formed process has no finding about its ways, whatever its shape; its longest
// path is what a walk through the slowest branches takes.
func TestPRI_9_WellFormedWaysAreNeverBlamed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		for _, f := range Check(p, five(), nobody) {
			if f.Field == "next" {
				t.Fatalf("%+v\n%+v", f, p)
			}
		}
		path, sum := p.Longest()
		if len(path) == 0 || path[0] != p.Steps[0].ID {
			t.Fatalf("the longest path %v does not begin at the start", path)
		}
		plain := p.Plain()
		if plain.Total() != sum {
			t.Fatalf("dossiers read %d minutes, the longest path has %d", plain.Total(), sum)
		}
	})
}

func TestAPO_8_TheDerivedProcessAsAGraph(t *testing.T) {
	for _, l := range []procedure.Limit{{Value: 5, Unit: procedure.WorkingDays}, {Value: 30, Unit: procedure.Days}, {Value: 4, Unit: procedure.Hours}, {Unit: procedure.SameDay}, {}} {
		for _, consult := range []bool{true, false} {
			v := procedure.Version{Channels: []procedure.Channel{{Kind: procedure.InPerson, Limit: &l}}}
			p := From(procedure.Derive(l, consult))
			if all := Check(p, v, nobody); len(all) > 0 {
				t.Errorf("%v: what is derived cannot be submitted: %+v", l, all)
			}
			if got, want := p.Plain().Total(), procedure.WorkingMinutes(l); got != want {
				t.Errorf("%v: %d minutes, want %d", l, got, want)
			}
		}
	}
}

func TestRowsOfTheTable(t *testing.T) {
	p, id := whole().Insert("b2")
	if p.Steps[2].ID != id || p.Steps[1].Next[0].To != id || p.Steps[2].Next[0].To != "b3" {
		t.Errorf("a new step stands between two that follow each other: %+v", p.Steps[1:4])
	}
	if q := p.Remove(id); q.Steps[1].Next[0].To != "b3" || len(q.Steps) != 6 {
		t.Errorf("a step taken out leaves no hole: %+v", q.Steps)
	}
	if q := p.Move(id, true); q.Steps[1].ID != id || q.Steps[0].Next[0].To != id || q.Steps[1].Next[0].To != "b2" || q.Steps[2].Next[0].To != "b3" {
		t.Errorf("two that follow each other change places: %+v", q.Steps)
	}
	if q := p.Move("b1", true); q.Steps[0].ID != "b1" {
		t.Error("the first row goes no higher")
	}
	if p.Steps[1].ID != "b2" {
		t.Error("a change reaches the original")
	}
	if q := whole().Remove("b5"); q.Steps[2].Way != One || len(q.Steps[2].Next) != 1 || q.Steps[2].Next[0].When != "" {
		t.Errorf("a fork with one way left is none: %+v", q.Steps[2])
	}
	if q, id := (Process{}).Insert(""); len(q.Steps) != 1 || q.Steps[0].ID != id {
		t.Error("the first step of all")
	}
}

// Whatever is pressed in whatever order, no step is lost or doubled and nothing leads to
// a step that is not there.
func TestNoRowIsLostWhateverIsPressed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawn(t)
		for range rapid.IntRange(1, 12).Draw(t, "presses") {
			ids := []string{""}
			for _, s := range p.Steps {
				ids = append(ids, s.ID)
			}
			id, want := rapid.SampledFrom(ids).Draw(t, "row"), len(p.Steps)
			switch rapid.IntRange(0, 3).Draw(t, "press") {
			case 0:
				p, _ = p.Insert(id)
				want++
			case 1:
				if id != "" {
					want--
				}
				p = p.Remove(id)
			case 2:
				p = p.Move(id, true)
			default:
				p = p.Move(id, false)
			}
			seen := map[string]bool{}
			for _, s := range p.Steps {
				seen[s.ID] = true
				for _, n := range s.Next {
					if n.To != End && p.Index(n.To) < 0 {
						t.Fatalf("%s leads to %s, which is gone", s.ID, n.To)
					}
				}
			}
			if len(seen) != want || len(p.Steps) != want {
				t.Fatalf("%d rows, want %d", len(p.Steps), want)
			}
		}
	})
}

func TestEveryPlaceAndKindHasAName(t *testing.T) {
	for _, p := range Places {
		if p.Vietnamese() == "" {
			t.Error(p)
		}
	}
	for _, k := range Keys {
		if KeyName(k) == "" {
			t.Error(k)
		}
	}
	for _, r := range Roles {
		if !r.Valid() || r == office.Inspector {
			t.Error(r)
		}
	}
}
