package office

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua/fold"
	"motcua/refusal"
)

// Columns of a list of officials, by name, in any order. Phone, email and room may
// be left out.
var Columns = []string{"name", "title", "office", "role", "from", "phone", "email", "room"}

// Staffing is what a list of officials adds, and who stands in it already.
type Staffing struct {
	Change
	Known int // lines that say what is known
}

// ReadStaff reads a list of officials and their posts: CSV in UTF-8 with a head line.
// office is a code or a whole name, role one of Roles, from a day YYYY-MM-DD. The same
// name twice in the list is one person only when phone or e-mail say so. The refusal
// names line and column; nothing is taken from a list with a mistake.
func ReadStaff(data []byte, s State, id func() string) (Staffing, error) {
	if !utf8.Valid(data) {
		return Staffing{}, refusal.Invalid("file", "Tệp không ở mã UTF-8. Lưu lại từ bảng tính bằng lựa chọn “CSV UTF-8”.")
	}
	r := csv.NewReader(bytes.NewReader(norm.NFC.Bytes(bytes.TrimPrefix(data, []byte("\ufeff")))))
	head, err := r.Read()
	if err != nil {
		return Staffing{}, refusal.Invalid("file", "Tệp trống hoặc không phải CSV. Dòng đầu ghi tên cột: "+strings.Join(Columns, ",")+".")
	}
	x := staffing{state: s, id: id, at: map[string]int{}, people: map[string]Official{}}
	for i, name := range head {
		x.at[strings.ToLower(strings.TrimSpace(name))] = i
	}
	for _, name := range Columns[:5] {
		if _, ok := x.at[name]; !ok {
			return Staffing{}, refusal.Invalid("file", fmt.Sprintf("Dòng 1: thiếu cột %q. Các cột cần có: %s.", name, strings.Join(Columns[:5], ", ")))
		}
	}
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			return Staffing{}, refusal.Invalid("file", fmt.Sprintf("Dòng %d: số cột khác dòng đầu, hoặc dấu ngoặc kép không khép.", max(line, 2)))
		}
		if column, why := x.line(row); why != "" {
			return Staffing{}, refusal.Invalid("file", fmt.Sprintf("Dòng %d, cột %s: %s.", line, column, why))
		}
	}
	if _, err := s.Apply(x.out.Change); err != nil {
		return Staffing{}, err
	}
	return x.out, nil
}

type staffing struct {
	state  State
	id     func() string
	at     map[string]int
	people map[string]Official // by who, of this list
	out    Staffing
}

func (x *staffing) get(row []string, name string) string {
	i, ok := x.at[name]
	if !ok || i >= len(row) {
		return ""
	}
	return strings.Join(strings.Fields(row[i]), " ")
}

func (x *staffing) line(row []string) (column, why string) {
	o := Official{Name: x.get(row, "name"), Title: x.get(row, "title"), Phone: x.get(row, "phone"), Email: x.get(row, "email")}
	p := Post{Role: Role(x.get(row, "role")), From: x.get(row, "from"), Room: x.get(row, "room")}
	var roles []string
	for _, r := range Roles() {
		roles = append(roles, string(r))
	}
	switch {
	case o.Name == "":
		return "name", "thiếu họ tên"
	case o.Title == "":
		return "title", "thiếu chức danh"
	case !p.Role.Valid():
		return "role", fmt.Sprintf("%q không phải vị trí; ghi một trong %s", p.Role, strings.Join(roles, ", "))
	case !dayShape(p.From):
		return "from", fmt.Sprintf("%q không phải ngày; viết như 2019-06-03", p.From)
	}
	if p.Office, why = x.place(x.get(row, "office"), p.From); why != "" {
		return "office", why
	}
	known, same := x.person(o)
	if known == nil && same > 0 && o.Phone == "" && o.Email == "" {
		return "name", "đã có công chức cùng họ tên; ghi phone hoặc email để biết là cùng người hay người khác"
	}
	if known == nil {
		o.ID = x.id()
		x.people[who(o)] = o
		x.out.Officials = append(x.out.Officials, o)
		known = &o
	}
	for _, old := range append(postsOf(x.state.Posts, known.ID), x.out.Posts...) {
		if old.Official == known.ID && old.Office == p.Office && old.Role == p.Role && old.To == "" {
			x.out.Known++
			return "", ""
		}
	}
	p.ID, p.Official = x.id(), known.ID
	x.out.Posts = append(x.out.Posts, p)
	return "", ""
}

func postsOf(all map[string]Post, official string) []Post {
	var out []Post
	for _, p := range all {
		if p.Official == official {
			out = append(out, p)
		}
	}
	return out
}

// who tells two people of one name apart.
func who(o Official) string {
	return fold.Fold(o.Name) + "\n" + o.Phone + "\n" + strings.ToLower(o.Email)
}

// person finds who is meant, and how many bear the name.
func (x *staffing) person(o Official) (*Official, int) {
	if mine, ok := x.people[who(o)]; ok {
		return &mine, 1
	}
	all := x.state.Namesakes(o.Name)
	for _, old := range all {
		if who(old) == who(o) {
			return &old, len(all)
		}
	}
	for _, mine := range x.people {
		if fold.Fold(mine.Name) == fold.Fold(o.Name) {
			all = append(all, mine)
		}
	}
	return nil, len(all)
}

func dayShape(s string) bool {
	return len(s) == 10 && s[4] == '-' && s[7] == '-' && strings.Trim(s, "0123456789-") == "" && s[5:7] >= "01" && s[5:7] <= "12" && s[8:] >= "01" && s[8:] <= "31"
}

func (x *staffing) place(typed, day string) (id, why string) {
	var found []string
	for _, o := range x.state.Tree.On(day) {
		if o.CodeOn(day) == typed || fold.Fold(o.Place) == fold.Fold(typed) || fold.Fold(x.state.Tree.Title(o.ID)) == fold.Fold(typed) {
			found = append(found, o.ID)
		}
	}
	switch {
	case typed == "":
		return "", "thiếu cơ quan"
	case len(found) == 0:
		return "", fmt.Sprintf("không có cơ quan %q vào ngày %s", typed, day)
	case len(found) > 1:
		return "", fmt.Sprintf("có %d cơ quan tên %q; ghi mã định danh", len(found), typed)
	}
	return found[0], ""
}
