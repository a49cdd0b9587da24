package letter

import "github.com/boombuler/barcode/code128"

const (
	barHeight = 6.5
	// One module is 0.33 mm at most and, where the code is long, what the room leaves;
	// under 0.19 mm hand scanners fail and the QR alone is printed.
	barMost, barLeast = 0.33, 0.19
	barQuiet          = 10 // modules of white at either side, as Code 128 wants
)

// drawBarcode draws the code in Code 128 as filled rectangles, for the desk's hand
// scanner, and moves the pen below it, where the code stands in letters.
func (p *page) drawBarcode(content string, x, y, room float64) {
	code, err := code128.Encode(content)
	if err != nil {
		p.pdf.SetError(err)
		return
	}
	n := code.Bounds().Dx()
	m := min(barMost, room/float64(n+2*barQuiet))
	if m < barLeast {
		return
	}
	x += (room - float64(n)*m) / 2
	p.pdf.SetFillColor(0, 0, 0)
	for col := 0; col < n; {
		end := col
		for end < n && dark(code.At(end, 0).RGBA()) {
			end++
		}
		if end > col {
			p.pdf.Rect(x+float64(col)*m, y, float64(end-col)*m, barHeight, "F")
		}
		col = end + 1
	}
	p.y = y + barHeight + 0.5
}
