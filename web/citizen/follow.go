package citizen

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/rating"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

type followView struct {
	page.Frame
	Panel    *parts.Panel // just filed
	State    string
	Note     parts.Note
	Facts    []parts.Fact
	Why      parts.Arithmetic
	Time     parts.TimeBar
	Timeline parts.Timeline
	Papers   []string
	Files    parts.Files
	Ending   trail.Ending
	Docs     []page.Link
	Beyond   string // where to report a demand beyond the list (PRI-2)
	Rate     string
	Withdraw string
	Letters  []letterGot // that the applicant has not confirmed yet
	Private  bool        // signed in: personal values and files are shown
}

// own finds the caller's dossier of the request.
func (p pages) own(r *http.Request) (trail.View, access.Who, error) {
	who, err := p.Citizen(r)
	if err != nil {
		return trail.View{}, who, err
	}
	d, err := p.Dossiers.Find(r.Context(), who, r.PathValue("code"))
	if err != nil {
		return trail.View{}, who, err
	}
	v, err := trail.Read(r.Context(), p.Hall, who, d)
	return v, who, err
}

// follow answers in the first screen: what state, when, what must be done.
func (p pages) follow(w http.ResponseWriter, r *http.Request) error {
	x, _, err := p.own(r)
	if err != nil {
		return err
	}
	base := "/mine/" + url.PathEscape(x.Code)
	v, err := p.followed(r, x, base)
	if err != nil {
		return err
	}
	v.Private = true
	if r.URL.Query().Get("filed") != "" {
		v.Panel = &parts.Panel{Title: "Đã nộp hồ sơ", Lead: "Mã hồ sơ", Code: x.Code, Text: "Ghi lại mã này để theo dõi hồ sơ."}
	}
	v.Timeline = x.Timeline()
	v.Docs, v.Files = p.documents(x, base)
	if x.FeePaid+x.FeeCut > 0 {
		receipts, err := x.FeePapers(r.Context(), base)
		if err != nil {
			return err
		}
		v.Docs = append(v.Docs, receipts...)
	}
	v.Letters = lettersGot(x, base)
	v.Ending = x.Ending()
	if x.Can("withdraw") {
		v.Withdraw = base + "/withdraw"
	}
	v.Beyond = "/q/" + x.Token + "/beyond"
	if rating.Open(x.Dossier) {
		voted, err := p.ratings.Voted(r.Context(), dossier.Key{Home: x.Home, ID: x.ID})
		if err != nil {
			return err
		}
		if !voted {
			v.Rate = base + "/rating"
		}
	}
	page.Render(w, r, http.StatusOK, followPage(v))
	return nil
}

// followed fills what may be read by whoever may follow the dossier at all; base
// is "" for those who are not signed in.
func (p pages) followed(r *http.Request, x trail.View, base string) (followView, error) {
	bar, err := x.TimeBar()
	v := followView{Frame: p.frame(r, "Hồ sơ "+x.Code), State: x.State().Text, Note: p.note(x, base), Why: x.Arithmetic(), Time: bar}
	v.Facts = append(v.Facts, parts.Fact{Key: "Mã hồ sơ", Part: parts.Code{Text: x.Code}})
	tag, left := x.Time()
	if legal, ok := x.Legal(); ok {
		due := parts.Fact{Key: "Hẹn trả kết quả", Value: page.Hour(legal.Due.Time()) + ", " + page.Date(legal.Due.Time())}
		if left != "" {
			due.More = append(due.More, left)
		}
		v.Facts = append(v.Facts, due)
	}
	if x.Apology != nil && x.Apology.NewDate.Set() {
		v.Facts = append(v.Facts, parts.Fact{Key: "Ngày hẹn lại", Value: page.Hour(x.Apology.NewDate.Time()) + ", " + page.Date(x.Apology.NewDate.Time())})
	}
	if tag.Text != "" {
		v.Facts = append(v.Facts, parts.Fact{Key: "Thời hạn", Part: tag})
	}
	if holder := x.HolderName(); holder != "" {
		v.Facts = append(v.Facts, parts.Fact{Key: "Nơi đang giữ hồ sơ", Value: holder})
	}
	if x.Dossier.Fee > 0 {
		fee := parts.Fact{Key: "Phí, lệ phí", Value: page.Money(x.Dossier.Fee)}
		if base != "" && x.Owes() > 0 {
			fee.More = append(fee.More, "còn phải nộp "+page.Money(x.Owes())+" tại "+p.deskName(x.Receiving)+" trước khi nhận kết quả")
		} else if base != "" {
			fee.More = append(fee.More, "đã nộp đủ")
		}
		v.Facts = append(v.Facts, fee)
	}
	v.Facts = append(v.Facts, parts.Fact{Key: "Nơi trả kết quả", Value: p.deskName(x.ReturnAt)}, parts.Fact{Key: "Thủ tục", Value: x.ProcedureName})
	for _, g := range x.Papers {
		v.Papers = append(v.Papers, g.Name)
	}
	return v, err
}

