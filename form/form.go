package form

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// Form is what a filing asks, in the order in which it is asked.
type Form struct {
	Title    string    `json:"title"`
	Source   string    `json:"source"` // the official declaration it follows
	Sections []Section `json:"sections"`
}

// Section is a heading with its questions.
type Section struct {
	Title  string  `json:"title"`
	Help   string  `json:"help,omitempty"`
	Fields []Field `json:"fields"`
}

// Field is one question.
type Field struct {
	Key      string   `json:"key"`
	Label    string   `json:"label"`
	Type     Type     `json:"type"`
	Help     string   `json:"help,omitempty"`
	Required bool     `json:"required,omitempty"`
	Default  string   `json:"default,omitempty"`
	Options  []string `json:"options,omitempty"` // of a choice
	Parts    []string `json:"parts,omitempty"`   // of a person or company: what is asked, "?" behind what may stay empty
	Fields   []Field  `json:"fields,omitempty"`  // of a group: the questions of one row
	Least    int      `json:"least,omitempty"`   // rows of a group, or the smallest number
	Most     int      `json:"most,omitempty"`    // rows of a group, letters of a text, or the largest number
	When     *When    `json:"when,omitempty"`
	From     From     `json:"from,omitempty"`
	Paper    string   `json:"paper,omitempty"` // of a file: the published paper it stands for
}

// When shows a field only if another one, asked before it on the same level, has one of
// these answers.
type When struct {
	Field string   `json:"field"`
	Is    []string `json:"is"`
}

// From says where a value may be taken from, so that nobody is asked twice (DV-8).
type From string

// Where values come from.
const (
	Nowhere From = ""
	Me      From = "me"      // the account signed in, then an earlier dossier
	Earlier From = "earlier" // the same question of an earlier dossier
)

// Type is the kind of answer.
type Type string

// The types.
const (
	Text    Type = "text"
	Lines   Type = "lines"
	Number  Type = "number"
	Money   Type = "money"
	Date    Type = "date"
	Yes     Type = "yes"     // one box to tick
	Choice  Type = "choice"  // one of several
	Several Type = "several" // any of several
	Email   Type = "email"
	Phone   Type = "phone"
	IDNo    Type = "idno" // căn cước, chứng minh, hộ chiếu
	TaxNo   Type = "taxno"
	Address Type = "address"
	Person  Type = "person"
	Company Type = "company"
	Group   Type = "group" // rows of the same questions
	Upload  Type = "file"  // stands for a published paper
)

// Types lists them in the order of the editor, with the words a person reads.
func Types() []Named {
	return []Named{{string(Text), "Một dòng chữ"}, {string(Lines), "Nhiều dòng chữ"}, {string(Number), "Số"}, {string(Money), "Số tiền (đồng)"}, {string(Date), "Ngày"},
		{string(Yes), "Ô đánh dấu"}, {string(Choice), "Chọn một"}, {string(Several), "Chọn nhiều"}, {string(Person), "Cá nhân"}, {string(Company), "Tổ chức, doanh nghiệp"},
		{string(Address), "Địa chỉ"}, {string(Email), "Thư điện tử"}, {string(Phone), "Số điện thoại"}, {string(IDNo), "Số giấy tờ tùy thân"}, {string(TaxNo), "Mã số thuế"},
		{string(Upload), "Tệp đính kèm"}, {string(Group), "Nhóm lặp lại"}}
}

// Named is a value with its words.
type Named struct{ Value, Words string }

// Words names a type.
func (t Type) Words() string {
	for _, n := range Types() {
		if n.Value == string(t) {
			return n.Words
		}
	}
	return string(t)
}

func (t Type) known() bool {
	return slices.ContainsFunc(Types(), func(n Named) bool { return n.Value == string(t) })
}

// Composite reports whether an answer is made of several.
func (t Type) Composite() bool { return t == Address || t == Person || t == Company }

