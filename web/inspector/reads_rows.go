package inspector

import (
	"net/http"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// readRows fills one page of the table, newest first. The page begins below the moment
// of the last row shown, after those of the same moment that were shown already.
func (i inspector) readRows(r *http.Request, who access.Who, f dossier.ReadFilter, people []string, v *readsView) error {
	q := page.Query(r)
	skip, query := 0, r.URL.Query()
	if at, err := strconv.ParseInt(q.Value("before"), 10, 64); err == nil && at < int64(f.Until) {
		f.Until, skip = clock.Instant(at+1), parts.Skip(q.Value("skip"))
		query.Del("before")
		query.Del("skip")
		v.Pages.First = "/inspector/reads?" + query.Encode()
	}
	var rows []dossier.ReadsRow
	for _, id := range people {
		f.Official = id
		more, err := i.Dossiers.Reads(r.Context(), who, f, skip+parts.PerPage+1)
		if err != nil {
			return err
		}
		rows = append(rows, more...)
	}
	slices.SortStableFunc(rows, func(a, b dossier.ReadsRow) int { return int(min(max(b.ReadAt-a.ReadAt, -1), 1)) })
	rows = rows[min(skip, len(rows)):]
	if len(rows) > parts.PerPage {
		rows = rows[:parts.PerPage]
		last := rows[parts.PerPage-1].ReadAt
		again := 0
		for _, x := range rows {
			if x.ReadAt == last {
				again++
			}
		}
		if last+1 == int64(f.Until) { // the whole page is of one moment
			again += skip
		}
		query.Set("before", strconv.FormatInt(last, 10))
		query.Set("skip", strconv.Itoa(again))
		v.Pages.Next = "/inspector/reads?" + query.Encode()
	}
	v.Pages.Note = page.Number(int64(len(rows))) + " lượt xem trên trang này"
	for _, x := range rows {
		role := i.Offices.Tree().Title(x.Office)
		if p, ok := i.Offices.Post(x.Post); ok {
			role = p.Role.Vietnamese() + ", " + role
		}
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(clock.FromMicros(x.ReadAt))}, {Text: i.name(x.Official)}, {Text: role},
			{Text: x.Code, Href: "/inspector/dossiers/" + x.Code}, {Text: x.ProcedureName}}})
	}
	return nil
}
