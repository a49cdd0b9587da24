package city_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"math/bits"
	"strings"
	"testing"

	"motcua/dossier"

	"codeberg.org/go-pdf/fpdf"
)

const (
	citizenPhone = "0912000123"
	citizenWord  = "bốn mùa hoa nở"
	citizenIDNo  = "079190000321"
	again        = "1.004746" // đăng ký lại kết hôn, at the ward, online
)

// TestBrowser walks two dossiers through the pages alone: one in time from the
// citizen's phone to the citizen's rating, one late with its letter of apology. Then
// a third person files with JavaScript switched off.
func TestBrowser(t *testing.T) {
	w := openWalk(t)
	s := &story{walk: w}
	w.part("the judges of pages see planted faults", s.judged)
	w.part("a citizen files online", s.files)
	w.part("the desk receives with the keyboard", s.received)
	w.part("the head assigns", s.assigned)
	w.part("the officer examines and proposes", s.proposed)
	w.part("the head signs", s.signed)
	w.part("the desk completes and returns", s.returned)
	w.part("the citizen follows without an account, fetches and rates", s.rated)
	w.part("a late dossier: the board counts it, the officer cannot propose", s.late)
	w.part("the head writes, signs and sends the one letter", s.apologised)
	w.part("the citizen reads the letter", s.consoled)
	w.part("a filing without JavaScript", s.plainly)
	t.Logf("%d pages were judged at %d and %d px", w.pages, screenWide, phoneWide)
}

// story is what the parts hand on to each other.
type story struct {
	*walk
	citizen, desk, officer, head *visitor
	code, lateCode               string
}

