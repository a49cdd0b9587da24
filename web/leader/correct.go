package leader

import (
	"bytes"
	"io"
	"net/http"

	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/letter"
	"motcua/paper"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// uploadMost bounds a form with a corrected result, in bytes.
const uploadMost = 52 << 20

type correctView struct {
	Frame    page.Frame
	Problems page.Problems
	Head     parts.DossierHead
	Facts    []parts.Fact
	Action   string
	Back     string
	Reason   string
	Cost     string
}

func (l leader) askCorrect(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, "correct", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	if !v.Can("correct") {
		page.Redirect(w, r, chair.PathOf(v.Code), page.Flash{Kind: "warning", Text: "Hồ sơ chưa có kết quả tại bộ phận một cửa nên chưa có gì để đính chính."})
		return nil
	}
	return l.showCorrect(w, r, http.StatusOK, v, correctView{Cost: "0"})
}

func (l leader) showCorrect(w http.ResponseWriter, r *http.Request, status int, v trail.View, out correctView) error {
	out.Frame, out.Head = l.Framed(r, l.Who(r), "Đính chính kết quả"), v.Head(chair.PathOf(v.Code))
	out.Action, out.Back = chair.PathOf(v.Code)+"/correct", chair.PathOf(v.Code)
	if v.Result != nil {
		out.Facts = []parts.Fact{{Key: "Kết quả đang có", Value: "Số " + v.Result.Number, More: []string{"ký lúc " + page.DateTime(v.Result.At.Time())}}}
	}
	out.Frame.Failed = out.Problems.Any()
	page.Render(w, r, status, correctPage(out))
	return nil
}

// correct signs the corrected file and replaces the result; the old one stays linked.
func (l leader) correct(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, "correct", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, uploadMost)
	if err != nil {
		return err
	}
	act := ending.Correct{Reason: f.Lines("reason", 2000)}
	act.Cost, _ = f.Int("cost", 0, 1_000_000_000)
	if !f.Problems.Any() {
		done, err := l.signCorrection(r, v, f, act)
		if err == nil && !f.Problems.Any() {
			page.Redirect(w, r, chair.PathOf(v.Code), page.Flash{Kind: "success", Text: "Đã ký bản đính chính số " + done.Result.Number + ". Người nộp được báo và không phải trả chi phí nào."})
			return nil
		}
		if err != nil && !f.Problems.Refused(err) {
			return err
		}
	}
	return l.showCorrect(w, r, http.StatusUnprocessableEntity, v, correctView{Problems: f.Problems, Reason: f.Value("reason"), Cost: f.Value("cost")})
}

// signCorrection asks the rule first, as with the first signature: nothing is signed or
// stored for an act that is refused anyway.
func (l leader) signCorrection(r *http.Request, v trail.View, f *page.Form, act ending.Correct) (dossier.Dossier, error) {
	ctx, who := r.Context(), l.Who(r)
	raw, problem, err := uploaded(f)
	if err != nil || problem != "" {
		if problem != "" {
			f.Problems.Add("file", problem)
		}
		return v.Dossier, err
	}
	s, err := l.Signatory(who)
	if err != nil {
		return v.Dossier, err
	}
	act.Form = chair.FormText(s.Form)
	act.File, act.Signature = letter.HashOf(raw), dossier.Signature{Hash: letter.HashOf(raw)}
	if err := l.Rehearse(who, v.Dossier, act); err != nil {
		return v.Dossier, err
	}
	signed, info, err := l.Signer.Sign(ctx, raw, "Đính chính kết quả hồ sơ "+v.Code, s.Official.Name, l.Civil.Now())
	if err != nil {
		return v.Dossier, err
	}
	kept, err := l.Papers.Made(ctx, paper.Given{Subject: v.ID, Paper: trail.Result, Name: "Dinh-chinh-" + v.Code + ".pdf", Owner: who.Official}, paper.PDF.Name, bytes.NewReader(signed))
	if err != nil {
		return v.Dossier, err
	}
	act.File, act.Signature = kept.Hash, chair.SignatureOf(info)
	return l.Payments.Correct(ctx, who, chair.Key(v.Dossier), act, paper.Naming(kept))
}

// uploaded reads the corrected result, which must be a PDF like any signed result.
func uploaded(f *page.Form) (raw []byte, problem string, err error) {
	files := f.Files("file")
	if len(files) == 0 {
		return nil, "Chọn tệp PDF của kết quả đã sửa.", nil
	}
	in, err := files[0].Open()
	if err != nil {
		return nil, "", err
	}
	defer in.Close()
	raw, err = io.ReadAll(io.LimitReader(in, paper.PDF.MaxBytes+1))
	if err == nil && !bytes.HasPrefix(raw, []byte("%PDF-")) {
		return nil, "Chỉ ký số được tệp PDF. Lưu kết quả đã sửa thành PDF rồi chọn lại.", nil
	}
	return raw, "", err
}
