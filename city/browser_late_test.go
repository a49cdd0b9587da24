package city_test

import (
	"context"
	"regexp"
	"strings"

	"motcua/access"
	"motcua/apology"
	"motcua/dossier"
	"motcua/refusal"

	"github.com/chromedp/chromedp"
)

// latePhone is the phone of the second dossier; the applicant is the same citizen.
const latePhone = "0912000456"

// late: received at the counter, left lying; the board counts one and its number
// opens the list with that one; the officer is told why nothing goes up.
func (s *story) late() {
	s.atCounter()
	h := s.head
	h.goTo("/leader")
	h.press("Mở cả danh sách")
	h.do("đánh dấu", clickOn(`input[value="`+s.lateCode+`"]`))
	h.pick("Giao các hồ sơ đã chọn cho", "Phạm Văn Bình")
	h.press("Phân công")
	h.see("Đã giao 1 hồ sơ cho Phạm Văn Bình")
	o := s.officer
	o.goTo("/officer/dossiers/" + s.lateCode)
	s.examines(o)
	s.to("2019-06-14 08:30")
	h.goTo("/leader/board")
	if n := read[string](h, `document.querySelector('a[href^="/leader/board/open_late"] .mc-number__value').innerText.trim()`); n != "1" {
		h.fail("the board does not count one late: %q", n)
	}
	h.leads("đang quá hạn", clickOn(`a[href^="/leader/board/open_late"]`))
	h.see(s.lateCode)
	if n := h.count("#rows tbody tr"); n != 1 {
		h.fail("the number opens %d lines", n)
	}
	o.goTo("/officer/dossiers/" + s.lateCode)
	o.see("Hồ sơ quá hạn, chưa có thư xin lỗi")
	o.press("Trình ký")
	o.choose("Đồng ý giải quyết")
	o.upload("Dự thảo kết quả", "du-thao-2.pdf", sheet("GIAY CHUNG NHAN KET HON"))
	o.fill("Ghi chú cho lãnh đạo", "Đề nghị ký")
	if got := o.press("Trình ký"); got != 422 {
		o.fail("a late dossier without letter goes up: %d", got)
	}
	o.see("thư xin lỗi", "APO-7")
}

// shown is the citizen at the desk with the identity paper: the account's number counts
// from then on, so that what is brought to the counter is found in the account (REC-5).
func (s *story) shown() {
	c, d := s.citizen, s.desk
	c.goTo("/account")
	c.see("Số giấy tờ tùy thân chưa được xác thực")
	c.press("Lấy mã xác thực")
	code := regexp.MustCompile(`\b\d{4} \d{4}\b`).FindString(read[string](c, "document.querySelector('main').innerText"))
	d.goTo("/desk")
	d.press("Xác thực tài khoản")
	d.fill("Số điện thoại đăng nhập", citizenPhone)
	d.fill("Mã xác thực", code)
	d.fill("Họ và tên trên giấy tờ", "Trần Văn An")
	d.fill("Số giấy tờ tùy thân", citizenIDNo)
	d.press("Xác thực")
	d.see("Đã xác thực tài khoản của Trần Văn An")
	c.goTo("/account")
	c.see("đã được xác thực lúc")
}

// atCounter receives the second dossier from paper.
func (s *story) atCounter() {
	s.to("2019-06-06 09:00")
	s.shown()
	d := s.desk
	d.goTo("/desk/new")
	d.fill("Tìm thủ tục", "dang ky lai ket hon")
	d.press("Thủ tục đăng ký lại kết hôn")
	d.see("Nếu tiếp nhận lúc này", "17 giờ 00, thứ Năm, 13/6/2019")
	d.fill("Họ và tên", "Trần Văn An")
	d.fill("Số điện thoại", latePhone)
	d.fill("Số giấy tờ tùy thân", citizenIDNo)
	if got := d.press("Tiếp nhận, in giấy hẹn"); got != 422 {
		d.fail("no paper ticked answers %d", got)
	}
	d.see("Đánh dấu các giấy tờ đã nhận")
	d.do("giấy tờ", clickOn("#have-0"))
	d.press("Tiếp nhận, in giấy hẹn")
	d.at("/desk/dossiers/")
	d.see("Đã tiếp nhận hồ sơ")
	s.lateCode, _, _ = strings.Cut(strings.TrimPrefix(read[string](d, "location.pathname"), "/desk/dossiers/"), "/")
}

