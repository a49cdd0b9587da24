package posted

import (
	"net/http"
	"net/url"
	"strconv"

	"motcua/access"
	"motcua/posting"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type homeView struct {
	Frame   page.Frame
	Buttons []parts.Button
	Offices parts.Table
	Bare    parts.Table
	BareN   string
}

// home is the offices somebody watches over, or the own office.
func (p pages) home(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	if !watches(who) {
		return p.drawOffice(w, r, http.StatusOK, who, who.Office, nil)
	}
	all, err := p.Postings.Tallies(r.Context(), who)
	if err != nil {
		return err
	}
	v := homeView{Frame: p.framed(r, who, "Niêm yết thủ tục hành chính"), Buttons: []parts.Button{{Text: "Các phát hiện", Style: parts.Outlined, Href: home + "/findings"}}}
	if may(who, "compare", p.Postings.Of(p.Postings.City())) {
		v.Buttons = append(v.Buttons, parts.Button{Text: "Đối chiếu với Cơ sở dữ liệu quốc gia", Style: parts.Outlined, Href: home + "/national"})
	}
	v.Offices = parts.Table{ID: "offices", Caption: "Các cơ quan có nơi niêm yết", CaptionHidden: true, Keys: true,
		Columns: []parts.Column{{Title: "Cơ quan", Wide: true}, {Title: "Treo đúng bản", Numeric: true}, {Title: "Phải gỡ", Numeric: true}, {Title: "Phải treo", Numeric: true},
			{Title: "Chưa khắc phục", Numeric: true}, {Title: "Số ngày chậm", Numeric: true}, {Title: "Chờ xác minh", Numeric: true}},
		Empty: parts.Empty{Title: "Chưa có cơ quan nào lập nơi niêm yết", Why: "Người đứng đầu hoặc trưởng bộ phận một cửa của từng cơ quan lập bảng, trụ, tập hoặc màn hình niêm yết tại trang này."}}
	for _, t := range all {
		v.Offices.Rows = append(v.Offices.Rows, parts.Row{Late: t.Flagged+t.Open > 0, Cells: []parts.Cell{{Text: p.Offices.Tree().Title(t.Office), Href: officePath(t.Office)}, {Text: page.Number(t.Hanging)},
			{Text: page.Number(t.Flagged)}, {Text: page.Number(t.Wanted)}, {Text: page.Number(t.Open)}, {Text: page.Number(t.Days)}, {Text: page.Number(t.Reported)}}})
	}
	bare, err := p.Postings.Bare(r.Context(), who)
	if err != nil {
		return err
	}
	v.BareN = page.Number(int64(len(bare)))
	v.Bare = parts.Table{ID: "bare", Caption: "Cơ quan chưa lập nơi niêm yết", CaptionHidden: true, Columns: []parts.Column{{Title: "Cơ quan", Wide: true}}, Empty: parts.Empty{Title: "Mọi cơ quan tiếp nhận thủ tục đều đã lập nơi niêm yết"}}
	for _, id := range bare {
		v.Bare.Rows = append(v.Bare.Rows, parts.Row{Cells: []parts.Cell{{Text: p.Offices.Tree().Title(id), Href: officePath(id)}}})
	}
	page.Render(w, r, http.StatusOK, homePage(v))
	return nil
}

func officePath(id string) string { return home + "/offices/" + url.PathEscape(id) }

// same is the key of a list of ids.
func same(id string) string { return id }

func placePath(id string) string { return home + "/places/" + id }

func sheetPath(id string) string { return home + "/sheets/" + id }

func (p pages) office(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	return p.drawOffice(w, r, http.StatusOK, who, r.PathValue("office"), nil)
}

type officeView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Buttons  []parts.Button
	Tasks    parts.Table
	Places   parts.Table
	Findings parts.Table
	Pages    parts.Pagination
	Unposted parts.Table
	Missing  string
}

func (p pages) drawOffice(w http.ResponseWriter, r *http.Request, status int, who access.Who, of string, problems page.Problems) error {
	if err := access.May(who, access.See, p.Postings.Of(of)); err != nil {
		return err
	}
	title := p.Offices.Tree().Title(of)
	v := officeView{Frame: p.framed(r, who, "Niêm yết tại "+title), Problems: problems, Title: title}
	if watches(who) {
		v.Frame.Trail = []page.Link{up}
	}
	if may(who, "open_place", p.Postings.Of(of)) {
		v.Buttons = append(v.Buttons, parts.Button{Text: "Lập nơi niêm yết", Style: parts.Outlined, Href: officePath(of) + "/new"})
	}
	v.Buttons = append(v.Buttons, parts.Button{Text: "Mở màn hình quầy", Style: parts.AsLink, Href: "/board/" + url.PathEscape(of)})
	if err := p.officeTables(r, who, of, &v); err != nil {
		return err
	}
	page.Render(w, r, status, officePage(v))
	return nil
}

