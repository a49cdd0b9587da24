package citizen

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"motcua/clock"
	"motcua/dossier"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type mineView struct {
	page.Frame
	Drafts []parts.Task
	Mine   []parts.Task
	Pages  parts.Pagination
}

const (
	batch     = 500
	linesMost = 2000 // dossiers of one person that are put in order
)

// lines gives a person's dossiers: first those that wait for the person, then the
// newest.
func (p pages) lines(ctx context.Context, person string) ([]dossier.Line, error) {
	q := dossier.New(p.DB.Read())
	var out []dossier.Line
	arg := dossier.PersonLinesParams{Person: person, Most: batch}
	for len(out) < linesMost {
		rows, err := q.PersonLines(ctx, arg)
		if err != nil {
			return nil, fmt.Errorf("citizen: %w", err)
		}
		out = append(out, rows...)
		if len(rows) < batch {
			break
		}
		last := rows[len(rows)-1]
		arg.After, arg.AfterID = last.FiledAt, last.ID
	}
	slices.SortStableFunc(out, func(a, b dossier.Line) int {
		if x, y := waits(a), waits(b); x != y {
			return y - x
		}
		if a.FiledAt > b.FiledAt {
			return -1
		}
		return 1
	})
	return out, nil
}

// waits is 1 when the citizen must do something.
func waits(l dossier.Line) int {
	if s := dossier.State(l.State); s == dossier.Supplementing || s == dossier.Obliged || s == dossier.Completed {
		return 1
	}
	return 0
}

func (p pages) dossierTasks(lines []dossier.Line) []parts.Task {
	out := make([]parts.Task, len(lines))
	for i, l := range lines {
		out[i] = parts.Task{Title: short(l.ProcedureName), Href: "/mine/" + url.PathEscape(l.Code), Hint: l.Code, Tag: stateTag(dossier.State(l.State))}
		if l.IsOpen && l.DueAt > 0 {
			out[i].Hint += " · hẹn trả " + page.DateTime(clock.FromMicros(l.PromisedAt))
		}
		if trail.LineLate(p.Hall, l) {
			out[i].Tag = parts.Tag{Kind: parts.Late, Text: "Quá hạn"}
		}
	}
	return out
}

func stateTag(s dossier.State) parts.Tag {
	kinds := map[dossier.State]parts.Kind{dossier.Filed: parts.New, dossier.Supplementing: parts.Paused, dossier.Obliged: parts.Paused, dossier.Completed: parts.Good,
		dossier.Returned: parts.Done, dossier.Refused: parts.Bad, dossier.Withdrawn: parts.Done, dossier.Stopped: parts.Done}
	kind, ok := kinds[s]
	if !ok {
		kind = parts.Calm
	}
	return parts.Tag{Kind: kind, Text: s.Citizen()}
}

func (p pages) mine(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Citizen(r)
	if err != nil {
		return err
	}
	all, err := p.lines(r.Context(), who.Person)
	if err != nil {
		return err
	}
	drafts, err := p.Drafts.AllOf(r.Context(), who.Person, onPage)
	if err != nil {
		return err
	}
	from, _ := page.Query(r).Int("from", 0, linesMost)
	start := min(int(from), len(all))
	end := min(start+onPage, len(all))
	v := mineView{Frame: p.frame(r, "Hồ sơ của tôi"), Drafts: p.draftTasks(drafts), Mine: p.dossierTasks(all[start:end])}
	if start > 0 {
		v.Pages.Prev = "/mine?from=" + strconv.Itoa(max(0, start-onPage))
	}
	if end < len(all) {
		v.Pages.Next = "/mine?from=" + strconv.Itoa(end)
	}
	if len(all) > onPage {
		v.Pages.Note = page.Number(int64(start+1)) + "–" + page.Number(int64(end)) + " trong " + page.Number(int64(len(all))) + " hồ sơ"
	}
	page.Render(w, r, http.StatusOK, minePage(v))
	return nil
}