// pieces are the questions a person, a company or an address is made of.
var pieces = map[Type][]Field{
	Person: {
		{Key: "name", Label: "Họ, chữ đệm, tên", Type: Text, Most: 250}, {Key: "birth", Label: "Ngày, tháng, năm sinh", Type: Date},
		{Key: "sex", Label: "Giới tính", Type: Choice, Options: []string{"Nam", "Nữ"}}, {Key: "ethnicity", Label: "Dân tộc", Type: Text, Most: 50, Default: "Kinh"},
		{Key: "nationality", Label: "Quốc tịch", Type: Text, Most: 80, Default: "Việt Nam"}, {Key: "number", Label: "Số căn cước hoặc hộ chiếu", Type: IDNo},
		{Key: "issued_on", Label: "Ngày cấp giấy tờ tùy thân", Type: Date}, {Key: "issued_by", Label: "Nơi cấp giấy tờ tùy thân", Type: Text, Most: 200},
		{Key: "home", Label: "Nơi cư trú", Type: Text, Most: 400}, {Key: "phone", Label: "Số điện thoại", Type: Phone}, {Key: "email", Label: "Thư điện tử", Type: Email},
	},
	Company: {
		{Key: "name", Label: "Tên tổ chức, doanh nghiệp", Type: Text, Most: 250}, {Key: "tax", Label: "Mã số thuế hoặc mã số doanh nghiệp", Type: TaxNo},
		{Key: "home", Label: "Địa chỉ trụ sở", Type: Text, Most: 400}, {Key: "head", Label: "Người đại diện theo pháp luật", Type: Text, Most: 250},
		{Key: "phone", Label: "Số điện thoại", Type: Phone}, {Key: "email", Label: "Thư điện tử", Type: Email},
	},
	Address: {
		{Key: "province", Label: "Tỉnh, thành phố", Type: Text, Most: 80}, {Key: "district", Label: "Quận, huyện", Type: Text, Most: 80},
		{Key: "commune", Label: "Phường, xã", Type: Text, Most: 80}, {Key: "street", Label: "Số nhà, đường, thôn, ấp", Type: Text, Most: 200},
	},
}

// Pieces names what a person or a company can be asked for.
func (t Type) Pieces() []Named {
	var out []Named
	for _, f := range pieces[t] {
		out = append(out, Named{f.Key, f.Label})
	}
	return out
}

// usual is what is asked of each when a form names nothing.
var usual = map[Type][]string{Person: {"name", "birth", "number", "home"}, Company: {"name", "tax", "home", "head?"}, Address: {"province", "district?", "commune", "street?"}}

// Inner gives the questions a composite or a row of a group is made of.
func (f Field) Inner() []Field {
	if f.Type == Group {
		return f.Fields
	}
	asked := f.Parts
	if len(asked) == 0 || f.Type == Address {
		asked = usual[f.Type]
	}
	var out []Field
	for _, p := range pieces[f.Type] {
		switch {
		case slices.Contains(asked, p.Key):
			p.Required = true
		case !slices.Contains(asked, p.Key+"?"):
			continue
		}
		out = append(out, p)
	}
	return out
}

// Fields gives the fields of all sections in order.
func (f Form) Fields() []Field {
	var out []Field
	for _, s := range f.Sections {
		out = append(out, s.Fields...)
	}
	return out
}

// Field finds a field of the first level.
func (f Form) Field(key string) (Field, bool) {
	for _, s := range f.Sections {
		for _, x := range s.Fields {
			if x.Key == key {
				return x, true
			}
		}
	}
	return Field{}, false
}

// Text is the form as it is stored: one line, equal for equal forms.
func (f Form) Text() string {
	b, err := json.Marshal(f)
	if err != nil {
		panic("form: a form always has a text: " + err.Error())
	}
	return string(b)
}

// Hash names the form by what it says.
func (f Form) Hash() string {
	h := sha256.Sum256([]byte(f.Text()))
	return hex.EncodeToString(h[:])
}

// Parse reads a stored form.
func Parse(text string) (Form, error) {
	var f Form
	err := json.Unmarshal([]byte(text), &f)
	return f, err
}

// lower makes a label fit into a sentence.
func lower(s string) string {
	first, rest := "", s
	for i := range s {
		if i > 0 {
			first, rest = s[:i], s[i:]
			break
		}
	}
	if rest != "" && strings.ToUpper(rest[:1]) == rest[:1] && rest[0] >= 'A' && rest[0] <= 'Z' {
		return s // an abbreviation
	}
	return strings.ToLower(first) + rest
}
