package parts

import (
	"context"
	"io"

	"motcua/web/page"
)

// Style of a button. One Filled button a page; the rest outlined or links.
type Style string

// The styles.
const (
	Filled   Style = ""
	Outlined Style = "outlined"
	Danger   Style = "danger"  // says what will happen and to whom; only on a Confirm page
	AsLink   Style = "as-link" // looks like a link
)

// Button sends the form it stands in, or leads to Href when that is set.
type Button struct {
	Text  string
	Style Style
	Name  string
	Value string
	Href  string
	Key   string // key of a desk: "F9", "Escape"; shown on the button
	Form  string // id of a form elsewhere on the page
}

// keyWord is what stands on the key of the keyboard, not what browsers call it.
func keyWord(key string) string {
	if key == "Escape" {
		return "Esc"
	}
	return key
}

// Buttons stand in one row.
type Buttons struct{ Items []Button }

// Confirm is the page before a destructive act: what will happen, to whom.
type Confirm struct {
	Title    string
	Text     string
	Facts    []Fact
	Action   string
	Yes      string
	No       page.Link
	Danger   bool
	Hidden   []Hidden
	Reason   *Textarea // a reason to be given; nil is none
	Problems page.Problems
}

// Note is a sentence that stands out: Kind Good, Plain, Soon (attention) or Late.
type Note struct {
	Kind  Kind
	Title string
	Text  string
	Link  *page.Link
}

// Panel is the answer to a citizen's act: what was done and its number.
type Panel struct {
	Title string // "Đã nộp hồ sơ"
	Lead  string // "Mã hồ sơ"
	Code  string
	Text  string
}

// Heading is a page's h1 with the small line above it.
type Heading struct {
	Text    string
	Caption string
}

// Guide says in a line what the page is for, with the way to its help.
type Guide struct {
	Text string
	Href string
}

// Render draws the part.
func (x Guide) Render(ctx context.Context, w io.Writer) error { return guide(x).Render(ctx, w) }

// Render draws the part.
func (x Button) Render(ctx context.Context, w io.Writer) error { return button(x).Render(ctx, w) }

// Render draws the part.
func (x Buttons) Render(ctx context.Context, w io.Writer) error { return buttons(x).Render(ctx, w) }

// Render draws the part.
func (x Confirm) Render(ctx context.Context, w io.Writer) error { return confirm(x).Render(ctx, w) }

// Render draws the part.
func (x Note) Render(ctx context.Context, w io.Writer) error { return note(x).Render(ctx, w) }

// Render draws the part.
func (x Panel) Render(ctx context.Context, w io.Writer) error { return panel(x).Render(ctx, w) }

// Render draws the part.
func (x Heading) Render(ctx context.Context, w io.Writer) error { return heading(x).Render(ctx, w) }
