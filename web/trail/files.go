package trail

import (
	"fmt"
	"net/http"
	"slices"

	"motcua/access"
	"motcua/dossier"
	"motcua/paper"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Papers that officials add to a dossier: they are no part of the published list.
const (
	ResultDraft = "result-draft"
	Opinion     = "opinion"
	Result      = "result"  // the signed result
	Letter      = "apology" // the signed letter of apology
	LostLetter  = "apology-lost"
	LateNotice  = "late-notice" // the signed notice to the one-stop unit
)

// FileList names the files with the paper each stands for; base is the address of
// the dossier's page, beneath which files are served.
func (v View) FileList(base string) parts.Files {
	out := parts.Files{Empty: "Không có tệp: hồ sơ nộp bằng bản giấy."}
	if v.Channel == int(procedure.Online) {
		out.Empty = "Người nộp chưa gửi tệp nào."
	}
	for _, f := range v.Files {
		title := f.Kind
		if k, ok := paper.KindNamed(f.Kind); ok {
			title = k.Title
		}
		out.Items = append(out.Items, parts.File{Name: f.Name, Href: base + "/files/" + f.ID, Kind: title, Bytes: f.Size, Note: v.paperName(f)})
	}
	return out
}

func (v View) paperName(f paper.PaperFile) string {
	switch f.Paper {
	case ResultDraft:
		return "Dự thảo kết quả"
	case Opinion:
		return "Văn bản trả lời ý kiến"
	case Result:
		return "Kết quả đã ký số"
	case LostLetter:
		return "Thư xin lỗi về giấy tờ bị mất, hư hỏng"
	case LateNotice:
		return "Thông báo chậm trả kết quả gửi bộ phận một cửa"
	case Letter:
		return "Thư xin lỗi đã ký số"
	case "authorisation":
		return "Giấy ủy quyền nhận kết quả"
	case "exemption":
		return "Giấy tờ chứng minh được miễn, giảm phí"
	case Request:
		return "Đơn đề nghị kết thúc hồ sơ của người nộp"
	}
	for _, g := range v.Papers {
		if g.Paper == f.Paper || slices.Contains(g.Files, f.ID) {
			return g.Name
		}
	}
	return ""
}

// Request is what an applicant's request to end the dossier is kept as.
const Request = "request"

// UploadMost bounds a form with the photograph of a paper, in bytes.
const UploadMost = 22 << 20

// Keep takes in the photograph of a paper a form carries under the name "paper" and gives
// its hash; none chosen, or a form that is wrong anyway, is "".
func Keep(h *hall.Hall, r *http.Request, subject string, f *page.Form, as string) (string, error) {
	files := f.Files("paper")
	if len(files) == 0 || f.Problems.Any() {
		return "", nil
	}
	in, err := files[0].Open()
	if err != nil {
		return "", err
	}
	defer in.Close()
	kept, err := h.Papers.Add(r.Context(), paper.Given{Subject: subject, Paper: as, Name: files[0].Filename, Owner: h.Who(r).Official}, in, files[0].Size)
	return kept.Hash, err
}

// PaperTable is the published list beside what was handed in (REC-2).
func (v View) PaperTable() parts.Table {
	t := parts.Table{Caption: "Giấy tờ đã nhận", CaptionHidden: true, Columns: []parts.Column{{Title: "Giấy tờ", Wide: true}, {Title: "Bản chính", Numeric: true}, {Title: "Bản sao", Numeric: true}},
		Empty: parts.Empty{Title: "Chưa ghi nhận giấy tờ nào", Why: "Giấy tờ được đánh dấu khi tiếp nhận hoặc khi người nộp bổ sung."}}
	for _, g := range v.Papers {
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: g.Name, Sub: givenNote(g)}, {Text: fmt.Sprint(g.Originals)}, {Text: fmt.Sprint(g.Copies)}}})
	}
	return t
}

// givenNote says how a paper was given: in files, or as data of a database (REC-10).
func givenNote(g dossier.GivenPaper) string {
	if r, ok := procedure.RegisterNamed(g.Register); ok {
		return "Đã có trong " + r.Name + ", không yêu cầu nộp"
	}
	return filesNote(len(g.Files))
}

func filesNote(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d tệp điện tử", n)
}

// Can reports whether the reader may do the act, in the state the dossier is in:
// pages show only what can be done.
func (v View) Can(act string) bool {
	return dossier.Allowed(v.Dossier.State, act) && access.May(v.who, act, v.Subject()) == nil
}

// ServeFile sends one file of a dossier the caller has been let see.
func ServeFile(w http.ResponseWriter, r *http.Request, h *hall.Hall, d dossier.Dossier) error {
	return ServeOf(w, r, h, d.ID)
}

// ServeOf sends one file of a subject the caller has been let see: of the papers named, if
// any are.
func ServeOf(w http.ResponseWriter, r *http.Request, h *hall.Hall, subject string, papers ...string) error {
	f, err := h.Papers.File(r.Context(), subject, r.PathValue("file"))
	if err != nil {
		return err
	}
	if len(papers) > 0 && !slices.Contains(papers, f.Paper) {
		return refusal.Missing("Không tìm thấy tệp này.")
	}
	c, err := h.Papers.Blobs.Open(r.Context(), f.Hash)
	if err != nil {
		return err
	}
	defer c.Close()
	kind, _ := paper.KindNamed(f.Kind) // an unknown kind goes out as plain bytes
	paper.Serve(w, r, paper.Served{Name: f.Name, Kind: kind, Hash: f.Hash, Content: c})
	return nil
}
