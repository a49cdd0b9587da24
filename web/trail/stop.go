package trail

import (
	"slices"

	"github.com/a-h/templ"

	"motcua/web/page/parts"
)

// StopCauses are dossier.Stop's, in words.
var StopCauses = []parts.Option{
	{Value: "applicant", Label: "Theo đề nghị của người nộp hồ sơ"},
	{Value: "not_completed", Label: "Người nộp không bổ sung, hoàn thiện hồ sơ đúng hạn"},
	{Value: "authority", Label: "Theo yêu cầu của cơ quan có thẩm quyền"},
}

// StopCauses leaves out the end for want of papers while the applicant still has time, or
// was asked for nothing (SET-13).
func (v View) StopCauses() []parts.Option {
	m, err := v.hall.Dossiers.MomentOf(v.who, v.Dossier)
	if err == nil && v.Closable(m) {
		return StopCauses
	}
	return slices.DeleteFunc(slices.Clone(StopCauses), func(o parts.Option) bool { return o.Value == "not_completed" })
}

// AskedFor are causes of which the applicant's own asks for the kept request (PRI-1).
func AskedFor(causes []parts.Option, request templ.Component) []parts.Option {
	out := slices.Clone(causes)
	for i := range out {
		if out[i].Value == "applicant" {
			out[i].Reveal = request
		}
	}
	return out
}
