package posted

import (
	"context"
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/clock"
	"motcua/event"
	"motcua/paper"
	"motcua/posting"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type sheetView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Tag      parts.Tag
	Note     *parts.Note
	Facts    parts.Summary
	Down     string
	Check    string
	Later    bool   // it is checked by somebody else than who posted it
	Print    string // the sheet of the version in force
	Photos   parts.Files
	History  parts.Timeline
}

// oneSheet opens the sheet of the address.
func (p pages) oneSheet(r *http.Request) (access.Who, posting.Sheet, error) {
	who, err := p.who(r)
	if err != nil {
		return who, posting.Sheet{}, err
	}
	x, err := p.Postings.Sheet(r.Context(), who, r.PathValue("sheet"))
	return who, x, err
}

func (p pages) sheet(w http.ResponseWriter, r *http.Request) error {
	who, x, err := p.oneSheet(r)
	if err != nil {
		return err
	}
	return p.drawSheet(w, r, http.StatusOK, who, x, nil)
}

func (p pages) drawSheet(w http.ResponseWriter, r *http.Request, status int, who access.Who, x posting.Sheet, problems page.Problems) error {
	of := p.Offices.Tree().Title(x.Office)
	v := sheetView{Frame: p.framed(r, who, x.Name, up, page.Link{Text: of, Href: officePath(x.Office)}, page.Link{Text: "Nơi niêm yết số " + strconv.Itoa(x.PlaceNo), Href: placePath(x.Place)}),
		Problems: problems, Title: x.Name, Caption: "Tờ niêm yết " + x.Mark().String(), Tag: stateTag(x.State), Facts: p.sheetFacts(x)}
	v.Frame.Failed = problems.Any()
	if x.State == posting.Flagged {
		v.Note = &parts.Note{Kind: parts.Late, Title: "Tờ này hết hiệu lực từ ngày " + page.CivilDate(x.Ended), Text: "Phải gỡ trong hôm nay."}
		if n := x.Late(p.Today()); n > 0 {
			v.Note.Text = "Phải gỡ ngay. Đã quá " + strconv.Itoa(n) + " ngày."
		}
	}
	if x.State == posting.Wanted {
		v.Note = &parts.Note{Kind: parts.Soon, Title: "Bản này phải treo từ ngày " + page.CivilDate(x.Due), Text: "In tờ, treo tại nơi niêm yết rồi ghi nhận kèm ảnh.", Link: &page.Link{Text: "Ghi nhận đã treo", Href: placePath(x.Place) + "/post"}}
	}
	if x.State == posting.Wanted || x.State == posting.Hanging {
		v.Print = printPath(x.Place, x.Code)
	}
	if x.Hangs() && may(who, "take_down", x.Subject()) {
		v.Down = sheetPath(x.ID) + "/down"
	}
	if x.State == posting.Hanging && may(who, "check", x.Subject()) {
		v.Later = x.Posted.By == who.Official
		if !v.Later {
			v.Check = sheetPath(x.ID) + "/check"
		}
	}
	events, err := p.Postings.Events(r.Context(), x.ID)
	if err != nil {
		return err
	}
	v.History = p.history(events)
	if v.Photos, err = p.photos(r, placePath(x.Place), x.Place, x.Photo, x.CheckPhoto, x.DownPhoto); err != nil {
		return err
	}
	page.Render(w, r, status, sheetPage(v))
	return nil
}

