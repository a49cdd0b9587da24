package letter

import (
	"regexp"
	"strings"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/text/unicode/norm"
)

// Measures in millimetres on A5 portrait, 148 × 210 (TT 01/2018 Art 9).
const (
	pageWidth    = 148.0
	pageHeight   = 210.0
	marginLeft   = 14.0
	marginRight  = 10.0
	marginTop    = 9.0
	marginBottom = 9.0
	bodyWidth    = pageWidth - marginLeft - marginRight
	bodyBottom   = pageHeight - marginBottom
	fontName     = "Tinos"
	pointMM      = 25.4 / 72
	// leading is wide because stacked marks ("Ể", "Ự") must never touch.
	leading = 1.36
)

// page is one run of the pen over the paper.
type page struct {
	pdf      *fpdf.Fpdf
	sheet    sheet
	size     float64 // body size in points
	total    int     // pages in all; 0 while counting
	y        float64 // top of the next line, mm
	qrBottom float64 // text keeps clear of the QR above this height on page 1
	onBreak  func()  // redraws what is repeated on a new page (table head)
}

// clean is the edge where text meets the font: NFC, because the font does not
// compose marks, and no runes that would break the layout or that the font
// cannot hold (it knows the basic plane alone).
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r == '\u200b' || r == '\ufeff':
			return -1
		case r > 0xFFFE:
			return '\u25a1'
		}
		return r
	}, norm.NFC.String(s))
}

func lineHeight(size float64) float64 { return size * pointMM * leading }

func (p *page) font(style string, size float64) { p.pdf.SetFont(fontName, style, size) }

func (p *page) width(s string) float64 { return p.pdf.GetStringWidth(s) }

// draw puts s with its line box's top at y.
func (p *page) draw(x, y, size float64, s string) {
	p.pdf.Text(x, y+lineHeight(size)*0.72, s)
}

// ensure begins a new page when h millimetres do not fit.
func (p *page) ensure(h float64) {
	if p.y+h <= bodyBottom {
		return
	}
	p.foot()
	p.pdf.AddPage()
	p.mark()
	p.y, p.qrBottom = marginTop, 0
	if p.onBreak != nil {
		p.onBreak()
	}
}

// room is the width a line starting at y may take from x on.
func (p *page) room(x float64) float64 {
	right := pageWidth - marginRight
	if p.y < p.qrBottom {
		right -= qrSide + 2
	}
	return right - x
}

// mark says what a sample is (PRI-5); the font has the measures of Times New Roman.
func (p *page) mark() {
	if p.sheet.sample {
		p.font("B", 16)
		p.draw(pageWidth-marginRight-p.width("MẪU"), 1.5, 16, "MẪU")
	}
}

// foot prints the page number when the letter has several pages, with the code,
// so that a lost second sheet finds its first.
func (p *page) foot() {
	if p.total < 2 {
		return
	}
	const size = 8
	p.font("", size)
	y := pageHeight - marginBottom + 1
	p.draw(marginLeft, y, size, clean(p.sheet.code))
	n := "Trang " + itoa(p.pdf.PageNo()) + "/" + itoa(p.total)
	p.draw(pageWidth-marginRight-p.width(n), y, size, n)
}

// span is text of one style.
type span struct{ style, text string }

type word struct{ style, text string }

// dates keeps the parts of a date or of "Quận 1" on one line.
var dates = regexp.MustCompile(`(ngày|tháng|năm|Quận|Phường|quận|phường|số) (\d)|(\d\d) (giờ|phút)`)

// hardSpace stands inside a word and is drawn as a space.
const hardSpace = "\u00a0"

// words cuts spans at spaces; an empty word is a further space. A newline is a
// word of its own.
func words(spans []span) []word {
	var out []word
	for _, s := range spans {
		for i, line := range strings.Split(dates.ReplaceAllString(clean(s.text), "$1$3"+hardSpace+"$2$4"), "\n") {
			if i > 0 {
				out = append(out, word{s.style, "\n"})
			}
			for _, w := range strings.Split(strings.TrimRight(line, " "), " ") {
				out = append(out, word{s.style, w})
			}
		}
	}
	return out
}

// takeLine gives the words that fit width and the rest. A word wider than the
// line is cut between runes: nothing is ever left out.
func (p *page) takeLine(ws []word, size, width float64) (line, rest []word) {
	used := 0.0
	for i, w := range ws {
		if w.text == "\n" {
			return line, ws[i+1:]
		}
		p.font(w.style, size)
		need := p.width(w.text)
		if len(line) > 0 {
			need += p.width(" ")
		}
		if used+need <= width {
			if w.text != "" || len(line) > 0 {
				line, used = append(line, w), used+need
			}
			continue
		}
		if len(line) > 0 {
			return line, ws[i:]
		}
		head, tail := p.cutWord(w, width)
		return []word{head}, append([]word{tail}, ws[i+1:]...)
	}
	return line, nil
}

func (p *page) cutWord(w word, width float64) (head, tail word) {
	runes, n := []rune(w.text), 1
	for n < len(runes)-1 && p.width(string(runes[:n+1])) <= width {
		n++
	}
	// A mark that follows its letter stays with it.
	for n < len(runes)-1 && unicode.Is(unicode.Mn, runes[n]) {
		n++
	}
	return word{w.style, string(runes[:n])}, word{w.style, string(runes[n:])}
}

// lineWidth is the width of a line of words.
func (p *page) lineWidth(line []word, size float64) float64 {
	used := 0.0
	for i, w := range line {
		p.font(w.style, size)
		if i > 0 {
			used += p.width(" ")
		}
		used += p.width(w.text)
	}
	return used
}

// drawLine draws words as runs of one style, so that text extracts as written.
func (p *page) drawLine(line []word, x, y, size float64) {
	for i := 0; i < len(line); {
		j, run := i+1, line[i].text
		for j < len(line) && line[j].style == line[i].style {
			run += " " + line[j].text
			j++
		}
		if j < len(line) {
			run += " "
		}
		p.font(line[i].style, size)
		run = strings.ReplaceAll(run, hardSpace, " ")
		p.draw(x, y, size, run)
		x += p.width(run)
		i = j
	}
}

// flow draws spans from x on, the first line moved in by indent.
func (p *page) flow(spans []span, x, indent, size float64) {
	rest := words(spans)
	for len(rest) > 0 {
		p.ensure(lineHeight(size))
		var line []word
		line, rest = p.takeLine(rest, size, p.room(x+indent))
		p.drawLine(line, x+indent, p.y, size)
		p.y += lineHeight(size)
		indent = 0
	}
}

// wrap gives the lines of one style within width, for boxes and columns.
func (p *page) wrap(s, style string, size, width float64) [][]word {
	var out [][]word
	for rest := words([]span{{style, s}}); len(rest) > 0; {
		var line []word
		line, rest = p.takeLine(rest, size, width)
		out = append(out, line)
	}
	return out
}

// centred draws s within the column and returns the height below it.
func (p *page) centred(s, style string, size, x, width, y float64) float64 {
	for _, line := range p.wrap(s, style, size, width) {
		p.drawLine(line, x+(width-p.lineWidth(line, size))/2, y, size)
		y += lineHeight(size)
	}
	return y
}
