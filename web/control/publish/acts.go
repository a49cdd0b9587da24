package publish

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"motcua/access"
	"motcua/clock"
	"motcua/letter"
	"motcua/office"
	"motcua/paper"
	"motcua/publication"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// checkView shows each section with a box for a remark.
type checkView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Facts    parts.Summary
	Action   string
	Back     string
	Edition  string
	Items    []checkItem
	All      string
}

type checkItem struct {
	Item     itemView
	Sections []checkSection
}

type checkSection struct {
	Title, Text, Name, Value string
	Changed                  bool
}

func remarkName(code, section string) string { return "remark." + code + "." + section }

func (p pages) askCheck(w http.ResponseWriter, r *http.Request) error {
	who, f, err := p.one(r)
	if err != nil {
		return err
	}
	if err := access.May(who, "accept", f.Subject()); err != nil {
		return err
	}
	return p.showCheck(w, r, http.StatusOK, f, nil)
}

func (p pages) showCheck(w http.ResponseWriter, r *http.Request, status int, f publication.File, in *page.Form) error {
	v := checkView{Frame: p.Framed(r, "Kiểm soát hồ sơ", up, page.Link{Text: f.Title, Href: pathOf(f)}), Title: f.Title, Facts: p.facts(f), Action: pathOf(f) + "/check", Back: pathOf(f), Edition: f.Edition()}
	value := func(string) string { return "" }
	if in != nil {
		v.Problems, value, v.Edition = in.Problems, in.Value, in.Problems.Seen(r, "edition", f.Edition())
	}
	v.Frame.Failed, v.All = v.Problems.Any(), value("remark")
	for _, x := range f.Items {
		c := checkItem{Item: p.itemOf(f, x, false)}
		base, ok := p.Procedures.Version(x.Base)
		var changed []publication.Change
		if ok {
			changed = publication.Changed(base, x.Proposed)
		}
		for _, s := range publication.Sections {
			one := checkSection{Title: s.Title, Text: s.Text(x.Proposed), Name: remarkName(x.Code, s.Key), Value: value(remarkName(x.Code, s.Key))}
			one.Changed = slices.ContainsFunc(changed, func(d publication.Change) bool { return d.Section.Key == s.Key })
			c.Sections = append(c.Sections, one)
		}
		v.Items = append(v.Items, c)
	}
	page.Render(w, r, status, checkPage(v))
	return nil
}

func (p pages) check(w http.ResponseWriter, r *http.Request) error {
	who, f, err := p.one(r)
	if err != nil {
		return err
	}
	in, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	back := publication.SendBack{Seen: seen(in)}
	note := func(m publication.Remark, name string) {
		if words := in.Lines(name, 1000); words != "" {
			back.Remarks, back.Words = append(back.Remarks, m), append(back.Words, words)
		}
	}
	note(publication.Remark{}, "remark")
	for _, x := range f.Items {
		for _, s := range publication.Sections {
			note(publication.Remark{Code: x.Code, Section: s.Key}, remarkName(x.Code, s.Key))
		}
	}
	var act publication.Act = back
	said := "Đã trả lại đơn vị soạn kèm ý kiến."
	if in.Value("do") == "accept" {
		act, said = publication.Accept{Seen: seen(in)}, "Đã chấp nhận và trình Chủ tịch ký."
		if len(back.Remarks) > 0 {
			in.Problems.Add("remark", "Đã ghi ý kiến mà lại chấp nhận. Trả lại hồ sơ, hoặc xóa ý kiến rồi chấp nhận.")
		}
	}
	if !in.Problems.Any() {
		if _, err = p.Publications.Do(r.Context(), who, f.ID, act); err == nil {
			page.Redirect(w, r, pathOf(f), page.Flash{Kind: "success", Text: said})
			return nil
		}
		if !in.Problems.Refused(err) {
			return err
		}
	}
	return p.showCheck(w, r, http.StatusUnprocessableEntity, f, in)
}

type signView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Facts    parts.Summary
	Clocks   []clockView
	Draft    string
	Action   string
	Back     string
	PDF      string
}