func (p pages) officeTables(r *http.Request, who access.Who, of string, v *officeView) error {
	tasks, err := p.Postings.Tasks(r.Context(), who, of)
	if err != nil {
		return err
	}
	v.Tasks = p.taskTable(tasks)
	places, err := p.Postings.PlacesOf(r.Context(), who, of)
	if err != nil {
		return err
	}
	v.Places = parts.Table{ID: "places", Caption: "Nơi niêm yết", CaptionHidden: true, Columns: []parts.Column{{Title: "Số", Numeric: true}, {Title: "Nơi đặt", Wide: true}, {Title: "Loại"}, {Title: "Tình trạng"}},
		Empty: parts.Empty{Title: "Chưa lập nơi niêm yết nào", Why: "Lập bảng, trụ xoay, tập hoặc màn hình để ghi nhận từng tờ đã treo, in tờ có mã QR và được báo khi phải thay."}}
	for _, x := range places {
		tag := parts.Tag{Kind: parts.Good, Text: "Đang dùng"}
		if !x.Open() {
			tag = parts.Tag{Kind: parts.Done, Text: "Đã đóng"}
		}
		v.Places.Rows = append(v.Places.Rows, parts.Row{Cells: []parts.Cell{{Text: strconv.Itoa(x.No)}, {Text: x.Name, Href: placePath(x.ID)}, {Text: x.Kind.Vietnamese()}, {Part: tag}}})
	}
	waiting, err := p.Postings.Waiting(r.Context(), who, of)
	if err != nil {
		return err
	}
	waiting, v.Pages = parts.Paged(waiting, same, page.Query(r).Text("after", 100), "phát hiện", func(after string) string {
		return officePath(of) + "?" + url.Values{"after": {after}}.Encode() + "#findings"
	})
	here, err := p.Postings.Findings(r.Context(), who, waiting)
	if err != nil {
		return err
	}
	v.Findings = p.findingTable("findings", here)
	unposted, err := p.Postings.Unposted(r.Context(), who, of)
	if err != nil {
		return err
	}
	v.Missing = strconv.Itoa(len(unposted))
	v.Unposted = p.procedureTable(unposted)
	return nil
}

// taskTable is what has to come down and to go up, with the days late (CK-6).
func (p pages) taskTable(all []posting.Sheet) parts.Table {
	t := parts.Table{ID: "tasks", Caption: "Phải gỡ, phải treo", CaptionHidden: true, Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Việc"}, {Title: "Nơi niêm yết số", Numeric: true}, {Title: "Từ ngày"}, {Title: "Chậm (ngày)", Numeric: true}},
		Empty: parts.Empty{Title: "Không có tờ nào phải gỡ hoặc phải treo", Why: "Việc hiện ở đây vào đúng ngày một phiên bản hết hiệu lực hoặc bắt đầu có hiệu lực."}}
	for _, x := range all {
		from := x.Due
		if x.State == posting.Flagged {
			from = x.Ended
		}
		late := x.Late(p.Today())
		t.Rows = append(t.Rows, parts.Row{Late: late > 0, Cells: []parts.Cell{{Text: x.Name, Href: sheetPath(x.ID), Sub: x.Code + ", phiên bản " + strconv.Itoa(x.No)}, {Part: stateTag(x.State)},
			{Text: strconv.Itoa(x.PlaceNo), Href: placePath(x.Place)}, {Text: page.CivilDate(from)}, {Text: strconv.Itoa(late)}}})
	}
	return t
}

func (p pages) procedureTable(codes []string) parts.Table {
	t := parts.Table{ID: "unposted", Caption: "Thủ tục cơ quan tiếp nhận mà chưa niêm yết ở đâu", CaptionHidden: true, Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Mã", Code: true}, {Title: "Lĩnh vực", Minor: true}},
		Empty: parts.Empty{Title: "Mọi thủ tục cơ quan tiếp nhận đều đã niêm yết"}}
	for _, code := range codes {
		v, ok := p.Procedures.InForce(code, p.Today())
		if ok {
			v = procedure.NFC(v)
			t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: v.Name, Href: "/procedures/" + url.PathEscape(code)}, {Text: code}, {Text: v.Field}}})
		}
	}
	return t
}
