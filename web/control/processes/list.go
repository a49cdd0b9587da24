package processes

import (
	"net/http"

	"motcua/procedure"
	"motcua/process"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// listView is what waits, what is drafted and what is in force.
type listView struct {
	Frame  page.Frame
	Search parts.Search
	Found  *parts.Table
	Tabs   parts.Tabs
	Table  parts.Table
}

// tabs of the list, each with the states it shows and why it may be empty.
var tabs = []struct {
	key, text string
	states    []process.State
	empty     parts.Empty
}{
	{"submitted", "Chờ phê duyệt", []process.State{process.Submitted}, parts.Empty{Title: "Không có quy trình nào chờ phê duyệt", Why: "Quy trình xuất hiện ở đây khi sở, ngành trình."}},
	{"draft", "Đang soạn", []process.State{process.Drafting, process.Rejected}, parts.Empty{Title: "Không có quy trình nào đang soạn", Why: "Tìm thủ tục ở trên, mở thủ tục rồi soạn phiên bản mới."}},
	{"approved", "Đã phê duyệt", []process.State{process.Approved}, parts.Empty{Title: "Chưa có quy trình nào được phê duyệt", Why: "Khi chưa có, hồ sơ theo quy trình suy ra từ thời hạn giải quyết."}},
}

const foundMost = 20

func (p pages) list(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.Who(r); err != nil {
		return err
	}
	q := page.Query(r)
	text, chosen := q.Text("q", 100), q.Choice("state", "submitted", "draft", "approved")
	if chosen == "" {
		chosen = "submitted"
	}
	v := listView{Frame: p.Framed(r, "Quy trình điện tử"), Tabs: parts.Tabs{Label: "Tình trạng"},
		Search: parts.Search{Action: home, Value: text, Label: "Tìm thủ tục để soạn hoặc xem quy trình", Hint: "Tên hoặc mã thủ tục", Key: "/"}}
	if text != "" {
		t := p.found(text)
		v.Found = &t
	}
	for _, tab := range tabs {
		var all []process.Version
		for _, s := range tab.states {
			some, err := p.Processes.In(r.Context(), s)
			if err != nil {
				return err
			}
			all = append(all, some...)
		}
		n := int64(len(all))
		v.Tabs.Items = append(v.Tabs.Items, parts.Tab{Text: tab.text, Href: home + "?state=" + tab.key, Count: &n, Current: tab.key == chosen})
		if tab.key == chosen {
			v.Table = p.versions(all, tab.text, tab.empty)
		}
	}
	page.Render(w, r, http.StatusOK, listPage(v))
	return nil
}

func (p pages) found(text string) parts.Table {
	t := parts.Table{ID: "found", Caption: "Thủ tục tìm thấy", Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Mã", Code: true}, {Title: "Quy trình đang áp dụng"}},
		Empty: parts.Empty{Title: "Không có thủ tục nào như vậy", Why: "Thử một phần của tên, không cần dấu."}}
	for i, v := range p.Procedures.Search(procedure.Query{Text: text, Day: p.Today()}) {
		if i == foundMost {
			break
		}
		now := "Suy ra từ thời hạn"
		if x, ok := p.Processes.InForce(v, p.Today()); ok {
			now = "Từ " + page.CivilDate(x.Since())
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: v.Name, Href: home + "/of/" + v.Code}, {Text: v.Code}, {Text: now}}})
	}
	return t
}

// versions is a table of versions of any procedures.
func (p pages) versions(all []process.Version, caption string, empty parts.Empty) parts.Table {
	t := parts.Table{ID: "versions", Caption: caption, CaptionHidden: true, Keys: true, Empty: empty, Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Số", Numeric: true},
		{Title: "Tình trạng"}, {Title: "Đơn vị soạn", Minor: true}, {Title: "Trình, áp dụng"}}}
	for _, v := range all {
		name := v.Code
		if target, err := p.Processes.Target(v); err == nil {
			name = target.Name
		}
		when := ""
		switch {
		case v.State == process.Approved:
			when = "Áp dụng từ " + page.CivilDate(v.Since())
		case v.State == process.Submitted:
			when = "Trình " + page.ShortDateTime(v.Submitted.Time())
		}
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: name, Href: at(v.ID), Sub: v.Code}, {Text: page.Number(int64(v.No))}, {Part: stateTag(v.State)},
			{Text: p.Offices.Tree().Title(v.Office)}, {Text: when}}})
	}
	return t
}
