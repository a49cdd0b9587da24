package letters

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/apology"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/paper"
	"motcua/refusal"
	"motcua/slip"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type letterView struct {
	Frame    page.Frame
	Problems page.Problems
	Head     parts.DossierHead
	Back     string
	Sent     []parts.Fact // of the letter that went out; the form is not shown then
	Clocks   []parts.Fact
	Early    bool // not late yet: the letter may prove a false alarm (APO-19)
	Preview  string
	Items    []parts.Fact // the seven items as the letter says them
	Causes   []parts.Option
	Typed    typed
}

// typed is the form: what a person writes, and the version it was read from.
type typed struct {
	Version          int64
	Cause, Why       string
	Status           string
	Day, Month, Year string
	Channels         []string
	Over             bool // no new date is given
}

func (l Pages) askLetter(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, "draft_letter", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	return l.showLetter(w, r, http.StatusOK, v, refused{})
}

// refused is a form that was not taken, and the version of the draft its writer has read.
type refused struct {
	*page.Form
	version int64
}

// showLetter draws the letter as it would go out; f is the form that was refused.
func (l Pages) showLetter(w http.ResponseWriter, r *http.Request, status int, v trail.View, f refused) error {
	ctx, who := r.Context(), l.Who(r)
	out := letterView{Frame: l.Framed(r, who, "Thư xin lỗi"), Head: v.Head(chair.PathOf(v.Code)), Back: chair.PathOf(v.Code)}
	rec, sent, err := l.Letters.Sent(ctx, chair.Key(v.Dossier))
	if err != nil {
		return err
	}
	if sent {
		sms, err := l.messageFact(ctx, v, "apologise")
		if err != nil {
			return err
		}
		var way dossier.Way
		if v.Apology != nil { // nil when the other press sent the letter after this view was read
			way = v.Apology.Way
		}
		out.Sent, out.Preview = append(append(l.sentFacts(rec), sms...), wayFacts(way)...), chair.PathOf(v.Code)+"/letter.pdf"
	} else if err := l.fillLetter(ctx, who, v, &out); err != nil {
		return err
	}
	if f.Form != nil {
		out.Problems, out.Frame.Failed = f.Problems, f.Problems.Any()
		out.Typed.retype(f)
	}
	page.Render(w, r, status, letterPage(out))
	return nil
}

func (l Pages) fillLetter(ctx context.Context, who access.Who, v trail.View, out *letterView) error {
	dr, there, err := l.Letters.Of(ctx, chair.Key(v.Dossier), apology.Late)
	if err != nil {
		return err
	}
	if !there {
		if dr, err = l.Letters.Suggest(v.Dossier, who); err != nil {
			return err
		}
	} else {
		out.Preview = chair.PathOf(v.Code) + "/letter.pdf"
	}
	by, err := l.latest(v.Dossier)
	if err != nil {
		return err
	}
	out.Clocks = l.clockFacts(by)
	out.Early = v.Dossier.State.Open() && !v.LateAt(clock.At(l.Civil.Now()))
	out.Causes = causes()
	out.Typed = typedOf(dr, v.Over())
	out.Items = l.items(who, v, dr)
	return nil
}

func causes() []parts.Option {
	out := []parts.Option{{Value: "", Label: "Chọn nguyên nhân"}}
	for _, c := range apology.Causes {
		out = append(out, parts.Option{Value: c.Code, Label: c.Vietnamese})
	}
	return out
}

func typedOf(dr apology.Draft, over bool) typed {
	t := typed{Version: dr.Version, Cause: dr.Cause, Why: dr.Why, Status: dr.Status, Channels: []string{"letter"}, Over: over}
	if dr.NewDate.Set() {
		y, m, d := calendar.DateOf(dr.NewDate.Time()).Split()
		t.Day, t.Month, t.Year = strconv.Itoa(d), strconv.Itoa(int(m)), strconv.Itoa(y)
	}
	return t
}

