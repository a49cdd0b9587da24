package poster

import (
	"io"
	"strconv"
	"strings"

	"motcua/letter"
)

// Sizes in points, read standing, at arm's length, and the side of the QR in mm.
const (
	size, cell, name = 13.0, 11.0, 16.0
	side             = 30.0
)

// Render writes the sheet as PDF. Equal values give equal bytes.
func (p Sheet) Render(w io.Writer) error {
	if err := p.check(); err != nil {
		return err
	}
	s, err := letter.NewScroll(p.Office, "Niêm yết thủ tục "+p.Code, p.Printed)
	if err != nil {
		return err
	}
	p.write(s)
	return s.Write(w)
}

// write prints one procedure from the top of a page.
func (p Sheet) write(s *letter.Scroll) {
	s.Foot(p.foot())
	width := letter.ScrollBody
	if p.QR != "" {
		width -= side + 6
		s.QR(p.QR, "Quét để biết tờ này còn hiệu lực", side)
	}
	s.Lines(p.Name, "B", name, width)
	s.Gap(1)
	s.Lines(p.lead(), "", cell, width)
	s.Rule()
	s.Gap(3)
	if p.Asked != "" {
		s.Para("Bị yêu cầu thêm giấy tờ ngoài danh mục này?", p.Asked, cell, 0)
	}
	s.Para("Phản ánh, kiến nghị:", strings.Join(p.Feedback, "; ")+".", cell, 0)
	s.Rule()
	s.Gap(3)
	for _, part := range p.Parts {
		s.Need(3, size)
		s.Para(part.Title, "", size, 0)
		for line := range strings.SplitSeq(part.Text, "\n") {
			if strings.TrimSpace(line) != "" {
				s.Para("", line, size, 6)
			}
		}
	}
	if p.Form != nil {
		s.Next()
		p.Form.write(s)
	}
}

// write prints a form with room to write.
func (f Form) write(s *letter.Scroll) {
	s.Centre("MẪU ĐƠN, TỜ KHAI", "B", cell)
	s.Centre(f.Title, "B", size)
	s.Gap(2)
	for _, g := range f.Groups {
		s.Need(4, size)
		if g.Title != "" {
			s.Para(g.Title, "", size, 0)
		}
		for _, label := range g.Lines {
			s.Need(2, size)
			s.Lines(label+":", "", size, letter.ScrollBody)
			s.Dots()
		}
	}
	if f.Source != "" {
		s.Para("", "Theo: "+f.Source+".", cell, 0)
	}
}

// Render writes the binder as PDF. It is laid out twice: the contents name the pages.
func (b Binder) Render(w io.Writer) error {
	for _, p := range b.Sheets {
		if err := p.check(); err != nil {
			return err
		}
	}
	pages := make([]int, len(b.Sheets))
	if _, err := b.compose(pages); err != nil {
		return err
	}
	s, err := b.compose(pages)
	if err != nil {
		return err
	}
	return s.Write(w)
}

// compose lays the binder out with the pages its contents name, and notes where each
// procedure really begins.
func (b Binder) compose(pages []int) (*letter.Scroll, error) {
	s, err := letter.NewScroll(b.Office, "Tập niêm yết thủ tục hành chính", b.Printed)
	if err != nil {
		return nil, err
	}
	s.Foot("Tập niêm yết – " + b.Office)
	s.Gap(6)
	s.Centre("TẬP NIÊM YẾT THỦ TỤC HÀNH CHÍNH", "B", name)
	s.Centre(b.Office, "B", size)
	if b.Where != "" {
		s.Centre(b.Where, "", size)
	}
	s.Centre("Theo danh mục có hiệu lực "+b.Day, "I", cell)
	s.Gap(3)
	s.Para("Phản ánh, kiến nghị:", strings.Join(b.Feedback, "; ")+".", size, 0)
	contents := Table{Title: "Mục lục", Heads: []string{"TT", "Mã", "Tên thủ tục hành chính", "Trang"}, Widths: []float64{12, 34, Body - 62, 16}, None: "Tập này chưa có thủ tục nào."}
	for i, p := range b.Sheets {
		contents.Rows = append(contents.Rows, []string{strconv.Itoa(i + 1), p.Code, p.Name, strconv.Itoa(pages[i])})
	}
	contents.write(s)
	for _, t := range b.Lists {
		s.Next()
		t.write(s)
	}
	for i, p := range b.Sheets {
		s.Next()
		pages[i] = s.Page()
		p.write(s)
	}
	return s, nil
}

func (t Table) write(s *letter.Scroll) {
	s.Gap(2)
	s.Centre(t.Title, "B", size)
	s.Gap(2)
	if t.Note != "" {
		s.Para("", t.Note, cell, 0)
	}
	if len(t.Rows) == 0 {
		s.Para("", t.None, cell, 0)
		return
	}
	s.Table(t.Heads, t.Widths, t.Rows)
}
