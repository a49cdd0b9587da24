package form

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Fault is one thing that is wrong with a form, for the person who makes it. Field is the
// key it is about, "" for the whole form.
type Fault struct{ Field, Sentence string }

var keyShape = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// formMost bounds a form: more questions than this is a mistake.
const formMost = 200

// Check says what is wrong with a form; nothing when it can be used.
func (f Form) Check() []Fault {
	c := checking{}
	if strings.TrimSpace(f.Title) == "" {
		c.say("", "Ghi tên tờ khai.")
	}
	if len(f.Fields()) == 0 {
		c.say("", "Tờ khai chưa có câu hỏi nào. Thêm ít nhất một câu hỏi.")
	}
	if len(f.Fields()) > formMost {
		c.say("", fmt.Sprintf("Tờ khai có nhiều hơn %d câu hỏi. Bỏ bớt hoặc gộp lại.", formMost))
	}
	for i, s := range f.Sections {
		if strings.TrimSpace(s.Title) == "" {
			c.say("", fmt.Sprintf("Phần %d chưa có tên.", i+1))
		}
	}
	c.level(f.Fields(), false)
	return c.faults
}

type checking struct{ faults []Fault }

func (c *checking) say(field, sentence string) {
	c.faults = append(c.faults, Fault{field, sentence})
}

func (c *checking) level(all []Field, inGroup bool) {
	before := map[string]Field{}
	for _, f := range all {
		name := f.Label
		if name == "" {
			name = f.Key
		}
		switch _, twice := before[f.Key]; {
		case !keyShape.MatchString(f.Key):
			c.say(f.Key, "Mã “"+f.Key+"” không dùng được: chỉ gồm chữ thường không dấu, số và gạch dưới, bắt đầu bằng chữ.")
		case twice:
			c.say(f.Key, "Mã “"+f.Key+"” dùng hai lần. Mỗi câu hỏi có một mã riêng.")
		}
		c.one(f, name, inGroup)
		c.when(f, name, before)
		before[f.Key] = f
	}
}

func (c *checking) one(f Field, name string, inGroup bool) {
	switch {
	case strings.TrimSpace(f.Label) == "":
		c.say(f.Key, "Câu hỏi “"+f.Key+"” chưa có tên.")
	case !f.Type.known():
		c.say(f.Key, "Câu hỏi “"+name+"” có loại không rõ. Chọn một loại trong danh sách.")
	case (f.Type == Choice || f.Type == Several) && len(f.Options) < 2-count(f.Type == Several):
		c.say(f.Key, "Câu hỏi “"+name+"” cần có các phương án để chọn, mỗi phương án một dòng.")
	case (f.Type == Choice || f.Type == Several) && repeated(f.Options):
		c.say(f.Key, "Câu hỏi “"+name+"” có hai phương án giống nhau.")
	case f.Type == Group && inGroup:
		c.say(f.Key, "Nhóm lặp lại “"+name+"” không đặt trong nhóm khác được.")
	case f.Type == Group && len(f.Fields) == 0:
		c.say(f.Key, "Nhóm lặp lại “"+name+"” chưa có câu hỏi nào.")
	case f.Type == Group && f.Required && f.Least == 0:
		c.say(f.Key, "Nhóm lặp lại “"+name+"” bắt buộc thì cần ít nhất một dòng. Ghi mức ít nhất là 1.")
	case f.Type == Upload && (inGroup || f.Paper == ""):
		c.say(f.Key, "Tệp “"+name+"” phải ứng với một giấy tờ đã công bố và không đặt trong nhóm.")
	case f.Type == Group && max(f.Least, f.Most) > rowsMost:
		c.say(f.Key, fmt.Sprintf("Nhóm lặp lại “%s” có mức ít nhất hoặc nhiều nhất lớn hơn %d dòng. Ghi mức không quá %d.", name, rowsMost, rowsMost))
	case (f.Type == Number || f.Type == Money) && f.Default != "" && unreadable(f):
		c.say(f.Key, "Câu hỏi “"+name+"” có câu trả lời điền sẵn không đọc được thành số. Viết như 1.250 hoặc 56,5.")
	case f.Least < 0 || f.Most < 0 || f.Most > 0 && f.Least > f.Most:
		c.say(f.Key, "Câu hỏi “"+name+"” có mức ít nhất lớn hơn mức nhiều nhất.")
	}
	for _, p := range f.Parts {
		key := strings.TrimSuffix(p, "?")
		if !slices.ContainsFunc(pieces[f.Type], func(x Field) bool { return x.Key == key }) {
			c.say(f.Key, "Câu hỏi “"+name+"” hỏi mục “"+key+"” không có trong loại này.")
		}
	}
	if f.Type == Group {
		c.level(f.Fields, true)
	}
}

func (c *checking) when(f Field, name string, before map[string]Field) {
	if f.When == nil {
		return
	}
	on, ok := before[f.When.Field]
	switch {
	case !ok:
		c.say(f.Key, "Điều kiện của “"+name+"” phải dựa vào một câu hỏi đứng trước nó.")
	case on.Type != Choice && on.Type != Yes:
		c.say(f.Key, "Điều kiện của “"+name+"” chỉ dựa được vào câu hỏi chọn một hoặc ô đánh dấu.")
	case len(f.When.Is) == 0:
		c.say(f.Key, "Điều kiện của “"+name+"” chưa nêu câu trả lời nào.")
	case on.Type == Choice:
		for _, is := range f.When.Is {
			if !slices.Contains(on.Options, is) {
				c.say(f.Key, "Điều kiện của “"+name+"” nêu phương án “"+is+"” không có trong “"+on.Label+"”.")
			}
		}
	case !slices.Equal(f.When.Is, []string{Ticked}):
		c.say(f.Key, "Điều kiện của “"+name+"” dựa vào ô đánh dấu thì chỉ có câu trả lời “"+Ticked+"”.")
	}
}

// Ticked is the answer of a ticked box.
const Ticked = "có"

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func unreadable(f Field) bool {
	_, wrong := readNumber(f, f.Default)
	return wrong != ""
}

func repeated(all []string) bool {
	seen := map[string]bool{}
	for _, s := range all {
		if seen[s] || strings.TrimSpace(s) == "" {
			return true
		}
		seen[s] = true
	}
	return false
}
