package officer

import (
	"net/http"
	"strconv"

	"motcua/dossier"
	"motcua/web/page"
	"motcua/web/trail"
)

// How each form is read into its act. What the law says about the values is the
// act's own business.

func readExamine(_ pages, _ *http.Request, _ trail.View, f *page.Form, _ *askView) (dossier.Act, error) {
	fit := f.Choice("fit", "yes", "no")
	if fit == "" && !f.Problems.Any() {
		f.Problems.Add("fit", "Chọn kết quả thẩm định.")
	}
	return dossier.Examine{Fit: fit == "yes", Note: f.Lines("reason", 2000)}, nil
}

func readConsult(_ pages, _ *http.Request, _ trail.View, f *page.Form, _ *askView) (dossier.Act, error) {
	n, ok := f.Int("limit", 1, 60)
	if !ok && f.Problems.At("limit") == "" {
		f.Problems.Add("limit", "Nêu số ngày làm việc để trả lời, ví dụ 2.")
	}
	return dossier.Consult{Office: f.Text("office", 64), Limit: strconv.FormatInt(n, 10) + "wd", Question: f.Lines("reason", 2000)}, nil
}

func readSupplement(_ pages, _ *http.Request, v trail.View, f *page.Form, x *askView) (dossier.Act, error) {
	var a dossier.RequestSupplement
	x.Supplement, a = v.ReadSupplement(f)
	return a, nil
}

// readPropose takes a new draft, or one uploaded before: a refusal of the act does
// not cost the upload.
func readPropose(p pages, r *http.Request, v trail.View, f *page.Form, x *askView) (dossier.Act, error) {
	a := dossier.Propose{Outcome: dossier.Outcome(f.Choice("outcome", string(dossier.Granted), string(dossier.Rejected))), Note: f.Lines("reason", 2000)}
	file, err := p.keep(r, v, f, "file", trail.ResultDraft)
	if err != nil {
		return a, err
	}
	a.File = file.Hash
	if id := f.Text("draft", 64); a.File == "" && id != "" {
		old, err := p.Papers.File(r.Context(), v.ID, id)
		if err != nil {
			return a, err
		}
		if old.Paper == trail.ResultDraft {
			a.File = old.Hash
		}
	}
	return a, nil
}

// readAnswer takes the opinion, and the document it stands in when there is one.
func readAnswer(p pages, r *http.Request, v trail.View, f *page.Form, x *askView) (dossier.Act, error) {
	agrees := f.Choice("agrees", "yes", "no")
	if agrees == "" && !f.Problems.Any() {
		f.Problems.Add("agrees", "Chọn ý kiến: đồng ý hoặc không đồng ý.")
	}
	a := dossier.Answer{N: x.Asked.N, Agrees: agrees == "yes", Opinion: f.Lines("reason", 2000)}
	if f.Problems.Any() {
		return a, nil
	}
	_, err := p.keep(r, v, f, "file", trail.Opinion)
	return a, err
}
