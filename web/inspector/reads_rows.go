package inspector

import (
	"net/http"
	"slices"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// readRows fills the table, newest first.
func (i inspector) readRows(r *http.Request, who access.Who, f dossier.ReadFilter, people []string, v *readsView) error {
	var rows []dossier.ReadsRow
	for _, id := range people {
		f.Official = id
		more, err := i.Dossiers.Reads(r.Context(), who, f, readsMost)
		if err != nil {
			return err
		}
		rows = append(rows, more...)
	}
	slices.SortStableFunc(rows, func(a, b dossier.ReadsRow) int { return int(min(max(b.ReadAt-a.ReadAt, -1), 1)) })
	for _, x := range rows[:min(len(rows), readsMost)] {
		role := i.Offices.Tree().Title(x.Office)
		if p, ok := i.Offices.Post(x.Post); ok {
			role = p.Role.Vietnamese() + ", " + role
		}
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(clock.FromMicros(x.ReadAt))}, {Text: i.name(x.Official)}, {Text: role},
			{Text: x.Code, Href: "/inspector/dossiers/" + x.Code}, {Text: x.ProcedureName}}})
	}
	return nil
}
