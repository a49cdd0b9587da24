package leader

import (
	"context"
	"fmt"
	"net/http"

	"motcua/clock"
	"motcua/dossier"
	"motcua/office"
	"motcua/refusal"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// busiest is where counting somebody's open dossiers stops.
const busiest = 100

// staff lists who can be given a dossier decided at an office, with what they already
// have: the head spreads work, not guesses.
func (l leader) staff(ctx context.Context, at string) []parts.Option {
	out := []parts.Option{{Value: "", Label: "Chọn người thụ lý"}}
	now := clock.Micros(l.Civil.Now())
	for _, p := range l.Offices.Staff(at, l.Today(), office.Officer) {
		o, ok := l.Offices.Official(p.Official)
		if !ok {
			continue
		}
		label := o.Name
		if lines, err := dossier.New(l.DB.Read()).OfficerLines(ctx, dossier.OfficerLinesParams{Officer: p.Official, Most: busiest}); err == nil {
			label += " – " + load(lines, now)
		}
		out = append(out, parts.Option{Value: p.Official, Label: label})
	}
	return out
}

func load(lines []dossier.Line, now int64) string {
	late := 0
	for _, x := range lines {
		if x.LateFrom <= now {
			late++
		}
	}
	n := fmt.Sprint(len(lines))
	if len(lines) == busiest {
		n = "từ " + n
	}
	if late == 0 {
		return "đang giữ " + n
	}
	return fmt.Sprintf("đang giữ %s, %d quá hạn", n, late)
}

// officeOf is where an official holds an officer's post today; the act compares it
// with the office that decides.
func (l leader) officeOf(official, at string) string {
	for _, p := range l.Offices.Staff(at, l.Today(), office.Officer) {
		if p.Official == official {
			return p.Office
		}
	}
	return ""
}

func (l leader) assign(w http.ResponseWriter, r *http.Request) error {
	who, d, err := l.One(r, chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	officer := f.Need("officer", 200, "Chọn người thụ lý hồ sơ.")
	if !f.Problems.Any() {
		_, err = l.Dossiers.Do(r.Context(), who, chair.Key(d), dossier.Assign{Officer: officer, Office: l.officeOf(officer, d.Working())})
		if err == nil {
			o, _ := l.Offices.Official(officer)
			page.Redirect(w, r, chair.PathOf(d.Code), page.Flash{Kind: "success", Text: "Đã giao hồ sơ cho " + o.Name + "."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return l.showDossier(w, r, http.StatusUnprocessableEntity, f)
}

// assignMany gives the ticked dossiers to one official, each by its own act: what one
// refuses does not hold up the others.
func (l leader) assignMany(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy, chair.OneStopHead)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	officer, codes := f.Need("officer", 200, "Chọn người thụ lý hồ sơ."), f.Values("code")
	if len(codes) == 0 {
		f.Problems.Add("", "Đánh dấu ít nhất một hồ sơ cần giao.")
	}
	if len(codes) > chair.PerPage {
		f.Problems.Add("", "Chỉ giao được các hồ sơ trên một trang trong một lần.")
	}
	if f.Problems.Any() {
		return l.showList(w, r, http.StatusUnprocessableEntity, "unassigned", f)
	}
	done := 0
	for _, code := range codes {
		d, err := l.Dossiers.Find(r.Context(), who, code)
		if err == nil {
			_, err = l.Dossiers.Do(r.Context(), who, chair.Key(d), dossier.Assign{Officer: officer, Office: l.officeOf(officer, d.Working())})
		}
		switch no, ok := refusal.As(err); {
		case err == nil:
			done++
		case ok:
			f.Problems = append(f.Problems, page.Problem{Sentence: code + ": " + no.Sentence, Rule: no.Rule})
		default:
			return err
		}
	}
	if f.Problems.Any() {
		if done > 0 {
			f.Problems.Add("", fmt.Sprintf("%d hồ sơ khác đã được giao.", done))
		}
		return l.showList(w, r, http.StatusUnprocessableEntity, "unassigned", f)
	}
	o, _ := l.Offices.Official(officer)
	said := fmt.Sprintf("Đã giao %d hồ sơ cho %s.", done, o.Name)
	page.Redirect(w, r, "/leader/lists/unassigned", page.Flash{Kind: "success", Text: said})
	return nil
}
