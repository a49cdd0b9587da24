package payment

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"motcua/book"
	"motcua/clock"
	"motcua/refusal"
)

// The kinds of order. Each has a book of its own per office and year.
const (
	Fee    = book.Fee    // taken
	Exempt = book.Exempt // waived, wholly or in part
	Refund = book.Refund // given back at the agency's error
	Cost   = book.Cost   // what mending an error cost the agency (SET-8)
)

// Methods of paying at the desk; an online gateway is another channel.
var Methods = []string{"cash", "transfer"}

// Ground is a ground of exemption or reduction, as data with rule and mark.
type Ground struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Percent int64  `json:"percent"`
	Proof   string `json:"proof"` // the paper that proves it
	Rule    string `json:"rule"`
	Mark    string `json:"mark"`
}

//go:embed grounds.json
var groundsFile []byte

var grounds = func() []Ground {
	var out []Ground
	if err := json.Unmarshal(groundsFile, &out); err != nil {
		panic("payment: grounds.json: " + err.Error()) // embedded: found by the first test
	}
	return out
}()

// Grounds lists the grounds of exemption.
func Grounds() []Ground { return grounds }

// GroundNamed finds a ground by its key.
func GroundNamed(key string) (Ground, bool) {
	for _, g := range grounds {
		if g.Key == key {
			return g, true
		}
	}
	return Ground{}, false
}

// Cut is how much of a fee the ground waives, in đồng, rounded for the payer.
func (g Ground) Cut(fee int64) int64 { return (fee*g.Percent + 99) / 100 }

var symbols = map[string]string{Fee: "BL", Exempt: "MG", Refund: "HT", Cost: "CP"}

// NumberOf writes the number of an order: a number below ten has a leading zero (VB-10).
func NumberOf(o Order) string { return number(o.Kind, o.Number, o.Year) }

func number(kind string, n, year int64) string {
	return fmt.Sprintf("%02d/%s-%s", n, strconv.FormatInt(year, 10), symbols[kind])
}

// Quarter is the period the fees are settled by with the one-stop unit (SET-11).
type Quarter struct{ Year, N int }

// QuarterOf gives the quarter of a moment.
func QuarterOf(t time.Time) Quarter { return Quarter{t.Year(), (int(t.Month())-1)/3 + 1} }

// ParseQuarter reads 2019-2.
func ParseQuarter(s string) (Quarter, bool) {
	var q Quarter
	if _, err := fmt.Sscanf(s, "%4d-%1d", &q.Year, &q.N); err != nil || q.N < 1 || q.N > 4 || q.Year < 2016 || q.String() != s {
		return Quarter{}, false
	}
	return q, true
}

func (q Quarter) String() string { return fmt.Sprintf("%04d-%d", q.Year, q.N) }

// Vietnamese is the quarter in words.
func (q Quarter) Vietnamese() string { return fmt.Sprintf("Quý %d năm %d", q.N, q.Year) }

// Next is the quarter n later, or earlier.
func (q Quarter) Next(n int) Quarter {
	m := q.Year*4 + q.N - 1 + n
	return Quarter{m / 4, m%4 + 1}
}

// Span is the first moment of the quarter and the first after it.
func (q Quarter) Span() (since, until clock.Instant) {
	at := func(q Quarter) clock.Instant {
		return clock.At(time.Date(q.Year, time.Month(q.N*3-2), 1, 0, 0, 0, 0, clock.Zone))
	}
	return at(q), at(q.Next(1))
}

func method(m string) error {
	for _, x := range Methods {
		if x == m {
			return nil
		}
	}
	return refusal.Rule("SET-11", "method", "Chọn cách nộp: tiền mặt hoặc chuyển khoản.")
}