func (p pages) askSign(w http.ResponseWriter, r *http.Request) error {
	who, f, err := p.one(r)
	if err != nil {
		return err
	}
	if err := access.May(who, access.Sign, f.Subject()); err != nil {
		return err
	}
	return p.showSign(w, r, http.StatusOK, who, f, nil)
}

func (p pages) showSign(w http.ResponseWriter, r *http.Request, status int, who access.Who, f publication.File, problems page.Problems) error {
	raw, _, err := p.drafted(r.Context(), who, f)
	if no, refused := refusal.As(err); refused {
		if !problems.Any() {
			problems.Add("", no.Sentence)
		}
	} else if err != nil {
		return err
	}
	v := signView{Frame: p.Framed(r, "Ký quyết định công bố", up, page.Link{Text: f.Title, Href: pathOf(f)}), Problems: problems, Title: f.Title, Facts: p.facts(f),
		Draft: letter.HashOf(raw), Action: pathOf(f) + "/sign", Back: pathOf(f), PDF: pathOf(f) + "/decision.pdf"}
	v.Frame.Failed = problems.Any()
	for _, c := range f.Clocks(p.today()) {
		v.Clocks = append(v.Clocks, clockOf(c, dayTag(c.Day.Day, p.today())))
	}
	page.Render(w, r, status, signPage(v))
	return nil
}

// sign makes the signature over the decision that was read and then acts. The signed paper
// is named in the transaction of the act: of one that is refused, or cut off, none is found.
func (p pages) sign(w http.ResponseWriter, r *http.Request) error {
	who, f, err := p.one(r)
	if err != nil {
		return err
	}
	if err := access.May(who, access.Sign, f.Subject()); err != nil {
		return err
	}
	in, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	err = p.signDraft(r.Context(), who, f, in.Text("draft", 100))
	if err == nil {
		page.Redirect(w, r, pathOf(f), page.Flash{Kind: "success", Text: "Đã ký quyết định công bố. Danh mục thủ tục đổi theo ngày có hiệu lực ghi trong quyết định; bộ phận kiểm soát phát hành."})
		return nil
	}
	if !in.Problems.Refused(err) {
		return err
	}
	return p.showSign(w, r, http.StatusUnprocessableEntity, who, f, in.Problems)
}

func (p pages) signDraft(ctx context.Context, who access.Who, f publication.File, read string) error {
	if f.State != publication.Accepted {
		return refusal.Conflict("Quyết định này không còn chờ ký: " + f.State.Vietnamese() + ".")
	}
	raw, would, err := p.drafted(ctx, who, f)
	if err != nil {
		return err
	}
	if letter.HashOf(raw) != read {
		return refusal.Conflict("Dự thảo quyết định đã đổi kể từ khi mở trang. Đọc lại rồi ký.")
	}
	s, now, place := p.signatory(who), p.Civil.Now(), p.Offices.Tree().Title(f.City)
	s.Mark = letter.Mark{Signer: s.Name, Office: place, At: now}
	if raw, err = p.print(would, s); err != nil { // the same with the trace of the signature
		return err
	}
	signed, info, err := p.Signer.Sign(ctx, raw, "Ký quyết định công bố thủ tục hành chính", s.Name, now)
	if err != nil {
		return err
	}
	kept, err := p.Papers.Made(ctx, paper.Given{Subject: f.ID, Paper: "decision", Name: "Quyet-dinh-cong-bo.pdf", Owner: who.Official}, paper.PDF.Name, bytes.NewReader(signed))
	if err != nil {
		return err
	}
	act := publication.Sign{Drafted: read, Number: would.Number, Day: would.Dated, Signature: publication.Signature{Hash: info.Hash, Cert: info.CertFingerprint, Key: info.KeyID, At: clock.At(now), Name: s.Name, Title: s.Title,
		Form: string(s.Form), For: s.For, Place: place}}
	_, err = p.Publications.Sign(ctx, who, f.ID, act, kept)
	return err
}

