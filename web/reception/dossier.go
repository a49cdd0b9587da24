package reception

import (
	"net/http"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/declaration"
	"motcua/dossier/ending"
	"motcua/form"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// dossierView is a dossier as the desk sees it.
type dossierView struct {
	Frame    page.Frame
	Head     parts.DossierHead
	Problems page.Problems
	Base     string
	Act      []parts.Button // what is pressed at once
	More     []parts.Button // what leads to a page of its own
	Notes    []parts.Note
	Forecast *forecast // before an online filing is accepted
	Why      parts.Arithmetic
	HasDue   bool
	Facts    parts.Summary
	Papers   parts.Table
	Looks    parts.Table
	Files    parts.Files
	Line     parts.Timeline
	Ending   trail.Ending
	Prints   []page.Link
	Held     trail.Held
	Sheet    *form.Sheet
	Receive  bool
	Complete bool
	Issue    bool // a receipt is still to be given (REC-6)
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
		return err
	}
	return p.show(w, r, who, v, nil)
}

// show draws the dossier, with what went wrong when an act was refused.
func (p pages) show(w http.ResponseWriter, r *http.Request, who access.Who, v trail.View, problems page.Problems) error {
	base := "/desk/dossiers/" + v.Code
	x := dossierView{Frame: p.frame(r, v.Code), Base: base, Head: v.Head(""), Problems: problems, Why: v.Arithmetic(), Papers: v.PaperTable(), Looks: v.LookTable(), Files: v.FileList(base),
		Line: v.Timeline(), Sheet: v.Sheet, Ending: v.Ending(), Receive: v.Can("receive"), Complete: v.Can("complete"), Issue: v.Can("receipt") && v.OwesReceipt(), Facts: facts(p, v), Prints: v.Prints(r.Context(), base)}
	_, x.HasDue = v.Legal()
	x.Frame.Back = &page.Link{Text: "Bàn tiếp nhận", Href: "/desk"}
	if f, ok := feeButton(v, base); ok {
		x.More = append(x.More, f)
	}
	if v.Can(declaration.Act) {
		x.More = append(x.More, parts.Button{Text: formButton(v), Href: base + "/form", Style: parts.Outlined})
	}
	for _, a := range every() {
		if a.offered(v) {
			x.More = append(x.More, parts.Button{Text: a.button, Href: base + "/" + a.path, Key: a.key, Style: a.style(v)})
		}
	}
	gone, over := p.gone(v)
	if x.Receive = x.Receive && !over; x.Receive {
		fc := p.online(who, v)
		x.Forecast = &fc
	}
	var err error
	if x.Held, err = v.Held(); err != nil {
		return err
	}
	if x.Notes, err = p.notes(r, v); err != nil {
		return err
	}
	if over {
		x.Notes = append([]parts.Note{gone}, x.Notes...)
	}
	status := http.StatusOK
	if problems.Any() {
		x.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, dossierPage(x))
	return nil
}

// gone says that a filing cannot be received any more because its procedure was abolished
// (KS-9); by post the day of the envelope counts (REC-11), so the desk may still press.
func (p pages) gone(v trail.View) (parts.Note, bool) {
	n := parts.Note{Kind: parts.Bad, Title: "Thủ tục đã hết hiệu lực, không tiếp nhận được", Text: "Từ chối tiếp nhận, nêu lý do và hướng dẫn người nộp thủ tục thay thế."}
	if v.Dossier.State != dossier.Filed || procedure.ChannelKind(v.Channel) == procedure.Post {
		return n, false
	}
	if _, is := p.Procedures.InForce(v.Procedure, p.Today()); is {
		return n, false
	}
	if last, ended := procedure.Ended(p.Procedures.Of(v.Procedure), v.Procedure, p.Today()); ended {
		n.Text = "Ngày cuối còn hiệu lực: " + page.CivilDate(last.ValidTo) + ". " + n.Text
		if last.EndedBy != "" {
			n.Text = "Theo Quyết định số " + last.EndedBy + ". " + n.Text
		}
	}
	return n, true
}

