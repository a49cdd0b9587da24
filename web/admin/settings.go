package admin

import (
	"net/http"

	"github.com/a-h/templ"

	"motcua/law"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// settings is what the program runs with: to be read, by flags alone to be changed.
func (a admin) settings(w http.ResponseWriter, r *http.Request) error {
	if _, err := a.who(r); err != nil {
		return err
	}
	v := showView{Frame: a.frame(r, "Cấu hình"), Title: "Cấu hình", Caption: "Chỉ xem"}
	rules := parts.Summary{Facts: []parts.Fact{{Key: "Bộ quy định hôm nay", Value: "Không có bộ quy định cho ngày này"}}}
	if p, ok := law.For(a.Today()); ok {
		rules.Facts = []parts.Fact{{Key: "Bộ quy định hôm nay", Value: p.ID}, {Key: "Hiệu lực", Value: validity(p.From, p.To)}}
	}
	rules.Facts = append(rules.Facts, parts.Fact{Key: "Lịch làm việc", Value: a.Calendar().Revision}, parts.Fact{Key: "Khóa công khai của sổ", Value: a.Keys.Public})
	v.Sections = []section{{"Quy định đang áp dụng", []templ.Component{rules}}}
	if a.About != nil {
		about, err := a.About(r.Context())
		if err != nil {
			return err
		}
		var facts []parts.Fact
		for _, x := range about {
			facts = append(facts, parts.Fact{Key: x.Key, Value: x.Value})
		}
		v.Sections = append(v.Sections, section{"Chương trình", []templ.Component{parts.Summary{Facts: facts}, words("Đổi bằng tham số dòng lệnh, biến môi trường hoặc tệp cấu hình, rồi khởi động lại.")}})
	}
	page.Render(w, r, http.StatusOK, showPage(v))
	return nil
}
