package process

import (
	"fmt"
	"slices"
	"strings"

	"motcua/deadline"
	"motcua/office"
)

// Difference is one thing a version has otherwise than another.
type Difference struct {
	Step     string // id of the step
	Sentence string
}

// Differences says step by step what changed, for a person to read.
func Differences(a, b Process) []Difference {
	var out []Difference
	say := func(id, format string, args ...any) { out = append(out, Difference{id, fmt.Sprintf(format, args...)}) }
	for i, s := range b.Steps {
		j := a.Index(s.ID)
		if j < 0 {
			say(s.ID, "Thêm bước %d “%s”", i+1, s.Name)
			continue
		}
		old := a.Steps[j]
		if changed := compare(old, s); len(changed) > 0 {
			say(s.ID, "Bước %d “%s”: %s", i+1, s.Name, strings.Join(changed, "; "))
		}
		if !slices.Equal(targets(old), targets(s)) || old.Way != s.Way {
			say(s.ID, "Bước %d “%s”: đổi bước tiếp theo", i+1, s.Name)
		}
	}
	for i, s := range a.Steps {
		if b.Index(s.ID) < 0 {
			say(s.ID, "Bỏ bước %d “%s”", i+1, s.Name)
		}
	}
	return out
}

func targets(s Step) []Next {
	out := slices.Clone(s.Next)
	slices.SortFunc(out, func(x, y Next) int { return strings.Compare(x.To, y.To) })
	return out
}

func compare(a, b Step) []string {
	var out []string
	from := func(what, x, y string) {
		if x != y {
			out = append(out, fmt.Sprintf("%s từ “%s” thành “%s”", what, x, y))
		}
	}
	time := func(s Step) string {
		if !s.Counted {
			return "không tính"
		}
		return deadline.WorkingTime(int64(s.Minutes))
	}
	from("nội dung", a.Name, b.Name)
	from("loại", KeyName(a.Key), KeyName(b.Key))
	from("nơi thực hiện", a.Place.Vietnamese()+a.Office, b.Place.Vietnamese()+b.Office)
	from("người thực hiện", office.Role(a.Role).Vietnamese(), office.Role(b.Role).Vietnamese())
	from("thời gian", time(a), time(b))
	from("kết quả", a.Result, b.Result)
	from("giấy tờ", strings.Join(a.Papers, ", "), strings.Join(b.Papers, ", "))
	return out
}