// pages of a paper and of a result, as people would upload them.
func sheet(lines ...string) []byte {
	p := fpdf.New("P", "mm", "A4", "")
	p.AddPage()
	p.SetFont("Helvetica", "", 14)
	for _, l := range lines {
		p.Cell(0, 10, l)
		p.Ln(12)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func photo() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 320, 200))
	for i := range 320 * 200 {
		m.Set(i%320, i/320, color.RGBA{uint8(i), uint8(i >> 8), uint8(bits.OnesCount(uint(i)) * 20), 255})
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// files: register, find without accents, read, answer the questions one by one,
// one bad file is refused, the button is pressed twice, one dossier.
func (s *story) files() {
	c := s.visitor("nguoi-dan", phoneWide)
	s.citizen = c
	c.goTo("/")
	c.press("Đăng nhập")
	c.press("Đăng ký tài khoản")
	c.fill("Họ và tên", "Trần Văn An")
	c.fill("Số điện thoại", citizenPhone)
	c.fill("Số chứng minh nhân dân", citizenIDNo)
	c.fill("Mật khẩu", "ngắn")
	if got := c.press("Đăng ký"); got != 422 {
		c.fail("a short password answers %d", got)
	}
	c.see("Mật khẩu cần có ít nhất 12 ký tự")
	c.fill("Mật khẩu", citizenWord)
	c.press("Đăng ký")
	c.goTo("/")
	c.fill("Tìm thủ tục", "ket hon")
	c.enter(enterKey)
	c.at("/procedures")
	c.see("kết hôn")
	c.fill("Tên thủ tục, giấy tờ hoặc mã", "dang ky lai ket hon")
	c.press("Tìm")
	c.press("Thủ tục đăng ký lại kết hôn")
	c.at("/procedures/")
	c.see("Thời hạn và phí, lệ phí", "Giấy tờ cần có")
	c.press("Nộp trực tuyến")
	s.answers(c, "Trần Văn An")
	c.twice("Nộp hồ sơ")
	c.at("/mine/")
	c.see("Đã nộp hồ sơ", "Mã hồ sơ")
	s.code = strings.TrimPrefix(read[string](c, "location.pathname"), "/mine/")
	s.one("Trần Văn An")
	c.goTo("/mine")
	if n := c.count("#mine > li"); n != 1 {
		c.fail("%d dossiers after a double press", n)
	}
	s.message(citizenPhone, s.code)
}

// one wants exactly one dossier filed at the ward with the applicant's name.
func (s *story) one(name string) {
	s.Helper()
	lines, err := dossier.New(s.c.Store.Read()).DeskLines(context.Background(), dossier.DeskLinesParams{Office: s.ward.ID, State: string(dossier.Filed), Most: 50})
	s.must(err)
	n := 0
	for _, l := range lines {
		a, err := s.c.Dossiers.Applicant(context.Background(), dossier.Key{Home: l.Home, ID: l.ID})
		s.must(err)
		if a.Name == name {
			n++
		}
	}
	if n != 1 {
		s.Fatalf("%d dossiers of %s at the desk, want one", n, name)
	}
}

// answers goes through the questions of the filing to the last page.
func (s *story) answers(c *visitor, name string) {
	s.Helper()
	c.see("Nộp hồ sơ ở đâu?")
	c.fill("Tên phường, xã, quận, huyện", strings.ToLower(s.ward.Place))
	c.press("Tìm")
	c.choose(s.c.Offices.Tree().Title(s.ward.ID))
	c.press("Tiếp tục")
	c.see("Người nộp hồ sơ")
	c.fill("Địa chỉ", "12 Đường Mẫu, "+s.ward.Place)
	c.press("Tiếp tục")
	s.declares(c)
	c.see("Giấy tờ của hồ sơ")
	c.press("Tờ khai")
	c.upload("Chọn tệp hoặc chụp ảnh", "to-khai.pdf", []byte("MZ\x90\x00 chương trình đổi đuôi"))
	if got := c.press("Tải lên"); got != 422 {
		c.fail("a bad file answers %d", got)
	}
	c.see("Tệp “to-khai.pdf” không thuộc loại được nhận.")
	c.upload("Chọn tệp hoặc chụp ảnh", "to-khai.pdf", sheet("To khai dang ky lai ket hon", "Tran Van An"))
	c.press("Tải lên")
	c.see("Đã nhận 1 tệp", "to-khai.pdf")
	c.upload("Chọn tệp hoặc chụp ảnh", "anh-chup.jpg", photo())
	c.press("Tải lên")
	c.see("anh-chup.jpg")
	c.press("Xong, về danh sách giấy tờ")
	c.see("2 tệp")
	c.press("Đã đủ giấy tờ, tiếp tục")
	c.see("Nhận kết quả ở đâu?")
	c.choose("Đến nhận tại quầy")
	c.press("Tiếp tục")
	c.see("Xem lại trước khi nộp", name, "Bao giờ có kết quả?", "2 tệp")
}

// received: the queue, the due date and its arithmetic before anything is accepted,
// then the whole act from the keyboard, and the receipt.
func (s *story) received() {
	s.to("2019-06-03 09:00")
	d := s.official("motcua", "/desk")
	s.desk = d
	d.see(s.code, "Trần Văn An")
	d.key("j")
	d.enter(enterKey)
	d.at("/desk/dossiers/" + s.code)
	d.see("Nếu tiếp nhận lúc này", "17 giờ 00, thứ Hai, 10/6/2019")
	d.unfold("Vì sao là ngày này?")
	d.see("Nhận hồ sơ: 09:00 thứ Hai, 03/6/2019; thời hạn 05 ngày làm việc", "Đếm: 04/6 (1), 05/6 (2), 06/6 (3), 07/6 (4), 10/6 (5)")
	d.enter(f9)
	d.see("Đã tiếp nhận hồ sơ", s.code, "10/6/2019")
	_, text := d.pdf("In giấy tiếp nhận")
	if x := holds(text, []string{s.code, "Trần Văn An", "10/6/2019"}); x != "" {
		d.fail("the receipt does not say %q:\n%s", x, text)
	}
	s.message(citizenPhone, s.code, "10/6/2019")
}

func (s *story) assigned() {
	s.to("2019-06-03 09:30")
	h := s.official("lanhdao", "/leader")
	s.head = h
	h.see("Việc cần lãnh đạo", s.code)
	h.press(s.code)
	h.pick("Người thụ lý", "Phạm Văn Bình")
	h.press("Giao hồ sơ")
	h.see("Đã giao hồ sơ cho Phạm Văn Bình")
}

func (s *story) proposed() {
	s.to("2019-06-04 08:30")
	o := s.official("chuyenvien", "/officer")
	s.officer = o
	o.see(s.code, "Trần Văn An")
	o.press(s.code)
	s.examines(o)
	o.press("Trình ký")
	o.choose("Đồng ý giải quyết")
	o.upload("Dự thảo kết quả", "du-thao.pdf", sheet("GIAY CHUNG NHAN KET HON (dang ky lai)", "So: 01"))
	o.fill("Ghi chú cho lãnh đạo", "Hồ sơ đủ điều kiện")
	o.press("Trình ký")
	o.see("Đã trình lãnh đạo ký")
}

func (s *story) examines(o *visitor) {
	s.Helper()
	o.press("Thẩm định")
	if got := o.press("Ghi kết quả thẩm định"); got != 422 {
		o.fail("an empty form answers %d", got)
	}
	o.choose("Đạt yêu cầu")
	o.fill("Ghi chú thẩm định", "Đủ giấy tờ, đúng thẩm quyền")
	o.press("Ghi kết quả thẩm định")
	o.see("Đã ghi kết quả thẩm định")
}

func (s *story) signed() {
	s.to("2019-06-05 14:00")
	h := s.head
	h.goTo("/leader")
	h.press(s.code)
	h.see("Trình ký", "Hồ sơ đủ điều kiện")
	h.press("Xem dự thảo và ký")
	h.press("Ký số kết quả")
	h.see("Đã ký kết quả số")
}

// returned: the desk confirms the result and hands it over.
func (s *story) returned() {
	s.to("2019-06-05 15:00")
	d := s.desk
	d.goTo("/desk/dossiers/" + s.code)
	d.press("Đã nhận kết quả từ người ký")
	d.see("Người nộp hồ sơ được báo đến nhận")
	s.message(citizenPhone, s.code, "kết quả")
	s.to("2019-06-06 08:00")
	d.goTo("/desk?tab=return")
	d.press(s.code)
	d.press("Trả kết quả")
	d.choose("Giấy tiếp nhận và hẹn trả kết quả")
	d.press("Đã giao kết quả")
	d.see("Đã trả kết quả")
}

// rated: somebody with the code and four digits sees how it went and nothing
// personal; the citizen takes the signed result home and rates.
func (s *story) rated() {
	f := s.visitor("theo-doi", phoneWide)
	f.goTo("/track")
	f.fill("Mã hồ sơ", s.code)
	f.fill("4 chữ số cuối của số điện thoại", "9999")
	if got := f.press("Xem hồ sơ"); got != 422 {
		f.fail("wrong digits answer %d", got)
	}
	f.fill("4 chữ số cuối của số điện thoại", citizenPhone[6:])
	f.press("Xem hồ sơ")
	f.see("Đã trả kết quả", s.code)
	if n := f.count(".mc-bar__table tbody tr"); n != 3 { // officer from the reception on (FWD-2), head, way back; not the wait to be fetched
		f.fail("%d holders had the dossier, want 3", n)
	}
	f.unseen("Trần Văn An", "Phạm Văn Bình", "Đủ giấy tờ, đúng thẩm quyền")

	c := s.citizen
	c.goTo("/mine/" + s.code)
	c.see("Đã trả kết quả")
	c.goTo("/mine/" + s.code + "/result")
	c.see("Kết quả của hồ sơ", "Quyết định", "Ký", "Sẵn sàng trả", "Báo người nộp", "Trao tay")
	raw, _ := c.pdf("Tải bản điện tử (PDF)")
	if said := s.run(raw, "pdfsig", "FILE"); holds(said, []string{"CN=Thành phố Hồ Chí Minh", "Total document signed", "Signature is Valid"}) != "" {
		c.fail("pdfsig does not find the city's valid signature over the whole result:\n%s", said)
	}
	c.goTo("/mine/" + s.code)
	c.press("Đánh giá việc giải quyết hồ sơ")
	c.choose("Hài lòng")
	c.press("Gửi đánh giá")
	c.goTo("/mine/" + s.code + "/rating")
	c.see("Hồ sơ này đã được đánh giá")
}
