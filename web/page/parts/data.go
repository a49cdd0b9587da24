package parts

import (
	"context"
	"io"
	"net/url"
	"time"

	"github.com/a-h/templ"

	"motcua/web/page"
)

// Column heads a column. Sort is the word the address carries when the head is
// pressed; "" is a column that does not sort.
type Column struct {
	Title   string
	Sort    string
	Numeric bool // right-aligned, figures of one width
	Code    bool // monospace
	Wide    bool // takes the room the others leave: the column of long texts
	Minor   bool // left out on narrow screens; the first columns must say enough
}

// Cell is one field of a row. Part, when set, is drawn instead of Text.
type Cell struct {
	Text string
	Href string
	Sub  string // second line, quiet
	Part templ.Component
}

// Row is one line of a table.
type Row struct {
	Cells []Cell
	Href  string // what Enter opens (j/k move between rows); the first linked cell when empty
	Value string // value of the row's check box when Table.Check is set
	Late  bool   // marked with a bar at the left, besides the tag that says so
}

// Sorting tells how a table is ordered and where its heads lead. Query is kept, "sort"
// is set to the column's word, with "-" before it for descending.
type Sorting struct {
	By    string
	Desc  bool
	Path  string
	Query url.Values
}

// Table is rows under heads. An empty one shows Empty instead.
type Table struct {
	ID            string
	Caption       string
	CaptionHidden bool
	Columns       []Column
	Rows          []Row
	Total         []Cell // a last line of sums
	Sorting       *Sorting
	Check         string // name of the check boxes in front of rows; "" is none
	Keys          bool   // j, k and Enter move and open, with script
	Empty         Empty
}

// Pagination leads to the next and previous rows by key, never by number.
type Pagination struct {
	First string // address of the beginning, on later pages of a list that is only read forwards
	Prev  string // address; "" is none
	Next  string
	Note  string // "1–50 trong 1.234 hồ sơ"
}

// Empty says why a list is empty and what would fill it.
type Empty struct {
	Title string // "" is "Chưa có gì ở đây"
	Why   string
	Link  *page.Link
}

// Fact is one line of a summary list.
type Fact struct {
	Key    string
	Value  string
	More   []string        // further lines
	Part   templ.Component // drawn instead of Value
	Change string          // address of the page that changes it; "" is none
	What   string          // what would be changed, read aloud: "số điện thoại"
}

// Summary is a list of facts; with Title it stands in a card.
type Summary struct {
	Title string
	Facts []Fact
}

// Task is one line of a task list.
type Task struct {
	Title string
	Href  string
	Hint  string
	Tag   Tag
}

// TaskList is what remains to be done.
type TaskList struct {
	ID    string
	Tasks []Task
}

// File is one paper that was handed in.
type File struct {
	Name   string
	Href   string
	Kind   string // "PDF"
	Bytes  int64
	Note   string // "bản chính", "đã ký số"
	Failed string // why it was not accepted
}

// Files is a list of papers.
type Files struct {
	Items []File
	Empty string // sentence when there is none
}

// Tab is one of several views of a page; each is an address of its own.
type Tab struct {
	Text    string
	Href    string
	Count   *int64
	More    bool // counting stopped at Count: "200+"
	Current bool
}

// Tabs is a row of views.
type Tabs struct {
	Label string
	Items []Tab
}

// Moment is one entry of a timeline.
type Moment struct {
	At      time.Time
	What    string // "Tiếp nhận hồ sơ"
	Who     string // "Trần Thị B · Bộ phận một cửa"
	Why     string
	Doc     *page.Link
	Machine bool // done by the program, not by a person
	Tag     Tag
}

// Timeline is what happened. Officials read the newest first, citizens the oldest.
type Timeline struct {
	Moments     []Moment
	NewestFirst bool
	Empty       string
}

// Render draws the part.
func (x Table) Render(ctx context.Context, w io.Writer) error { return table(x).Render(ctx, w) }

// Render draws the part.
func (x Pagination) Render(ctx context.Context, w io.Writer) error {
	return pagination(x).Render(ctx, w)
}

// Render draws the part.
func (x Empty) Render(ctx context.Context, w io.Writer) error { return empty(x).Render(ctx, w) }

// Render draws the part.
func (x Summary) Render(ctx context.Context, w io.Writer) error { return summary(x).Render(ctx, w) }

// Render draws the part.
func (x TaskList) Render(ctx context.Context, w io.Writer) error { return taskList(x).Render(ctx, w) }

// Render draws the part.
func (x Files) Render(ctx context.Context, w io.Writer) error { return files(x).Render(ctx, w) }

// Render draws the part.
func (x Tabs) Render(ctx context.Context, w io.Writer) error { return tabs(x).Render(ctx, w) }

// Render draws the part.
func (x Timeline) Render(ctx context.Context, w io.Writer) error { return timeline(x).Render(ctx, w) }