// signatory is who would sign, and in which quality (VB-8).
func (p pages) signatory(who access.Who) letter.Signature {
	o, _ := p.Offices.Official(who.Official)
	s := letter.Signature{Title: o.Title, Name: o.Name}
	if s.Title == "" {
		s.Title = "Chủ tịch"
	}
	if who.Behalf == "" {
		return s
	}
	s.Form, s.For = letter.SignDeputy, "Chủ tịch"
	i := slices.IndexFunc(p.Offices.Delegations(who.Post, "", p.Today()), func(g office.Delegation) bool { return g.From == who.Behalf })
	if i >= 0 {
		if form := strings.TrimSuffix(p.Offices.Delegations(who.Post, "", p.Today())[i].Form, "."); form != "" {
			s.Form = letter.SignForm(form)
		}
	}
	if post, ok := p.Offices.Post(who.Behalf); ok {
		if from, ok := p.Offices.Official(post.Official); ok && from.Title != "" {
			s.For = from.Title
		}
	}
	return s
}

// drafted is the decision as it would be signed now, and the file it would be the decision
// of: number, day and first day in force are those the signature fixes.
func (p pages) drafted(ctx context.Context, who access.Who, f publication.File) ([]byte, publication.File, error) {
	would, err := p.Publications.Preview(ctx, who, f)
	if err != nil {
		return nil, f, err
	}
	raw, err := p.print(would, p.signatory(who))
	return raw, would, err
}

func (p pages) print(f publication.File, s letter.Signature) ([]byte, error) {
	t := p.Offices.Tree()
	out := publication.Paper{Office: t.Title(f.Office), City: t.Title(f.City), Place: "Thành phố Hồ Chí Minh", Day: p.today().At(0), Version: p.Procedures.Version, Sign: s}
	var b bytes.Buffer
	err := f.Decision(out, p.Law()).Render(&b)
	return b.Bytes(), err
}

// decision is the decision in print: what the Chairman would sign now, or a draft before
// that; once it is signed, the signed file itself.
func (p pages) decision(w http.ResponseWriter, r *http.Request) error {
	who, f, err := p.one(r)
	if err != nil {
		return err
	}
	if len(f.Items) == 0 {
		return refusal.Missing("Hồ sơ chưa có thủ tục nào nên chưa có dự thảo quyết định.")
	}
	if f.Dated != "" && f.Signature.File != "" {
		return p.signed(w, r)
	}
	s := letter.Signature{Title: "Chủ tịch"}
	if g := f.Signature; g.Name != "" {
		s = letter.Signature{Form: letter.SignForm(g.Form), For: g.For, Title: g.Title, Name: g.Name, Mark: letter.Mark{Signer: g.Name, Office: g.Place, At: g.At.Time()}}
	}
	if f.State == publication.Accepted {
		if may(who, access.Sign, f) {
			s = p.signatory(who)
		}
		would, err := p.Publications.Preview(r.Context(), who, f)
		if _, refused := refusal.As(err); err != nil && !refused {
			return err
		} else if err == nil {
			f = would
		}
	}
	raw, err := p.print(f, s)
	if err != nil {
		return err
	}
	return sendPDF(w, bytes.NewReader(raw), "quyet-dinh-cong-bo.pdf")
}

// signed is the file the Chairman signed, whose signature any reader checks.
func (p pages) signed(w http.ResponseWriter, r *http.Request) error {
	_, f, err := p.one(r)
	if err != nil {
		return err
	}
	if f.Signature.File == "" {
		return refusal.Missing("Quyết định chưa được ký số.")
	}
	kept, err := p.Papers.File(r.Context(), f.ID, f.Signature.File)
	if err != nil {
		return err
	}
	c, err := p.Papers.Blobs.Open(r.Context(), kept.Hash)
	if err != nil {
		return err
	}
	defer c.Close()
	return sendPDF(w, c, "quyet-dinh-ky-so.pdf")
}

func sendPDF(w http.ResponseWriter, from io.Reader, name string) error {
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Disposition", `inline; filename="`+name+`"`)
	h.Set("Cache-Control", "private, no-store")
	_, err := io.Copy(w, from)
	return err
}
