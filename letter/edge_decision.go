package letter

import (
	"io"
	"strconv"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// Measures of a decision on A4, in mm and points (NĐ 30/2020: left 30, right 15).
const (
	a4Width, a4Height      = 210.0, 297.0
	a4Left, a4Right        = 30.0, 15.0
	a4Top, a4Bottom        = 20.0, 18.0
	a4Size, a4Small        = 13.0, 11.0
	listSize, listHeadSize = 9.0, 8.5
)

// scroll is a run of the pen over the sheets of a decision, upright or across.
type scroll struct {
	page
	left, body, floor, top float64
	cells                  float64 // points of a table's cells
	foot                   func()  // of a page that carries no number above
	across                 bool
}

// Render writes the decision as PDF. Equal values give equal bytes.
func (d Publishing) Render(w io.Writer) error {
	if err := d.check(); err != nil {
		return err
	}
	lines, err := d.Sign.Lines()
	if err != nil {
		return err
	}
	pdf, err := document(sheet{head: d.Head, title: "Quyết định " + d.About, copyTo: []string{""}}, "P", "A4")
	if err != nil {
		return err
	}
	s := &scroll{page: page{pdf: pdf, size: a4Size, sheet: sheet{head: d.Head, copyTo: d.CopyTo}}, cells: listSize}
	s.upright()
	s.opening(d)
	s.paragraphs(d)
	s.signing(d, lines)
	for _, l := range d.Lists {
		s.list(d, l)
	}
	s.parts(d)
	return s.write(w)
}

func (s *scroll) upright() {
	s.left, s.body, s.top, s.floor, s.across = a4Left, a4Width-a4Left-a4Right, a4Top, a4Height-a4Bottom, false
	s.y = s.top
}

func (s *scroll) turnAcross() {
	s.left, s.body, s.top, s.floor, s.across = wideLeft, wideBody, wideTop+4, wideFloor-2, true
	s.y = s.top
}

// next begins another sheet of the same way; all but the first carry their number (VB-9).
func (s *scroll) next() {
	if s.foot != nil {
		s.foot()
	}
	way, wide := "P", a4Width
	if s.across {
		way, wide = "L", wideWidth
	}
	s.pdf.AddPageFormat(way, fpdf.SizeType{Wd: a4Width, Ht: a4Height})
	s.y = s.top
	if s.foot != nil {
		return
	}
	n := strconv.Itoa(s.pdf.PageNo())
	s.font("", 12)
	s.draw((wide-s.width(n))/2, 7, 12, n)
}

func (s *scroll) need(h float64) {
	if s.y+h > s.floor {
		s.next()
	}
}

// opening is the letterhead, the kind of paper and what it is about (VB-9).
func (s *scroll) opening(d Publishing) {
	const leftWidth, rightWidth = 68.0, 96.0
	h, y := d.Head, s.y
	l := y
	if h.Parent != "" {
		l = s.centred(h.Parent, "", 12, s.left, leftWidth, l)
	}
	l = s.centred(h.Office, "B", 12, s.left, leftWidth, l)
	s.rule(s.left+leftWidth/2, l+0.6, 24)
	l = s.centred(h.NumberLine(), "", a4Size, s.left, leftWidth, l+3)
	x := s.left + s.body - rightWidth
	r := s.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "B", 11.5, x, rightWidth, y)
	const motto = "Độc lập - Tự do - Hạnh phúc"
	r = s.centred(motto, "B", a4Size, x, rightWidth, r)
	s.font("B", a4Size)
	s.rule(x+rightWidth/2, r+0.6, s.width(motto))
	r = s.centred(h.PlaceLine(), "I", 12, x, rightWidth, max(r+3, l-lineHeight(a4Size)))
	s.y = max(l, r) + 6
	s.y = s.centred("QUYẾT ĐỊNH", "B", 14, s.left, s.body, s.y)
	s.y = s.centred(d.About, "B", 13, s.left+8, s.body-16, s.y)
	s.rule(s.left+s.body/2, s.y+0.8, 40)
	s.y = s.centred(d.Issuer, "B", 13, s.left, s.body, s.y+5) + 3
}

// paragraph prints spans over the sheets, its first line moved in.
func (s *scroll) paragraph(spans []span, size, indent float64) {
	for rest := words(spans); len(rest) > 0; indent = 0 {
		s.need(lineHeight(size))
		var line []word
		line, rest = s.takeLine(rest, size, s.body-indent)
		s.drawLine(line, s.left+indent, s.y, size)
		s.y += lineHeight(size)
	}
	s.y += 1.2
}

func (s *scroll) paragraphs(d Publishing) {
	for i, g := range d.Grounds {
		end := ";"
		if i == len(d.Grounds)-1 {
			end = "."
		}
		s.paragraph([]span{{"I", g + end}}, a4Size, 10)
	}
	s.y = s.centred("QUYẾT ĐỊNH:", "B", a4Size, s.left, s.body, s.y+1) + 2
	for i, a := range d.Articles {
		s.paragraph([]span{{"B", "Điều " + strconv.Itoa(i+1) + "."}, {"", a}}, a4Size, 10)
	}
}

