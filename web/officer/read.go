package officer

import (
	"net/http"
	"strconv"

	"motcua/dossier"
	"motcua/dossier/decision"
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
	return decision.Examine{Fit: fit == "yes", Note: f.Lines("reason", 2000)}, nil
}

// askRow is one more office of the consultation form, as typed.
type askRow struct {
	Suffix string
	Agency trail.Agency
}

// askRows are three offices, the first of them needed.
func askRows() []askRow {
	var out []askRow
	for _, s := range []string{"", "2", "3"} {
		r := askRow{s, trail.Agency{Name: "office" + s}}
		out = append(out, r.labelled())
	}
	return out
}

func (r askRow) labelled() askRow {
	r.Agency.Label, r.Agency.Optional = "Cơ quan được lấy ý kiến", r.Suffix != ""
	r.Agency.Hint = "Gõ một phần của tên, ví dụ Bến Nghé hoặc Sở Xây dựng, rồi chọn trong gợi ý."
	return r
}

// readConsult reads up to three offices, each with its own limit.
func readConsult(_ pages, _ *http.Request, v trail.View, f *page.Form, x *askView) (dossier.Act, error) {
	limit := func(suffix string) string {
		n, ok := f.Int("limit"+suffix, 1, 60)
		if !ok && f.Problems.At("limit"+suffix) == "" {
			f.Problems.Add("limit"+suffix, "Nêu số ngày làm việc để trả lời, ví dụ 2.")
		}
		return strconv.FormatInt(n, 10) + "wd"
	}
	var a decision.Consult
	for i, row := range x.Asks {
		o, field := v.ReadAgency(f, row.Agency.Name, v.Holder)
		x.Asks[i].Agency = field
		x.Asks[i] = x.Asks[i].labelled()
		switch {
		case i == 0:
			a.Office, a.Limit = o, limit("")
		case field.Typed != "":
			a.More = append(a.More, decision.Ask{Office: o, Limit: limit(row.Suffix)})
		}
	}
	a.Question = f.Lines("reason", 2000)
	return a, nil
}

func readForward(_ pages, _ *http.Request, v trail.View, f *page.Form, x *askView) (dossier.Act, error) {
	var a dossier.Forward
	x.Forward, a = v.ReadForward(f)
	return a, nil
}

func readTake(pages, *http.Request, trail.View, *page.Form, *askView) (dossier.Act, error) {
	return decision.Take{}, nil
}

func readSupplement(_ pages, _ *http.Request, v trail.View, f *page.Form, x *askView) (dossier.Act, error) {
	var a dossier.RequestSupplement
	x.Supplement, a = v.ReadSupplement(f)
	return a, nil
}

// readPropose takes a new draft, or one uploaded before: a refusal of the act does
// not cost the upload.
func readPropose(p pages, r *http.Request, v trail.View, f *page.Form, x *askView) (dossier.Act, error) {
	a := decision.Propose{Outcome: dossier.Outcome(f.Choice("outcome", string(dossier.Granted), string(dossier.Rejected))), Note: f.Lines("reason", 2000)}
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
	a := decision.Answer{N: x.Asked.N, Agrees: agrees == "yes", Opinion: f.Lines("reason", 2000)}
	if f.Problems.Any() {
		return a, nil
	}
	_, err := p.keep(r, v, f, "file", trail.Opinion)
	return a, err
}
