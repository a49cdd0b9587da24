package parts

import (
	"strconv"

	"motcua/web/page"
)

// PerPage is how many rows a page of a list shows where nothing asks for another number:
// on a phone a row is a block of four or five lines.
const PerPage = 25

// Paged cuts one page out of a list that stands whole in memory: the rows after the one
// whose key is after, at most PerPage of them. A key that is gone is the beginning.
// address gives the address of the page after a key, "" being the first page; what names
// the rows: "384 cơ quan".
func Paged[T any](all []T, key func(T) string, after, what string, address func(after string) string) ([]T, Pagination) {
	if len(all) == 0 {
		return all, Pagination{} // the empty list says why in its own words
	}
	from := 0
	for i, x := range all {
		if after != "" && key(x) == after {
			from = i + 1
			break
		}
	}
	if from >= len(all) {
		from = 0
	}
	to := min(from+PerPage, len(all))
	total := page.Number(int64(len(all))) + " " + what
	p := Pagination{Note: total}
	if len(all) > PerPage {
		p.Note = page.Number(int64(from+1)) + "–" + page.Number(int64(to)) + " trong " + total
	}
	switch {
	case from > PerPage:
		p.Prev = address(key(all[from-PerPage-1]))
	case from > 0:
		p.Prev = address("")
	}
	if to < len(all) {
		p.Next = address(key(all[to-1]))
	}
	return all[from:to], p
}

// Counted writes how many there are; when counting stopped at n, "200+".
func Counted(n int, more bool) string {
	if more {
		return page.Number(int64(n)) + "+"
	}
	return page.Number(int64(n))
}

// Skip reads how many rows of one moment earlier pages have shown.
func Skip(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 10_000 {
		return 0
	}
	return n
}
