package city_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"testing"
	"time"

	"motcua/access"
	"motcua/db"
	"motcua/procedure"

	"github.com/chromedp/chromedp"
)

const birth = "1.001193"

// TestBrowserPosting walks what is posted: the counter screen without a script, the page a
// sheet's QR opens, the report of a passer-by, and the desk that replaces the sheet. Every
// page is judged at both widths.
func TestBrowserPosting(t *testing.T) {
	w := openWalk(t)
	w.part("the head sets up a board, the desk posts", func() { w.posts() })
	w.part("the counter screen turns without a script", func() { w.screens(w.visitor("man-hinh", screenWide).withoutScript()) })
	w.part("a new version takes effect", func() { w.amends("2019-07-01") })
	w.part("a passer-by scans the old sheet and reports it", func() { w.scans(w.visitor("nguoi-dan", phoneWide).withoutScript()) })
	w.prescribers()
	w.part("the control office judges the report and compares with the national database", func() { w.watches(w.visitor("kiem-soat", screenWide)) })
	w.part("the desk takes it down", func() { w.replaces(w.visitor("mot-cua", screenWide)) })
	t.Logf("%d pages were judged at %d and %d px", w.pages, screenWide, phoneWide)
}

func photoOf(t *testing.T) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 60, 40))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (w *walk) posts() {
	h := w.visitor("lanh-dao", screenWide)
	h.goTo("/signin")
	h.signIn("lanhdao", walkPassword)
	h.goTo("/control/posting")
	h.see("Chưa lập nơi niêm yết nào", "Không có tờ nào phải gỡ")
	h.press("Lập nơi niêm yết")
	h.press("Lập nơi niêm yết") // empty
	h.see("Chọn loại nơi niêm yết")
	h.choose("Bảng niêm yết")
	h.fill("Nơi đặt", "Sảnh tầng trệt, cạnh quầy số 1")
	h.press("Lập nơi niêm yết")
	h.see("Chưa ghi nhận tờ nào")
	d := w.visitor("mot-cua-treo", screenWide)
	d.goTo("/signin")
	d.signIn("motcua", walkPassword)
	d.goTo("/control/posting")
	d.press("Sảnh tầng trệt, cạnh quầy số 1")
	d.press("Ghi nhận đã treo")
	d.fill("Tìm trong danh sách", "khai sinh")
	d.press("Tìm")
	d.do("chọn tờ", chromedp.Click(chromedp.JSPath(`document.querySelector('input[value="`+birth+`"]')`)))
	d.press("Ghi nhận") // without a photo
	d.see("Chụp ảnh nơi niêm yết")
	d.do("chọn tờ", chromedp.Click(chromedp.JSPath(`document.querySelector('input[value="`+birth+`"]')`)))
	d.upload("Ảnh chụp nơi niêm yết", "bang.png", photoOf(w.T))
	d.press("Ghi nhận")
	d.see("Đã ghi nhận 1 tờ", "Đang niêm yết")
	h.goTo("/control/posting")
	h.press("Sảnh tầng trệt, cạnh quầy số 1")
	h.press("Thủ tục đăng ký khai sinh")
	h.see("Tờ niêm yết " + birth + "-1-1")
	h.upload("Ảnh chụp lúc kiểm tra", "kiem-tra.png", photoOf(w.T))
	h.press("Xác nhận đúng")
	h.see("Kiểm tra: đúng")
}

func (w *walk) screens(v *visitor) {
	v.goTo("/board/" + w.ward.ID)
	v.see("Bản đang có hiệu lực", "Trang 1/", "Nhận qua bưu chính công ích", "1022")
	v.press("Trang sau")
	v.see("Trang 2/")
	v.press("Tự chuyển trang sau 20 giây")
	v.see("Dừng tự chuyển trang")
	v.press("Dừng tự chuyển trang")
	v.see("Tự chuyển trang sau 20 giây")
	v.press("Báo nơi niêm yết không đúng")
	v.see("Niêm yết văn bản pháp luật thay cho thủ tục")
	v.script(true) // for the measure alone
	defer v.script(false)
	for n := 1; n <= 12; n++ {
		path := fmt.Sprintf("/board/%s?auto=60&p=%d", w.ward.ID, n)
		w.must(chromedp.Do(v.ctx, chromedp.EmulateViewport(1920, 1080), chromedp.Navigate(w.base+path)))
		if over := read[int](v, "document.documentElement.scrollHeight - innerHeight"); over > 0 {
			v.fail("%s does not fit on a screen of 1920 × 1080: %d px below it", path, over)
		}
	}
}

