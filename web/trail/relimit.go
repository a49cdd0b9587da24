package trail

import (
	"strings"

	"motcua/event"
	"motcua/web/page"
)

// relimits says which limits between offices an event moved, from when to when and by
// which change of the calendar (CAL-6).
func (v View) relimits(e event.Event) string {
	var out []string
	change := ""
	for _, r := range v.Relimits {
		if int64(r.At) != e.At {
			continue
		}
		change = r.Change
		out = append(out, LimitWords(r.What)+" của "+v.hall.Offices.Tree().Title(r.Office)+": "+page.DateTime(r.Was.Time())+" → "+page.DateTime(r.Now.Time()))
	}
	for _, x := range v.hall.Almanac.Revisions() {
		if x.ID == change {
			out = append(out, x.Reason+" ("+x.Decision+")")
		}
	}
	return strings.Join(out, "; ")
}

// LimitWords names a limit between offices.
func LimitWords(what string) string {
	if strings.HasPrefix(what, "consult:") {
		return "Hạn trả lời ý kiến"
	}
	return "Hạn phần việc"
}