// retype puts back what was typed into a form that was refused. Only the answer that says
// that somebody else changed the draft carries their version.
func (t *typed) retype(f refused) {
	if !f.Problems.Stale() {
		t.Version = f.version
	}
	t.Cause, t.Why, t.Status, t.Channels = f.Value("cause"), f.Value("why"), f.Value("status"), f.Values("channels")
	t.Day, t.Month, t.Year = f.Value("new_date-day"), f.Value("new_date-month"), f.Value("new_date-year")
}

// items are the seven of APO-6, in the order of the rule.
func (l Pages) items(who access.Who, v trail.View, dr apology.Draft) []parts.Fact {
	s, err := l.Signatory(who)
	if err != nil {
		s = slip.Signatory{At: clock.At(l.Civil.Now())}
	}
	a := l.Slips().Apology(slip.Case{Dossier: v.Dossier, Who: v.Applicant}, dr, s)
	next := "Chưa ghi"
	switch {
	case a.Ended != "":
		next = a.Ended
	case !a.NewDue.IsZero():
		next = page.DateTime(a.NewDue)
	}
	return []parts.Fact{{Key: "1. Người nộp hồ sơ", Value: trail.OrNone(a.Applicant.Name)}, {Key: "2. Loại hồ sơ", Value: a.Procedure}, {Key: "3. Giấy tiếp nhận", Value: a.ReceiptNo},
		{Key: "4. Tình trạng giải quyết", Value: unwritten(a.Status)}, {Key: "5. Lý do trễ hạn", Value: unwritten(a.Reason)},
		{Key: "6. Hẹn trả lần sau", Value: next, More: []string{"Hẹn cũ: " + page.DateTime(a.OldDue)}}, {Key: "7. Lời xin lỗi", Value: a.Sentence}}
}

func unwritten(s string) string {
	if s == "" {
		return "Chưa ghi"
	}
	return s
}

