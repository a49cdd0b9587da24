package trail

import (
	"motcua/intake"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// answerTags is what a database said of a paper's data.
var answerTags = map[intake.Answer]parts.Tag{
	intake.Found:  {Kind: parts.Good, Text: "Đã có dữ liệu"},
	intake.Absent: {Kind: parts.Soon, Text: "Không có dữ liệu"},
	intake.Failed: {Kind: parts.Paused, Text: "Không trả lời"},
}

// LookTable is the proof of what the databases answered before a filing online: which,
// when, and the sentence the applicant agreed to (REC-10).
func (v View) LookTable() parts.Table {
	t := parts.Table{ID: "looks", Caption: "Tra cứu cơ sở dữ liệu", CaptionHidden: true,
		Columns: []parts.Column{{Title: "Giấy tờ", Wide: true}, {Title: "Cơ sở dữ liệu"}, {Title: "Trả lời"}, {Title: "Tra cứu lúc"}}}
	names := map[string]string{}
	if ver, ok := v.hall.Procedures.Version(v.Version); ok {
		for _, p := range ver.Papers {
			names[p.Key] = p.Name
		}
	}
	for _, l := range v.Looks {
		tag, ok := answerTags[l.Answer]
		if !ok {
			continue // marked as wrong by the desk: stands with the request
		}
		reg, _ := procedure.RegisterNamed(l.Register)
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: names[l.Paper], Sub: agreed(l)}, {Text: reg.Name}, {Part: tag}, {Text: page.ShortDateTime(l.At.Time())}}})
	}
	return t
}

func agreed(l intake.Lookup) string {
	if l.Consent == "" {
		return ""
	}
	return "Người nộp đồng ý: “" + l.Consent + "”"
}