// signing puts Nơi nhận and the signature side by side; they stay together with room to
// sign, or with the trace of the digital signature (VB-11, VB-13).
func (s *scroll) signing(d Publishing, lines []string) {
	const w = 80.0
	h := float64(len(lines)+2)*lineHeight(a4Size) + 26
	h = max(h, float64(len(d.CopyTo)+1)*lineHeight(a4Small)*1.6)
	s.need(h)
	y := s.y + 2
	l := y
	s.drawLine([]word{{"BI", "Nơi nhận:"}}, s.left, l, 12)
	l += lineHeight(12)
	for i, c := range d.CopyTo {
		end := ";"
		if i == len(d.CopyTo)-1 {
			end = "."
		}
		for _, line := range s.wrap("- "+c+end, "", a4Small, 74) {
			s.drawLine(line, s.left, l, a4Small)
			l += lineHeight(a4Small)
		}
	}
	x, r := s.left+s.body-w, y
	for _, line := range lines {
		r = s.centred(line, "B", a4Size, x, w, r)
	}
	s.pdf.SetTextColor(0, 51, 153)
	for i, line := range markLines(d.Sign.Mark) {
		s.centred(line, "", 9, x, w, r+3+float64(i)*lineHeight(9))
	}
	s.pdf.SetTextColor(0, 0, 0)
	s.y = max(l, s.centred(d.Sign.Name, "B", a4Size, x, w, r+24))
}

// list prints a list on sheets of its own, across; its head stands on each (KS-7).
func (s *scroll) list(d Publishing, l PublishedList) {
	s.turnAcross()
	s.next()
	s.y = s.centred(l.Title, "B", 12, s.left, s.body, s.y)
	number := strings.TrimPrefix(d.Head.NumberLine(), "Số: ")
	s.y = s.centred("(Ban hành kèm theo Quyết định số "+number+" "+DateLine(d.Head.Date)+" của Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh)", "I", 10.5, s.left, s.body, s.y) + 3
	cols := l.columns()
	heads := make([]string, len(cols))
	for i, c := range cols {
		heads[i] = c.title
	}
	head := func() { s.row(cols, heads, "B", listHeadSize, true) }
	head()
	for n, r := range l.Rows {
		cells := make([]string, len(cols))
		for i, c := range cols {
			cells[i] = c.cell(n+1, r)
		}
		if h := s.rowHeight(cols, cells, "", listSize); s.y+h > s.floor && h < s.floor-s.top-20 {
			s.next()
			head()
		}
		s.tall(cols, cells, head)
	}
}

func (s *scroll) wrapped(cols []listColumn, cells []string, style string, size float64) (lines [][][]word, most int) {
	for i, c := range cells {
		one := s.wrap(c, style, size, cols[i].width-2)
		lines, most = append(lines, one), max(most, len(one))
	}
	return lines, most
}

func (s *scroll) rowHeight(cols []listColumn, cells []string, style string, size float64) float64 {
	_, most := s.wrapped(cols, cells, style, size)
	return float64(most)*lineHeight(size) + 1.6
}

// row prints one row whole.
func (s *scroll) row(cols []listColumn, cells []string, style string, size float64, centred bool) {
	lines, most := s.wrapped(cols, cells, style, size)
	s.part(cols, lines, [2]int{0, most}, size, centred)
}

// tall prints a row that may be longer than a sheet: it goes on under the heads.
func (s *scroll) tall(cols []listColumn, cells []string, head func()) {
	lines, most := s.wrapped(cols, cells, "", s.cells)
	for from := 0; from < most; {
		n := min(most-from, int((s.floor-s.y-1.6)/lineHeight(s.cells)))
		if n < 1 {
			s.next()
			head()
			continue
		}
		s.part(cols, lines, [2]int{from, from + n}, s.cells, false)
		from += n
	}
}

func (s *scroll) part(cols []listColumn, lines [][][]word, of [2]int, size float64, centred bool) {
	lh := lineHeight(size)
	h, x := float64(of[1]-of[0])*lh+1.6, s.left
	s.pdf.SetLineWidth(0.15)
	for i, cell := range lines {
		s.pdf.Rect(x, s.y, cols[i].width, h, "D")
		for j := of[0]; j < min(of[1], len(cell)); j++ {
			at := x + 1
			if centred || i == 0 {
				at = x + (cols[i].width-s.lineWidth(cell[j], size))/2
			}
			s.drawLine(cell[j], at, s.y+0.8+float64(j-of[0])*lh, size)
		}
		x += cols[i].width
	}
	s.y += h
}

// parts print what each procedure says, upright again.
func (s *scroll) parts(d Publishing) {
	if len(d.Parts) == 0 {
		return
	}
	s.upright()
	s.next()
	s.y = s.centred("NỘI DUNG CỤ THỂ CỦA THỦ TỤC HÀNH CHÍNH", "B", 13, s.left, s.body, s.y) + 3
	for i, p := range d.Parts {
		s.need(4 * lineHeight(a4Size))
		s.paragraph([]span{{"B", strconv.Itoa(i+1) + ". " + p.Title}}, a4Size, 0)
		for _, one := range p.Parts {
			s.need(2 * lineHeight(12))
			s.paragraph([]span{{"B", one.Title}}, 12, 0)
			for _, line := range strings.Split(one.Text, "\n") {
				if strings.TrimSpace(line) != "" {
					s.paragraph([]span{{"", line}}, 12, 8)
				}
			}
		}
	}
}
