package letter

import (
	"bytes"
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"
)

// A4 across, in millimetres.
const (
	bookWidth  = 297.0
	bookHeight = 210.0
	bookMargin = 12.0
	bookSize   = 8.5
)

// Render writes the register as PDF; rows never break over two pages, and every page has
// the head line, its number and the number of pages.
func (b ApologyBook) Render(w io.Writer) error {
	if err := b.check(); err != nil {
		return err
	}
	p, err := b.open()
	if err != nil {
		return err
	}
	p.pdf.AliasNbPages("{nb}")
	p.bookHead(b)
	p.bookLine(b, b.titles(), "B")
	if len(b.Rows) == 0 {
		p.font("I", bookSize)
		p.draw(bookMargin, p.y+1, bookSize, clean("Trong năm chưa có thư xin lỗi nào."))
		p.y += 7
	}
	for _, row := range b.Rows {
		if p.y+p.bookHeight(b, row) > bookHeight-bookMargin-6 {
			p.bookPage()
			p.bookLine(b, b.titles(), "B")
		}
		p.bookLine(b, row, "")
	}
	p.bookTotals(b)
	p.bookFoot()
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return err
	}
	_, err = w.Write(out.Bytes())
	return err
}

func (b ApologyBook) titles() []string {
	var out []string
	for _, c := range b.Columns {
		out = append(out, c.Title)
	}
	return out
}

func (b ApologyBook) open() (*page, error) {
	pdf := fpdf.New("L", "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(b.Head.Date.UTC())
	pdf.SetModificationDate(b.Head.Date.UTC())
	pdf.SetTitle(clean(fmt.Sprintf("Sổ theo dõi thư xin lỗi năm %d", b.Year)), true)
	pdf.SetLang("vi-VN")
	pdf.SetAutoPageBreak(false, 0)
	for style, file := range map[string]string{"": "Regular", "B": "Bold", "I": "Italic"} {
		raw, err := fontFiles.ReadFile("fonts/Tinos-" + file + ".ttf")
		if err != nil {
			return nil, fmt.Errorf("letter font missing, run `make assets` and build again: %w", err)
		}
		pdf.AddUTF8FontFromBytes(fontName, style, raw)
	}
	pdf.AddPage()
	return &page{pdf: pdf, size: bookSize, y: bookMargin}, pdf.Error()
}

func (p *page) bookHead(b ApologyBook) {
	const half = (bookWidth - 2*bookMargin) / 2
	left := p.centred(b.Head.Parent, "", 10, bookMargin, half, p.y)
	left = p.centred(b.Head.Office, "B", 10, bookMargin, half, left)
	right := p.centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "B", 10, bookMargin+half, half, p.y)
	right = p.centred("Độc lập - Tự do - Hạnh phúc", "B", 10, bookMargin+half, half, right)
	p.y = max(left, right) + 4
	p.y = p.centred(fmt.Sprintf("SỔ THEO DÕI THƯ XIN LỖI NĂM %d", b.Year), "B", 13, bookMargin, 2*half, p.y) + 3
}

func (p *page) bookHeight(b ApologyBook, row []string) float64 {
	lines := 1
	for i, c := range b.Columns {
		lines = max(lines, len(p.wrap(row[i], "", bookSize, c.Width-2)))
	}
	return float64(lines)*lineHeight(bookSize) + 1.4
}

// bookLine draws a row with its frame.
func (p *page) bookLine(b ApologyBook, row []string, style string) {
	h := p.bookHeight(b, row)
	if style == "B" {
		for i, c := range b.Columns {
			h = max(h, float64(len(p.wrap(row[i], style, bookSize, c.Width-2)))*lineHeight(bookSize)+1.4)
		}
	}
	x := bookMargin
	p.pdf.SetLineWidth(0.15)
	for i, c := range b.Columns {
		p.pdf.Rect(x, p.y, c.Width, h, "D")
		y := p.y + 0.6
		for _, line := range p.wrap(row[i], style, bookSize, c.Width-2) {
			p.drawLine(line, x+1, y, bookSize)
			y += lineHeight(bookSize)
		}
		x += c.Width
	}
	p.y += h
}

func (p *page) bookTotals(b ApologyBook) {
	p.y += 3
	for _, t := range b.Totals {
		for _, line := range p.wrap(t, "", 9.5, bookWidth-2*bookMargin) {
			if p.y+lineHeight(9.5) > bookHeight-bookMargin-6 {
				p.bookPage()
			}
			p.drawLine(line, bookMargin, p.y, 9.5)
			p.y += lineHeight(9.5)
		}
	}
}

func (p *page) bookPage() {
	p.bookFoot()
	p.pdf.AddPage()
	p.y = bookMargin
}

func (p *page) bookFoot() {
	p.font("", 8)
	p.draw(bookWidth-bookMargin-22, bookHeight-bookMargin, 8, "Trang "+itoa(p.pdf.PageNo())+"/{nb}")
}
