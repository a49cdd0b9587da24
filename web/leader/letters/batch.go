package letters

import (
	"context"
	"fmt"
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/apology"
	"motcua/dossier"
	"motcua/refusal"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// batchView is the review of several letters before one signature, and afterwards what
// became of each.
type batchView struct {
	Frame    page.Frame
	Problems page.Problems
	Letters  []batchLetter
	Channels []parts.Option
	Chosen   []string
	Done     []parts.Row
	Said     string
}

// batchLetter is one letter as it will go out.
type batchLetter struct {
	Code, Version, Person, Preview string
	Items                          []parts.Fact
}

// pick is a letter chosen with the version that was read.
type pick struct {
	code    string
	version int64
}

// Tick puts check boxes before the letters whose draft waits for a signature, and
// reports whether there is one.
func (l Pages) Tick(ctx context.Context, t *parts.Table, lines []dossier.Line) bool {
	any := false
	for i, x := range lines {
		dr, there, err := l.Letters.Of(ctx, dossier.Key{Home: x.Home, ID: x.ID}, apology.Late)
		if err != nil || !there || dr.State != "draft" {
			t.Rows[i].Value = ""
			continue
		}
		any = true
	}
	if any {
		t.Check = "code"
	}
	return any
}

// reviewLetters shows the ticked letters in full: one look, one signature.
func (l Pages) reviewLetters(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	codes := f.Values("code")
	if len(codes) == 0 {
		f.Problems.Add("", "Đánh dấu ít nhất một thư cần ký.")
	}
	if len(codes) > chair.PerPage {
		f.Problems.Add("", "Chỉ ký được các thư trên một trang trong một lần.")
	}
	if f.Problems.Any() {
		return l.Again(w, r, f)
	}
	return l.showReview(w, r, http.StatusOK, who, codes, f)
}

func (l Pages) showReview(w http.ResponseWriter, r *http.Request, status int, who access.Who, codes []string, f *page.Form) error {
	out := batchView{Frame: l.Framed(r, who, "Xem lại và ký thư xin lỗi"), Channels: letterChannels, Chosen: f.Values("channels")}
	if len(out.Chosen) == 0 && !f.Problems.Any() {
		out.Chosen = []string{"letter"}
	}
	for _, code := range codes {
		one, err := l.reviewed(r.Context(), who, code)
		if no, ok := refusal.As(err); ok {
			f.Problems = append(f.Problems, page.Problem{Sentence: code + ": " + no.Sentence, Rule: no.Rule})
			continue
		}
		if err != nil {
			return err
		}
		if read := f.Value("version-" + code); read != "" { // the letter that was read, and no newer one
			one.Version = read
		}
		out.Letters = append(out.Letters, one)
	}
	out.Problems, out.Frame.Failed = f.Problems, f.Problems.Any()
	out.Frame.Trail = []page.Link{{Text: "Việc cần lãnh đạo", Href: "/leader"}, {Text: "Thư xin lỗi phải gửi hôm nay", Href: "/leader/lists/letters"}}
	page.Render(w, r, status, batchPage(out))
	return nil
}

func (l Pages) reviewed(ctx context.Context, who access.Who, code string) (batchLetter, error) {
	v, dr, err := l.waiting(ctx, who, code)
	if err != nil {
		return batchLetter{}, err
	}
	return batchLetter{Code: v.Code, Version: strconv.FormatInt(dr.Version, 10), Person: v.Applicant.Name, Preview: chair.PathOf(v.Code) + "/letter.pdf", Items: l.items(who, v, dr)}, nil
}

// waiting opens a dossier whose draft waits for the head.
func (l Pages) waiting(ctx context.Context, who access.Who, code string) (trail.View, apology.Draft, error) {
	d, err := l.Dossiers.Find(ctx, who, code)
	if err != nil {
		return trail.View{}, apology.Draft{}, err
	}
	if err := access.May(who, "apologise", d.Subject()); err != nil {
		return trail.View{}, apology.Draft{}, err
	}
	dr, there, err := l.Letters.Of(ctx, chair.Key(d), apology.Late)
	switch {
	case err != nil:
		return trail.View{}, dr, err
	case there && dr.State == "sent":
		return trail.View{}, dr, refusal.Rule("APO-7", "", "Thư của hồ sơ này đã được gửi.")
	case !there || dr.State != "draft":
		return trail.View{}, dr, refusal.Rule("APO-6", "", "Chưa có dự thảo thư xin lỗi.")
	}
	v, err := trail.Read(ctx, l.Hall, who, d)
	return v, dr, err
}

// signLetters signs and sends what was reviewed, each letter by its own act; the page then
// says of every one what became of it.
func (l Pages) signLetters(w http.ResponseWriter, r *http.Request) error {
	who, err := l.Official(r, chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	codes, channels := f.Values("code"), f.Many("channels", "letter", "sms", "in_person")
	versions := map[string]int64{}
	for _, c := range codes {
		versions[c], _ = f.Int("version-"+c, 1, 1<<40)
	}
	switch {
	case len(codes) == 0 || len(codes) > chair.PerPage:
		f.Problems.Add("", "Đánh dấu ít nhất một thư cần ký, và chỉ các thư trên một trang.")
		return l.Again(w, r, f)
	case len(channels) == 0:
		f.Problems = append(f.Problems, page.Problem{Field: "channels", Sentence: "Chọn ít nhất một hình thức gửi: văn bản, tin nhắn hoặc trực tiếp.", Rule: "APO-5"})
		return l.showReview(w, r, http.StatusUnprocessableEntity, who, codes, f)
	}
	done, err := apology.Batch(codes, func(code string) error { return l.signOne(r.Context(), who, pick{code, versions[code]}, channels) })
	if err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, batchDonePage(l.outcome(r, who, done)))
	return nil
}

func (l Pages) signOne(ctx context.Context, who access.Who, p pick, channels []string) error {
	v, dr, err := l.waiting(ctx, who, p.code)
	if err != nil {
		return err
	}
	if dr.Version != p.version {
		return refusal.Conflict("Dự thảo thư đã thay đổi sau khi mở trang ký. Vui lòng xem lại trước khi ký.")
	}
	return l.send(ctx, who, v, dr, channels)
}

func (l Pages) outcome(r *http.Request, who access.Who, done []apology.Outcome) batchView {
	out := batchView{Frame: l.Framed(r, who, "Đã ký thư xin lỗi")}
	sent := 0
	for _, o := range done {
		cell := parts.Cell{Part: parts.Tag{Kind: parts.Good, Text: "Đã gửi"}}
		if o.Refused != nil {
			cell = parts.Cell{Part: parts.Tag{Kind: parts.Bad, Text: "Không gửi"}, Sub: o.Refused.Sentence}
		} else {
			sent++
		}
		out.Done = append(out.Done, parts.Row{Cells: []parts.Cell{{Text: o.Code, Href: chair.PathOf(o.Code) + "/letter"}, cell}})
	}
	out.Said = fmt.Sprintf("Đã gửi %d trong %d thư.", sent, len(done))
	return out
}
