package parts

import (
	"context"
	"io"

	"motcua/web/page"
)

// Kind is the look of a tag or a mark: a colour and a shape. The word stands beside.
type Kind string

// The kinds. Time: Calm còn hạn, Soon sắp đến hạn, Today đến hạn hôm nay, Late quá hạn,
// Paused tạm dừng. Others: Done, New, Plain, Good, Bad.
const (
	Calm   Kind = "calm"
	Soon   Kind = "soon"
	Today  Kind = "today"
	Late   Kind = "late"
	Paused Kind = "paused"
	Done   Kind = "done"
	New    Kind = "new"
	Plain  Kind = "plain"
	Good   Kind = "good"
	Bad    Kind = "bad"
)

// Tag is a state in a word, a shape and a colour. Empty text draws nothing.
type Tag struct {
	Kind Kind
	Text string
}

// Code is a dossier's code that copies cleanly.
type Code struct {
	Text string
	Href string
}

// DossierHead says in two lines which dossier this is and where it stands.
type DossierHead struct {
	Code      string
	Href      string // "" when this is the dossier's own page; then the procedure is its h1
	Procedure string
	Person    string // masked for those who need not know
	State     Tag
	Time      Tag    // còn hạn, sắp đến hạn …
	Due       string // legal appointment, "17 giờ 00, thứ Hai, 06/5/2019"
	Left      string // "còn 2 ngày làm việc 3 giờ"
	Holder    string // who has it now
}

// Line is one printed line of the clock.
type Line struct {
	When string
	Text string
	Rule string // rule id, small
}

// Arithmetic opens the printed lines of a date.
type Arithmetic struct {
	Question string // "" is "Vì sao là ngày này?"
	Lines    []Line
	Result   string
	Open     bool
}

// Segment is a stretch of working time in one hand.
type Segment struct {
	Holder  string
	Minutes int64 // working minutes
	Kind    Kind  // Plain: an office; Paused: the clock stood still; Late: after the appointment
	From    string
	To      string
}

// TimeBar shows who had the dossier for how long; Due is the working minute of the
// legal appointment counted from the bar's beginning, below zero when there is none.
type TimeBar struct {
	ID       string
	Caption  string
	Segments []Segment
	Due      int64
	DueText  string
}

// Number is a figure on a board: always the door to the list it counts.
type Number struct {
	Label       string
	Value       string
	Href        string
	Kind        Kind
	Numerator   string // "1.220 hồ sơ trả đúng hạn"
	Denominator string // "1.234 hồ sơ đã trả"
	Period      string // "quý II/2019"
	AsOf        string // "17 giờ 00, thứ Hai, 06/5/2019"
}

// Board is a row of numbers.
type Board struct {
	Label   string
	Numbers []Number
}

// Bar is one bar of a chart.
type Bar struct {
	Label string
	Value int64
	Text  string // the figure as written; "" is Value with points
	Href  string
	Kind  Kind
}

// Chart is bars drawn by the server beside the table of their figures.
type Chart struct {
	ID    string
	Title string
	Unit  string // "hồ sơ"
	Head  string // head of the label column: "Đơn vị"
	Bars  []Bar
	Note  string // period and as-of
	Empty string
}

// QR draws a code from an SVG path given by the caller, in modules of a square of
// Modules; Text says in words what it holds.
type QR struct {
	Path    string
	Modules int
	Text    string
}

// Progress is long work that may be left and found again.
type Progress struct {
	Label   string
	Done    int64
	Total   int64
	Text    string
	Stop    string // POST address that stops it; "" is none
	Refresh bool   // the page asks again by itself
}

// Problems is the red summary on top of a page; fields show their own sentence.
type Problems struct{ Items page.Problems }

// Render draws the part.
func (x Tag) Render(ctx context.Context, w io.Writer) error { return tag(x).Render(ctx, w) }

// Render draws the part.
func (x Code) Render(ctx context.Context, w io.Writer) error { return code(x).Render(ctx, w) }

// Render draws the part.
func (x DossierHead) Render(ctx context.Context, w io.Writer) error {
	return dossierHead(x).Render(ctx, w)
}

// Render draws the part.
func (x Arithmetic) Render(ctx context.Context, w io.Writer) error {
	return arithmetic(x).Render(ctx, w)
}

// Render draws the part.
func (x TimeBar) Render(ctx context.Context, w io.Writer) error { return timeBar(x).Render(ctx, w) }

// Render draws the part.
func (x Number) Render(ctx context.Context, w io.Writer) error { return number(x).Render(ctx, w) }

// Render draws the part.
func (x Board) Render(ctx context.Context, w io.Writer) error { return board(x).Render(ctx, w) }

// Render draws the part.
func (x Chart) Render(ctx context.Context, w io.Writer) error { return chart(x).Render(ctx, w) }

// Render draws the part.
func (x QR) Render(ctx context.Context, w io.Writer) error { return qr(x).Render(ctx, w) }

// Render draws the part.
func (x Progress) Render(ctx context.Context, w io.Writer) error { return progress(x).Render(ctx, w) }

// Render draws the part.
func (x Problems) Render(ctx context.Context, w io.Writer) error { return problems(x).Render(ctx, w) }