// online is what accepting a filing now would promise.
func (p pages) online(who access.Who, v trail.View) forecast {
	fc := forecast{}
	m, err := p.Dossiers.MomentOf(who, v.Dossier)
	if err == nil {
		fc.Fee = feeWords(m.Version, channelOf(v.Dossier))
		var ap dossier.Appointment
		if ap, err = dossier.Preview(m.Version, v.Channel, m); err == nil {
			fc.Due, fc.Why = page.Hour(ap.Due.Time())+", "+page.Date(ap.Due.Time()), trail.Lines(ap)
		}
	}
	if no, ok := refusal.As(err); ok {
		fc.Refusal = no.Sentence
	}
	return fc
}

// notes say what must not be overlooked: the letter to hand over with a late
// result, what a supplement waits for.
func (p pages) notes(r *http.Request, v trail.View) ([]parts.Note, error) {
	var out []parts.Note
	if v.Dossier.State == dossier.Filed {
		by, tag, left := p.check(dossier.Line{FiledAt: int64(v.FiledAt), Channel: int64(v.Channel)})
		n := parts.Note{Kind: parts.Plain, Title: "Kiểm tra hồ sơ trước " + page.DateTime(by), Text: checkWords(v.Channel) + ": " + left + "."}
		if tag.Kind == parts.Late {
			n.Kind = parts.Late
		}
		out = append(out, n)
	}
	if n, ok := v.Renewal(); ok {
		out = append(out, n)
	}
	if v.Dossier.State == dossier.Supplementing && len(v.Supplements) > 0 {
		s := v.Supplements[len(v.Supplements)-1]
		n := parts.Note{Kind: parts.Plain, Title: "Đang chờ người nộp bổ sung", Text: ""}
		for i, l := range s.Lines {
			if i > 0 {
				n.Text += "; "
			}
			n.Text += l.Name + ": " + l.What
		}
		out = append(out, n)
	}
	out = append(out, p.deskNotes(v)...)
	if v.SettledLate() && v.Dossier.State == dossier.Completed {
		_, sent, err := p.Letters.Sent(r.Context(), dossier.Key{Home: v.Home, ID: v.ID})
		if err != nil {
			return nil, err
		}
		out = append(out, lateNote(sent, v.Apology))
	}
	if v.EndedLate() && v.Apology == nil {
		out = append(out, parts.Note{Kind: parts.Late, Title: "Hồ sơ kết thúc khi đã quá hạn, chưa có thư xin lỗi", Text: "Báo người đứng đầu cơ quan giải quyết gửi thư xin lỗi cho người nộp hồ sơ."})
	}
	if letters := lettersToHand(v); len(letters) > 0 {
		out = append(out, parts.Note{Kind: parts.Soon, Title: "Có thư xin lỗi cần giao cho người nộp", Text: "Cơ quan giải quyết đã ký thư. Giao thư và ghi nhận việc giao.",
			Link: &page.Link{Text: "Giao thư xin lỗi", Href: "/desk/dossiers/" + v.Code + "/letter"}})
	}
	return out, nil
}

func checkWords(channel int) string {
	if procedure.ChannelKind(channel) == procedure.Online {
		return "Hạn kiểm tra là 08 giờ làm việc kể từ khi nhận hồ sơ"
	}
	return "Hạn kiểm tra là 01 ngày làm việc kể từ khi nhận đủ giấy tờ"
}

// lateNote tells the desk of the letter that is owed with a late result (APO-2).
func lateNote(sent bool, mark *dossier.ApologyMark) parts.Note {
	if sent && mark != nil {
		return parts.Note{Kind: parts.Soon, Title: "Giao kèm thư xin lỗi", Text: "Kết quả này trễ hẹn. Thư xin lỗi đã ký ngày " + page.Date(mark.Sent.Time()) + ": giao thư cùng kết quả cho người nhận."}
	}
	return parts.Note{Kind: parts.Late, Title: "Kết quả trễ hẹn, chưa có thư xin lỗi", Text: "Báo người đứng đầu cơ quan giải quyết gửi thư xin lỗi cho người nộp hồ sơ."}
}

