package city_test

import (
	"context"
	"net/http"
	"testing"

	"motcua/account"
	"motcua/clock"
	"motcua/db"
	"motcua/office"
	"motcua/session"
)

// TestBrowserForms walks the control office through the editor of forms: a question is
// added with a condition, moved, tried, published and taken back. Every page is judged at
// both widths and by axe.
func TestBrowserForms(t *testing.T) {
	w := openWalk(t)
	ctx := context.Background()
	hash, err := session.NewHasher(clock.NewIDs(w.c.Wall)).Hash(ctx, walkPassword)
	w.must(err)
	w.must(w.c.Offices.Save(ctx, office.Change{Officials: []office.Official{{ID: "kiemsoat", Name: "Võ Thị Kiểm", Title: "Chuyên viên"}},
		Posts: []office.Post{{ID: "post-kiemsoat", Official: "kiemsoat", Office: w.c.Offices.Tree().All()[0].ID, Role: office.Control, From: "2019-01-06"}}}))
	w.must(w.c.Store.Update(ctx, func(tx db.Tx) error {
		_, err := w.c.Accounts.CreateTx(tx, "kiemsoat", hash, account.Owner{Official: "kiemsoat"}, w.c.Civil.Now())
		return err
	}))
	a := w.visitor("kiem-soat", screenWide)
	w.part("a question is made, ordered and tried", func() { w.makesForm(a) })
	w.part("the form is published and taken back", func() { w.publishesForm(a) })
	t.Logf("%d pages were judged at %d and %d px", w.pages, screenWide, phoneWide)
}

func (w *walk) makesForm(a *visitor) {
	a.goTo("/signin?back=/control")
	a.signIn("kiemsoat", walkPassword)
	a.goTo("/control")
	a.see("Thủ tục hành chính")
	a.goTo("/control/forms?q=khai+sinh")
	a.see("Tờ khai đăng ký khai sinh", "Có sẵn")
	a.goTo("/control/forms/1.001193")
	a.press("Soạn tờ khai")
	a.see("Chưa ai bị hỏi theo bản này", "Người được khai sinh")
	a.goTo("/control/forms/1.001193/question?at=1.11.-1")
	a.see("Thêm câu hỏi")
	if got := a.press("Lưu câu hỏi"); got != http.StatusUnprocessableEntity {
		a.fail("a question without words answers %d", got)
	}
	a.see("Ghi câu hỏi.")
	a.fill("Câu hỏi", "Nơi làm việc của người mẹ")
	a.pick("Loại câu trả lời", "Một dòng chữ")
	a.pick("Chỉ hỏi khi đã trả lời câu", "Nơi sinh")
	a.fill("Với câu trả lời", "Cơ sở y tế")
	a.press("Lưu câu hỏi")
	a.see("Nơi làm việc của người mẹ", "có điều kiện")
	if got := a.press("Lên"); got != http.StatusUnprocessableEntity { // the first question of all
		a.fail("the first question moves up: %d", got)
	}
	a.see("Câu hỏi đã ở đầu hoặc cuối")
	a.press("Xuống")
	a.goTo("/control/forms/1.001193/preview")
	a.unseen("Nơi làm việc của người mẹ")
	a.choose("Cơ sở y tế")
	a.see("Nơi làm việc của người mẹ")
	if got := a.press("Thử gửi"); got != http.StatusUnprocessableEntity {
		a.fail("an empty form answers %d", got)
	}
	a.see("Nhập họ, chữ đệm, tên.")
	a.press("Thêm: Anh, chị em đã đăng ký khai sinh")
	a.see("Anh, chị em đã đăng ký khai sinh – 1")
}

func (w *walk) publishesForm(a *visitor) {
	a.goTo("/control/forms/1.001193/publish")
	if got := a.press("Công bố"); got != http.StatusUnprocessableEntity {
		a.fail("publishing without a reason answers %d", got)
	}
	a.see("Ghi nội dung thay đổi và căn cứ")
	a.fill("Nội dung thay đổi và căn cứ", "Hỏi thêm nơi làm việc")
	a.press("Công bố")
	a.see("Đã công bố tờ khai, dùng từ ngày", "Thành phố công bố", "Hỏi thêm nơi làm việc")
	a.press("Lấy lại vào bản đang soạn")
	a.see("Đã lấy lại nội dung phiên bản 1")
	a.press("Bỏ bản đang soạn")
	a.see("Đã bỏ bản đang soạn.")
}
