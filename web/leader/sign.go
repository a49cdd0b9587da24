package leader

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/paper"
	"motcua/refusal"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type signView struct {
	Frame    page.Frame
	Problems page.Problems
	Head     parts.DossierHead
	Facts    []parts.Fact
	Draft    string // hash of the draft that is read now
	Action   string
	Back     string
	Ready    bool
	Decide   string // POST address; "" when it is decided, or not the reader's to decide
	Signers  []parts.Option
}

func (l leader) askSign(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, access.Sign, chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	return l.showSign(w, r, http.StatusOK, v, nil)
}

func (l leader) showSign(w http.ResponseWriter, r *http.Request, status int, v trail.View, problems page.Problems) error {
	who := l.Who(r)
	out := signView{Frame: l.Framed(r, who, "Ký kết quả"), Problems: problems, Head: v.Head(chair.PathOf(v.Code)), Facts: l.proposal(v),
		Action: chair.PathOf(v.Code) + "/sign", Back: chair.PathOf(v.Code), Ready: v.Proposal != nil}
	if s, err := l.signatory(who, v); err == nil {
		out.Facts = append(out.Facts, parts.Fact{Key: "Người ký", Value: s.Official.Name, More: []string{strings.TrimSpace(chair.FormText(s.Form) + " " + s.Official.Title)}})
	}
	if out.Ready {
		out.Draft = problems.Seen(r, "draft", v.Proposal.File)
		if v.Decision == nil && v.Can("decide") {
			out.Decide, out.Signers = chair.PathOf(v.Code)+"/decide", l.signers(who, v)
		}
	}
	if !problems.Any() { // said before it is pressed: a late dossier lacks its letter, nothing was proposed
		out.Problems.Refused(l.Rehearse(who, v.Dossier, decision.Sign{File: out.Draft, Drafted: out.Draft, Signature: dossier.Signature{Hash: out.Draft}}))
	}
	out.Frame.Failed = out.Problems.Any()
	page.Render(w, r, status, signPage(out))
	return nil
}

// sign makes the signature over the draft that was read and then acts. The rule is
// asked first, so that nothing is signed or stored for an act that is refused anyway;
// the signed file is named in the transaction of the act, so that no signed result is to
// be found without its signature in the log.
func (l leader) sign(w http.ResponseWriter, r *http.Request) error {
	who, v, err := l.Acting(r, access.Sign, chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	done, err := l.signDraft(r.Context(), who, v, f.Text("draft", 200))
	if err == nil {
		page.Redirect(w, r, chair.PathOf(v.Code), page.Flash{Kind: "success", Text: "Đã ký kết quả số " + done.Result.Number + ". Bộ phận một cửa sẽ báo người nộp."})
		return nil
	}
	if !f.Problems.Refused(err) {
		return err
	}
	return l.showSign(w, r, http.StatusUnprocessableEntity, v, f.Problems)
}

func (l leader) signDraft(ctx context.Context, who access.Who, v trail.View, drafted string) (dossier.Dossier, error) {
	s, err := l.signatory(who, v)
	if err != nil {
		return v.Dossier, err
	}
	act := decision.Sign{File: drafted, Drafted: drafted, Form: chair.FormText(s.Form), Signature: dossier.Signature{Hash: drafted}}
	if err := l.Rehearse(who, v.Dossier, act); err != nil {
		return v.Dossier, err
	}
	raw, err := l.draftBytes(ctx, v)
	if err != nil {
		return v.Dossier, err
	}
	signed, info, err := l.Signer.Sign(ctx, raw, "Ký kết quả hồ sơ "+v.Code, s.Official.Name, l.Civil.Now())
	if err != nil {
		return v.Dossier, err
	}
	kept, err := l.Papers.Made(ctx, paper.Given{Subject: v.ID, Paper: trail.Result, Name: "Ket-qua-" + v.Code + ".pdf", Owner: who.Official}, paper.PDF.Name, bytes.NewReader(signed))
	if err != nil {
		return v.Dossier, err
	}
	act.File, act.Signature = kept.Hash, chair.SignatureOf(info)
	return l.Dossiers.Do(ctx, who, chair.Key(v.Dossier), act, paper.Naming(kept))
}

const onlyPDF = "Chỉ ký số được dự thảo dạng PDF. Trả lại người trình để lưu dự thảo thành PDF rồi trình lại."

// draftBytes reads the drafted result, which must be a PDF: its signature stands
// inside the file and is checked by any reader.
func (l leader) draftBytes(ctx context.Context, v trail.View) ([]byte, error) {
	file, ok := draftFile(v)
	if !ok {
		return nil, refusal.Rule("SET-1", "", "Không tìm thấy tệp dự thảo kết quả. Trả lại người trình để đính kèm lại.")
	}
	if file.Kind != paper.PDF.Name {
		return nil, refusal.Rule("VB-13", "", onlyPDF)
	}
	c, err := l.Papers.Blobs.Open(ctx, file.Hash)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return io.ReadAll(io.LimitReader(c, paper.PDF.MaxBytes+1))
}

// draftFile finds the file the proposal names, the newest when it was added twice.
func draftFile(v trail.View) (paper.PaperFile, bool) {
	if v.Proposal == nil {
		return paper.PaperFile{}, false
	}
	for _, f := range slices.Backward(v.Files) {
		if f.Hash == v.Proposal.File {
			return f, true
		}
	}
	return paper.PaperFile{}, false
}

// draft sends the drafted result to be read before signing.
func (l leader) draft(w http.ResponseWriter, r *http.Request) error {
	who, d, err := l.One(r, chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	v, err := trail.Read(r.Context(), l.Hall, who, d)
	if err != nil {
		return err
	}
	f, ok := draftFile(v)
	if !ok {
		return refusal.Missing("Không tìm thấy tệp dự thảo kết quả.")
	}
	c, err := l.Papers.Blobs.Open(r.Context(), f.Hash)
	if err != nil {
		return err
	}
	defer c.Close()
	kind, _ := paper.KindNamed(f.Kind) // an unknown kind goes out as plain bytes
	paper.Serve(w, r, paper.Served{Name: f.Name, Kind: kind, Hash: f.Hash, Content: c})
	return nil
}
