package officer

import (
	"net/http"
	"slices"
	"strings"

	"motcua/access"
	"motcua/apology"
	"motcua/clock"
	"motcua/dossier"
	"motcua/form"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// dossierView is a dossier as its officer sees it.
type dossierView struct {
	Frame    page.Frame
	Head     parts.DossierHead
	Acts     []parts.Button
	Notes    []parts.Note
	Why      parts.Arithmetic
	HasDue   bool
	Facts    parts.Summary
	Papers   parts.Table
	Looks    parts.Table
	Files    parts.Files
	Line     parts.Timeline
	Consults parts.Table
	Consult  bool
	Held     trail.Held
	Ending   trail.Ending
	Prints   []page.Link
	Sheet    *form.Sheet
}

// bare finds the dossier of the address; one of another office looks like none.
func (p pages) bare(r *http.Request) (trail.View, access.Who, error) {
	who, err := p.who(r)
	if err != nil {
		return trail.View{}, who, err
	}
	d, err := p.Dossiers.Find(r.Context(), who, r.PathValue("code"))
	return trail.Bare(p.Hall, who, d), who, err
}

// open is bare with all that the page of the dossier says.
func (p pages) open(r *http.Request) (trail.View, access.Who, error) {
	v, who, err := p.bare(r)
	if err != nil {
		return v, who, err
	}
	v, err = trail.Read(r.Context(), p.Hall, who, v.Dossier)
	return v, who, err
}

func (p pages) dossier(w http.ResponseWriter, r *http.Request) error {
	v, who, err := p.open(r)
	if err != nil {
		return p.part(r, err, func(v trail.View) error {
			v.ShowPart(w, r, p.partFrame(r, "Hồ sơ "+v.Code), "/officer/dossiers/"+v.Code)
			return nil
		})
	}
	base := "/officer/dossiers/" + v.Code
	x := dossierView{Frame: p.frame(r, v.Code), Head: v.Head(""), Why: v.Arithmetic(), Papers: v.PaperTable(), Looks: v.LookTable(), Files: v.FileList(base), Line: v.Timeline(), Sheet: v.Sheet,
		Consults: p.consults(v), Consult: len(v.Consultations) > 0, Ending: v.Ending(), Facts: p.facts(v)}
	_, x.HasDue = v.Legal()
	if v.ReceivedAt.Set() {
		x.Prints = slices.DeleteFunc(v.Own(r.Context(), base), func(l page.Link) bool { return strings.HasSuffix(l.Href, "/stop.pdf") })
	}
	x.Frame.Back = &page.Link{Text: "Việc của tôi", Href: "/officer"}
	owes := v.LateAt(clock.At(p.Civil.Now())) && v.Apology == nil && mayWrite(v, who) // nothing goes up before the letter (APO-7)
	for _, a := range every() {
		if a.open(v, who) {
			x.Acts = append(x.Acts, a.press(base, !owes && a.next(v)))
		}
	}
	if mayWrite(v, who) {
		x.Acts = append(x.Acts, act{path: "apology", button: "Soạn thư xin lỗi"}.press(base, owes))
	}
	if x.Held, err = v.Held(); err != nil {
		return err
	}
	if x.Notes, err = p.notes(r, v, who); err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, dossierPage(x))
	return nil
}

