package leader

import (
	"net/http"
	"slices"

	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type dossierView struct {
	Frame      page.Frame
	Problems   page.Problems
	Head       parts.DossierHead
	Acts       []parts.Button
	Notes      []parts.Note
	Proposal   []parts.Fact
	Letter     []parts.Fact
	Applicant  []parts.Fact
	Arithmetic *parts.Arithmetic
	Timeline   parts.Timeline
	Papers     parts.Table
	Files      parts.Files
	Ending     trail.Ending
	Assign     string // POST address; "" when the reader may not
	Staff      []parts.Option
	Officer    string
	Held       trail.Held
	Take       string // POST address; "" when there is nothing to confirm
	Prints     []page.Link
}

func (l leader) dossier(w http.ResponseWriter, r *http.Request) error {
	return l.showDossier(w, r, http.StatusOK, nil)
}

// showDossier draws the page; f is the form whose problems stand on it, or nil.
func (l leader) showDossier(w http.ResponseWriter, r *http.Request, status int, f *page.Form) error {
	who, d, err := l.One(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control)
	if err != nil {
		return l.showPart(w, r, err)
	}
	v, err := trail.Read(r.Context(), l.Hall, who, d)
	if err != nil {
		return err
	}
	out := dossierView{Frame: l.Framed(r, who, "Hồ sơ "+d.Code), Head: v.Head(""), Acts: acts(v, d.LateAt(clock.At(l.Civil.Now()))), Notes: l.notes(v), Proposal: l.proposal(v),
		Applicant: applicant(v), Timeline: v.Timeline(), Papers: v.PaperTable(), Files: v.FileList(chair.PathOf(d.Code)), Ending: v.Ending(), Officer: d.Officer}
	out.Frame.Wide, out.Prints = true, v.Own(r.Context(), chair.PathOf(d.Code))
	if _, ok := d.Legal(); ok {
		a := v.Arithmetic()
		out.Arithmetic = &a
	}
	if out.Letter, err = l.letters.Facts(r.Context(), d); err != nil {
		return err
	}
	if v.Can("assign") {
		out.Assign, out.Staff = chair.PathOf(d.Code)+"/assign", l.staff(r.Context(), d.Working())
	}
	if h, ok := d.Current(); ok && !h.Taken.Set() && v.Can("take") {
		out.Take = chair.PathOf(d.Code) + "/take"
	}
	if out.Held, err = v.Held(); err != nil {
		return err
	}
	if f != nil {
		out.Problems, out.Officer, out.Frame.Failed = f.Problems, f.Value("officer"), f.Problems.Any()
	}
	page.Render(w, r, status, dossierPage(out))
	return nil
}

// assignStyle fills the button of the assignment when that is what comes next: nobody
// has the dossier yet and no other button is filled.
func (v dossierView) assignStyle() parts.Style {
	if v.Officer != "" || slices.ContainsFunc(v.Acts, func(b parts.Button) bool { return b.Style == parts.Filled }) {
		return parts.Outlined
	}
	return parts.Filled
}

// acts are the buttons of what the reader may do now. The one filled is what comes
// next: the signature, or the letter a late dossier owes, without which nothing can be
// signed (APO-7).
func acts(v trail.View, first bool) []parts.Button {
	at := chair.PathOf(v.Code)
	var out []parts.Button
	owed := (first || v.EndedLate()) && v.Apology == nil
	add := func(act, text, path string) {
		if !v.Can(act) {
			return
		}
		style := parts.Outlined
		if len(out) == 0 && (act == "sign" || act == "apologise" && owed) {
			style = parts.Filled
		}
		out = append(out, parts.Button{Text: text, Style: style, Href: at + path})
	}
	if owed {
		add("apologise", "Viết thư xin lỗi", "/letter")
	}
	add("sign", "Xem dự thảo và ký", "/sign")
	add("send_back", "Trả lại người trình", "/send-back")
	switch {
	case v.Apology != nil:
		add("apologise", "Xem thư xin lỗi đã gửi", "/letter")
	case !owed && !v.EndedAt.Set(): // what ended in time owes none (APO-16)
		add("apologise", "Thư xin lỗi", "/letter")
	}
	if offersSecond(v) {
		add("allow_second", "Cho phép yêu cầu bổ sung lần hai", "/second")
	}
	add("apologise_lost", "Giấy tờ bị mất, hư hỏng", "/loss")
	add("forward", "Chuyển hồ sơ", "/forward")
	add("stop", "Dừng giải quyết", "/stop")
	add("correct", "Đính chính kết quả", "/correct")
	return out
}

// notes are what the head must know before anything else.
func (l leader) notes(v trail.View) []parts.Note {
	var out []parts.Note
	now := l.Civil.Now()
	switch {
	case v.EscalatedAt.Set():
		out = append(out, parts.Note{Kind: parts.Late, Title: "Lỡ hẹn lần hai", Text: "Đã quá cả ngày hẹn trong thư xin lỗi. Không được hẹn lại lần nữa; hồ sơ đã được báo cáo người đứng đầu, trưởng bộ phận một cửa và cơ quan kiểm soát thủ tục hành chính."})
	case v.LateAt(clock.At(now)) && v.Apology == nil:
		out = append(out, parts.Note{Kind: parts.Late, Title: "Quá hạn, chưa có thư xin lỗi", Text: "Phải gửi thư xin lỗi trước khi ký kết quả."})
	case v.EndedLate() && v.Apology == nil:
		out = append(out, parts.Note{Kind: parts.Late, Title: "Hồ sơ kết thúc khi đã quá hạn, chưa có thư xin lỗi", Text: "Vẫn phải gửi thư xin lỗi cho người nộp hồ sơ. Thư không hẹn lại ngày trả kết quả."})
	}
	for _, c := range v.OpenConsultations() {
		text := "Đang chờ ý kiến của " + l.Offices.Tree().Title(c.Office) + ", hạn trả lời " + page.DateTime(c.Limit.Time()) + "."
		if c.Late {
			text = l.Offices.Tree().Title(c.Office) + " đã quá hạn trả lời ý kiến (" + page.DateTime(c.Limit.Time()) + ")."
		}
		out = append(out, parts.Note{Kind: parts.Paused, Title: "Lấy ý kiến", Text: text})
	}
	return out
}

var outcomes = map[dossier.Outcome]string{dossier.Granted: "Đồng ý giải quyết", dossier.Rejected: "Không đủ điều kiện giải quyết"}

// proposal is what lies before the head: outcome, author, note, draft.
func (l leader) proposal(v trail.View) []parts.Fact {
	p := v.Proposal
	if p == nil {
		return nil
	}
	by := ""
	if o, ok := l.Offices.Official(p.By); ok {
		by = o.Name
	}
	out := []parts.Fact{{Key: "Đề xuất", Value: outcomes[p.Outcome]}, {Key: "Người trình", Value: by, More: []string{page.DateTime(p.At.Time())}}}
	if said := lastSaid(v.Events, "propose"); said != "" {
		out = append(out, parts.Fact{Key: "Ghi chú của người trình", Value: said})
	}
	if said := lastSaid(v.Events, "examine"); said != "" {
		out = append(out, parts.Fact{Key: "Ý kiến thẩm định", Value: said})
	}
	if _, there := draftFile(v); there {
		out = append(out, parts.Fact{Key: "Dự thảo kết quả", Part: draftLink(v)})
	} else {
		out = append(out, parts.Fact{Key: "Dự thảo kết quả", Value: "Tệp không có trên máy chủ này. Trả lại người trình để đính lại dự thảo."})
	}
	return append(out, l.decided(v)...)
}

// lastSaid is the text of the newest event of an act.
func lastSaid(events []event.Event, act string) string {
	for _, e := range slices.Backward(events) {
		if e.Act == act {
			return dossier.Saying(e).Reason
		}
	}
	return ""
}

func applicant(v trail.View) []parts.Fact {
	a := v.Applicant
	return []parts.Fact{{Key: "Họ tên", Value: trail.OrNone(a.Name)}, {Key: "Điện thoại", Value: trail.OrNone(page.Phone(a.Phone))}, {Key: "Địa chỉ", Value: trail.OrNone(a.Address)}}
}
