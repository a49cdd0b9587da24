package letter

// The table of papers of Mẫu 01: number, name, and how many originals, certified
// and plain copies. Its head line is repeated on every page it reaches.

const (
	numberColumn = 8.0
	countColumn  = 15.0
	countColumns = 3
	nameColumn   = bodyWidth - numberColumn - countColumns*countColumn
	cellPad      = 0.5
)

func (p *page) paperTable(b block) {
	p.flow([]span{{"", b.label}}, marginLeft, 0, p.size)
	if len(b.papers) == 0 {
		p.flow([]span{{"I", "Không có giấy tờ kèm theo."}}, marginLeft+8, 0, p.size)
		return
	}
	// The table spans the whole width: it starts below the QR.
	p.y = max(p.y, p.qrBottom)
	p.qrBottom = 0
	p.ensure(2*lineHeight(8.5) + 2*lineHeight(p.size-0.5))
	p.tableHead()
	p.onBreak = p.tableHead
	for i, paper := range b.papers {
		p.paperRow(i+1, paper)
	}
	p.onBreak = nil
	p.y += 0.8
}

func (p *page) tableHead() {
	const size = 7.5
	heads := []string{"TT", "Tên giấy tờ", "Bản chính", "Bản sao chứng thực", "Bản sao"}
	top, bottom := p.y, p.y
	for i, h := range heads {
		_, w := column(i)
		bottom = max(bottom, top+float64(len(p.wrap(h, "B", size, w-2*cellPad)))*lineHeight(size))
	}
	p.tableRule(top)
	for i, h := range heads {
		x, w := column(i)
		n := float64(len(p.wrap(h, "B", size, w-2*cellPad)))
		p.centred(h, "B", size, x+cellPad, w-2*cellPad, top+(bottom-top-n*lineHeight(size))/2)
	}
	p.y = bottom + 0.4
	p.tableRule(p.y)
}

// paperRow prints one paper; the figures stand beside the first line of its name.
func (p *page) paperRow(n int, paper Paper) {
	size := p.size - 0.5
	x, w := column(1)
	lines := p.wrap(paper.Name, "", size, w-2*cellPad)
	// A row breaks over the page end only when it is long; a short one moves whole.
	if h := float64(len(lines))*lineHeight(size) + 0.8; h < pageHeight/3 {
		p.ensure(h)
	}
	for i, line := range lines {
		p.ensure(lineHeight(size) + 0.8)
		if i == 0 {
			p.rowFigures(n, paper, size)
		}
		p.drawLine(line, x+cellPad, p.y+0.3, size)
		p.y += lineHeight(size)
	}
	p.y += 0.5
	p.tableRule(p.y)
}

func (p *page) rowFigures(n int, paper Paper, size float64) {
	for i, v := range []int{n, 0, paper.Originals, paper.Certified, paper.Plain} {
		if i == 1 {
			continue
		}
		s := itoa(v)
		if v == 0 {
			s = "–"
		}
		x, w := column(i)
		p.centred(s, "", size, x, w, p.y+0.3)
	}
}

func column(i int) (x, width float64) {
	switch i {
	case 0:
		return marginLeft, numberColumn
	case 1:
		return marginLeft + numberColumn, nameColumn
	}
	return marginLeft + numberColumn + nameColumn + float64(i-2)*countColumn, countColumn
}

func (p *page) tableRule(y float64) {
	p.pdf.SetLineWidth(0.15)
	p.pdf.Line(marginLeft, y, marginLeft+bodyWidth, y)
}
