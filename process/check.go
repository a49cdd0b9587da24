package process

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/deadline"
	"motcua/office"
	"motcua/procedure"
)

// Finding is one thing that keeps a process from being approved. Step is "" when the
// whole is meant.
type Finding struct {
	Step     string
	Field    string // name, place, office, role, minutes, next, kind
	Sentence string
	Rule     string
}

// Known tells what an office is called that exists, for the check of named offices.
type Known func(id string) (name string, ok bool)

// Check says what is wrong with a process for the procedure version; nothing is wrong
// with one that may be submitted (PRI-9, APO-8).
func Check(p Process, v procedure.Version, known Known) []Finding {
	if len(p.Steps) == 0 {
		return []Finding{{Rule: "PRI-9", Sentence: "Quy trình chưa có bước nào. Thêm bước tiếp nhận trước."}}
	}
	c := checker{p: p, v: v, known: known}
	c.rows()
	c.kinds()
	if c.ways(); len(c.out) == 0 || !c.broken {
		c.joins()
		c.time()
	}
	return c.out
}

type checker struct {
	p      Process
	v      procedure.Version
	known  Known
	out    []Finding
	broken bool // the graph cannot be walked
}

func (c *checker) say(step, field, rule, format string, args ...any) {
	c.out = append(c.out, Finding{Step: step, Field: field, Rule: rule, Sentence: fmt.Sprintf(format, args...)})
}

// no is how a step is called in a sentence: its number in the table.
func (c *checker) no(id string) string { return "Bước " + strconv.Itoa(c.p.Index(id)+1) }

func (c *checker) limit() int {
	l, _ := c.v.LimitFor(procedure.InPerson)
	return procedure.WorkingMinutes(l)
}

// rows looks at each step by itself.
func (c *checker) rows() {
	for _, s := range c.p.Steps {
		no := c.no(s.ID)
		if strings.TrimSpace(s.Name) == "" {
			c.say(s.ID, "name", "PRI-9", "%s chưa có nội dung công việc. Ghi việc phải làm.", no)
		}
		if !slices.Contains(Roles, office.Role(s.Role)) {
			c.say(s.ID, "role", "PRI-9", "%s chưa có người thực hiện. Chọn một vai trò trong danh sách.", no)
		}
		switch {
		case !slices.Contains(Places, s.Place):
			c.say(s.ID, "place", "PRI-9", "%s chưa có nơi thực hiện. Chọn nơi thực hiện.", no)
		case s.Place == Named:
			if _, ok := c.known(s.Office); !ok {
				c.say(s.ID, "office", "PRI-9", "%s nêu một cơ quan không có trong danh bạ hoặc đã hết hiệu lực. Chọn lại cơ quan.", no)
			}
		}
		c.share(s, no)
	}
}

// share is the time of one step.
func (c *checker) share(s Step, no string) {
	switch limit := c.limit(); {
	case s.Minutes < 0:
		c.say(s.ID, "minutes", "DL-1", "%s có thời gian âm. Nhập lại thời gian.", no)
	case !s.Counted && s.Minutes > 0:
		c.say(s.ID, "minutes", "DL-1", "%s không tính thời gian nhưng lại ghi thời gian. Bỏ thời gian, hoặc chọn có tính.", no)
	case s.Counted && s.Minutes == 0 && limit > 0:
		c.say(s.ID, "minutes", "DL-1", "%s có tính thời gian nhưng chưa ghi thời gian. Nhập số giờ, hoặc chọn không tính.", no)
	case s.Counted && s.Minutes > limit:
		c.say(s.ID, "minutes", "DL-1", "%s dài hơn cả thời hạn giải quyết (%s). Giảm thời gian của bước này.", no, deadline.WorkingTime(int64(limit)))
	}
}

// must are the kinds a dossier goes through, with who alone may do them.
var must = []struct {
	key      procedure.StepKey
	roles    []office.Role
	rule     string
	sentence string
	wrong    string
}{
	{procedure.StepReceive, []office.Role{office.Reception, office.OneStopHead}, "PRI-1", "Quy trình chưa có bước tiếp nhận. Thêm một bước loại Tiếp nhận ở đầu bảng.",
		"tiếp nhận hồ sơ nên phải giao cho bộ phận một cửa. Chọn lại vai trò."},
	{procedure.StepExamine, nil, "SET-1", "Quy trình chưa có bước thẩm định. Thêm một bước loại Thẩm định.", ""},
	{procedure.StepSign, []office.Role{office.Head, office.DeputyHead}, "SET-1", "Quy trình chưa có bước ký duyệt. Thêm một bước loại Ký duyệt.",
		"ký duyệt kết quả nên phải giao cho người đứng đầu hoặc cấp phó. Chọn lại vai trò."},
	{procedure.StepApology, []office.Role{office.Head, office.DeputyHead}, "APO-8",
		"Quy trình chưa có bước xin lỗi và hẹn lại (Chỉ thị, điểm 2.10). Thêm một bước loại Xin lỗi, hẹn lại cho trường hợp không kịp ngày hẹn.",
		"gửi thư xin lỗi nên phải giao cho người đứng đầu hoặc cấp phó (APO-4). Chọn lại vai trò."},
	{procedure.StepReturn, []office.Role{office.Reception, office.OneStopHead}, "PRI-1", "Quy trình chưa có bước trả kết quả. Thêm một bước loại Trả kết quả ở cuối.",
		"trả kết quả nên phải giao cho bộ phận một cửa. Chọn lại vai trò."},
}

