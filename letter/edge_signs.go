package letter

// Signature columns. They stay together and take the last paragraph along, so
// that nobody signs a sheet with nothing else on it.

const (
	hintSize = 8.5
	markSize = 7.0
	copySize = 8.5
)

func (p *page) signHeight() float64 {
	h := 0.0
	w := bodyWidth / float64(max(1, len(p.sheet.signs)))
	for _, s := range p.sheet.signs {
		one := 0.0
		for _, l := range s.lines {
			one += float64(len(p.wrap(l, "B", p.size-0.5, w-2))) * lineHeight(p.size-0.5)
		}
		if s.hint != "" {
			one += lineHeight(hintSize)
		}
		one += p.signGap(s, w) + float64(len(p.wrap(s.name, "B", p.size, w-2)))*lineHeight(p.size)
		h = max(h, one)
	}
	return max(h, p.copyHeight(w)) + 2.5
}

// signGap is the room between title and name: for a pen, or for the trace of a
// digital signature if that is higher.
func (p *page) signGap(s signBlock, w float64) float64 {
	h := 0.0
	for _, l := range markLines(s.mark) {
		h += float64(len(p.wrap(l, "", markSize, w-6))) * lineHeight(markSize)
	}
	return max(signRoom, h+3)
}

// keepWithSignature breaks the page before the last block when block and
// signatures do not fit together. A block of half a page may break by itself.
func (p *page) keepWithSignature(b block) {
	h := 0.0
	if b.kind == fieldBlock || b.kind == textBlock {
		h = float64(len(p.wrap(b.label+": "+b.text, "B", p.size, bodyWidth-8)))*lineHeight(p.size) + 1.5
	}
	if h < pageHeight/2 {
		p.ensure(h + p.signHeight())
	}
}

func (p *page) signatures() {
	p.y = max(p.y, p.qrBottom) + 1.5
	p.qrBottom = 0
	h := p.signHeight()
	p.ensure(h)
	w := bodyWidth / float64(max(1, len(p.sheet.signs)))
	top := p.y
	p.copyList(top, w)
	for i, s := range p.sheet.signs {
		p.signColumn(s, marginLeft+float64(i)*w+1, w-2, top)
	}
	p.y = top + h
}

func (p *page) signColumn(s signBlock, x, w, y float64) {
	for _, l := range s.lines {
		y = p.centred(l, "B", p.size-0.5, x, w, y)
	}
	if s.hint != "" {
		y = p.centred(s.hint, "I", hintSize, x, w, y)
	}
	gap := p.signGap(s, w+2)
	p.drawMark(s.mark, x, w, y)
	p.centred(s.name, "B", p.size, x, w, y+gap)
}

// drawMark prints the trace of a digital signature in blue (VB-13).
func (p *page) drawMark(m Mark, x, w, y float64) {
	p.pdf.SetTextColor(0, 51, 153)
	y += 1.5
	for _, l := range markLines(m) {
		for _, line := range p.wrap(l, "", markSize, w-4) {
			p.drawLine(line, x+4, y, markSize)
			y += lineHeight(markSize)
		}
	}
	p.pdf.SetTextColor(0, 0, 0)
}

func (p *page) copyHeight(w float64) float64 {
	if len(p.sheet.copyTo) == 0 {
		return 0
	}
	h := lineHeight(p.size - 0.5)
	for _, c := range p.sheet.copyTo {
		h += float64(len(p.wrap("- "+c+";", "", copySize, w-4))) * lineHeight(copySize)
	}
	return h
}

// copyList prints "Nơi nhận" left of the signature (VB-11).
func (p *page) copyList(y, w float64) {
	for i, c := range p.sheet.copyTo {
		if i == 0 {
			p.drawLine([]word{{"BI", "Nơi nhận:"}}, marginLeft, y, p.size-0.5)
			y += lineHeight(p.size - 0.5)
		}
		end := ";"
		if i == len(p.sheet.copyTo)-1 {
			end = "."
		}
		for _, line := range p.wrap("- "+c+end, "", copySize, w-4) {
			p.drawLine(line, marginLeft, y, copySize)
			y += lineHeight(copySize)
		}
	}
}
