package procedure_test

import (
	"testing"

	"golang.org/x/text/unicode/norm"

	"motcua/procedure"
)

func names(list []procedure.Version) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = v.Code
	}
	return out
}

func TestSearchFindsWithAndWithoutAccents(t *testing.T) {
	x := procedure.NewIndex(shippedVersions(t))
	rows := []struct{ sentence, text, first string }{
		{"with accents", "đăng ký khai sinh", "1.001193"},
		{"without accents", "dang ky khai sinh", "1.001193"},
		{"decomposed", norm.NFD.String("đăng ký khai tử"), "1.000656"},
		{"capitals and spaces", "  KẾT   HÔN ", "1.000894"},
		{"by code", "2.000815", "2.000815"},
		{"words out of order", "kinh doanh ho dang ky thanh lap", "1.001612"},
	}
	for _, row := range rows {
		got := x.Search(procedure.Query{Text: row.text})
		found := len(got) > 0 && got[0].Code == row.first
		if row.first == "1.000894" { // several end with these words; it must be among the first three
			found = false
			for _, v := range got[:min(3, len(got))] {
				found = found || v.Code == row.first
			}
		}
		if !found {
			t.Errorf("%s: %q finds %v, want %s first", row.sentence, row.text, names(got), row.first)
		}
	}
	if got := x.Search(procedure.Query{Text: "cấp phép bay lên mặt trăng"}); len(got) != 0 {
		t.Errorf("nonsense finds %v", names(got))
	}
	if got := x.Search(procedure.Query{Text: "giay chung sinh"}); len(got) == 0 {
		t.Error("a paper's name finds the procedures that ask for it")
	}
	if got := x.Search(procedure.Query{}); len(got) != len(x.All()) {
		t.Errorf("an empty query gives %d of %d", len(got), len(x.All()))
	}
}

func TestSearchFilters(t *testing.T) {
	x := procedure.NewIndex([]procedure.Version{
		{ID: "a1", Code: "1.000001", No: 1, Name: "Đăng ký một", Field: "Hộ tịch", ValidTo: "2019-05-31", Level2019: procedure.Commune},
		{ID: "a2", Code: "1.000001", No: 2, Name: "Đăng ký một", Field: "Hộ tịch", ValidFrom: "2019-06-01", Level2019: procedure.Commune},
		{ID: "b", Code: "1.000002", No: 1, Name: "Đăng ký hai", Field: "Đất đai", Level2019: procedure.District, OnlineLevel: 3, Channels: []procedure.Channel{{Kind: procedure.Online}}},
		{ID: "c", Code: "1.000003", No: 1, Name: "Đăng ký ba", Field: "Đất đai", Level2019: procedure.District, OnlineLevel: 2, Channels: []procedure.Channel{{Kind: procedure.Online}}},
	})
	rows := []struct {
		sentence string
		q        procedure.Query
		ids      string
	}{
		{"KS-9: on a day each code appears once, in its version", procedure.Query{Day: "2019-06-03", Field: "Hộ tịch"}, "a2"},
		{"KS-9: before the change in the old one", procedure.Query{Day: "2019-05-03", Field: "Hộ tịch"}, "a1"},
		{"by field, in Vietnamese order of names", procedure.Query{Field: "Đất đai"}, "c b"},
		{"by tier", procedure.Query{Level: procedure.Commune, Day: "2019-06-03"}, "a2"},
		{"level 2 cannot be filed online", procedure.Query{Online: true}, "b"},
	}
	for _, row := range rows {
		got := ""
		for _, v := range x.Search(row.q) {
			got += " " + v.ID
		}
		if got != " "+row.ids {
			t.Errorf("%s: %q, want %q", row.sentence, got, row.ids)
		}
	}
	if v, ok := x.InForce("1.000001", "2019-05-31"); !ok || v.ID != "a1" {
		t.Errorf("KS-9: in force on the last day of version 1: %+v", v)
	}
	if v, ok := x.Version("b"); !ok || v.Code != "1.000002" || len(x.Of("1.000001")) != 2 {
		t.Error("finding by id or by code fails")
	}
}

func BenchmarkSearch(b *testing.B) {
	versions, err := procedure.Shipped()
	if err != nil {
		b.Fatal(err)
	}
	x := procedure.NewIndex(versions)
	for b.Loop() {
		x.Search(procedure.Query{Text: "dang ky khai sinh", Day: procedure.DemoDay})
	}
}
