package letter

import (
	"io"
	"strconv"
	"time"
)

// Scroll is a run of the pen over A4 sheets of papers that are no letters (letter/poster).
type Scroll struct{ s *scroll }

// ScrollBody is the width of its lines in mm.
const ScrollBody = a4Width - 20 - 15.0

// NewScroll begins a paper. Equal values give equal bytes.
func NewScroll(office, title string, at time.Time) (*Scroll, error) {
	pdf, err := document(sheet{head: Head{Office: office, Date: at}, title: title, copyTo: []string{""}}, "P", "A4")
	if err != nil {
		return nil, err
	}
	return &Scroll{&scroll{page: page{pdf: pdf, y: 16}, left: 20, body: ScrollBody, top: 16, floor: a4Height - 20, cells: 11, foot: func() {}}}, pdf.Error()
}

// Foot says what stands under this page and those that follow, beside their numbers.
func (x *Scroll) Foot(text string) {
	x.s.foot = func() {
		x.s.font("", 10)
		x.s.draw(x.s.left, a4Height-14, 10, clean(text))
		n := "Trang " + strconv.Itoa(x.Page())
		x.s.draw(x.s.left+x.s.body-x.s.width(n), a4Height-14, 10, n)
	}
}

// Next begins a page.
func (x *Scroll) Next() { x.s.next() }

// Page is the number of the page being written.
func (x *Scroll) Page() int { return x.s.pdf.PageNo() }

// Need keeps so many lines of a size together.
func (x *Scroll) Need(lines int, size float64) { x.s.need(float64(lines) * lineHeight(size)) }

// Gap leaves room.
func (x *Scroll) Gap(mm float64) { x.s.y += mm }

// Rule draws a line across.
func (x *Scroll) Rule() {
	x.s.y, x.s.qrBottom = max(x.s.y, x.s.qrBottom), 0
	x.s.rule(x.s.left+x.s.body/2, x.s.y+1, x.s.body)
}

// Centre writes a heading.
func (x *Scroll) Centre(text, style string, size float64) {
	x.s.y = x.s.centred(text, style, size, x.s.left, x.s.body, x.s.y)
}

// Para writes a paragraph that begins in bold; indent moves its first line in.
func (x *Scroll) Para(bold, plain string, size, indent float64) {
	spans := []span{{"B", bold}, {"", plain}}
	if bold == "" {
		spans = spans[1:]
	}
	x.s.paragraph(spans, size, indent)
}

// Lines writes running text of one style within a width, from the left.
func (x *Scroll) Lines(text, style string, size, width float64) {
	for _, line := range x.s.wrap(text, style, size, width) {
		x.s.drawLine(line, x.s.left, x.s.y, size)
		x.s.y += lineHeight(size)
	}
}

// QR draws a code at the right, its words under it; the next rule stands below both.
func (x *Scroll) QR(content, words string, side float64) {
	at := x.s.left + x.s.body - side
	x.s.drawQRAt(clean(content), at, x.s.y, side)
	x.s.qrBottom = x.s.centred(words, "", 8, at-3, side+6, x.s.y+side)
}

// Dots are a line to write on.
func (x *Scroll) Dots() {
	x.s.y += 9
	x.s.pdf.SetDashPattern([]float64{0.4, 0.9}, 0)
	x.s.rule(x.s.left+x.s.body/2, x.s.y-2, x.s.body)
	x.s.pdf.SetDashPattern(nil, 0)
}

// Table writes rows under heads that stand on every page it reaches.
func (x *Scroll) Table(heads []string, widths []float64, rows [][]string) {
	cols := make([]listColumn, len(heads))
	for i := range heads {
		cols[i] = listColumn{title: heads[i], width: widths[i]}
	}
	head := func() { x.s.row(cols, heads, "B", x.s.cells, true) }
	head()
	for _, r := range rows {
		if h := x.s.rowHeight(cols, r, "", x.s.cells); x.s.y+h > x.s.floor && h < x.s.floor-x.s.top-20 {
			x.s.next()
			head()
		}
		x.s.tall(cols, r, head)
	}
}

// Write gives the PDF.
func (x *Scroll) Write(w io.Writer) error {
	x.s.foot()
	return x.s.write(w)
}
