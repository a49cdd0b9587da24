package inspector

import (
	"net/http"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/fold"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type readsView struct {
	Frame                page.Frame
	Problems             page.Problems
	Code, Name, From, To string
	Table                parts.Table
	Pages                parts.Pagination
}

// reads is who opened which dossier with its personal values, and when.
func (i inspector) reads(w http.ResponseWriter, r *http.Request) error {
	who, err := i.Official(r, role)
	if err != nil {
		return err
	}
	q := page.Query(r)
	today := calendar.DateOf(i.Civil.Now())
	v := readsView{Frame: i.frame(r, "Ai đã xem hồ sơ"), Code: q.Text("code", 60), Name: q.Text("name", 100), From: (today - 30).Slashed(), To: today.Slashed()}
	v.Frame.Wide = true
	from, to := today-30, today
	if d, ok := q.Date("from"); ok {
		from, v.From = d, d.Slashed()
	}
	if d, ok := q.Date("to"); ok {
		to, v.To = d, d.Slashed()
	}
	f := dossier.ReadFilter{Since: clock.At(from.At(0)), Until: clock.At((to + 1).At(0)), Code: v.Code}
	v.Table = parts.Table{ID: "reads", Caption: "Lượt xem hồ sơ", CaptionHidden: true, Columns: []parts.Column{{Title: "Lúc"}, {Title: "Người xem"}, {Title: "Vị trí"}, {Title: "Hồ sơ", Code: true}, {Title: "Thủ tục", Wide: true}},
		Empty: parts.Empty{Title: "Không có lượt xem nào như vậy", Why: "Lượt xem được ghi khi công chức mở một hồ sơ có thông tin của người nộp."}}
	people := i.named(v.Name)
	if v.Name != "" && len(people) == 0 {
		q.Problems.Add("name", "Không có công chức nào tên như vậy.")
	}
	v.Problems, v.Frame.Failed = q.Problems, q.Problems.Any()
	if !v.Problems.Any() {
		if err := i.readRows(r, who, f, people, &v); err != nil {
			return err
		}
	}
	status := http.StatusOK
	if v.Problems.Any() {
		status = http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, readsPage(v))
	return nil
}

// named are the officials of a name; namesakes are all of them, told apart in the rows
// by their posts. No name is everybody.
func (i inspector) named(name string) []string {
	if name == "" {
		return []string{""}
	}
	var out []string
	for _, o := range i.Offices.Officials() {
		if fold.Fold(o.Name) == fold.Fold(name) {
			out = append(out, o.ID)
		}
	}
	return out
}
