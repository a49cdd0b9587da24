package office

import "slices"

// Role is what a post is for. Package access says what each may do.
type Role string

// The roles of the one-stop mechanism.
const (
	Reception   Role = "reception"    // bộ phận một cửa: receives and returns
	Officer     Role = "officer"      // examines and proposes
	Head        Role = "head"         // người đứng đầu: decides and signs
	DeputyHead  Role = "deputy_head"  // signs KT. for the head
	OneStopHead Role = "onestop_head" // leads the one-stop unit; signs reminders TL. (PRI-7)
	Control     Role = "control"      // kiểm soát thủ tục hành chính
	Inspector   Role = "inspector"    // looks at the full trail
	Admin       Role = "admin"        // keeps offices, people and procedures
)

// Roles gives all roles in the order lists show them.
func Roles() []Role {
	return []Role{Head, DeputyHead, OneStopHead, Reception, Officer, Control, Inspector, Admin}
}

var roleNames = map[Role]string{
	Reception: "Công chức tiếp nhận và trả kết quả", Officer: "Công chức chuyên môn",
	Head: "Người đứng đầu", DeputyHead: "Cấp phó của người đứng đầu",
	OneStopHead: "Trưởng bộ phận một cửa", Control: "Cán bộ kiểm soát thủ tục hành chính",
	Inspector: "Thanh tra, kiểm tra", Admin: "Quản trị hệ thống",
}

// Vietnamese is the role's name on pages.
func (r Role) Vietnamese() string {
	if name, ok := roleNames[r]; ok {
		return name
	}
	return string(r)
}

// Valid reports whether r is one of Roles.
func (r Role) Valid() bool { return slices.Contains(Roles(), r) }

// Official is a person in public service (CBCCVC).
type Official struct {
	ID    string
	Name  string
	Title string // chức danh, e.g. "Chuyên viên"; letters print it
	Phone string // office phone, published (PRI-7)
	Email string
}

// Post is a role an official holds at an office from a day to a day.
type Post struct {
	ID       string
	Official string
	Office   string
	Role     Role
	From, To string // To is the last day; "" = still
	Room     string // phòng, tổ, ban within the office; "" where it has none (REC-5)
}

// On reports whether the post is held on the day. A session ends with the post.
func (p Post) On(day string) bool { return holds(p.From, p.To, day) }

// PostsOn gives the posts held on the day, in their order.
func PostsOn(posts []Post, day string) []Post {
	return slices.DeleteFunc(slices.Clone(posts), func(p Post) bool { return !p.On(day) })
}

// Delegation lets the holder of one post act for the holder of another.
type Delegation struct {
	ID       string
	From, To string // ids of posts: who gives, who receives
	Begin    string // first day
	End      string // last day; a delegation always ends
	Scope    string // name of the one act it covers; "" = every act of the giving post
	Form     string // signature form of the letter: "KT.", "TL.", "TUQ."
	Revoked  string // first day it no longer holds; "" = never
	Number   string // of the written document (APO-4)
	Reason   string
}

// On reports whether the delegation covers the act on the day.
func (d Delegation) On(day, act string) bool {
	return d.Begin != "" && d.End != "" && d.Begin <= day && day <= d.End &&
		(d.Revoked == "" || day < d.Revoked) && (d.Scope == "" || d.Scope == act)
}

// BehalfOf finds the delegation by which the holder of post `to` may do act for the
// holder of post `from` on the day.
func BehalfOf(all []Delegation, from, to, act, day string) (Delegation, bool) {
	for _, d := range all {
		if d.From == from && d.To == to && d.On(day, act) {
			return d, true
		}
	}
	return Delegation{}, false
}
