package parts

import (
	"bytes"
	"context"
	"html"
	"io"
	"sync"

	"github.com/a-h/templ"

	"motcua/web/page"
)

// Rows are drawn by hand: a list has hundreds of cells, and a generated component a
// cell cost three times the drawing of all of them (docs/bench.md, work list).

var drawn = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// head is what every cell of one column shares.
type head struct{ class, title string }

func tableRows(x Table) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		b := drawn.Get().(*bytes.Buffer)
		defer drawn.Put(b)
		b.Reset()
		heads := make([]head, len(x.Columns))
		for i, c := range x.Columns {
			heads[i] = head{class: columnClass(x.Columns, i), title: page.T(ctx, c.Title)}
		}
		for _, r := range x.Rows {
			if err := drawRow(ctx, b, x, r, heads); err != nil {
				return err
			}
		}
		_, err := w.Write(b.Bytes())
		return err
	})
}

func drawRow(ctx context.Context, b *bytes.Buffer, x Table, r Row, heads []head) error {
	b.WriteString("<tr")
	if r.Late {
		b.WriteString(` class="mc-row--late"`)
	}
	if x.Keys {
		if href := rowHref(r); href != "" {
			writeAttr(b, "data-href", href)
		}
	}
	b.WriteString(">")
	if x.Check != "" {
		b.WriteString(`<td class="mc-check">`)
		if r.Value != "" {
			b.WriteString(`<input type="checkbox"`)
			writeAttr(b, "name", x.Check)
			writeAttr(b, "value", r.Value)
			writeAttr(b, "aria-label", page.T(ctx, "Chọn")+" "+firstText(r))
			b.WriteString(">")
		}
		b.WriteString("</td>")
	}
	for i, c := range r.Cells {
		b.WriteString("<td")
		if i < len(heads) {
			class := heads[i].class
			if moment(c.Text) {
				class += " mc-when"
			}
			if class != "" {
				writeAttr(b, "class", class)
			}
			if i > 0 {
				writeAttr(b, "data-head", heads[i].title)
			}
		}
		b.WriteString(">")
		if err := drawCell(ctx, b, c); err != nil {
			return err
		}
		b.WriteString("</td>")
	}
	b.WriteString("</tr>")
	return nil
}

// drawCell keeps text and second line in one box, so that both stand beside the head on
// a phone.
func drawCell(ctx context.Context, b *bytes.Buffer, c Cell) error {
	if c.Sub != "" {
		b.WriteString("<div>")
	}
	switch p := c.Part.(type) {
	case nil:
		drawText(ctx, b, c)
	case Tag:
		drawTag(ctx, b, p)
	default:
		if err := p.Render(ctx, b); err != nil {
			return err
		}
	}
	if c.Sub != "" {
		if long(c.Sub) {
			b.WriteString(`<span class="mc-sub mc-clamp">`)
		} else {
			b.WriteString(`<span class="mc-sub">`)
		}
		writeText(b, page.T(ctx, c.Sub))
		b.WriteString("</span></div>")
	}
	return nil
}

func drawText(ctx context.Context, b *bytes.Buffer, c Cell) {
	c.Text = page.T(ctx, c.Text)
	switch {
	case c.Href != "":
		b.WriteString(`<a class="govuk-link"`)
		writeAttr(b, "href", string(templ.URL(c.Href)))
		b.WriteString(">")
		writeText(b, c.Text)
		b.WriteString("</a>")
	case long(c.Text):
		b.WriteString(`<span class="mc-clamp"`)
		writeAttr(b, "title", c.Text)
		b.WriteString(">")
		writeText(b, c.Text)
		b.WriteString("</span>")
	default:
		writeText(b, c.Text)
	}
}

// drawTag draws a shape before the word, so that the kind is told without colour.
func drawTag(ctx context.Context, b *bytes.Buffer, x Tag) {
	if x.Text == "" {
		return
	}
	b.WriteString(`<span class="mc-tag mc-tag--`)
	writeText(b, string(kindOr(x.Kind)))
	b.WriteString(`"><svg class="mc-tag__shape" viewBox="0 0 12 12" width="10" height="10" aria-hidden="true" focusable="false"><path d="`)
	b.WriteString(shape(x.Kind))
	b.WriteString(`"></path></svg> `)
	writeText(b, page.T(ctx, x.Text))
	b.WriteString("</span>")
}

func tag(x Tag) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var b bytes.Buffer
		drawTag(ctx, &b, x)
		_, err := w.Write(b.Bytes())
		return err
	})
}

// writeAttr writes one attribute; every value is escaped and quoted.
func writeAttr(b *bytes.Buffer, name, value string) {
	b.WriteByte(' ')
	b.WriteString(name)
	b.WriteString(`="`)
	writeText(b, value)
	b.WriteByte('"')
}

// writeText writes escaped text; html.EscapeString returns clean text as it is.
func writeText(b *bytes.Buffer, s string) { b.WriteString(html.EscapeString(s)) }