// amends publishes a further version, as the issue of a decision does.
func (w *walk) amends(from string) {
	ctx := context.Background()
	v, _ := w.c.Procedures.InForce(birth, "2019-06-03")
	next := v
	next.ValidFrom, next.Decision, next.Steps = from, "12/QĐ-UBND ngày 20/6/2019", "Nộp hồ sơ, nhận kết quả trong ngày"
	first, err := time.Parse(time.DateOnly, from)
	w.must(err)
	w.must(w.c.Store.Update(ctx, func(tx db.Tx) error {
		_, err := w.c.Procedures.PublishTx(tx, access.Clockwork, []procedure.Publication{{Code: birth, Ends: v.ID, LastDay: first.AddDate(0, 0, -1).Format(time.DateOnly), New: &next}})
		return err
	}))
	_, err = w.c.Procedures.Refresh(ctx)
	w.must(err)
	w.to(from + " 08:00")
}

func (w *walk) scans(v *visitor) {
	v.goTo("/q/" + birth + "-1-1")
	v.see("Tờ này hết hiệu lực từ ngày", "01/7/2019", "phiên bản 2", "Sảnh tầng trệt")
	v.press("Tờ cũ vẫn treo, bị che hoặc sai nội dung? Báo tại đây")
	v.see("Không cần tài khoản")
	v.upload("Ảnh chụp", "to-cu.png", photoOf(w.T))
	v.press("Gửi")
	v.see("Đã gửi. Cảm ơn ông/bà")
	v.press("Bị yêu cầu thêm giấy tờ ngoài danh mục? Báo tại đây")
	v.see("Cơ quan nào đã yêu cầu?")
	v.press("Gửi phản ánh") // empty
	v.see("Ghi rõ đã bị yêu cầu thêm")
	v.goTo("/q/" + birth + "-2")
	v.see("Tờ này đang có hiệu lực")
}

func (w *walk) watches(v *visitor) {
	v.goTo("/signin")
	v.signIn("kiemsoat", walkPassword)
	v.goTo("/control/posting")
	v.see("Số ngày chậm", "Chờ xác minh", "Chưa lập nơi niêm yết:")
	v.press("Các phát hiện")
	v.press("Bản đã hết hiệu lực")
	v.see("Người dân báo", "to-cu.png")
	v.press("Kết luận không đúng") // without a reason
	v.see("Ghi rõ vì sao không đúng")
	v.press("Phản ánh đúng")
	v.see("Chưa khắc phục", "Mở tờ niêm yết")
	v.goTo("/control/posting/national")
	v.see("Chưa nối Cơ sở dữ liệu quốc gia", "Chưa đối chiếu lần nào")
	var theirs procedure.File
	for i, one := range w.c.Procedures.All() {
		if one.InForce(w.c.Postings.Today()) && i%3 > 0 {
			theirs.Versions = append(theirs.Versions, one)
		}
	}
	var b bytes.Buffer
	w.must(procedure.WriteFile(&b, theirs))
	v.upload("Tệp bản xuất", "quoc-gia.json", b.Bytes())
	v.press("Đối chiếu ngay")
	v.see("khác biệt mới", "Chỉ có ở danh mục Thành phố")
	v.at("/control/posting/national")
	v.leads("mở khác biệt", chromedp.Click(chromedp.JSPath(`document.querySelector("#open a")`)))
	v.see("Cách xử lý")
	v.press("Ghi nhận xử lý") // empty
	v.see("Chọn cách xử lý")
	v.choose("Khác là đúng quy định")
	v.fill("Căn cứ và việc đã làm", "Thủ tục đặc thù của Thành phố, không có ở Trung ương")
	v.press("Ghi nhận xử lý")
	v.see("Đã xử lý khác biệt")
	v.goTo("/leader/beyond")
	v.see("Chưa có phản ánh nào")
}

func (w *walk) replaces(d *visitor) {
	d.goTo("/signin")
	d.signIn("motcua", walkPassword)
	d.goTo("/control/posting")
	d.see("Phải gỡ", "Phải niêm yết")
	d.goTo("/control/posting/findings")
	d.see("Bản đã hết hiệu lực", "Chưa khắc phục")
	d.goTo("/control/posting")
	d.press("Thủ tục đăng ký khai sinh")
	d.see("hết hiệu lực từ ngày")
	d.press("Ghi nhận đã gỡ")
	d.see("Đã ghi nhận gỡ tờ này")
	d.goTo("/control/posting")
	d.unseen("Bản đã hết hiệu lực")
}