// apologised: the seven items, the signature, the message, and that there is no
// second letter.
func (s *story) apologised() {
	h := s.head
	h.goTo("/leader")
	h.see("Quá hạn", s.lateCode)
	h.goTo("/leader/dossiers/" + s.lateCode)
	h.press("Viết thư xin lỗi")
	if got := h.press("Ký và gửi thư"); got != 422 {
		h.fail("an empty letter answers %d", got)
	}
	h.pick("Nguyên nhân trễ hạn", apology.CauseName("A1"))
	h.fill("Lý do viết cho người dân", "Phường thiếu người thụ lý trong tuần do nghỉ ốm")
	h.fill("Tình trạng giải quyết", "Đã thẩm định xong, đang chờ ký")
	h.fill("Ngày", "18")
	h.fill("Tháng", "6")
	h.fill("Năm", "2019")
	h.choose("Tin nhắn")
	h.press("Ký và gửi thư")
	h.see("Đã ký và gửi thư xin lỗi", "Xem thư xin lỗi đã gửi")
	h.press("Xem thư xin lỗi đã gửi")
	h.see("Thư đã gửi", "18/6/2019")
	if h.count("form textarea") != 0 {
		h.fail("the page of a letter that was sent still has a form")
	}
	raw, text := h.pdf("Mở thư đã ký")
	if x := holds(text, []string{"Trần Văn An", "Phường thiếu người thụ lý", "Đã thẩm định xong", "ngày 18 tháng 6 năm 2019", "thành thật xin lỗi"}); x != "" {
		h.fail("the letter does not say %q:\n%s", x, text)
	}
	if said := s.run(raw, "pdfsig", "FILE"); !strings.Contains(said, "Signature is Valid") {
		h.fail("the letter is not signed:\n%s", said)
	}
	s.message(latePhone, "Trần Văn An", "kết hôn", "Giấy tiếp nhận số", s.lateCode, "Đã thẩm định xong", "Phường thiếu người thụ lý", "18/6/2019", "xin lỗi")
	s.again(h)
}

// again tries a second letter, by the page and past it: each dossier is apologised
// for once (APO-7).
func (s *story) again(h *visitor) {
	s.Helper()
	page := "/leader/dossiers/" + s.lateCode + "/letter"
	h.goTo(page)
	h.unseen("Ký và gửi thư")
	// A form that was open since before the letter went out is sent after all.
	h.do("biểu mẫu cũ", chromedp.Evaluate[chromedp.Void](`(() => {
		const f = Object.assign(document.createElement("form"), {method: "post", action: location.pathname, id: "old"});
		for (const [name, value] of Object.entries({do: "send", cause: "A1", why: "Vẫn chậm vì thiếu người thụ lý", status: "Đang giải quyết", channels: "letter",
			"new_date-day": "20", "new_date-month": "6", "new_date-year": "2019", version: "1"}))
			f.append(Object.assign(document.createElement("input"), {type: "hidden", name, value}));
		document.querySelector("main").append(f);
	})()`))
	if got := h.leads("thư thứ hai", chromedp.Submit(chromedp.CSS("#old"))); got != 422 && got != 409 {
		h.fail("a second letter answers %d", got)
	}
	h.see("APO-7")
	d, err := s.c.Dossiers.Find(context.Background(), access.Who{Official: "lanhdao", Post: "post-lanhdao", Office: s.ward.ID, Role: "head", Channel: "page"}, s.lateCode)
	s.must(err)
	_, err = s.c.Letters.Send(context.Background(), access.Who{Official: "lanhdao", Post: "post-lanhdao", Office: s.ward.ID, Role: "head", Channel: "page"},
		dossier.Key{Home: d.Home, ID: d.ID}, apology.Sending{Channels: []string{"letter"}})
	if no, ok := refusal.As(err); !ok || no.Rule != "APO-7" {
		s.Fatalf("a second letter: %v", err)
	}
	n := 0
	for _, m := range s.sim.To(latePhone) {
		if strings.Contains(m.Body, "xin lỗi") {
			n++
		}
	}
	if n != 1 {
		s.Fatalf("%d apologies by message, want one", n)
	}
}

// consoled: the citizen finds the dossier in the account, the new date and the letter.
func (s *story) consoled() {
	c := s.citizen
	c.goTo("/mine")
	c.leads("hồ sơ quá hạn", clickOn(`a[href="/mine/`+s.lateCode+`"]`))
	c.see("Ngày hẹn lại", "18/6/2019", "thư xin lỗi")
	_, text := c.pdf("Thư xin lỗi và hẹn lại ngày trả kết quả")
	if x := holds(text, []string{"Trần Văn An", "Phường thiếu người thụ lý", "ngày 18 tháng 6 năm 2019"}); x != "" {
		c.fail("the letter does not say %q:\n%s", x, text)
	}
}

// plainly: the same questions with JavaScript switched off, to the same end, and the
// button pressed twice.
func (s *story) plainly() {
	c := s.visitor("khong-script", phoneWide).withoutScript()
	c.goTo("/register")
	c.fill("Họ và tên", "Võ Thị Bé")
	c.fill("Số điện thoại", "0912000789")
	c.fill("Mật khẩu", citizenWord)
	c.press("Đăng ký")
	c.goTo("/procedures/" + again)
	c.press("Nộp trực tuyến")
	s.answers(c, "Võ Thị Bé")
	c.twice("Nộp hồ sơ")
	c.at("/mine/")
	s.one("Võ Thị Bé")
	c.goTo("/mine")
	if n := c.count("#mine > li"); n != 1 {
		c.fail("%d dossiers after a double press", n)
	}
}

func clickOn(css string) chromedp.Action[chromedp.Void] { return chromedp.Click(chromedp.CSS(css)) }
