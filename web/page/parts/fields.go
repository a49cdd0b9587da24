package parts

import (
	"context"
	"io"
	"strconv"
	"strings"

	"github.com/a-h/templ"
)

// Live asks the server for a piece of the page while one types; without script the
// form's own button does the same. Only the official script (htmx) acts on it.
type Live struct {
	Get    string // address that answers with the piece alone (page.Partial)
	Target string // CSS selector of the element whose content is replaced
}

// Input is one line to type in.
type Input struct {
	Name         string
	Label        string
	Hint         string
	Value        string
	Error        string
	Type         string // "" is text
	Mode         string // inputmode: numeric, tel, email …
	Autocomplete string
	List         string // id of a datalist with suggestions
	Prefix       string
	Suffix       string
	Width        int  // letters that fit: 2, 3, 4, 5, 10, 20; 0 is the whole column
	Heading      bool // the label is the page's h1
	Optional     bool // adds "(không bắt buộc)"
	Max          int  // most letters; 0 is no attribute
	Key          string
	Focus        bool // first field of a desk's page takes the cursor
	Live         *Live
}

// Textarea is several lines to type in. Max shows how many letters remain.
type Textarea struct {
	Name     string
	Label    string
	Hint     string
	Value    string
	Error    string
	Rows     int
	Max      int
	Heading  bool
	Optional bool
}

// Option is one thing to choose. Reveal is shown beneath when chosen (always, without
// script).
type Option struct {
	Value  string
	Label  string
	Hint   string
	Reveal templ.Component
}

// Radios is one choice of few.
type Radios struct {
	Name    string
	Legend  string
	Hint    string
	Error   string
	Value   string
	Options []Option
	Inline  bool
	Small   bool
	Heading bool
}

// Checkboxes are several choices.
type Checkboxes struct {
	Name    string
	Legend  string
	Hint    string
	Error   string
	Values  []string
	Options []Option
	Small   bool
	Heading bool
}

// Select is one choice of many.
type Select struct {
	Name    string
	Label   string
	Hint    string
	Error   string
	Value   string
	Options []Option
	Heading bool
}

// DateInput is a date in three boxes, read by page.Form.Date.
type DateInput struct {
	Name    string
	Legend  string
	Hint    string
	Error   string
	Day     string
	Month   string
	Year    string
	Heading bool
}

// FileInput chooses files.
type FileInput struct {
	Name     string
	Label    string
	Hint     string
	Error    string
	Accept   string
	Multiple bool
	Optional bool
}

// Hidden carries a value unseen.
type Hidden struct{ Name, Value string }

// Search is one box with one button.
type Search struct {
	Action string
	Name   string // "" is q
	Value  string
	Label  string
	Hint   string
	Button string // "" is "Tìm"
	Key    string // key that puts the cursor here, "/"
	Live   *Live
}

// fieldID is the id of a field and the anchor of the error summary.
func fieldID(name string) string { return "f-" + strings.ReplaceAll(name, " ", "-") }

// described lists the ids of the sentences that belong to a field.
func described(name, hint, err string, more ...string) string {
	var ids []string
	if hint != "" {
		ids = append(ids, fieldID(name)+"-hint")
	}
	if err != "" {
		ids = append(ids, fieldID(name)+"-error")
	}
	return strings.Join(append(ids, more...), " ")
}

func group(err string) string {
	if err != "" {
		return "govuk-form-group govuk-form-group--error"
	}
	return "govuk-form-group"
}

func inputWidth(n int) string {
	switch n {
	case 2, 3, 4, 5, 10, 20:
		return "govuk-input--width-" + strconv.Itoa(n)
	}
	return ""
}

func fieldType(t string) string {
	if t == "" {
		return "text"
	}
	return t
}

func rows(n int) string {
	if n <= 0 {
		n = 5
	}
	return strconv.Itoa(n)
}

func has(values []string, v string) bool {
	for _, one := range values {
		if one == v {
			return true
		}
	}
	return false
}

// optionID is the id of the nth option; the first carries the field's own id, so that
// the error summary leads to it.
func optionID(name string, n int) string {
	if n == 0 {
		return fieldID(name)
	}
	return fieldID(name) + "-" + strconv.Itoa(n+1)
}

// Render draws the part.
func (x Input) Render(ctx context.Context, w io.Writer) error { return input(x).Render(ctx, w) }

// Render draws the part.
func (x Textarea) Render(ctx context.Context, w io.Writer) error { return textarea(x).Render(ctx, w) }

// Render draws the part.
func (x Radios) Render(ctx context.Context, w io.Writer) error { return radios(x).Render(ctx, w) }

// Render draws the part.
func (x Checkboxes) Render(ctx context.Context, w io.Writer) error {
	return checkboxes(x).Render(ctx, w)
}

// Render draws the part.
func (x Select) Render(ctx context.Context, w io.Writer) error { return selectBox(x).Render(ctx, w) }

// Render draws the part.
func (x DateInput) Render(ctx context.Context, w io.Writer) error { return dateInput(x).Render(ctx, w) }

// Render draws the part.
func (x FileInput) Render(ctx context.Context, w io.Writer) error { return fileInput(x).Render(ctx, w) }

// Render draws the part.
func (x Hidden) Render(ctx context.Context, w io.Writer) error { return hidden(x).Render(ctx, w) }

// Render draws the part.
func (x Search) Render(ctx context.Context, w io.Writer) error { return search(x).Render(ctx, w) }
