package letter

import (
	"strconv"
	"time"

	"github.com/boombuler/barcode/qr"

	"motcua/clock"
)

const (
	headLeft  = 52.0 // left column of the letterhead, mm
	headGap   = 1.0
	headRight = bodyWidth - headLeft - headGap
	// At 9.5 pt bold the national title needs 67 mm; in a narrower column "NAM"
	// would wrap.
	nationSize = 9.5
	qrSide     = 23.0
	signRoom   = 14.0 // free height for a hand-written signature
)

func itoa(n int) string { return strconv.Itoa(n) }

// letterhead prints the two columns every form opens with (VB-9).
func (p *page) letterhead() {
	h := p.sheet.head
	p.corner(h.FormLine())
	left := p.y
	if h.Parent != "" {
		left = p.centred(h.Parent, "", nationSize, marginLeft, headLeft, left)
	}
	left = p.centred(h.Office, "B", nationSize, marginLeft, headLeft, left)
	p.rule(marginLeft+headLeft/2, left+0.6, headLeft*0.38)
	left = p.centred(h.NumberLine(), "", nationSize, marginLeft, headLeft, left+2)

	x := marginLeft + headLeft + headGap
	right := p.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "B", nationSize, x, headRight, p.y)
	const motto = "Độc lập - Tự do - Hạnh phúc"
	right = p.centred(motto, "B", nationSize+0.5, x, headRight, right)
	p.font("B", nationSize+0.5)
	p.rule(x+headRight/2, right+0.6, p.width(motto)) // as long as the motto
	right += 2
	// The date stands on the height of the number when both columns allow.
	if at := left - lineHeight(nationSize); at > right {
		right = at
	}
	right = p.centred(h.PlaceLine(), "I", p.fit(h.PlaceLine(), "I", nationSize, headRight), x, headRight, right)
	p.y = max(left, right) + 2.5
}

// fit is the largest size, not under 8 points, at which s stands on one line.
func (p *page) fit(s, style string, size, width float64) float64 {
	for ; size > 8; size -= 0.25 {
		if p.font(style, size); p.width(clean(s)) <= width {
			return size
		}
	}
	return size
}

// balanced centres a title and breaks it in lines of like length, so that no
// single word hangs below.
func (p *page) balanced(s, style string, size, y float64) float64 {
	width, lines := bodyWidth, len(p.wrap(s, style, size, bodyWidth))
	for lines > 1 && width > 40 && len(p.wrap(s, style, size, width-2)) == lines {
		width -= 2
	}
	return p.centred(s, style, size, marginLeft+(bodyWidth-width)/2, width, y)
}

func (p *page) rule(centre, y, width float64) {
	p.pdf.SetLineWidth(0.2)
	p.pdf.Line(centre-width/2, y, centre+width/2, y)
}

// titleRow prints the title and, when there is one, the code and its QR.
func (p *page) titleRow() {
	p.y = p.balanced(p.sheet.title, "B", 12.5, p.y) + 1
	top, room := p.y, bodyWidth
	if p.sheet.qr != "" {
		p.drawQR(clean(p.sheet.qr), pageWidth-marginRight-qrSide, top+0.5)
		p.qrBottom = top + qrSide + 1
		room -= qrSide + 2
	}
	if p.sheet.code != "" {
		p.drawBarcode(clean(p.sheet.code), marginLeft, top, room)
		p.codeRow(room)
	}
}

// corner prints the number of the form above the letterhead, at the right.
func (p *page) corner(s string) {
	if s == "" {
		return
	}
	const size = 8
	p.font("I", size)
	p.draw(pageWidth-marginRight-p.width(s), marginTop-lineHeight(size)-0.5, size, s)
}

// codeRow prints the code in figures of one width with a little air, as one run
// that copies cleanly, under its bars.
func (p *page) codeRow(room float64) {
	const size, air = 11.5, 0.6
	const label = "Mã hồ sơ: "
	code := clean(p.sheet.code)
	p.font("", size-1)
	lw := p.width(label)
	p.font("B", size)
	w := lw + p.width(code) + air*pointMM*float64(len([]rune(code)))
	x := marginLeft + max(0, (room-w)/2)
	p.font("", size-1)
	p.draw(x, p.y, size, label)
	p.font("B", size)
	p.pdf.RawWriteStr(strconv.FormatFloat(air, 'f', 2, 64) + " Tc")
	p.draw(x+lw, p.y, size, code)
	p.pdf.RawWriteStr("0 Tc")
	p.y += lineHeight(size) + 0.8
}

