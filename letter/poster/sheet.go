package poster

import (
	"strconv"
	"time"

	"motcua/letter"
	"motcua/refusal"
)

// Sheet is one published procedure as it is posted (CK-2): all its parts, the number of
// its decision, then its form; A4, one side (CK-4). The QR says whether it is in force.
type Sheet struct {
	Office   string // who posts; "" on a sheet anybody prints
	Where    string
	Code     string
	Version  int
	Name     string
	Decision string
	From     string // "01/7/2019"; "" since ever
	Parts    []letter.PublishedPart
	Form     *Form
	QR       string   // address of the page that says whether the sheet is in force
	Feedback []string // where remarks go (CK-3)
	Asked    string   // where a demand beyond the list is reported (PRI-2)
	Printed  time.Time
}

// Form is the form of a procedure with room to write.
type Form struct {
	Title, Source string
	Groups        []Group
}

// Group is one heading of a form with its questions.
type Group struct {
	Title string
	Lines []string
}

// Binder is what an office posts, bound: contents, the lists CK-5 wants beside the
// procedures, then every procedure with its form.
type Binder struct {
	Office   string
	Where    string
	Day      string // "thứ Hai, 03/6/2019"
	Feedback []string
	Lists    []Table
	Sheets   []Sheet
	Printed  time.Time
}

// Body is the width of a table in mm.
const Body = letter.ScrollBody

// Table is one list of a binder.
type Table struct {
	Title  string
	Note   string
	Heads  []string
	Widths []float64 // mm, together Body
	Rows   [][]string
	None   string // said instead of an empty table
}

func (p Sheet) check() error {
	switch {
	case p.Code == "" || p.Name == "" || len(p.Parts) == 0:
		return refusal.Rule("CK-2", "", "Tờ niêm yết phải có mã, tên và nội dung của thủ tục.")
	case len(p.Feedback) == 0:
		return refusal.Rule("CK-3", "", "Tờ niêm yết phải ghi nơi tiếp nhận phản ánh, kiến nghị.")
	}
	return nil
}

// foot is the line under every page of a sheet, so that a lost page finds its sheet.
func (p Sheet) foot() string {
	return p.Code + " – phiên bản " + strconv.Itoa(p.Version)
}

// lead is the line under the name: what was published, when it took effect, who posts.
func (p Sheet) lead() string {
	s := "Mã thủ tục: " + p.Code + " – phiên bản " + strconv.Itoa(p.Version)
	if p.Decision != "" {
		s += "\nQuyết định công bố: " + p.Decision
	} else {
		s += "\nQuyết định công bố: chưa ghi trong dữ liệu công bố"
	}
	if p.From != "" {
		s += "\nCó hiệu lực từ ngày " + p.From
	}
	if p.Office != "" {
		s += "\nNiêm yết tại: " + p.Office
		if p.Where != "" {
			s += ", " + p.Where
		}
	}
	return s
}