func facts(p pages, v trail.View) parts.Summary {
	s := parts.Summary{Title: "Người nộp hồ sơ", Facts: []parts.Fact{{Key: "Họ và tên", Value: v.Applicant.Name}, {Key: "Điện thoại", Value: page.Phone(v.Applicant.Phone)}}}
	add := func(key, value string) {
		if value != "" {
			s.Facts = append(s.Facts, parts.Fact{Key: key, Value: value})
		}
	}
	add("Địa chỉ", v.Applicant.Address)
	add("Giấy tờ tùy thân", v.Applicant.IDNo)
	add("Thư điện tử", v.Applicant.Email)
	add("Hình thức nộp", channelOf(v.Dossier).Vietnamese())
	add("Nơi tiếp nhận thực tế", dossier.OutsideNamed(v.Outside))
	if v.Record != nil {
		add("Biên bản giao nhận", "Số "+v.Record.Number+", ký lúc "+page.ShortDateTime(v.Record.Signed.Time()))
	}
	if v.SlowCheck {
		add("Kiểm tra hồ sơ", "Quá hạn kiểm tra (được ghi nhận là chậm tiếp nhận)")
	}
	if v.Fee > 0 {
		add("Phí, lệ phí", page.Money(v.Fee))
	}
	add("Cơ quan giải quyết", p.Offices.Tree().Title(v.Competent))
	add("Nơi tiếp nhận", p.Offices.Tree().Title(v.Receiving))
	add("Nơi trả kết quả", p.Offices.Tree().Title(v.ReturnAt))
	if v.Promised.Set() && v.Promised != v.Due && v.Due.Set() {
		add("Ngày hẹn lại", page.DateTime(v.Promised.Time()))
	}
	if v.StopNo > 0 {
		add("Thông báo dừng giải quyết số", number(v.StopNo))
	}
	if v.Result != nil {
		add("Kết quả", "Số "+v.Result.Number+", ký lúc "+page.ShortDateTime(v.Result.At.Time()))
	}
	return s
}

// receive accepts an online filing.
func (p pages) receive(w http.ResponseWriter, r *http.Request) error {
	return p.press(w, r, dossier.Receive{Sets: 1}, "/done", "")
}

// issue gives the receipt of a dossier taken without one (REC-6).
func (p pages) issue(w http.ResponseWriter, r *http.Request) error {
	return p.press(w, r, ending.IssueReceipt{}, "/done", "")
}

// complete says that the signed result is here.
func (p pages) complete(w http.ResponseWriter, r *http.Request) error {
	return p.press(w, r, ending.Complete{}, "", "Đã ghi nhận kết quả. Người nộp hồ sơ được báo đến nhận.")
}

// press does an act that needs no form.
func (p pages) press(w http.ResponseWriter, r *http.Request, act dossier.Act, to, said string) error {
	v, who, err := p.open(r)
	if err != nil {
		return err
	}
	_, err = p.Dossiers.Do(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, act)
	var problems page.Problems
	switch {
	case err == nil && said == "":
		http.Redirect(w, r, "/desk/dossiers/"+v.Code+to, http.StatusSeeOther)
		return nil
	case err == nil:
		page.Redirect(w, r, "/desk/dossiers/"+v.Code+to, page.Flash{Text: said})
		return nil
	case problems.Refused(err):
		if v, who, err = p.open(r); err != nil { // somebody was faster: show it as it is now
			return err
		}
		return p.show(w, r, who, v, problems)
	}
	return err
}

func (p pages) file(w http.ResponseWriter, r *http.Request) error {
	v, _, err := p.open(r)
	if err != nil {
		return err
	}
	return trail.ServeFile(w, r, p.Hall, v.Dossier)
}
