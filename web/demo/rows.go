package demo

import (
	"motcua/web/page"
	"motcua/web/page/parts"
)

var channels = map[string]string{"sms": "Tin nhắn", "email": "Thư điện tử"}

// rows shows the newest first.
func rows(all []Message) []parts.Row {
	var out []parts.Row
	for i := len(all) - 1; i >= 0 && len(out) < 200; i-- {
		d := all[i]
		text := d.Body
		if d.Subject != "" {
			text = d.Subject + " — " + d.Body
		}
		out = append(out, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(d.At)}, {Text: channels[d.Channel]}, {Text: d.To}, {Text: text}}})
	}
	return out
}
