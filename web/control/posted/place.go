package posted

import (
	"net/http"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/fold"
	"motcua/posting"
	"motcua/procedure"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type newPlaceView struct {
	Frame    page.Frame
	Problems page.Problems
	Action   string
	Back     string
	ID       string
	Kind     string
	Name     string
	Kinds    []parts.Option
}

func (p pages) askPlace(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	return p.showNew(w, r, http.StatusOK, who, newPlaceView{})
}

func (p pages) showNew(w http.ResponseWriter, r *http.Request, status int, who access.Who, v newPlaceView) error {
	of := r.PathValue("office")
	if err := access.May(who, "open_place", p.Postings.Of(of)); err != nil {
		return err
	}
	v.Back, v.Action = officePath(of), officePath(of)+"/new"
	v.Frame = p.framed(r, who, "Lập nơi niêm yết", up)
	v.Frame.Failed = v.Problems.Any()
	if v.ID == "" {
		v.ID = p.IDs.New()
	}
	for _, k := range posting.Kinds() {
		v.Kinds = append(v.Kinds, parts.Option{Value: string(k), Label: k.Vietnamese()})
	}
	page.Render(w, r, status, newPlacePage(v))
	return nil
}

func (p pages) newPlace(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v := newPlaceView{ID: f.Key("id"), Kind: f.Value("kind"), Name: f.Value("name")}
	name := f.Text("name", 200)
	if !f.Problems.Any() {
		made, err := p.Postings.NewPlace(r.Context(), who, posting.Place{ID: v.ID, Office: r.PathValue("office"), Kind: posting.Kind(v.Kind), Name: name})
		if err == nil {
			page.Redirect(w, r, placePath(made.ID), page.Flash{Kind: "success", Text: "Đã lập nơi niêm yết. In các tờ, treo lên rồi ghi nhận kèm ảnh."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	v.Problems = f.Problems
	return p.showNew(w, r, http.StatusUnprocessableEntity, who, v)
}

type placeView struct {
	Frame    page.Frame
	Problems page.Problems
	Title    string
	Caption  string
	Buttons  []parts.Button
	Screen   bool
	Up       parts.Table
	Gone     parts.Table
	Close    string
}

func (p pages) place(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	return p.drawPlace(w, r, http.StatusOK, who, nil)
}

// onePlace opens the place of the address.
func (p pages) onePlace(r *http.Request) (access.Who, posting.Place, error) {
	who, err := p.who(r)
	if err != nil {
		return who, posting.Place{}, err
	}
	x, err := p.Postings.Place(r.Context(), who, r.PathValue("place"))
	return who, x, err
}

func (p pages) drawPlace(w http.ResponseWriter, r *http.Request, status int, who access.Who, problems page.Problems) error {
	x, err := p.Postings.Place(r.Context(), who, r.PathValue("place"))
	if err != nil {
		return err
	}
	of := p.Offices.Tree().Title(x.Office)
	v := placeView{Frame: p.framed(r, who, x.Name, up, page.Link{Text: of, Href: officePath(x.Office)}), Problems: problems, Title: x.Name, Screen: x.Kind == posting.Screen,
		Caption: of + " · " + x.Kind.Vietnamese() + " số " + strconv.Itoa(x.No)}
	v.Frame.Failed = problems.Any()
	if x.Open() {
		v.Buttons, v.Close = p.placeButtons(who, x)
	}
	hanging, err := p.Postings.At(r.Context(), who, x)
	if err != nil {
		return err
	}
	gone, err := p.Postings.Gone(r.Context(), who, x, 50)
	if err != nil {
		return err
	}
	v.Up = p.sheetTable("up", hanging, parts.Empty{Title: "Chưa ghi nhận tờ nào", Why: "In tờ từ danh mục, treo lên, chụp ảnh rồi ghi nhận."})
	v.Gone = p.sheetTable("gone", gone, parts.Empty{Title: "Chưa gỡ tờ nào"})
	page.Render(w, r, status, placePage(v))
	return nil
}

func (p pages) placeButtons(who access.Who, x posting.Place) (out []parts.Button, end string) {
	if x.Kind == posting.Screen {
		out = append(out, parts.Button{Text: "Mở màn hình quầy", Href: "/board/" + x.Office})
	} else {
		if may(who, "post", x.Subject()) {
			out = append(out, parts.Button{Text: "Ghi nhận đã treo", Href: placePath(x.ID) + "/post"})
		}
		out = append(out, parts.Button{Text: "In cả tập (PDF)", Style: parts.Outlined, Href: placePath(x.ID) + "/binder.pdf"})
	}
	if may(who, "find", x.Subject()) {
		out = append(out, parts.Button{Text: "Ghi phát hiện", Style: parts.Outlined, Href: placePath(x.ID) + "/find"})
	}
	if may(who, "close_place", x.Subject()) {
		end = placePath(x.ID) + "/close"
	}
	return out, end
}

func (p pages) sheetTable(id string, all []posting.Sheet, empty parts.Empty) parts.Table {
	t := parts.Table{ID: id, Caption: "Các tờ niêm yết", CaptionHidden: true, Keys: true, Empty: empty, Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Quyết định công bố", Minor: true}, {Title: "Treo"}, {Title: "Kiểm tra", Minor: true},
		{Title: "Chậm (ngày)", Numeric: true}, {Title: "Tình trạng"}}}
	for _, x := range all {
		checked := "Chưa"
		if x.Checked.At.Set() {
			checked = page.ShortDate(x.Checked.At.Time())
		}
		posted := "Chưa"
		if x.Posted.At.Set() {
			posted = page.ShortDate(x.Posted.At.Time())
		}
		late := x.Late(p.Today())
		t.Rows = append(t.Rows, parts.Row{Late: x.State == posting.Flagged || x.State == posting.Wanted && late > 0, Cells: []parts.Cell{{Text: x.Name, Href: sheetPath(x.ID), Sub: x.Code + ", phiên bản " + strconv.Itoa(x.No)},
			{Text: orNot(x.Decision)}, {Text: posted}, {Text: checked}, {Text: strconv.Itoa(late)}, {Part: stateTag(x.State)}}})
	}
	return t
}

func orNot(s string) string {
	if s == "" {
		return "Chưa ghi trong dữ liệu công bố"
	}
	return s
}

func (p pages) closePlace(w http.ResponseWriter, r *http.Request) error {
	who, x, err := p.onePlace(r)
	if err != nil {
		return err
	}
	var problems page.Problems
	if err = p.Postings.ClosePlace(r.Context(), who, x.ID); err == nil {
		page.Redirect(w, r, officePath(x.Office), page.Flash{Kind: "success", Text: "Đã đóng nơi niêm yết."})
		return nil
	}
	if !problems.Refused(err) {
		return err
	}
	return p.drawPlace(w, r, http.StatusUnprocessableEntity, who, problems)
}

type postView struct {
	Frame    page.Frame
	Problems page.Problems
	Caption  string
	Path     string
	Action   string
	Query    string
	Table    parts.Table
}

func (p pages) askPost(w http.ResponseWriter, r *http.Request) error {
	who, x, err := p.onePlace(r)
	if err != nil {
		return err
	}
	return p.showPost(w, r, http.StatusOK, who, x, nil)
}

// showPost lists what can be recorded as hung: what is asked for first, then what the
// office receives and does not hang here.
func (p pages) showPost(w http.ResponseWriter, r *http.Request, status int, who access.Who, x posting.Place, problems page.Problems) error {
	if err := access.May(who, "post", x.Subject()); err != nil {
		return err
	}
	v := postView{Frame: p.framed(r, who, "Ghi nhận đã treo", up, page.Link{Text: x.Name, Href: placePath(x.ID)}), Problems: problems, Path: placePath(x.ID), Action: placePath(x.ID) + "/post",
		Caption: p.Offices.Tree().Title(x.Office) + " · " + x.Name, Query: page.Query(r).Text("q", 100)}
	v.Frame.Failed = problems.Any()
	here, err := p.Postings.At(r.Context(), who, x)
	if err != nil {
		return err
	}
	hangs, asked := map[string]bool{}, map[string]bool{}
	for _, s := range here {
		hangs[s.Version] = hangs[s.Version] || s.Hangs()
		asked[s.Version] = asked[s.Version] || s.State == posting.Wanted
	}
	v.Table = parts.Table{ID: "codes", Caption: "Thủ tục đang có hiệu lực", CaptionHidden: true, Check: "codes", Columns: []parts.Column{{Title: "Thủ tục", Wide: true}, {Title: "Phiên bản", Numeric: true}, {Title: "Lĩnh vực", Minor: true}, {Title: "Tình trạng"}, {Title: "In"}},
		Empty: parts.Empty{Title: "Không có thủ tục nào để ghi nhận", Why: "Mọi thủ tục cơ quan tiếp nhận đã treo tại đây, hoặc không thủ tục nào khớp với từ đang tìm."}}
	all := posting.Received(p.Offices.Tree(), p.Postings.Heir(x.Office), p.Procedures.All(), p.Today())
	slices.SortStableFunc(all, func(a, b procedure.Version) int { return rank(asked[a.ID]) - rank(asked[b.ID]) })
	for _, ver := range all {
		if hangs[ver.ID] || v.Query != "" && !fold.Contains(fold.Fold(ver.Name+" "+ver.Code+" "+ver.Field), fold.Fold(v.Query)) {
			continue
		}
		tag := parts.Tag{Kind: parts.Plain, Text: "Chưa treo tại đây"}
		if asked[ver.ID] {
			tag = stateTag(posting.Wanted)
		}
		v.Table.Rows = append(v.Table.Rows, parts.Row{Value: ver.Code, Cells: []parts.Cell{{Text: ver.Name, Sub: ver.Code}, {Text: strconv.Itoa(ver.No)}, {Text: ver.Field}, {Part: tag}, {Text: "In tờ", Href: printPath(x.ID, ver.Code)}}})
	}
	page.Render(w, r, status, postPage(v))
	return nil
}

func rank(first bool) int {
	if first {
		return 0
	}
	return 1
}

// postMost is how many sheets one photo may prove.
const postMost = 500

func (p pages) post(w http.ResponseWriter, r *http.Request) error {
	who, x, err := p.onePlace(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, photoMost)
	if err != nil {
		return err
	}
	codes := f.Values("codes")
	slices.Sort(codes)
	codes = slices.Compact(codes)
	if len(codes) > postMost {
		f.Problems.Add("codes", "Ghi nhận tối đa 500 tờ một lần.")
	}
	if !f.Problems.Any() {
		staged, err := p.staged(r, f, "photo")
		if err == nil {
			_, err = p.Postings.Post(r.Context(), who, x.ID, codes, staged)
		}
		if err == nil {
			page.Redirect(w, r, placePath(x.ID), page.Flash{Kind: "success", Text: "Đã ghi nhận " + strconv.Itoa(len(codes)) + " tờ. Đề nghị người khác của đơn vị kiểm tra lại."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return p.showPost(w, r, http.StatusUnprocessableEntity, who, x, f.Problems)
}
