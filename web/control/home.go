package control

import (
	"net/http"

	"motcua/access"
	"motcua/office"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// Access is who gets past the door of these pages.
const Access = "control, officer, head, deputy_head"

var roles = []string{string(office.Control), string(office.Officer), string(office.Head), string(office.DeputyHead)}

// Room is where a page about procedures is opened from.
type Room struct{ *hall.Hall }

// Routes is the map of the room itself.
func Routes(h *hall.Hall) []hall.Route {
	r := Room{h}
	return []hall.Route{{Pattern: "GET /control", Access: Access, Handle: r.home}}
}

// Who demands somebody who has business here.
func (c Room) Who(r *http.Request) (access.Who, error) { return c.Official(r, roles...) }

// Framed is the frame of a page here; above are the pages over it.
func (c Room) Framed(r *http.Request, title string, above ...page.Link) page.Frame {
	f := c.Frame(r, page.Official, title)
	f.Service, f.Home, f.Wide, f.Trail = "Thủ tục hành chính", "/control", true, above
	f.Nav = []page.Item{{Text: "Thủ tục", Href: "/control"}, {Text: "Danh mục", Href: "/control/catalogue"}, {Text: "Tờ khai", Href: "/control/forms"}, {Text: "Quy trình điện tử", Href: "/control/process"},
		{Text: "Công bố", Href: "/control/publish"}, {Text: "Văn bản theo dõi", Href: "/control/publish/texts"}, {Text: "Niêm yết", Href: "/control/posting"}, {Text: "Tệp cấu hình", Href: "/control/configuration"}}
	return f
}

type homeView struct {
	Frame page.Frame
	Doors parts.TaskList
}

// home leads to the parts of the catalogue.
func (c Room) home(w http.ResponseWriter, r *http.Request) error {
	if _, err := c.Who(r); err != nil {
		return err
	}
	v := homeView{Frame: c.Framed(r, "Thủ tục hành chính"), Doors: parts.TaskList{ID: "doors", Tasks: []parts.Task{
		{Title: "Danh mục thủ tục", Href: "/control/catalogue", Hint: "Từng phần của mỗi thủ tục, phần còn thiếu, các phiên bản và khác biệt giữa chúng"},
		{Title: "Tờ khai", Href: "/control/forms", Hint: "Soạn câu hỏi của tờ khai từng thủ tục, xem thử và công bố theo ngày"},
		{Title: "Quy trình điện tử", Href: "/control/process", Hint: "Soạn, kiểm tra, chạy thử và phê duyệt các bước giải quyết của từng thủ tục"},
		{Title: "Công bố thủ tục hành chính", Href: "/control/publish", Hint: "Soạn, kiểm soát, ký và ban hành quyết định công bố; hạn của từng quyết định"},
		{Title: "Văn bản pháp luật theo dõi", Href: "/control/publish/texts", Hint: "Văn bản mới, được sửa đổi hoặc bị bãi bỏ và các thủ tục phải rà soát"},
		{Title: "Công bố chậm", Href: "/control/publish/late", Hint: "Số quyết định ban hành sau hạn theo đơn vị soạn, mở ra từng quyết định"},
		{Title: "Niêm yết", Href: "/control/posting", Hint: "Nơi niêm yết của từng cơ quan, tờ phải gỡ và phải treo, phát hiện và số ngày chậm"},
		{Title: "Tệp cấu hình", Href: "/control/configuration", Hint: "Xuất toàn bộ cấu hình ra tệp, xem trước khác biệt rồi mới nhận vào"},
	}}}
	page.Render(w, r, http.StatusOK, homePage(v))
	return nil
}