func (p pages) sheetFacts(x posting.Sheet) parts.Summary {
	day := func(d posting.Done, none string) string {
		if !d.At.Set() {
			return none
		}
		return page.DateTime(d.At.Time()) + ", " + p.nameOf(d.By)
	}
	out := parts.Summary{Facts: []parts.Fact{{Key: "Mã thủ tục", Part: parts.Code{Text: x.Code}}, {Key: "Phiên bản", Value: strconv.Itoa(x.No)}, {Key: "Quyết định công bố", Value: orNot(x.Decision)},
		{Key: "Đã treo", Value: day(x.Posted, "Chưa")}, {Key: "Đã kiểm tra", Value: day(x.Checked, "Chưa")}}}
	if x.Down.At.Set() {
		out.Facts = append(out.Facts, parts.Fact{Key: "Đã gỡ", Value: day(x.Down, "")})
	}
	if n := x.Late(p.Today()); n > 0 {
		out.Facts = append(out.Facts, parts.Fact{Key: "Chậm", Value: strconv.Itoa(n) + " ngày"})
	}
	if n := len(x.Missing); n > 0 {
		out.Facts = append(out.Facts, parts.Fact{Key: "Nội dung công bố còn thiếu", Value: strconv.Itoa(n) + " phần"})
	}
	return out
}

// photos are files that prove, in the order they were taken; one photo may prove several.
func (p pages) photos(r *http.Request, base, subject string, ids ...string) (parts.Files, error) {
	out := parts.Files{Empty: "Chưa có ảnh."}
	seen := map[string]bool{}
	for _, id := range ids {
		if id == "" || seen[id] {
			continue
		}
		seen[id] = true
		f, err := p.Papers.File(r.Context(), subject, id)
		if err != nil {
			return out, err
		}
		kind, _ := paper.KindNamed(f.Kind)
		out.Items = append(out.Items, parts.File{Name: f.Name, Kind: kind.Title, Bytes: f.Size, Href: base + "/photos/" + id, Note: page.DateTime(clock.FromMicros(f.AddedAt))})
	}
	return out, nil
}

// acts are what happened, in words.
var acts = map[string]string{"want": "Phải niêm yết bản này", "post": "Ghi nhận đã treo", "flag": "Phiên bản hết hiệu lực, phải gỡ", "take_down": "Ghi nhận đã gỡ", "check": "Kiểm tra: đúng", "lapse": "Không phải niêm yết nữa", "move": "Chuyển sang nơi niêm yết khác", "overtake": "Hết phải niêm yết, chưa khắc phục",
	"find": "Ghi phát hiện", "report": "Người dân báo", "confirm": "Xác minh: đúng", "dismiss": "Kết luận: không đúng", "settle": "Đã khắc phục", "note": "Lần đối chiếu ghi khác biệt", "work_off": "Xử lý khác biệt"}

func (p pages) history(events []event.Event) parts.Timeline {
	t := parts.Timeline{NewestFirst: true}
	for _, e := range events {
		m := parts.Moment{At: clock.Instant(e.At).Time(), What: acts[e.Act], Who: p.nameOf(e.Official), Why: posting.Words(e), Machine: e.Official == "" && e.Act != "report"}
		t.Moments = append(t.Moments, m)
	}
	return t
}

func (p pages) down(w http.ResponseWriter, r *http.Request) error {
	return p.proves(w, r, "photo", "Đã ghi nhận gỡ tờ này.", p.Postings.TakeDown)
}

func (p pages) check(w http.ResponseWriter, r *http.Request) error {
	return p.proves(w, r, "check", "Đã ghi nhận kiểm tra.", p.Postings.Check)
}

// proves is an act on a sheet with a photo; the two forms of the page each have a field.
func (p pages) proves(w http.ResponseWriter, r *http.Request, field, said string, act func(context.Context, access.Who, string, *paper.PaperFile) (posting.Sheet, error)) error {
	who, x, err := p.oneSheet(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, photoMost)
	if err != nil {
		return err
	}
	staged, err := p.staged(r, f, field)
	if err == nil {
		_, err = act(r.Context(), who, x.ID, staged)
	}
	if err == nil {
		page.Redirect(w, r, sheetPath(x.ID), page.Flash{Kind: "success", Text: said})
		return nil
	}
	if !f.Problems.Refused(err) {
		return err
	}
	for i := range f.Problems {
		if f.Problems[i].Field == "photo" {
			f.Problems[i].Field = field
		}
	}
	return p.drawSheet(w, r, http.StatusUnprocessableEntity, who, x, f.Problems)
}
