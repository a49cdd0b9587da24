package parts_test

import (
	"strconv"
	"testing"

	"motcua/web/page/parts"
)

// Walking a list forwards and back by its own links shows every row once, in order.
func TestPagesOfAListShowEveryRowOnce(t *testing.T) {
	for _, n := range []int{0, 1, parts.PerPage, parts.PerPage + 1, 3*parts.PerPage + 7} {
		all := make([]string, n)
		for i := range all {
			all[i] = "k" + strconv.Itoa(i)
		}
		at := func(after string) string { return "/x?" + after }
		cut := func(after string) ([]string, parts.Pagination) {
			return parts.Paged(all, func(s string) string { return s }, after, "cơ quan", at)
		}
		var seen, lasts []string
		rows, p := cut("")
		if p.Prev != "" {
			t.Errorf("%d: the first page has one before it", n)
		}
		for {
			seen = append(seen, rows...)
			if p.Next == "" {
				break
			}
			lasts = append(lasts, rows[0])
			rows, p = cut(p.Next[len("/x?"):])
		}
		if len(seen) != n {
			t.Fatalf("%d rows: %d shown", n, len(seen))
		}
		for i := range seen {
			if seen[i] != all[i] {
				t.Fatalf("%d rows: %s at %d", n, seen[i], i)
			}
		}
		for i := len(lasts) - 1; i >= 0; i-- {
			if rows, p = cut(p.Prev[len("/x?"):]); rows[0] != lasts[i] {
				t.Errorf("%d: back to %s, want %s", n, rows[0], lasts[i])
			}
		}
	}
}

func TestAPageSaysWhichRowsItShows(t *testing.T) {
	all := make([]int, 1384)
	for i := range all {
		all[i] = i
	}
	_, p := parts.Paged(all, strconv.Itoa, "24", "cơ quan", func(a string) string { return a })
	if p.Note != "26–50 trong 1.384 cơ quan" {
		t.Errorf("%+v", p)
	}
	if _, gone := parts.Paged(all, strconv.Itoa, "no such", "cơ quan", func(a string) string { return a }); gone.Note != "1–25 trong 1.384 cơ quan" {
		t.Errorf("a key that is gone: %q", gone.Note)
	}
	if parts.Counted(200, true) != "200+" || parts.Counted(1200, false) != "1.200" {
		t.Error(parts.Counted(200, true), parts.Counted(1200, false))
	}
}
