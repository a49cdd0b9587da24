package parts

import (
	"fmt"
	"strconv"

	"motcua/web/page"
)

func kindOr(k Kind) Kind {
	if k == "" {
		return Plain
	}
	return k
}

// shape is the outline before a tag's word; each kind has its own.
func shape(k Kind) string {
	switch k {
	case Calm:
		return "M6 1a5 5 0 1 0 .01 0z" // a round dot
	case Soon:
		return "M6 1 11.500 11H.500z" // a triangle
	case Today:
		return "M6 0 12 6 6 12 0 6z" // a diamond
	case Late, Bad:
		return "M1 1h10v10H1z" // a square
	case Paused:
		return "M2 1h3v10H2zM7 1h3v10H7z" // two bars
	case Done, Good:
		return "M0 6.500 2 4.500 4.500 7 10 1.500 12 3.500 4.500 11z" // a tick
	case New:
		return "M6 0 7.500 4.500 12 6 7.500 7.500 6 12 4.500 7.500 0 6 4.500 4.500z" // a star
	}
	return "M0 5h12v2H0z" // a dash
}

// piece is a segment with its place in a bar of barWidth units.
type piece struct {
	Segment
	x, w float64
}

const (
	barWidth = 1000.0
	barEdge  = 8.0 // narrowest piece that is still seen
)

// pieces spreads the segments over the bar; a segment of no time keeps a sliver so
// that no holder vanishes.
func pieces(x TimeBar) (out []piece, total int64) {
	for _, s := range x.Segments {
		total += s.Minutes
	}
	if total == 0 {
		return nil, 0
	}
	free := barWidth - barEdge*float64(len(x.Segments))
	at := 0.0
	for _, s := range x.Segments {
		w := barEdge + free*float64(s.Minutes)/float64(total)
		out = append(out, piece{Segment: s, x: at, w: w})
		at += w
	}
	return out, total
}

// dueAt is where the mark of the legal appointment stands, or below zero.
func dueAt(x TimeBar, ps []piece) float64 {
	if x.Due < 0 {
		return -1
	}
	left := x.Due
	for _, p := range ps {
		if left <= p.Minutes {
			if p.Minutes == 0 {
				return p.x
			}
			return p.x + p.w*float64(left)/float64(p.Minutes)
		}
		left -= p.Minutes
	}
	return -1 // beyond what has passed: the text says it
}

// hours writes working minutes as hours with one decimal: "6,5 giờ".
func hours(minutes int64) string {
	tenths := (minutes*10 + 30) / 60
	if tenths%10 == 0 {
		return page.Number(tenths/10) + " giờ"
	}
	return page.Number(tenths/10) + "," + strconv.FormatInt(tenths%10, 10) + " giờ"
}

func unit(f float64) string { return strconv.FormatFloat(f, 'f', 1, 64) }

func plain(n int64) string { return strconv.FormatInt(n, 10) }

// length of a bar of the chart in a hundred units; a value above zero is always seen.
func length(b Bar, bars []Bar) string {
	var most int64
	for _, one := range bars {
		most = max(most, one.Value)
	}
	if most == 0 || b.Value <= 0 {
		return "0"
	}
	return unit(max(0.5, 100*float64(b.Value)/float64(most)))
}

func barText(b Bar) string {
	if b.Text != "" {
		return b.Text
	}
	return page.Number(b.Value)
}

func qrBox(x QR) string { return fmt.Sprintf("-4 -4 %[1]d %[1]d", x.Modules+8) }

func qrSide(x QR) string { return strconv.Itoa(x.Modules + 8) }
