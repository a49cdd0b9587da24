package publication

import (
	"regexp"
	"slices"
	"strings"

	"motcua/calendar"
	"motcua/procedure"
	"motcua/refusal"
)

// Draft begins a file (KS-4: the department drafts). ID is given by the page, so that a
// form pressed twice begins one file.
type Draft struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Law    Legal  `json:"law"`
	Office string `json:"office"`
	City   string `json:"city"`
	Latest Day    `json:"latest"`
	Done   Done   `json:"done"`
}

// Name of the act.
func (Draft) Name() string { return "draft" }

// Decide checks the text of law and computes the latest day (KS-5).
func (a Draft) Decide(f File, m Moment) (Act, error) {
	if f.State != None {
		return nil, refusal.Conflict("Hồ sơ công bố này đã được lập.")
	}
	if strings.TrimSpace(a.Title) == "" {
		return nil, refusal.Rule("KS-3", "title", "Ghi trích yếu của quyết định, ví dụ: Công bố thủ tục hành chính lĩnh vực hộ tịch.")
	}
	if err := a.Law.check(); err != nil {
		return nil, err
	}
	a.Office, a.City, a.Done = m.Who.Office, m.City, m.done()
	a.Latest = publishBy(a.Law, m)
	return a, nil
}

// On begins the file.
func (a Draft) On(f File) File {
	return File{ID: a.ID, State: Drafting, Office: a.Office, City: a.City, Title: a.Title, Law: a.Law, Latest: a.Latest, Begun: a.Done}
}

func (l Legal) check() error {
	switch {
	case strings.TrimSpace(l.Number) == "":
		return refusal.Rule("KS-3", "number", "Ghi số, ký hiệu của văn bản quy phạm pháp luật, ví dụ: 05/2019/TT-BTP.")
	case strings.TrimSpace(l.Name) == "":
		return refusal.Rule("KS-3", "name", "Ghi tên văn bản quy phạm pháp luật.")
	}
	effect, err := calendar.ParseDate(l.Effect)
	if err != nil {
		return refusal.Rule("KS-5", "effect", "Ghi ngày có hiệu lực của văn bản: hạn công bố tính từ ngày này.")
	}
	issued, err := calendar.ParseDate(l.Issued)
	if err != nil {
		return refusal.Rule("KS-5", "issued", "Ghi ngày ban hành của văn bản.")
	}
	if issued > effect {
		return refusal.Rule("KS-5", "effect", "Ngày có hiệu lực không thể trước ngày ban hành.")
	}
	return nil
}

var codeShape = regexp.MustCompile(`^\d\.\d{6}(\.[0-9A-Z]+)*$`) // CODE-6

// Put brings a procedure into the file or replaces what was proposed for it.
type Put struct {
	Item Item   `json:"item"`
	Was  string `json:"-"` // edition the editor began from; "" is whatever is there
}

// Name of the act.
func (Put) Name() string { return "put" }

// Decide checks that the kind fits what is in force (KS-3). The proposed version cites
// the text of law the file follows.
func (a Put) Decide(f File, m Moment) (Act, error) {
	if err := f.in(Drafting, "Chỉ sửa được khi hồ sơ đang soạn."); err != nil {
		return nil, err
	}
	x := a.Item
	now, there := m.InForce(x.Code)
	switch {
	case !codeShape.MatchString(x.Code):
		return nil, refusal.Rule("CODE-6", "code", "Mã thủ tục gồm một chữ số, dấu chấm và sáu chữ số, ví dụ 1.001193.")
	case x.Kind == KindNew && there:
		return nil, refusal.Rule("KS-3", "kind", "Thủ tục "+x.Code+" đang có hiệu lực. Chọn loại sửa đổi, bổ sung hoặc thay thế.")
	case x.Kind != KindNew && !there:
		return nil, refusal.Rule("KS-3", "code", "Thủ tục "+x.Code+" không có trong danh mục đang có hiệu lực nên không sửa đổi, bãi bỏ được. Kiểm tra lại mã.")
	case there && now.ValidTo != "":
		return nil, refusal.Rule("KS-3", "code", "Đã có quyết định thay đổi thủ tục "+x.Code+": phiên bản hiện hành hết hiệu lực sau ngày "+slashed(now.ValidTo)+". Chờ đến ngày đó rồi lập hồ sơ.")
	case x.Kind != KindNew && x.Kind != KindAmended && x.Kind != KindAbolished:
		return nil, refusal.Rule("KS-3", "kind", "Chọn loại công bố: mới ban hành, sửa đổi hoặc bãi bỏ.")
	}
	old, was := f.Item(x.Code)
	switch {
	case was && a.Was == Absent:
		return nil, refusal.Conflict("Thủ tục " + x.Code + " đã có trong hồ sơ: người khác vừa thêm. Mở thủ tục đó để sửa.")
	case a.Was != "" && a.Was != Absent && (!was || old.Edition() != a.Was):
		return nil, refusal.Conflict("Nội dung thủ tục " + x.Code + " được người khác vừa sửa. Bản ông/bà nhập còn ở dưới đây, chưa lưu: mở trang này ở cửa sổ khác để xem bản đã lưu, gộp lại rồi lưu.")
	}
	if was && old.Kind != x.Kind {
		return nil, refusal.Rule("KS-3", "kind", "Thủ tục này đã có trong hồ sơ với loại khác. Bỏ khỏi hồ sơ rồi thêm lại.")
	}
	if x.Kind != KindNew {
		x.Base = now.ID
	}
	if x.Kind == KindAbolished || x.Proposed.Code == "" && x.Kind == KindAmended {
		x.Proposed = now
	}
	p := &x.Proposed
	p.ID, p.No, p.Code, p.ValidFrom, p.ValidTo = "", 0, x.Code, "", ""
	if x.Kind != KindAbolished {
		p.Decision = ""
		if !cites(*p, f.Law.Number) {
			p.Basis = append(slices.Clone(p.Basis), procedure.NewBasis(f.Law.Number))
		}
		p.Process = steps(*p)
	}
	if err := x.fits(f, m); err != nil {
		return nil, err
	}
	a.Item = x
	return a, nil
}

