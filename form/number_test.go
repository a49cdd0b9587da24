package form

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// one is a form of a single question.
func one(f Field) Form {
	return Form{Title: "Tờ khai", Sections: []Section{{Title: "Phần", Fields: []Field{f}}}}
}

// TestNumbersAreReadAsTheyAreWritten: dots part groups of three, the comma stands before
// what is less than one; what is written otherwise is refused and never kept as another
// number.
func TestNumbersAreReadAsTheyAreWritten(t *testing.T) {
	area, price := Field{Key: "x", Label: "Diện tích", Type: Number}, Field{Key: "x", Label: "Giá trị", Type: Money}
	for _, c := range []struct {
		of          Field
		typed, want string // "" is refused
	}{
		{area, "56,5", "56.5"}, {area, "56,50", "56.5"}, {area, "1.250", "1250"}, {area, "1.250,75", "1250.75"}, {area, "1 250 000", "1250000"}, {area, "0,5", "0.5"}, {area, "007", "7"}, {area, "-3", "-3"}, {area, "-0", "0"},
		{area, "56.5", ""}, {area, "1.2.3.4", ""}, {area, "1.25", ""}, {area, "0.500", ""}, {area, "1,250,000", ""}, {area, "1.250 000", ""}, {area, "1 5", ""}, {area, "5đ", ""}, {area, "1e5", ""}, {area, "0x10", ""},
		{area, "inf", ""}, {area, "56,", ""}, {area, ",5", ""}, {area, "1234.567", ""}, {area, "12345678901234567890", ""}, {area, "0,1234567890123456", ""},
		{price, "1.250.000", "1250000"}, {price, "1250000", "1250000"}, {price, "1.250.000 đ", "1250000"}, {price, "1.250.000 đồng", "1250000"}, {price, "1\u00a0250\u00a0000", "1250000"},
		{price, "1.5", ""}, {price, "1,5", ""}, {price, "15.00", ""}, {price, "1.2.3.4", ""}, {price, "đ", ""}, {price, "99999999999999999999", ""},
	} {
		t.Run(fmt.Sprintf("%s %q", c.of.Type, c.typed), func(t *testing.T) {
			a, wrong, err := one(c.of).Read(Typed{"x": {c.typed}})
			if err != nil {
				t.Fatal(err)
			}
			got, _ := a["x"].(json.Number)
			if string(got) != c.want || (c.want == "") != (len(wrong) == 1) {
				t.Errorf("kept %q, want %q; %v", got, c.want, wrong)
			}
			if c.want == "" && (len(wrong) != 1 || !strings.Contains(wrong[0].Sentence, "chữ số")) {
				t.Errorf("the sentence does not say how to write it: %v", wrong)
			}
		})
	}
}

// TestAKeptNumberGoesBackIntoItsBoxUnchanged: what was kept can be shown, mended and kept
// again.
func TestAKeptNumberGoesBackIntoItsBoxUnchanged(t *testing.T) {
	for typed, kept := range map[string]string{"1.250,75": "1250.75", "-1.250": "-1250", "999": "999", "1000": "1000"} {
		f := one(Field{Key: "x", Label: "Diện tích", Type: Number})
		a, wrong, err := f.Read(Typed{"x": {typed}})
		again, wrong2, err2 := f.Read(f.Typed(a))
		if err != nil || err2 != nil || len(wrong)+len(wrong2) > 0 || a["x"] != json.Number(kept) || again["x"] != json.Number(kept) {
			t.Errorf("%s: %v then %v (%v %v)", typed, a, again, wrong, wrong2)
		}
	}
}

// TestALongTextIsRefusedAndNeverCut: with and without a bound of its own.
func TestALongTextIsRefusedAndNeverCut(t *testing.T) {
	for _, c := range []struct {
		of    Field
		long  int
		wrong string
	}{
		{Field{Key: "x", Label: "Nội dung", Type: Lines}, 10_000, "Nội dung: nhiều nhất 4000 ký tự; đang có 10000."},
		{Field{Key: "x", Label: "Nội dung", Type: Text}, 4_001, "Nội dung: nhiều nhất 4000 ký tự; đang có 4001."},
		{Field{Key: "x", Label: "Nội dung", Type: Text}, 4_000, ""},
		{Field{Key: "x", Label: "Nội dung", Type: Lines, Most: 20}, 5_000, "Nội dung: nhiều nhất 20 ký tự; đang có 5000."},
		{Field{Key: "x", Label: "Nội dung", Type: Lines, Most: 6000}, 5_000, ""},
	} {
		f, said := one(c.of), strings.Repeat("ă", c.long)
		typed := f.Take(func(name string) []string { return map[string][]string{"x": {said}}[name] }, nil)
		if typed.Value("x") != said {
			t.Errorf("%d letters were cut to %d", c.long, len([]rune(typed.Value("x"))))
		}
		_, wrong, err := f.Read(typed)
		if err != nil || c.wrong == "" && len(wrong) > 0 || c.wrong != "" && !slices.Contains(wrong, Problem{"x", c.wrong}) {
			t.Errorf("%d letters: %v %v", c.long, wrong, err)
		}
		roundTrip(t, f)
	}
}

// TestADefaultMustBeReadable: an answer that stands in the box from the beginning is one
// that can be sent.
func TestADefaultMustBeReadable(t *testing.T) {
	for typed, ok := range map[string]bool{"56,5": true, "56.5": false, "ba": false, "": true} {
		if faults := one(Field{Key: "x", Label: "Diện tích", Type: Number, Default: typed}).Check(); (len(faults) == 0) != ok {
			t.Errorf("%q: %v", typed, faults)
		}
	}
}
