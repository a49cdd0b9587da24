package letter

// A table of the A5 forms with columns of its own: lines of several cells, its head
// repeated on every page it reaches.

const gridHead, gridBody = 7.0, 8.0 // points

func (p *page) grid(t table) {
	if len(t.rows) == 0 {
		p.flow([]span{{"I", t.none}}, marginLeft, 0, p.size)
		return
	}
	p.y = max(p.y, p.qrBottom) + 0.8 // the whole width: below the QR
	p.qrBottom = 0
	head := func() { p.gridRow(t.heads, t.widths, "B", gridHead, true) }
	p.ensure(8 * lineHeight(gridBody))
	head()
	p.onBreak = head
	for _, row := range t.rows {
		p.gridRow(row, t.widths, "", gridBody, false)
	}
	p.onBreak = nil
	p.y += 0.8
}

// gridRow prints one row with its lines around it. A row moves to the next page
// whole; one that is taller than a third of a page breaks between its lines.
func (p *page) gridRow(cells []string, widths []float64, style string, size float64, centred bool) {
	lines := make([][][]word, len(cells))
	most := 1
	for i, c := range cells {
		lines[i] = p.wrap(c, style, size, widths[i]-2*cellPad-0.6)
		most = max(most, len(lines[i]))
	}
	lh := lineHeight(size)
	if h := float64(most)*lh + 1; h < pageHeight/3 {
		if !centred { // a head is drawn where its first row fits
			p.ensure(h)
		}
		p.gridPart(lines, widths, size, 0, most, centred)
		return
	}
	for from := 0; from < most; {
		p.ensure(2*lh + 1)
		n := min(most-from, max(1, int((bodyBottom-p.y-1)/lh)))
		p.gridPart(lines, widths, size, from, n, centred)
		from += n
	}
}

func (p *page) gridPart(lines [][][]word, widths []float64, size float64, from, n int, centred bool) {
	lh := lineHeight(size)
	h := float64(n)*lh + 1
	x := marginLeft
	p.pdf.SetLineWidth(0.15)
	for i, cell := range lines {
		p.pdf.Rect(x, p.y, widths[i], h, "D")
		for j := from; j < min(from+n, len(cell)); j++ {
			at := x + cellPad + 0.3
			if centred {
				at = x + (widths[i]-p.lineWidth(cell[j], size))/2
			}
			p.drawLine(cell[j], at, p.y+0.4+float64(j-from)*lh, size)
		}
		x += widths[i]
	}
	p.y += h
}
