package city_test

import (
	"context"
	"testing"

	"motcua/account"
	"motcua/clock"
	"motcua/db"
	"motcua/office"
	"motcua/session"
)

// TestBrowserProcess walks a department and the control office through the process of a
// procedure: table, picture, trial, approval. Every page is judged at both widths.
func TestBrowserProcess(t *testing.T) {
	w := openWalk(t)
	w.prescribers()
	w.part("the department drafts", func() { w.drafts(w.visitor("so", screenWide)) })
	w.part("the control office approves", func() { w.approves(w.visitor("kiem-soat", screenWide)) })
	t.Logf("%d pages were judged at %d and %d px", w.pages, screenWide, phoneWide)
}

// prescribers are an officer of a department and a controller of the city.
func (w *walk) prescribers() {
	ctx := context.Background()
	hash, err := session.NewHasher(clock.NewIDs(w.c.Wall)).Hash(ctx, walkPassword)
	w.must(err)
	for login, p := range map[string]struct {
		kind office.Kind
		role office.Role
	}{"soanthao": {office.Department, office.Officer}, "kiemsoat": {office.City, office.Control}} {
		var at string
		for _, o := range w.c.Offices.Tree().On("2019-06-03") {
			if o.Kind == p.kind {
				at = o.ID
				break
			}
		}
		w.must(w.c.Offices.Save(ctx, office.Change{Officials: []office.Official{{ID: login, Name: "Ngô Thị " + p.role.Vietnamese(), Title: "Chuyên viên"}},
			Posts: []office.Post{{ID: "post-" + login, Official: login, Office: at, Role: p.role, From: "2019-01-06"}}}))
		w.must(w.c.Store.Update(ctx, func(tx db.Tx) error {
			_, err := w.c.Accounts.CreateTx(tx, login, hash, account.Owner{Official: login}, w.c.Civil.Now())
			return err
		}))
	}
}

func (w *walk) drafts(a *visitor) {
	a.goTo("/signin")
	a.signIn("soanthao", walkPassword)
	a.goTo("/control")
	a.goTo("/control/process?q=dang+ky+lai+ket+hon")
	a.see("Thủ tục tìm thấy", "Không có quy trình nào chờ phê duyệt")
	a.goTo("/control/process/of/" + again)
	a.see("Chưa có quy trình được phê duyệt")
	a.press("Soạn từ quy trình trên")
	a.see("Không có lỗi", "Đang soạn")
	a.press("Thêm sau")
	a.see("Nội dung công việc")
	a.press("Lưu bước") // empty: says what it wants
	a.see("Ghi nội dung công việc của bước.")
	a.fill("Nội dung công việc", "Lấy ý kiến Công an phường về tình trạng hôn nhân")
	a.pick("Loại bước", "Lấy ý kiến")
	a.pick("Nơi thực hiện", "Cơ quan phối hợp")
	a.press("Lưu bước")
	a.see("Đã lưu bước")
	a.press("Trình phê duyệt")
	a.see("Chờ phê duyệt")
	a.press("Chạy thử")
	a.see("Hồ sơ mẫu đi qua các bước", "Mỗi phút tính cho đúng một nơi")
}

func (w *walk) approves(a *visitor) {
	a.goTo("/signin")
	a.signIn("kiemsoat", walkPassword)
	a.goTo("/control/process")
	a.press("Thủ tục đăng ký lại kết hôn")
	a.press("Trả lại để sửa")
	a.press("Trả lại đơn vị soạn") // without a word
	a.see("Ghi rõ cần sửa gì")
	a.press("Quay lại")
	a.press("Phê duyệt")
	a.see("giữ quy trình cũ")
	a.fill("Số và ngày quyết định phê duyệt", "2345/QĐ-UBND ngày 03/6/2019")
	a.fill("Ngày", "10")
	a.fill("Tháng", "6")
	a.fill("Năm", "2019")
	a.press("Phê duyệt")
	a.see("Đã phê duyệt", "2345/QĐ-UBND")
	a.goTo("/control/process/of/" + again)
}
