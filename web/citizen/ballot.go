package citizen

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua/dossier"
	"motcua/rating"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type ballotView struct {
	page.Frame
	Problems page.Problems
	Code     string
	Action   string
	Level    string
	Said     string
	Points   map[string]string
	Closed   *parts.Note // why there is nothing to fill in
}

// questions are the indices of TT 01/2018 a citizen answers (EVA-5), with their
// points (Art 14).
var questions = []struct {
	field, legend string
	options       []parts.Option
}{
	{"speed", "Thời gian giải quyết so với ngày hẹn", []parts.Option{{Value: "2", Label: "Sớm hơn"}, {Value: "1", Label: "Đúng hẹn"}, {Value: "0", Label: "Trễ hẹn"}}},
	{"contacts", "Số lần phải liên hệ nơi tiếp nhận để hoàn thiện hồ sơ", []parts.Option{{Value: "2", Label: "Không lần nào"}, {Value: "1", Label: "Một lần"}, {Value: "0", Label: "Nhiều lần"}}},
	{"agencies", "Số cơ quan phải liên hệ để hoàn thiện hồ sơ", []parts.Option{{Value: "2", Label: "Không cơ quan nào"}, {Value: "1", Label: "Chỉ bộ phận một cửa"}, {Value: "0", Label: "Nhiều cơ quan"}}},
	{"attitude", "Thái độ của công chức", []parts.Option{{Value: "2", Label: "Tốt"}, {Value: "1", Label: "Bình thường"}, {Value: "0", Label: "Có điều phải phàn nàn"}}},
}

func levelOptions(v ballotView) []parts.Option {
	var out []parts.Option
	for _, l := range rating.Levels {
		o := parts.Option{Value: strconv.Itoa(int(l)), Label: l.Vietnamese()}
		if l == rating.Dissatisfied {
			o.Reveal = parts.Textarea{Name: "said", Label: "Điều gì chưa hài lòng?", Hint: "Không ghi tên, số điện thoại của ai.", Value: v.Said, Error: v.Problems.At("said"), Max: 2000, Rows: 4, Optional: true}
		}
		out = append(out, o)
	}
	return out
}

func (p pages) ballot(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	return p.showBallot(w, r, x.Dossier, "/mine/"+url.PathEscape(x.Code), ballotView{})
}

func (p pages) paperBallot(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Dossiers.ByToken(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	return p.showBallot(w, r, d, "/q/"+d.Token, ballotView{})
}

func (p pages) showBallot(w http.ResponseWriter, r *http.Request, d dossier.Dossier, base string, v ballotView) error {
	v.Frame, v.Code, v.Action = p.frame(r, "Đánh giá việc giải quyết hồ sơ"), d.Code, base+"/rating"
	v.Back = &page.Link{Href: base, Text: "Hồ sơ " + d.Code}
	voted, err := p.ratings.Voted(r.Context(), dossier.Key{Home: d.Home, ID: d.ID})
	if err != nil {
		return err
	}
	status := http.StatusOK
	switch {
	case v.Problems.Any():
		v.Failed, status = true, http.StatusUnprocessableEntity
	case voted:
		v.Closed = &parts.Note{Kind: parts.Good, Title: "Hồ sơ này đã được đánh giá", Text: "Mỗi hồ sơ được đánh giá một lần. Cảm ơn ý kiến đã gửi."}
	case !rating.Open(d):
		v.Closed = &parts.Note{Kind: parts.Plain, Title: "Chưa đến lúc đánh giá", Text: "Phiếu đánh giá mở khi hồ sơ được trả kết quả, bị từ chối tiếp nhận hoặc được yêu cầu bổ sung."}
	}
	page.Render(w, r, status, ballotPage(v))
	return nil
}

// vote casts the ballot of the caller's own dossier.
func (p pages) vote(w http.ResponseWriter, r *http.Request) error {
	x, who, err := p.own(r)
	if err != nil {
		return err
	}
	return p.cast(w, r, x.Dossier, "/mine/"+url.PathEscape(x.Code), func(v rating.Vote) error {
		return p.ratings.Vote(r.Context(), who, dossier.Key{Home: x.Home, ID: x.ID}, v)
	})
}

// paperVote casts the ballot by the link printed on the paper.
func (p pages) paperVote(w http.ResponseWriter, r *http.Request) error {
	d, err := p.Dossiers.ByToken(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	return p.cast(w, r, d, "/q/"+d.Token, func(v rating.Vote) error { return p.ratings.VoteByToken(r.Context(), d.Token, v) })
}

func (p pages) cast(w http.ResponseWriter, r *http.Request, d dossier.Dossier, base string, vote func(rating.Vote) error) error {
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	typed := ballotView{Level: f.Choice("level", "1", "2", "3"), Said: f.Lines("said", 2000), Points: map[string]string{}}
	for _, q := range questions {
		typed.Points[q.field] = f.Choice(q.field, "0", "1", "2")
	}
	if typed.Said == "" {
		typed.Said = f.Value("said")
	}
	if !f.Problems.Any() {
		level, _ := strconv.Atoi(typed.Level) // "" is no level; the vote says so
		err := vote(rating.Vote{Level: rating.Level(level), Said: typed.Said, Speed: points(typed.Points["speed"]), Contacts: points(typed.Points["contacts"]),
			Agencies: points(typed.Points["agencies"]), Attitude: points(typed.Points["attitude"])})
		if err == nil {
			page.Redirect(w, r, base, page.Flash{Text: "Đã ghi nhận đánh giá. Cảm ơn ý kiến đã gửi."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	typed.Problems = f.Problems
	return p.showBallot(w, r, d, base, typed)
}

func points(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return rating.Unanswered
	}
	return n
}