// On puts the item in its place.
func (a Put) On(f File) File { return f.with(a.Item) }

// cites reports whether a version names a text of law among its bases.
func cites(v procedure.Version, number string) bool {
	return slices.ContainsFunc(v.Basis, func(b procedure.Basis) bool { return sameText(b.Number, number) })
}

// TakeOut takes a procedure out of the file.
type TakeOut struct {
	Code string `json:"code"`
}

// Name of the act.
func (TakeOut) Name() string { return "take_out" }

// Decide checks that it is there.
func (a TakeOut) Decide(f File, _ Moment) (Act, error) {
	if err := f.in(Drafting, "Chỉ sửa được khi hồ sơ đang soạn."); err != nil {
		return nil, err
	}
	if _, ok := f.Item(a.Code); !ok {
		return nil, refusal.Conflict("Thủ tục này không còn trong hồ sơ.")
	}
	return a, nil
}

// On takes it out.
func (a TakeOut) On(f File) File {
	f.Items = slices.DeleteFunc(slices.Clone(f.Items), func(x Item) bool { return x.Code == a.Code })
	return f
}

// Gaps names what keeps an item from being checked (KS-1, KS-2, KS-3). The number of the
// decision comes with the decision.
func Gaps(x Item) []string {
	if x.Kind == KindAbolished {
		return nil
	}
	v := x.Proposed
	v.Decision = "sẽ cấp"
	out := procedure.Completeness(v)
	if x.Kind != KindNew {
		return out
	}
	// Without these no counter lists a new procedure and nobody files it online.
	if len(v.Levels) == 0 {
		out = append(out, "Chưa chọn cấp thực hiện (KS-1 g).")
	}
	serves := v.ServiceOn("9999-12-31").Files()
	if v.Offers(procedure.Online) && !serves {
		out = append(out, "Chưa chọn mức độ dịch vụ công trực tuyến cho cách nộp trực tuyến (KS-1 c).")
	}
	if serves && !v.Offers(procedure.Online) {
		out = append(out, "Dịch vụ công trực tuyến phải có cách nộp trực tuyến (KS-1 c).")
	}
	return out
}

// Submit hands the file to the procedure-control office (KS-4).
type Submit struct {
	Done Done   `json:"done"`
	Seen string `json:"-"` // edition that was read; "" is whatever is there
}

// Name of the act.
func (Submit) Name() string { return "submit" }

// Decide wants every procedure complete, and changed where it is amended.
func (a Submit) Decide(f File, m Moment) (Act, error) {
	if err := f.still(Drafting, a.Seen, "Chỉ trình được hồ sơ đang soạn."); err != nil {
		return nil, err
	}
	if len(f.Items) == 0 {
		return nil, refusal.Rule("KS-3", "", "Hồ sơ chưa có thủ tục nào. Thêm ít nhất một thủ tục rồi trình.")
	}
	for _, x := range f.Items {
		if gaps := Gaps(x); len(gaps) > 0 {
			return nil, refusal.Rule("KS-1", "", "Thủ tục "+x.Code+" chưa đủ nội dung: "+strings.Join(gaps, " "))
		}
		if title, busy := m.Busy(x.Code); busy {
			return nil, refusal.Conflict("Thủ tục " + x.Code + " đang nằm trong một hồ sơ công bố khác đã trình: “" + title + "”. Chờ hồ sơ đó ban hành hoặc bị trả lại rồi trình.")
		}
		if base, _ := m.InForce(x.Code); x.Kind == KindAmended && base.ID == x.Base && len(Changed(base, x.Proposed)) == 0 {
			return nil, refusal.Rule("KS-3", "", "Thủ tục "+x.Code+" chưa có nội dung nào thay đổi so với phiên bản đang có hiệu lực.")
		}
	}
	if err := f.carries(m); err != nil {
		return nil, err
	}
	a.Done = m.done()
	return a, nil
}

// On moves the file on.
func (a Submit) On(f File) File {
	f.State, f.Submitted, f.Remarks = Checking, a.Done, nil
	return f
}

// Drop gives a file up before it is checked; the reason stands beside its event.
type Drop struct {
	Done   Done   `json:"done"`
	Reason string `json:"-"`
}

// Name of the act.
func (Drop) Name() string { return "drop" }

// Decide wants a reason.
func (a Drop) Decide(f File, m Moment) (Act, error) {
	if err := f.in(Drafting, "Chỉ bỏ được hồ sơ đang soạn."); err != nil {
		return nil, err
	}
	if err := reasoned("reason", a.Reason); err != nil {
		return nil, err
	}
	a.Done = m.done()
	return a, nil
}

// On ends the file.
func (a Drop) On(f File) File {
	f.State = Dropped
	return f
}

func slashed(day string) string {
	d, err := calendar.ParseDate(day)
	if err != nil {
		return day
	}
	return d.Slashed()
}

func reasoned(field, s string) error {
	if len([]rune(strings.TrimSpace(s))) < 10 {
		return refusal.Rule("KS-4", field, "Ghi rõ lý do, ít nhất 10 ký tự, để người đọc sau hiểu được.")
	}
	return nil
}
