package leader

import (
	"net/http"
	"net/url"

	"motcua/dossier"
	"motcua/intake"
	"motcua/paper"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// beyondView lists what applicants reported as demanded beyond the published list.
type beyondView struct {
	Frame page.Frame
	Table parts.Table
}

// beyondMost is how many reports one page shows.
const beyondMost = 200

// beyond is the control office's list; the office concerned has no page that shows it
// (PRI-2).
func (l leader) beyond(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	all, err := l.Intake.Beyonds(r.Context(), who, beyondMost)
	if err != nil {
		return err
	}
	var ids []string
	for _, x := range all {
		ids = append(ids, x.ID)
	}
	files, err := l.Papers.OfMany(r.Context(), ids)
	if err != nil {
		return err
	}
	v := beyondView{Frame: l.Framed(r, who, "Phản ánh bị yêu cầu thêm giấy tờ"), Table: parts.Table{ID: "rows", Caption: "Phản ánh của người nộp hồ sơ", CaptionHidden: true, Keys: true,
		Columns: []parts.Column{{Title: "Lúc"}, {Title: "Mã hồ sơ", Code: true}, {Title: "Nơi tiếp nhận", Minor: true}, {Title: "Nội dung", Wide: true}, {Title: "Bằng chứng"}},
		Empty:   parts.Empty{Title: "Chưa có phản ánh nào", Why: "Người nộp phản ánh từ trang tra cứu của giấy tiếp nhận khi bị yêu cầu giấy tờ hoặc việc ngoài danh mục đã công bố."}}}
	v.Frame.Wide = true
	open := chair.PathOf
	if who.Role == chair.Inspector {
		open = func(code string) string { return "/inspector/dossiers/" + code }
	}
	for _, x := range all {
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(x.At.Time())}, {Text: x.Code, Href: open(x.Code)},
			{Text: l.Offices.Tree().Title(x.Home)}, {Text: x.Said}, evidence(x, files[x.ID])}})
	}
	page.Render(w, r, http.StatusOK, beyondPage(v))
	return nil
}

func evidence(x intake.Beyond, files []paper.PaperFile) parts.Cell {
	if len(files) == 0 {
		return parts.Cell{Text: "Không có"}
	}
	var out parts.Files
	for _, f := range files {
		kind, _ := paper.KindNamed(f.Kind)
		out.Items = append(out.Items, parts.File{Name: f.Name, Kind: kind.Title, Bytes: f.Size, Href: "/leader/beyond/" + url.PathEscape(x.Home) + "/" + x.ID + "/" + f.ID})
	}
	return parts.Cell{Part: out}
}

// beyondFile sends one file of a report to who may read the report; that it was read is
// on record like every look at a dossier.
func (l leader) beyondFile(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Control, chair.Inspector)
	if err != nil {
		return err
	}
	x, err := l.Intake.Beyond(r.Context(), who, r.PathValue("home"), r.PathValue("report"))
	if err != nil {
		return err
	}
	if err := l.Dossiers.NoteRead(r.Context(), who, dossier.Key{Home: x.Home, ID: x.Dossier}); err != nil {
		return err
	}
	return trail.ServeOf(w, r, l.Hall, x.ID)
}