// notes say what the next steps depend on.
func (p pages) notes(r *http.Request, v trail.View, who access.Who) ([]parts.Note, error) {
	var out []parts.Note
	for _, c := range v.OpenConsultations() {
		tag, left := p.before(c.Limit)
		if c.Office == who.Office {
			out = append(out, parts.Note{Kind: tag.Kind, Title: "Đơn vị của ông/bà được hỏi ý kiến", Text: "Trả lời trước " + page.DateTime(c.Limit.Time()) + " (" + left + ")."})
		}
	}
	if h, ok := v.Current(); ok && h.To == who.Office && v.Chained() {
		n := parts.Note{Kind: parts.Plain, Title: "Phần việc của đơn vị: " + h.Work.Vietnamese(), Text: p.Offices.Tree().Title(v.Competent) + " chủ trì giải quyết hồ sơ này."}
		if h.Limit.Set() {
			tag, left := p.before(h.Limit)
			n.Kind, n.Text = tag.Kind, n.Text+" Xong trước "+page.DateTime(h.Limit.Time())+" ("+left+")."
		}
		out = append(out, n)
	}
	// Nothing goes up before the letter (APO-7); a second miss goes above (APO-12).
	late := v.LateAt(clock.At(p.Civil.Now()))
	if late && v.Apology == nil {
		dr, there, err := p.Letters.Of(r.Context(), dossier.Key{Home: v.Home, ID: v.ID}, apology.Late)
		if err != nil {
			return nil, err
		}
		n := parts.Note{Kind: parts.Late, Title: "Hồ sơ quá hạn, chưa có thư xin lỗi", Text: "Phải gửi thư xin lỗi trước khi trình ký."}
		if there && dr.State == "draft" {
			n.Text = "Dự thảo thư đã có, đang chờ người đứng đầu ký gửi. Chỉ trình ký được sau khi thư đã gửi."
		}
		out = append(out, n)
	}
	if v.EscalatedAt.Set() {
		out = append(out, parts.Note{Kind: parts.Late, Title: "Lỡ hẹn lần hai", Text: "Hồ sơ đã quá cả ngày hẹn lại và đã được báo cáo vượt cấp."})
	}
	return out, nil
}

func (p pages) facts(v trail.View) parts.Summary {
	s := parts.Summary{Title: "Hồ sơ"}
	add := func(key, value string) {
		if value != "" {
			s.Facts = append(s.Facts, parts.Fact{Key: key, Value: value})
		}
	}
	add("Người nộp", v.Applicant.Name)
	add("Địa chỉ", v.Applicant.Address)
	add("Nơi tiếp nhận", p.Offices.Tree().Title(v.Receiving))
	if v.ReceivedAt.Set() {
		add("Tiếp nhận lúc", page.DateTime(v.ReceivedAt.Time()))
	}
	if o, ok := p.Offices.Official(v.Officer); ok {
		add("Người thụ lý", o.Name)
	}
	switch {
	case v.Examined:
		add("Thẩm định", "Đã thẩm định")
	case v.Dossier.State == dossier.InProcess:
		add("Thẩm định", "Chưa thẩm định")
	}
	if v.Promised.Set() && v.Promised != v.Due && v.Due.Set() {
		add("Ngày hẹn lại", page.DateTime(v.Promised.Time()))
	}
	return s
}

// consults lists the opinions asked for, with their limits (SET-3).
func (p pages) consults(v trail.View) parts.Table {
	t := parts.Table{Caption: "Ý kiến phối hợp", CaptionHidden: true, Columns: []parts.Column{{Title: "Cơ quan", Wide: true}, {Title: "Trả lời trước"}, {Title: "Ý kiến"}}}
	for _, c := range v.Consultations {
		by := trail.BeforeCell(p.Calendar(), p.Civil.Now(), c.Limit.Time())
		said := parts.Tag{Kind: parts.Paused, Text: "Đang chờ"}
		switch {
		case c.Answered.Set() && c.Agrees:
			said = parts.Tag{Kind: parts.Good, Text: "Đồng ý"}
		case c.Answered.Set():
			said = parts.Tag{Kind: parts.Bad, Text: "Không đồng ý"}
		}
		sub := ""
		if c.Answered.Set() {
			by = parts.Cell{Text: page.ShortDateTime(c.Limit.Time())}
			sub = "trả lời lúc " + page.ShortDateTime(c.Answered.Time())
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: p.Offices.Tree().Title(c.Office)}, by, {Part: said, Sub: sub}}})
	}
	return t
}

func (p pages) file(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.open(r)
	if err != nil {
		return err
	}
	return trail.ServeFile(w, r, p.Hall, v.Dossier)
}