// letter saves the draft, or signs and sends it: the one letter of this dossier (APO-7).
func (l Pages) letter(w http.ResponseWriter, r *http.Request) error {
	who, v, err := l.Acting(r, "draft_letter", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	text, version := l.letterText(f), version(f)
	channels := f.Many("channels", "letter", "sms", "in_person")
	send := f.Choice("do", "save", "send") == "send"
	if send && len(channels) == 0 {
		f.Problems = append(f.Problems, page.Problem{Field: "channels", Sentence: "Chọn ít nhất một hình thức gửi: văn bản, tin nhắn hoặc trực tiếp.", Rule: "APO-5"})
	}
	if !f.Problems.Any() {
		said, now, err := l.write(r.Context(), who, v, writing{text, version, channels, send})
		if err == nil {
			to := chair.PathOf(v.Code) + "/letter"
			if send {
				to = chair.PathOf(v.Code)
			}
			page.Redirect(w, r, to, page.Flash{Kind: "success", Text: said})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
		version = now
	}
	return l.showLetter(w, r, http.StatusUnprocessableEntity, v, refused{f, version})
}

func version(f *page.Form) int64 {
	n, _ := f.Int("version", 0, 1<<40) // missing: nothing was read, so nothing may be overwritten
	return n
}

// letterText reads the form. The new date is promised to the close of office.
func (l Pages) letterText(f *page.Form) apology.Text {
	t := apology.Text{Cause: f.Text("cause", 10), Why: f.Lines("why", 2000), Status: f.Text("status", 300)}
	if day, ok := f.Date("new_date"); ok {
		t.NewDate = clock.At(l.Calendar().Close(day))
		if !l.Calendar().Working(day) {
			f.Problems = append(f.Problems, page.Problem{Field: "new_date", Rule: "DL-2",
				Sentence: "Ngày hẹn lại rơi vào ngày nghỉ. Chọn một ngày làm việc, ví dụ " + l.Calendar().Next(day).Vietnamese() + "."})
		}
	}
	return t
}

type writing struct {
	Text     apology.Text
	Version  int64 // of the draft the page showed; 0 when there was none
	Channels []string
	Send     bool
}

// write keeps the draft and, when it is asked to, sends it; version is that of the draft
// whose text the writer has before them.
func (l Pages) write(ctx context.Context, who access.Who, v trail.View, x writing) (said string, version int64, err error) {
	old, there, err := l.Letters.Of(ctx, chair.Key(v.Dossier), apology.Late)
	if err != nil {
		return "", x.Version, err
	}
	if there && old.State == "draft" && old.Version != x.Version {
		return "", x.Version, refusal.Conflict("Dự thảo thư đã được người khác sửa sau khi mở trang này. Tải lại trang để xem bản mới; nội dung đã nhập vẫn còn dưới đây.")
	}
	if x.Send { // what is refused leaves no draft with a number behind
		if err := l.mayApologise(who, v, apology.Draft{Ground: apology.Late, Text: x.Text}.Act()); err != nil {
			return "", x.Version, err
		}
	}
	dr, err := l.Letters.Draft(ctx, who, chair.Key(v.Dossier), apology.Late, x.Text)
	if err != nil {
		return "", x.Version, err
	}
	if !x.Send {
		return "Đã lưu dự thảo thư xin lỗi.", dr.Version, nil
	}
	return "Đã ký và gửi thư xin lỗi.", dr.Version, l.send(ctx, who, v, dr, x.Channels)
}

// letterPDF shows the letter that went out, or the draft as it would.
func (l Pages) letterPDF(w http.ResponseWriter, r *http.Request) error {
	who, d, err := l.One(r, chair.Head, chair.Deputy, chair.OneStopHead, chair.Control)
	if err != nil {
		return err
	}
	ctx := r.Context()
	rec, sent, err := l.Letters.Sent(ctx, chair.Key(d))
	if err != nil {
		return err
	}
	if sent {
		return l.sentPDF(w, r, d, rec)
	}
	if err := access.May(who, "draft_letter", d.Subject()); err != nil {
		return err
	}
	dr, there, err := l.Letters.Of(ctx, chair.Key(d), apology.Late)
	if err == nil && !there {
		err = refusal.Missing("Chưa có dự thảo thư xin lỗi cho hồ sơ này.")
	}
	if err != nil {
		return err
	}
	v, err := trail.Read(ctx, l.Hall, who, d)
	if err != nil {
		return err
	}
	s, err := l.Signatory(who)
	if err != nil {
		return err
	}
	raw, err := l.renderLetter(v, dr, s)
	if err != nil {
		return err
	}
	show(w, "Du-thao-thu-xin-loi-"+d.Code+".pdf", raw)
	return nil
}

func (l Pages) sentPDF(w http.ResponseWriter, r *http.Request, d dossier.Dossier, rec apology.LetterRecord) error {
	if rec.File == "" {
		return refusal.Missing("Thư này được gửi khi chưa lưu bản điện tử.")
	}
	c, err := l.Papers.Blobs.Open(r.Context(), rec.File)
	if err != nil {
		return err
	}
	defer c.Close()
	paper.Serve(w, r, paper.Served{Name: "Thu-xin-loi-" + d.Code + ".pdf", Kind: paper.PDF, Hash: rec.File, Content: c})
	return nil
}

// show answers with a PDF of our own making, to be read in the browser and kept by
// nobody on the way.
func show(w http.ResponseWriter, name string, raw []byte) {
	h := w.Header()
	h.Set("Content-Type", paper.PDF.MIME)
	h.Set("Content-Disposition", strings.Replace(paper.Disposition(name), "attachment", "inline", 1))
	h.Set("Cache-Control", "private, no-store")
	h.Set("Content-Length", strconv.Itoa(len(raw)))
	_, _ = w.Write(raw) // the reader has gone; there is nobody left to tell
}
