package city_test

import (
	"context"
	"testing"

	"motcua/account"
	"motcua/almanac"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/office"
	"motcua/session"
)

// TestBrowserAdmin walks who keeps the city through every page of theirs, the head
// through the review list of a changed calendar, and the inspector through who looked at
// what. Every page is judged at both widths.
func TestBrowserAdmin(t *testing.T) {
	w := openWalk(t)
	w.keepers()
	a := w.visitor("quan-tri", screenWide)
	w.part("the administrator staffs the ward", func() { w.staffs(a) })
	w.part("the administrator keeps an office", func() { w.keepsOffice(a) })
	w.part("the administrator changes the calendar", func() { w.changesCalendar(a) })
	w.part("the head reviews, the inspector reads", w.reviewed)
	t.Logf("%d pages were judged at %d and %d px", w.pages, screenWide, phoneWide)
}

// keepers are an administrator and an inspector beside the ward's people.
func (w *walk) keepers() {
	ctx := context.Background()
	hash, err := session.NewHasher(clock.NewIDs(w.c.Wall)).Hash(ctx, walkPassword)
	w.must(err)
	top := w.c.Offices.Tree().All()[0].ID
	for login, role := range map[string]office.Role{"quantri": office.Admin, "thanhtra": office.Inspector} {
		w.must(w.c.Offices.Save(ctx, office.Change{Officials: []office.Official{{ID: login, Name: "Võ Thị " + role.Vietnamese(), Title: "Chuyên viên"}},
			Posts: []office.Post{{ID: "post-" + login, Official: login, Office: top, Role: role, From: "2019-01-06"}}}))
		w.must(w.c.Store.Update(ctx, func(tx db.Tx) error {
			_, err := w.c.Accounts.CreateTx(tx, login, hash, account.Owner{Official: login}, w.c.Civil.Now())
			return err
		}))
	}
}

func (w *walk) staffs(a *visitor) {
	a.goTo("/signin")
	a.signIn("quantri", walkPassword)
	a.at("/admin")
	a.see("Cơ quan đang hoạt động", "Chưa có tài khoản")
	a.press("Thêm công chức")
	a.press("Thêm công chức") // empty: every field says what it wants
	a.see("Nhập họ và tên.", "Chọn vị trí.", "Nhập cơ quan.")
	a.fill("Họ và tên", "Phạm Thị Mẫu")
	a.fill("Chức danh", "Chuyên viên")
	a.pick("Vị trí", "Cấp phó của người đứng đầu")
	a.fill("Cơ quan", w.c.Offices.Tree().Title(w.ward.ID))
	a.press("Thêm công chức")
	a.see("Phạm Thị Mẫu", "Chưa có tài khoản")
	a.press("Cấp liên kết tạo tài khoản")
	a.see("Chuyển liên kết này", "không hiện lại")
	a.press("Bổ nhiệm vị trí")
	a.goTo("/admin/officials")
	a.goTo("/admin/officials/chuyenvien")
	a.press("Khóa tài khoản và kết thúc mọi phiên")
	a.see("Mở tài khoản")
	a.press("Chấm dứt")
	a.goTo("/admin/officials/lanhdao")
	a.press("Giao quyền")
	a.press("Ghi giao quyền")
	a.see("Chọn người nhận.", "Nhập ngày kết thúc")
	a.goTo("/admin/officials/quantri")
	a.see("Đây là chính ông/bà")
	a.goTo("/admin/settings")
	a.see("SQLite", "hcmc-2019")
}

func (w *walk) keepsOffice(a *visitor) {
	a.goTo("/admin/offices")
	a.goTo("/admin/offices/new")
	a.goTo("/admin/offices/" + w.ward.ID)
	a.see("Đang giữ vị trí", "Mã định danh")
	a.press("Sửa thông tin")
	a.fill("Điện thoại", "02838291234")
	a.press("Lưu")
	a.see("028 3829 1234", "Sửa thông tin cơ quan")
	a.press("Mã định danh mới")
	a.goTo("/admin/offices/" + w.ward.ID + "/close")
	a.press("Kết thúc " + w.ward.Place)
	a.see("Nhập ngày cuối cùng hoạt động.", "Chọn ít nhất một cơ quan kế thừa.")
}

func (w *walk) changesCalendar(a *visitor) {
	desk := (&journey{c: w.c, ward: w.ward.ID}).who("reception")
	_, err := w.c.Dossiers.Do(context.Background(), desk, dossier.Key{}, dossier.Receive{Procedure: again, Channel: 1, Receiving: w.ward.ID, Competent: w.ward.ID, ReturnAt: w.ward.ID,
		Sets: 1, Applicant: &dossier.Applicant{Name: "Trần Văn An", Phone: "0100000123", Address: "12 Đường Mẫu"}})
	w.must(err)
	a.goTo("/admin/calendar")
	a.press("Đổi lịch")
	a.press("Xem trước")
	a.see("Nhập ngày thay đổi.")
	a.pick("Loại thay đổi", "Thêm một ngày nghỉ")
	a.fill("Ngày", "10")
	a.fill("Tháng", "6")
	a.fill("Năm", "2019")
	a.fill("Tên ngày", "Bão số 1")
	a.fill("Số và ngày của thông báo hoặc quyết định", "12/CĐ-UBND ngày 03/6/2019")
	a.fill("Lý do", "Nghỉ tránh bão theo công điện của Thành phố")
	a.press("Xem trước")
	a.see("Chưa có gì thay đổi", "off 2019-06-10 closed Bão số 1")
	a.press("Xác nhận đổi lịch")
	a.see("Lịch đã đổi", "Chờ người đứng đầu")
	a.goTo("/admin/calendar")
	a.see("Bão số 1", "12/CĐ-UBND")
}

func (w *walk) reviewed() {
	h := w.visitor("lanh-dao", screenWide)
	h.goTo("/signin")
	h.signIn("lanhdao", walkPassword)
	h.goTo("/leader/calendar")
	h.see("phải xong trước", "12/CĐ-UBND")
	h.press("Ghi quyết định")
	h.see("Đánh dấu ít nhất một hồ sơ.")
	rows, err := w.c.Almanac.Waiting(context.Background(), w.ward.ID, almanac.Mark{}, 1)
	if err != nil || len(rows) != 1 {
		w.Fatalf("%v %v", rows, err)
	}
	h.goTo("/leader/dossiers/" + rows[0].Code)
	h.see("Đổi lịch làm việc: ngày tính lại khác ngày đã hẹn")
	i := w.visitor("thanh-tra", screenWide)
	i.goTo("/signin")
	i.signIn("thanhtra", walkPassword)
	i.goTo("/inspector/reads")
	i.see("Nguyễn Thị Minh", rows[0].Code)
	i.goTo("/inspector/reads?name=ai-do")
	i.see("Không có công chức nào tên như vậy.")
}
