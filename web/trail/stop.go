package trail

import (
	"slices"

	"github.com/a-h/templ"

	"motcua/dossier"
	"motcua/dossier/demand"
	"motcua/web/page"
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

// AskedFor are causes of which the applicant's own asks for the kept request, and that of
// an authority for its document (PRI-1).
func AskedFor(causes []parts.Option, request, demand templ.Component) []parts.Option {
	out := slices.Clone(causes)
	for i := range out {
		switch out[i].Value {
		case "applicant":
			out[i].Reveal = request
		case "authority":
			out[i].Reveal = demand
		}
	}
	return out
}

// DemandForm is the document of an authority as it was typed.
type DemandForm struct {
	Issuer, Number   string
	Day, Month, Year string
	Problems         page.Problems
}

// TypedDemand gives the fields back after a refusal.
func TypedDemand(typed func(string) string, problems page.Problems) DemandForm {
	return DemandForm{Issuer: typed("issuer"), Number: typed("number"), Day: typed("day-day"), Month: typed("day-month"), Year: typed("day-year"), Problems: problems}
}

// ReadStop reads the cause with what it must show.
func ReadStop(f *page.Form) dossier.Stop {
	a := dossier.Stop{Cause: f.Choice("cause", "applicant", "not_completed", "authority"), Reason: f.Lines("reason", 2000)}
	if a.Cause != "authority" {
		return a
	}
	a.Demand = &demand.Document{Issuer: f.Text("issuer", 200), Number: f.Text("number", 60)}
	if day, ok := f.Date("day"); ok {
		a.Demand.Day = day.String()
	}
	return a
}
