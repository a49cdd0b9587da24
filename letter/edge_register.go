package letter

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"motcua/refusal"
)

// Measures of the register on A4 across, in mm: room to bind at the left.
const (
	wideWidth, wideHeight  = 297.0, 210.0
	wideLeft, wideRight    = 15.0, 10.0
	wideTop, wideBottom    = 12.0, 12.0
	wideBody               = wideWidth - wideLeft - wideRight
	wideFloor              = wideHeight - wideBottom
	wideSize, wideHeadSize = 7.5, 7.0
)

// ledger is one run of the pen over the sheets of a register.
type ledger struct {
	page
	r    Register
	cols []registerColumn
	rows int // on the sheet at hand
}

// Render writes the register as PDF, sheet by sheet: the head of the columns on each,
// lines without a gap, totals and lock under the last, page numbers at the foot.
func (r Register) Render(w io.Writer) error {
	if r.Head.Date.IsZero() {
		return refusal.Rule("VB-9", "date", "Sổ phải ghi thời điểm in.")
	}
	s := sheet{head: r.Head, title: r.title() + " năm " + strconv.Itoa(r.Year)}
	pdf, err := document(s, "L", "A4")
	if err != nil {
		return err
	}
	l := &ledger{page: page{pdf: pdf, sheet: s, size: wideSize, y: wideTop}, r: r, cols: r.columns()}
	l.cover()
	l.head()
	var t tally
	if err := r.Lines(func(line RegisterLine) error {
		t.add(line)
		l.line(line)
		return pdf.Error()
	}); err != nil {
		return err
	}
	l.closing(t)
	l.feet()
	return l.write(w)
}

// cover opens the first sheet.
func (l *ledger) cover() {
	h := l.r.Head
	if f := h.FormLine(); f != "" {
		l.font("I", 8.5)
		l.draw(wideWidth-wideRight-l.width(f), l.y-5, 8.5, f)
	}
	left := l.y
	if h.Parent != "" {
		left = l.centred(h.Parent, "", 10, wideLeft, 110, left)
	}
	left = l.centred(h.Office, "B", 10, wideLeft, 110, left)
	right := l.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "B", 10, wideLeft+wideBody-110, 110, l.y)
	right = l.centred("Độc lập - Tự do - Hạnh phúc", "B", 10.5, wideLeft+wideBody-110, 110, right)
	l.y = max(left, right) + 3
	l.y = l.centred(l.r.title(), "B", 14, wideLeft, wideBody, l.y)
	l.y = l.centred("Năm "+strconv.Itoa(l.r.Year)+" – Quyển số "+l.r.Volume, "", 10.5, wideLeft, wideBody, l.y) + 2
}

// head prints the heads of the columns: a shared head stands above its columns.
func (l *ledger) head() {
	lh := lineHeight(wideHeadSize)
	up, low := 1, 1
	for _, c := range l.cols {
		n := len(l.wrap(c.title, "B", wideHeadSize, c.width-1))
		if c.group == "" {
			n-- // it may use the line of the shared heads
		}
		low = max(low, n)
	}
	top, mid := l.y, l.y+float64(up)*lh+0.8
	bottom := mid + float64(low)*lh + 0.8
	l.pdf.SetLineWidth(0.15)
	x := wideLeft
	for i := 0; i < len(l.cols); i++ {
		c := l.cols[i]
		if c.group == "" {
			l.headCell(c.title, x, top, c.width, bottom-top)
			x += c.width
			continue
		}
		from, w := x, 0.0
		for ; i < len(l.cols) && l.cols[i].group == c.group; i++ {
			l.headCell(l.cols[i].title, x, mid, l.cols[i].width, bottom-mid)
			w += l.cols[i].width
			x += l.cols[i].width
		}
		i--
		l.headCell(c.group, from, top, w, mid-top)
	}
	l.y = bottom
}

func (l *ledger) headCell(s string, x, y, w, h float64) {
	l.pdf.SetFillColor(240, 240, 240)
	l.pdf.Rect(x, y, w, h, "FD")
	n := float64(len(l.wrap(s, "B", wideHeadSize, w-1)))
	l.centred(s, "B", wideHeadSize, x+0.5, w-1, y+(h-n*lineHeight(wideHeadSize))/2)
}

