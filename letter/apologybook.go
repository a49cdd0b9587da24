package letter

import (
	"motcua/refusal"
)

// ApologyBook is "Sổ theo dõi thư xin lỗi" of one office and year (APO-11), on A4 across
// as registers are.
type ApologyBook struct {
	Head    Head
	Year    int
	Columns []BookColumn
	Rows    [][]string
	Totals  []string // lines under the table
}

// BookColumn is a column and its share of the width.
type BookColumn struct {
	Title string
	Width float64 // mm
}

func (b ApologyBook) check() error {
	if b.Year == 0 || len(b.Columns) == 0 {
		return refusal.Rule("APO-11", "year", "Sổ theo dõi thư xin lỗi phải ghi năm.")
	}
	return nil
}