// kinds looks for the steps no process can be without.
func (c *checker) kinds() {
	for _, m := range must {
		found := false
		for _, s := range c.p.Steps {
			if s.Key != m.key {
				continue
			}
			found = true
			if m.roles != nil && slices.Contains(Roles, office.Role(s.Role)) && !slices.Contains(m.roles, office.Role(s.Role)) {
				c.say(s.ID, "role", m.rule, "%s %s", c.no(s.ID), m.wrong)
			}
		}
		if !found {
			c.say("", "", m.rule, "%s", m.sentence)
		}
	}
	for _, s := range c.p.Steps {
		if keyNames[s.Key] == "" {
			c.say(s.ID, "kind", "PRI-9", "%s chưa có loại. Chọn loại bước.", c.no(s.ID))
		}
	}
	if first := c.p.Steps[0]; first.Key != procedure.StepReceive {
		c.say(first.ID, "kind", "PRI-9", "Bước 1 phải là bước tiếp nhận. Đưa bước tiếp nhận lên đầu bảng.")
	}
}

// ways looks at the graph: what follows what.
func (c *checker) ways() {
	for _, s := range c.p.Steps {
		c.next(s)
	}
	if c.broken {
		return
	}
	if _, ok := c.p.order(); !ok {
		c.broken = true
		c.say("", "next", "PRI-9", "Có bước quay lại bước trước nên thời gian không tính được. Yêu cầu bổ sung và trả lại để sửa là việc chương trình tự làm, không vẽ trong quy trình.")
		return
	}
	reached := reach(c.p.Steps[0].ID, c.p.after)
	for _, s := range c.p.Steps {
		if !reached[s.ID] {
			c.broken = true
			c.say(s.ID, "next", "PRI-9", "%s không bước nào dẫn đến. Nối một bước trước đến bước này, hoặc xóa bước.", c.no(s.ID))
		}
		if !reach(s.ID, c.p.after)[End] {
			c.broken = true
			c.say(s.ID, "next", "PRI-9", "Từ %s không đi được đến kết thúc. Chọn bước tiếp theo.", strings.ToLower(c.no(s.ID)))
		}
	}
}

func (c *checker) next(s Step) {
	no, seen := c.no(s.ID), map[string]bool{}
	for _, n := range s.Next {
		if n.To != End && c.p.Index(n.To) < 0 {
			c.broken = true
			c.say(s.ID, "next", "PRI-9", "%s dẫn đến một bước không có. Chọn lại bước tiếp theo.", no)
		}
		if seen[n.To] {
			c.say(s.ID, "next", "PRI-9", "%s dẫn hai lần đến cùng một bước. Bỏ bớt một nhánh.", no)
		}
		seen[n.To] = true
		if s.Way == Choice && strings.TrimSpace(n.When) == "" {
			c.say(s.ID, "next", "PRI-9", "%s chọn nhánh nhưng có nhánh chưa ghi điều kiện. Ghi khi nào đi nhánh đó.", no)
		}
	}
	switch {
	case len(s.Next) == 0:
		c.broken = true
		c.say(s.ID, "next", "PRI-9", "%s chưa có bước tiếp theo. Chọn bước tiếp theo, hoặc chọn Kết thúc.", no)
	case s.Way == One && len(s.Next) > 1:
		c.broken = true
		c.say(s.ID, "next", "PRI-9", "%s có nhiều bước tiếp theo. Chọn: đi một nhánh theo điều kiện, hay làm song song.", no)
	case s.Way != One && len(s.Next) < 2:
		c.say(s.ID, "next", "PRI-9", "%s rẽ nhánh nhưng chỉ có một bước tiếp theo. Thêm nhánh, hoặc chọn một bước tiếp theo.", no)
	}
}

// joins looks whether what was begun side by side comes together: otherwise nobody
// knows when the next step may begin.
func (c *checker) joins() {
	for _, s := range c.p.Steps {
		if s.Way != All {
			continue
		}
		j := c.p.join(s.ID)
		f, _ := c.p.Fork(j)
		if j == "" || j == End || f.ID != s.ID || c.p.Into(j) != len(s.Next) {
			c.say(s.ID, "next", "PRI-9", "Các nhánh song song từ %s không gặp lại đủ ở một bước. Nối mọi nhánh đến cùng một bước, mỗi nhánh một đường.", strings.ToLower(c.no(s.ID)))
		}
	}
}

// time holds the longest path against the limit.
func (c *checker) time() {
	limit := c.limit()
	path, sum := c.p.Longest()
	if sum == limit {
		return
	}
	var steps []string
	for _, id := range path {
		if s, _ := c.p.Step(id); s.minutes() > 0 {
			steps = append(steps, strconv.Itoa(c.p.Index(id)+1))
		}
	}
	switch {
	case limit == 0:
		c.say("", "minutes", "PRI-9", "Thủ tục không công bố thời hạn nên các bước không được ghi thời gian.")
	case sum > limit:
		c.say("", "minutes", "PRI-9", "Đường dài nhất (các bước %s) cộng lại %s, dài hơn thời hạn giải quyết %s là %s. Giảm thời gian cho khớp.", strings.Join(steps, ", "),
			deadline.WorkingTime(int64(sum)), deadline.WorkingTime(int64(limit)), deadline.WorkingTime(int64(sum-limit)))
	default:
		c.say("", "minutes", "PRI-9", "Đường dài nhất (các bước %s) cộng lại %s, còn thiếu %s so với thời hạn giải quyết %s. Chia nốt thời gian cho các bước.", strings.Join(steps, ", "),
			deadline.WorkingTime(int64(sum)), deadline.WorkingTime(int64(limit-sum)), deadline.WorkingTime(int64(limit)))
	}
}
