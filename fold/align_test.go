package fold

import (
	"strings"
	"testing"
)

func TestAlignKeepsBothTexts(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"", "", ""}, {"a b c", "a b c", "a b c"}, {"a b c", "a x c", "a -b +x c"}, {"a b", "b c", "-a b +c"}, {"", "a", "+a"}, {"a", "", "-a"}, {"x a y a", "a a", "-x a -y a"},
	} {
		var got []string
		for _, p := range Align(strings.Fields(c.a), strings.Fields(c.b)) {
			got = append(got, [...]string{"", "-", "+"}[p.Side]+p.Text)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q and %q: %q, want %q", c.a, c.b, s, c.want)
		}
	}
}

func TestDistanceCountsSlips(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"khai", "khai", 0}, {"khia", "khai", 1}, {"dugn", "dung", 1}, {"kha", "khai", 1}, {"khaii", "khai", 1}, {"khoi", "khai", 1}, {"abcd", "wxyz", 3}, {strings.Repeat("a", 40), "a", 3}} {
		if got := Distance(c.a, c.b, 2); got != c.want {
			t.Errorf("%s and %s: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