// drawQR draws the modules as filled rectangles: sharp on any printer. The quiet
// zone of four modules is inside the side.
func (p *page) drawQR(content string, x, y float64) { p.drawQRAt(content, x, y, qrSide) }

func (p *page) drawQRAt(content string, x, y, side float64) {
	code, err := qr.Encode(content, qr.M, qr.Unicode)
	if err != nil {
		p.pdf.SetError(err)
		return
	}
	n := code.Bounds().Dx()
	m := side / float64(n+8)
	p.pdf.SetFillColor(0, 0, 0)
	for row := range n {
		for col := 0; col < n; {
			end := col
			for end < n && dark(code.At(end, row).RGBA()) {
				end++
			}
			if end > col {
				p.pdf.Rect(x+float64(col+4)*m, y+float64(row+4)*m, float64(end-col)*m, m, "F")
			}
			col = end + 1
		}
	}
}

func dark(r, _, _, _ uint32) bool { return r < 0x8000 }

// block prints one piece of the body.
func (p *page) block(b block) {
	switch b.kind {
	case fieldBlock:
		spans := []span{{"", b.label + ":"}, {"B", b.text}}
		if len(b.items) == 2 {
			spans = append(spans, span{"", "  " + b.items[0] + ":"}, span{"B", b.items[1]})
		}
		p.flow(spans, marginLeft, 0, p.size)
	case textBlock:
		p.y += 0.8
		p.flow([]span{{"", b.text}}, marginLeft, 8, p.size)
	case centreBlock:
		p.y++
		p.centreBlock(b)
	case listBlock:
		p.flow([]span{{"", b.label}}, marginLeft, 0, p.size)
		for i, item := range b.items {
			p.ensure(lineHeight(p.size))
			p.font("", p.size)
			p.draw(marginLeft+2, p.y, p.size, itoa(i+1)+".")
			p.flow([]span{{"", item}}, marginLeft+8.5, 0, p.size)
		}
	case paperBlock:
		p.paperTable(b)
	case tableBlock:
		p.grid(b.table)
	}
	p.y += 0.45
}

func (p *page) centreBlock(b block) {
	rest := words([]span{{"", b.label}, {"B", b.text}})
	for len(rest) > 0 {
		p.ensure(lineHeight(p.size + 1))
		var line []word
		width := p.room(marginLeft)
		line, rest = p.takeLine(rest, p.size+1, width)
		p.drawLine(line, marginLeft+(width-p.lineWidth(line, p.size+1))/2, p.y, p.size+1)
		p.y += lineHeight(p.size + 1)
	}
	p.y++
}

// markLines is what a digital signature shows (VB-13), time in ISO 8601.
func markLines(m Mark) []string {
	if m.At.IsZero() {
		return nil
	}
	out := []string{"Ký số bởi: " + m.Signer}
	if m.Office != "" {
		out = append(out, "Cơ quan: "+m.Office)
	}
	return append(out, "Thời gian ký: "+m.At.In(clock.Zone).Format(time.RFC3339))
}

// tail prints the notes and the arithmetic of the date in small type.
func (p *page) tail() {
	p.y++
	for _, n := range p.sheet.notes {
		p.flow([]span{{"I", n}}, marginLeft, 0, 8.5)
	}
	if len(p.sheet.why) == 0 {
		return
	}
	p.y++
	p.ensure(2 * lineHeight(8))
	p.pdf.SetLineWidth(0.1)
	p.pdf.Line(marginLeft, p.y, marginLeft+bodyWidth, p.y)
	p.y += 0.6
	p.flow([]span{{"B", p.sheet.asks}}, marginLeft, 0, 8)
	for _, line := range p.sheet.why {
		p.flow([]span{{"", line}}, marginLeft+2, 0, 8)
	}
}