// note says what the citizen must do now, or that nothing is to be done.
func (p pages) note(x trail.View, base string) parts.Note {
	link := func(text, to string) *page.Link {
		if base == "" {
			return &page.Link{Text: "Đăng nhập để thực hiện", Href: "/signin?back=" + url.QueryEscape("/mine/"+url.PathEscape(x.Code))}
		}
		return &page.Link{Text: text, Href: base + to}
	}
	desk := p.deskName(x.ReturnAt)
	switch s := x.Dossier.State; {
	case s == dossier.Supplementing:
		now := x.Supplements[len(x.Supplements)-1]
		return parts.Note{Kind: parts.Soon, Title: "Cần bổ sung " + strconv.Itoa(len(now.Lines)) + " giấy tờ", Link: link("Bổ sung giấy tờ", "/supply"), Text: clockOf(now)}
	case s == dossier.Obliged:
		if base == "" { // who only holds the code reads no amount
			return parts.Note{Kind: parts.Soon, Title: "Chờ nghĩa vụ tài chính", Text: "Đăng nhập để xem số tiền, nơi nộp và hạn nộp.", Link: link("", "")}
		}
		return p.obligedNote(x)
	case s == dossier.Completed && x.PostedAt.Set():
		return parts.Note{Kind: parts.Good, Title: "Kết quả đang được bưu chính phát", Text: "Phiếu gửi số " + x.Mailings[len(x.Mailings)-1].Slip + ", giao bưu chính lúc " + page.ShortDateTime(x.PostedAt.Time()) +
			". Nếu hai lần mời không nhận, kết quả trở lại " + desk + ".", Link: link("Xem kết quả", "/result")}
	case s == dossier.Returned && x.Corrected():
		return parts.Note{Kind: parts.Soon, Title: "Kết quả đã được đính chính", Text: "Cơ quan đã sửa sai sót và chịu mọi chi phí. Đến nhận bản đính chính tại " + desk + ", hoặc tải bản điện tử.", Link: link("Xem bản đính chính", "/result")}
	case s == dossier.Completed:
		text := "Đến nhận tại " + desk + ". Mang theo giấy tiếp nhận; nếu mất, mang giấy tờ tùy thân."
		if x.Outcome == dossier.Rejected {
			return parts.Note{Kind: parts.Soon, Title: "Hồ sơ không đủ điều kiện giải quyết", Text: "Văn bản trả lời nêu rõ lý do. " + text, Link: link("Xem văn bản trả lời", "/result")}
		}
		return parts.Note{Kind: parts.Good, Title: "Đã có kết quả", Text: text, Link: link("Xem kết quả", "/result")}
	case s == dossier.Returned:
		return parts.Note{Kind: parts.Good, Title: "Đã trả kết quả", Text: "Hồ sơ đã giải quyết xong, không phải làm gì thêm."}
	case s == dossier.Refused:
		return parts.Note{Kind: parts.Late, Title: "Hồ sơ không được tiếp nhận", Text: p.refusedWhy(x, base)}
	case s == dossier.Withdrawn, s == dossier.Stopped:
		return parts.Note{Kind: parts.Plain, Title: x.State().Text, Text: "Hồ sơ đã kết thúc. Có thể nộp hồ sơ mới khi cần."}
	case x.LateAt(clock.At(p.Civil.Now())):
		return p.lateNote(x)
	case s == dossier.Filed:
		return parts.Note{Kind: parts.Plain, Title: "Không phải làm gì thêm lúc này", Text: "Cơ quan tiếp nhận kiểm tra hồ sơ và báo tin trong 08 giờ làm việc. Ngày hẹn trả kết quả được ghi khi hồ sơ được tiếp nhận."}
	}
	return parts.Note{Kind: parts.Plain, Title: "Không phải làm gì thêm lúc này", Text: "Hồ sơ đang được giải quyết. Sẽ có tin báo khi có thay đổi và khi có kết quả."}
}

// obligedNote says how much, where and until when; or that the tax office has not said
// it yet (SET-10).
func (p pages) obligedNote(x trail.View) parts.Note {
	o := x.Obligations[len(x.Obligations)-1]
	const rest = " Thời gian này không tính vào thời hạn giải quyết."
	switch {
	case !o.Told.Set():
		return parts.Note{Kind: parts.Plain, Title: "Đang chờ cơ quan thuế", Text: o.Office + " đang xác định nghĩa vụ tài chính. Chưa phải làm gì lúc này; sẽ có tin báo số tiền, nơi nộp và hạn nộp." + rest}
	case o.Amount == 0:
		return parts.Note{Kind: parts.Plain, Title: "Không phải nộp tiền", Text: "Theo thông báo số " + o.Notice + " của cơ quan thuế. Ngày hẹn mới có khi cơ quan thuế xác nhận." + rest}
	}
	return parts.Note{Kind: parts.Soon, Title: "Cần nộp " + page.Money(o.Amount), Text: "Theo thông báo số " + o.Notice + ", nộp tại " + o.Where + ", trước " + page.DateTime(o.PayBy.Time()) +
		". Khi cơ quan thuế xác nhận, hồ sơ có ngày hẹn mới." + rest}
}

func (p pages) lateNote(x trail.View) parts.Note {
	n := parts.Note{Kind: parts.Late, Title: "Hồ sơ đã quá ngày hẹn trả kết quả",
		Text: "Không phải làm gì thêm. Cơ quan giải quyết phải gửi thư xin lỗi, nêu lý do và ngày hẹn lại."}
	if x.Apology != nil {
		n.Text = "Cơ quan giải quyết đã gửi thư xin lỗi và hẹn lại. Không phải làm gì thêm."
	}
	if x.EscalatedAt.Set() {
		n.Text = "Cơ quan giải quyết đã lỡ cả ngày hẹn lại. Vụ việc đã được báo cáo lên cấp trên."
	}
	return n
}

// refusedWhy gives the reason of a refusal to the applicant alone: it may name
// people.
func (p pages) refusedWhy(x trail.View, base string) string {
	if base != "" {
		for _, e := range x.Events {
			if e.Act == "refuse" {
				if why := dossier.Saying(e).Reason; why != "" {
					return "Lý do: " + why
				}
			}
		}
	}
	return "Phiếu từ chối nêu rõ lý do."
}
