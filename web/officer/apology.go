package officer

import (
	"net/http"
	"strconv"

	"motcua/access"
	"motcua/apology"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// apologyView is the draft of the one letter a late dossier gets (APO-6, APO-7).
type apologyView struct {
	Frame            page.Frame
	Base             string
	Head             parts.DossierHead
	Problems         page.Problems
	Times            parts.Summary
	Cause            string
	Why, Status      string
	Day, Month, Year string
	Over             bool // the result is there or will never come: no new date
	Causes           []parts.Option
	Number           string
}

// mayWrite reports whether a letter can be drafted: the dossier is late or may
// become so, and none went out yet.
func mayWrite(v trail.View, who access.Who) bool {
	return dossier.Allowed(v.Dossier.State, "apologise") && v.Apology == nil && (v.Due.Set() && !v.Over() || v.SettledLate() || v.EndedLate()) &&
		access.May(who, "draft_letter", v.Subject()) == nil
}

func (p pages) apology(w http.ResponseWriter, r *http.Request) error {
	v, who, err := p.open(r)
	if err != nil {
		return err
	}
	x, err := p.letter(r, v, who)
	if err != nil {
		return err
	}
	page.Render(w, r, http.StatusOK, apologyPage(x))
	return nil
}

// letter fills the page from the stored draft, or with what a first draft suggests.
func (p pages) letter(r *http.Request, v trail.View, who access.Who) (apologyView, error) {
	base := "/officer/dossiers/" + v.Code
	x := apologyView{Frame: p.frame(r, "Soạn thư xin lỗi"), Base: base, Head: v.Head(base), Over: v.Over()}
	x.Frame.Back = &page.Link{Text: "Hồ sơ " + v.Code, Href: base}
	if err := access.May(who, "draft_letter", v.Subject()); err != nil {
		return x, err
	}
	if !mayWrite(v, who) {
		return x, refusal.Conflict("Hồ sơ này không cần thư xin lỗi nữa, hoặc thư đã được gửi.")
	}
	fresh, err := p.Letters.Suggest(v.Dossier, who)
	if err != nil {
		return x, err
	}
	dr, there, err := p.Letters.Of(r.Context(), dossier.Key{Home: v.Home, ID: v.ID}, apology.Late)
	if err != nil {
		return x, err
	}
	x.Times = p.times(fresh.Flags, v)
	if !there {
		dr = fresh
	} else {
		x.Number = strconv.Itoa(dr.Number)
	}
	x.Cause, x.Why, x.Status = dr.Cause, dr.Why, dr.Status
	if dr.NewDate.Set() {
		y, m, d := calendar.DateOf(dr.NewDate.Time()).Split()
		x.Day, x.Month, x.Year = strconv.Itoa(d), strconv.Itoa(int(m)), strconv.Itoa(y)
	}
	for _, c := range apology.Causes {
		x.Causes = append(x.Causes, parts.Option{Value: c.Code, Label: c.Vietnamese})
	}
	return x, nil
}

// times are the two latest moments, each rule by itself (APO-3, APO-17).
func (p pages) times(f apology.Flags, v trail.View) parts.Summary {
	s := parts.Summary{Title: "Gửi thư chậm nhất"}
	row := func(key string, by clock.Instant) {
		if !by.Set() {
			return
		}
		tag, left := p.before(by)
		tag.Text = page.DateTime(by.Time())
		s.Facts = append(s.Facts, parts.Fact{Key: key, Part: tag, More: []string{left}})
	}
	row("Theo Quyết định 5157 của Thành phố", f.By5157)
	decree := "Theo " + p.Law().Apology.DaysBefore.Text
	if f.ND61Applies {
		row(decree, f.ByND61)
	} else if f.By5157.Set() && p.Law().Apology.DaysBefore.Value > 0 {
		s.Facts = append(s.Facts, parts.Fact{Key: decree, Value: "Không áp dụng: thời hạn không quá một ngày"})
	}
	if legal, ok := v.Legal(); ok {
		s.Facts = append(s.Facts, parts.Fact{Key: "Ngày hẹn cũ", Value: page.DateTime(legal.Due.Time())})
	}
	return s
}

// lacking names all empty items of the letter at once (APO-6), so that a page need
// not be sent four times.
func lacking(f *page.Form, x apologyView) {
	for _, item := range []struct{ field, typed, says string }{
		{"cause", x.Cause, "Chọn nguyên nhân trễ hạn trong danh mục."},
		{"why", x.Why, "Ghi rõ lý do trễ hạn bằng lời người dân hiểu được."},
		{"status", x.Status, "Ghi tình trạng giải quyết hồ sơ."},
		{"new_date", x.Day + x.Month + x.Year, "Ghi ngày hẹn trả kết quả lần sau."},
	} {
		if item.typed == "" && (item.field != "new_date" || !x.Over) {
			f.Problems = append(f.Problems, page.Problem{Field: item.field, Sentence: item.says, Rule: "APO-6"})
		}
	}
}

func (p pages) draftApology(w http.ResponseWriter, r *http.Request) error {
	v, who, err := p.open(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	x, err := p.letter(r, v, who)
	if err != nil {
		return err
	}
	x.Cause, x.Why, x.Status = f.Value("cause"), f.Value("why"), f.Value("status")
	x.Day, x.Month, x.Year = f.Value("new_date-day"), f.Value("new_date-month"), f.Value("new_date-year")
	t := apology.Text{Cause: f.Text("cause", 4), Why: f.Lines("why", 1000), Status: f.Lines("status", 500)}
	lacking(f, x)
	if day, ok := f.Date("new_date"); ok && !x.Over {
		if !p.Calendar().Working(day) {
			f.Problems.Add("new_date", "Ngày hẹn lại rơi vào ngày nghỉ. Chọn một ngày làm việc, ví dụ "+p.Calendar().Next(day).Vietnamese()+".")
		} else {
			t.NewDate = clock.At(p.Calendar().Close(day))
			if t.NewDate <= clock.At(p.Civil.Now()) || t.NewDate <= v.Due {
				f.Problems.Add("new_date", "Ngày hẹn lại phải sau hôm nay và sau ngày hẹn cũ.")
			}
		}
	}
	if !f.Problems.Any() {
		_, err = p.Letters.Draft(r.Context(), who, dossier.Key{Home: v.Home, ID: v.ID}, apology.Late, t)
		if err == nil {
			page.Redirect(w, r, x.Base, page.Flash{Text: "Đã lưu dự thảo thư xin lỗi. Người đứng đầu ký và gửi thư."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	x.Frame.Failed, x.Problems = true, f.Problems
	page.Render(w, r, http.StatusUnprocessableEntity, apologyPage(x))
	return nil
}
