package letter

import (
	"embed"
	"fmt"
	"io"

	"codeberg.org/go-pdf/fpdf"

	"motcua/refusal"
)

// The fonts come from npm at build (fonts/README.md); a build without them
// still compiles and says at the first letter what is missing.
//
//go:embed fonts
var fontFiles embed.FS

// Render writes the receipt as PDF. Equal values give equal bytes.
func (r Receipt) Render(w io.Writer) error { return render(w, r.sheet) }

// Render writes the filled form as PDF. Equal values give equal bytes.
func (d Declaration) Render(w io.Writer) error { return render(w, d.sheet) }

// Render writes the supplement slip as PDF. Equal values give equal bytes.
func (s SupplementSlip) Render(w io.Writer) error { return render(w, s.sheet) }

// Render writes the refusal slip as PDF. Equal values give equal bytes.
func (s RefusalSlip) Render(w io.Writer) error { return render(w, s.sheet) }

// Render writes the apology as PDF. Equal values give equal bytes. It refuses a
// letter that lacks one of the seven items (APO-6).
func (a Apology) Render(w io.Writer) error { return render(w, a.sheet) }

// Render writes the apology for lost or damaged papers as PDF (APO-13).
func (a LossApology) Render(w io.Writer) error { return render(w, a.sheet) }

// Render writes the notice to the one-stop unit as PDF (APO-14).
func (n LateNotice) Render(w io.Writer) error { return render(w, n.sheet) }

// Render writes the control slip as PDF. Equal values give equal bytes.
func (s ControlSlip) Render(w io.Writer) error { return render(w, s.sheet) }

// Render writes the notice as PDF. Equal values give equal bytes.
func (s StopNotice) Render(w io.Writer) error { return render(w, s.sheet) }

// Render writes the paper of an order of money as PDF. Equal values give equal bytes.
func (s FeeSlip) Render(w io.Writer) error { return render(w, s.sheet) }

// bodySizes are tried from the largest, in points. The first that needs the
// fewest sheets is taken: slightly smaller type is better than a further sheet
// with two lines on it.
var bodySizes = []float64{10.5, 9.75, 9}

func render(w io.Writer, build func() (sheet, error)) error {
	s, err := build()
	if err != nil {
		return err
	}
	if s.head.Date.IsZero() {
		return refusal.Rule("VB-9", "date", "Văn bản phải ghi ngày, tháng, năm ban hành.")
	}
	var best *page
	for _, size := range bodySizes {
		p, err := compose(s, size, 0)
		if err != nil {
			return err
		}
		if best == nil || p.pdf.PageNo() < best.pdf.PageNo() {
			best = p
		}
		if best.pdf.PageNo() == 1 {
			return best.write(w)
		}
	}
	// Several sheets: once more, now that the total is known.
	if best, err = compose(s, best.size, best.pdf.PageNo()); err != nil {
		return err
	}
	return best.write(w)
}

// compose lays the sheet out. total is the number of pages if it is known, and
// 0 on the pass that counts them.
func compose(s sheet, size float64, total int) (*page, error) {
	pdf, err := document(s, "P", "A5")
	if err != nil {
		return nil, err
	}
	p := &page{pdf: pdf, sheet: s, size: size, total: total, y: marginTop}
	p.mark()
	p.letterhead()
	p.titleRow()
	for i, b := range s.blocks {
		if i == len(s.blocks)-1 {
			p.keepWithSignature(b)
		}
		p.block(b)
	}
	p.signatures()
	p.tail()
	p.foot()
	return p, p.pdf.Error()
}

// document begins a PDF with its first sheet.
func document(s sheet, orientation, paper string) (*fpdf.Fpdf, error) {
	pdf := fpdf.New(orientation, "mm", paper, "")
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(s.head.Date.UTC())
	pdf.SetModificationDate(s.head.Date.UTC())
	pdf.SetProducer("Một Cửa", true)
	pdf.SetTitle(clean(s.title+" "+s.code), true)
	pdf.SetAuthor(clean(s.head.Office), true)
	pdf.SetLang("vi-VN")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(marginLeft, marginTop, marginRight)
	for style, file := range map[string]string{"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"} {
		if style == "BI" && len(s.copyTo) == 0 {
			continue
		}
		raw, err := fontFiles.ReadFile("fonts/Tinos-" + file + ".ttf")
		if err != nil {
			return nil, fmt.Errorf("letter font missing, run `make assets` and build again: %w", err)
		}
		pdf.AddUTF8FontFromBytes(fontName, style, raw)
	}
	pdf.AddPage()
	return pdf, pdf.Error()
}

func (p *page) write(w io.Writer) error {
	if p.pdf.Close(); p.pdf.Err() { // nothing is written of what is broken
		return p.pdf.Error()
	}
	return p.pdf.Output(w)
}