// line prints one number. It stands on one sheet whole.
func (l *ledger) line(line RegisterLine) {
	cells, cols := l.r.cells(line), l.cols
	if line.Void != "" { // the number, then one cell over all the others
		cells = []string{cells[0], voidWords(line)}
		cols = []registerColumn{l.cols[0], {width: wideOf(l.cols[1:])}}
	}
	wrapped, most := make([][][]word, len(cells)), 1
	for i, c := range cells {
		wrapped[i] = l.wrap(c, "", wideSize, cols[i].width-1.4)
		most = max(most, len(wrapped[i]))
	}
	h := float64(most)*lineHeight(wideSize) + 0.8
	if l.y+h > wideFloor && l.rows > 0 {
		l.turn()
		l.head()
	}
	x := wideLeft
	l.pdf.SetLineWidth(0.1)
	for i, lines := range wrapped {
		l.pdf.Rect(x, l.y, cols[i].width, h, "D")
		for j, one := range lines {
			at := x + 0.7
			if cols[i].centred {
				at = x + (cols[i].width-l.lineWidth(one, wideSize))/2
			}
			l.drawLine(one, at, l.y+0.4+float64(j)*lineHeight(wideSize), wideSize)
		}
		x += cols[i].width
	}
	l.y += h
	l.rows++
}

func wideOf(cols []registerColumn) float64 {
	w := 0.0
	for _, c := range cols {
		w += c.width
	}
	return w
}

func (l *ledger) turn() {
	l.pdf.AddPage()
	l.y, l.rows = wideTop, 0
}

// signatureRoom is what place, position and name need, in mm.
const signatureRoom = 31

// closing prints totals, the lock and who answers for it. A name never stands on a sheet
// by itself: when it has no room, what it answers for goes with it.
func (l *ledger) closing(t tally) {
	const size = 9.5
	l.y += 2
	var lines [][]word
	for _, s := range l.r.totals(t) {
		lines = append(lines, l.wrap(s, "", size, wideBody)...)
	}
	all := float64(len(lines)) * lineHeight(size)
	if l.y+all+signatureRoom > wideFloor && wideTop+all+signatureRoom <= wideFloor {
		l.turn()
	}
	for _, one := range lines {
		if l.y+lineHeight(size) > wideFloor {
			l.turn()
		}
		l.drawLine(one, wideLeft, l.y, size)
		l.y += lineHeight(size)
	}
	if l.y+signatureRoom > wideFloor {
		l.turn()
	}
	l.y += 2
	x := wideLeft + wideBody - 100
	l.y = l.centred(l.r.Head.PlaceLine(), "I", 10, x, 100, l.y)
	position := l.r.Position
	if position == "" {
		position = "Người đứng đầu đơn vị"
	}
	l.y = l.centred(strings.ToUpper(position), "B", 10, x, 100, l.y)
	l.centred(l.r.Signer, "B", 10, x, 100, l.y+signRoom)
}

// feet go over the sheets once all are known and number them.
func (l *ledger) feet() {
	const size = 8
	n := l.pdf.PageCount()
	for i := 1; i <= n; i++ {
		l.pdf.SetPage(i)
		l.font("", size)
		l.draw(wideLeft, wideHeight-wideBottom+2, size, clean(l.r.title()+" năm "+strconv.Itoa(l.r.Year)+" – "+l.r.Head.Parent))
		s := "Trang " + strconv.Itoa(i) + "/" + strconv.Itoa(n)
		l.draw(wideWidth-wideRight-l.width(s), wideHeight-wideBottom+2, size, s)
	}
}

// CSV writes the register as a file of values that a spreadsheet opens with its
// accents. A cell that a spreadsheet would take for a formula is marked as text.
func (r Register) CSV(w io.Writer) error {
	if _, err := io.WriteString(w, "\ufeff"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(r.heads()); err != nil {
		return err
	}
	if err := r.Lines(func(l RegisterLine) error {
		cells := r.cells(l)
		for i, c := range cells {
			if c != "" && strings.ContainsRune("=+-@\t\r", rune(c[0])) {
				cells[i] = "'" + c
			}
		}
		return out.Write(cells)
	}); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}
