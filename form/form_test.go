package form

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"motcua/procedure"
)

func sample() Form {
	return Form{Title: "Tờ khai mẫu", Source: "Mẫu của bài thử", Sections: []Section{
		{Title: "Người khai", Fields: []Field{
			{Key: "who", Label: "Người khai", Type: Person, Required: true, Parts: []string{"name", "birth", "nationality", "number?"}, From: Me},
			{Key: "place", Label: "Nơi ở", Type: Address, Required: true},
			{Key: "price", Label: "Giá trị", Type: Money, Required: true, Least: 1000},
			{Key: "area", Label: "Diện tích", Type: Number},
		}},
		{Title: "Con", Fields: []Field{
			{Key: "has", Label: "Có con", Type: Choice, Required: true, Options: []string{"Có", "Không"}},
			{Key: "children", Label: "Các con", Type: Group, Least: 1, Most: 3, Required: true, When: &When{Field: "has", Is: []string{"Có"}}, Fields: []Field{
				{Key: "name", Label: "Họ và tên", Type: Text, Required: true, Most: 20},
				{Key: "born", Label: "Ngày sinh", Type: Date, Required: true},
			}},
			{Key: "mail", Label: "Thư điện tử", Type: Email},
			{Key: "true", Label: "Cam đoan", Type: Yes, Required: true},
		}},
	}}
}

func typed() Typed {
	return Typed{"who.name": {"Trần Văn An"}, "who.birth-day": {"6"}, "who.birth-month": {"5"}, "who.birth-year": {"1990"}, "who.nationality": {"Việt Nam"},
		"place.province": {"Thành phố Hồ Chí Minh"}, "place.commune": {"Phường Bến Nghé"}, "price": {"1.250.000"}, "area": {"56,5"}, "has": {"Có"}, "children.rows": {"1"},
		"children.0.name": {"Trần Thị Bình"}, "children.0.born": {"01/02/2019"}, "true": {"có"}}
}

func TestRightAnswersAreRead(t *testing.T) {
	f := sample()
	a, wrong, err := f.Read(typed())
	if err != nil || len(wrong) > 0 {
		t.Fatalf("%v %v", wrong, err)
	}
	text, _ := json.Marshal(a)
	want := `{"area":56.5,"children":[{"born":"2019-02-01","name":"Trần Thị Bình"}],"has":"Có","place":{"commune":"Phường Bến Nghé","province":"Thành phố Hồ Chí Minh"},` +
		`"price":1250000,"true":true,"who":{"birth":"1990-05-06","name":"Trần Văn An","nationality":"Việt Nam"}}`
	if string(text) != want {
		t.Errorf("%s", text)
	}
	var all []string
	for _, p := range f.Show(a).Parts {
		for _, l := range p.Lines {
			all = append(all, l.Label+": "+l.Text)
		}
	}
	for _, want := range []string{"Ngày, tháng, năm sinh: 06/05/1990", "Nơi ở: Phường Bến Nghé, Thành phố Hồ Chí Minh", "Giá trị: 1.250.000 đồng (Một triệu hai trăm năm mươi nghìn đồng)", "Diện tích: 56,5",
		"Các con – 1: ", "Ngày sinh: 01/02/2019"} {
		if !slices.Contains(all, want) {
			t.Errorf("missing %q in %q", want, all)
		}
	}
}

func TestWrongAnswersHaveTheirSentence(t *testing.T) {
	for _, c := range []struct {
		sentence string
		change   func(Typed)
		at, says string
	}{
		{"a name is needed", func(x Typed) { delete(x, "who.name") }, "who.name", "Nhập họ, chữ đệm, tên."},
		{"nobody at all: each box is told", func(x Typed) {
			for _, k := range []string{"who.name", "who.birth-day", "who.birth-month", "who.birth-year"} {
				delete(x, k)
			}
		}, "who.birth", "Nhập ngày, tháng, năm sinh."},
		{"there is no 31 June", func(x Typed) { x["who.birth-day"], x["who.birth-month"] = []string{"31"}, []string{"6"} }, "who.birth", "Ngày, tháng, năm sinh: nhập ngày, tháng, năm có thật, ví dụ 06/5/2019."},
		{"a number has 9 or 12 digits", func(x Typed) { x["who.number"] = []string{"12"} }, "who.number", "Số giấy tờ tùy thân gồm 9 hoặc 12 chữ số, hoặc số hộ chiếu."},
		{"money is whole", func(x Typed) { x["price"] = []string{"mười"} }, "price", "Giá trị: nhập bằng chữ số, dấu chấm chỉ để tách từng nhóm ba số, ví dụ 1.250.000."},
		{"money has a least", func(x Typed) { x["price"] = []string{"10"} }, "price", "Giá trị phải từ 1000 trở lên."},
		{"infinity is no area", func(x Typed) { x["area"] = []string{"inf"} }, "area", "Diện tích: nhập bằng chữ số, dấu chấm chỉ để tách từng nhóm ba số, dấu phẩy trước phần lẻ, ví dụ 1.250 hoặc 56,5."},
		{"a choice is one of those offered", func(x Typed) { x["has"] = []string{"Có lẽ"} }, "has", "Chọn có con trong các mục đã nêu."},
		{"a group has a least", func(x Typed) { x["children.rows"] = []string{"0"} }, "children", "Các con: cần ít nhất 1 dòng. Bấm “Thêm” để thêm dòng."},
		{"a group has a most", func(x Typed) { x["children.rows"] = []string{"4"} }, "children", "Các con: nhiều nhất 3 dòng. Bỏ bớt dòng thừa."},
		{"no group has more than fifty", func(x Typed) { x["children.rows"] = []string{"60"} }, "children", "Các con: nhiều nhất 50 dòng. Bỏ bớt dòng thừa."},
		{"a row is judged alone", func(x Typed) { x["children.0.born"] = []string{"2019"} }, "children.0.born", "Ngày sinh: nhập ngày, tháng, năm có thật, ví dụ 06/5/2019."},
		{"a text has a most", func(x Typed) { x["children.0.name"] = []string{strings.Repeat("a", 21)} }, "children.0.name", "Họ và tên: nhiều nhất 20 ký tự; đang có 21."},
		{"mail has a shape", func(x Typed) { x["mail"] = []string{"an"} }, "mail", "Nhập địa chỉ thư điện tử dạng ten@noi.vn."},
		{"a promise is ticked", func(x Typed) { delete(x, "true") }, "true", "Đánh dấu vào ô “Cam đoan” để tiếp tục."},
	} {
		t.Run(c.sentence, func(t *testing.T) {
			x := typed()
			c.change(x)
			_, wrong, err := sample().Read(x)
			if err != nil || !slices.Contains(wrong, Problem{c.at, c.says}) {
				t.Errorf("%q %v", wrong, err)
			}
		})
	}
}

func TestWhatIsNotAskedIsDropped(t *testing.T) {
	x := typed()
	x["has"] = []string{"Không"}
	a, wrong, err := sample().Read(x)
	if err != nil || len(wrong) > 0 || a["children"] != nil {
		t.Errorf("%v %v %v", a, wrong, err)
	}
}

// TestAnAnswerBehindAHiddenQuestionIsDropped: what was typed before the first answer changed
// shows nothing that is not asked.
func TestAnAnswerBehindAHiddenQuestionIsDropped(t *testing.T) {
	f := Form{Title: "Tờ khai", Sections: []Section{{Title: "Phần", Fields: []Field{
		{Key: "a", Label: "A", Type: Choice, Required: true, Options: []string{"Có", "Không"}},
		{Key: "b", Label: "B", Type: Choice, Required: true, Options: []string{"Có", "Không"}, When: &When{"a", []string{"Có"}}},
		{Key: "c", Label: "C", Type: Text, Required: true, When: &When{"b", []string{"Có"}}},
		{Key: "d", Label: "D", Type: Group, Fields: []Field{
			{Key: "a", Label: "A", Type: Yes}, {Key: "b", Label: "B", Type: Yes, When: &When{"a", []string{Ticked}}}, {Key: "c", Label: "C", Type: Text, When: &When{"b", []string{Ticked}}},
		}},
	}}}}
	a, wrong, err := f.Read(Typed{"a": {"Không"}, "b": {"Có"}, "c": {"cũ"}, "d.rows": {"1"}, "d.0.b": {Ticked}, "d.0.c": {"cũ"}})
	text, _ := json.Marshal(a)
	if err != nil || len(wrong) > 0 || string(text) != `{"a":"Không","d":[{}]}` {
		t.Errorf("%s %v %v", text, wrong, err)
	}
}

// TestAScheduledVersionComes: of the versions begun the one that began last is asked; of two
// of one day the later published.
func TestAScheduledVersionComes(t *testing.T) {
	all := []Version{{No: 1, ValidFrom: "2019-06-03"}, {No: 2, ValidFrom: "2019-07-01"}, {No: 3, ValidFrom: "2019-06-10"}, {No: 4, ValidFrom: "2019-08-01"}, {No: 5, ValidFrom: "2019-08-01"}}
	for day, want := range map[string]int{"2019-06-02": 0, "2019-06-09": 1, "2019-06-30": 3, "2019-07-01": 2, "2019-08-01": 5} {
		if v, _ := Pick(all, day); v.No != want {
			t.Errorf("%s: version %d, want %d", day, v.No, want)
		}
	}
}

func TestRowsComeAndGo(t *testing.T) {
	x := typed()
	x.AddRow("children")
	x["children.1.name"] = []string{"Trần Văn Cường"}
	x.TakeRow("children", 0)
	if x.Rows("children") != 1 || x.Value("children.0.name") != "Trần Văn Cường" || x.Value("children.1.name") != "" || x.Value("children.0.born") != "" {
		t.Errorf("%v", x)
	}
}

// TestOnceOnly: DV-8 what the city knows is not asked again, and the page says where it is from.
func TestOnceOnly(t *testing.T) {
	f := sample()
	f.Sections[1].Fields[2].From = Earlier
	before, _, err := f.Read(typed())
	if err != nil {
		t.Fatal(err)
	}
	before["mail"] = "an@vi.du"
	x := f.Fill(Known{Name: "Trần Văn An", Number: "079090000001"}, []Before{{Dossier: "H29.1", Form: f, Answers: before}})
	for at, want := range map[string][2]string{"who.name": {"Trần Văn An", FromAccount}, "who.number": {"079090000001", FromAccount}, "who.birth-year": {"1990", ""},
		"mail": {"an@vi.du", "H29.1"}, "price": {"", ""}, "who.nationality": {"Việt Nam", "H29.1"}} {
		if x.Value(at) != want[0] || x.Origin(at) != want[1] {
			t.Errorf("%s: %q from %q, want %q", at, x.Value(at), x.Origin(at), want)
		}
	}
	if x.Origin("who.birth") != "H29.1" {
		t.Error("the birthday came from the dossier")
	}
	again := f.Take(func(name string) []string {
		if name == "mail" {
			return []string{"khac@vi.du"}
		}
		return x[name]
	}, x)
	if again.Origin("mail") != "" || again.Origin("who.name") != FromAccount {
		t.Errorf("a changed value is the person's own: %v", again)
	}
}

func TestShippedFormsAreWhole(t *testing.T) {
	all, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	versions, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]procedure.Version{}
	for _, v := range versions {
		known[v.Code] = v
	}
	if len(all) < 40 {
		t.Errorf("%d procedures have a form", len(all))
	}
	for code, f := range all {
		if _, ok := known[code]; !ok {
			t.Errorf("%s is no procedure of the catalogue", code)
		}
		if f.Source == "" || len(f.Fields()) < 2 {
			t.Errorf("%s: %q is no complete form", code, f.Title)
		}
		roundTrip(t, f)
	}
	for _, v := range versions {
		if faults := General(v).Check(); len(faults) > 0 {
			t.Errorf("%s: %v", v.Code, faults)
		}
	}
}

// roundTrip holds that a form leaves as schema and layout and comes back the same, and
// that the schema compiles.
func roundTrip(t *testing.T, f Form) {
	t.Helper()
	text, err := json.Marshal(f.Pack())
	if err != nil {
		t.Fatal(err)
	}
	var file File
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	back, faults := file.Unpack()
	if len(faults) > 0 || back.Text() != f.Text() {
		t.Errorf("%s comes back changed: %v", f.Title, faults)
	}
	if _, err := f.Judge(Answers{}); err != nil {
		t.Error(err)
	}
}

func TestASchemaThatSaysMoreIsRefused(t *testing.T) {
	roundTrip(t, sample())
	for name, change := range map[string]func(map[string]any){
		"a rule nobody can show":      func(s map[string]any) { s["minProperties"] = 3 },
		"a question outside a layout": func(s map[string]any) { s["properties"].(map[string]any)["x"] = map[string]any{"type": "string"} },
	} {
		file := sample().Pack()
		change(file.Schema)
		if _, faults := file.Unpack(); len(faults) == 0 {
			t.Errorf("%s is taken without a word", name)
		}
	}
}

func TestAWrongFormIsTold(t *testing.T) {
	for says, change := range map[string]func(*Form){
		"lớn hơn 50 dòng":              func(f *Form) { f.Sections[1].Fields[1].Least, f.Sections[1].Fields[1].Most = 60, 0 },
		"dùng hai lần":                 func(f *Form) { f.Sections[0].Fields[1].Key = "who" },
		"chưa có tên":                  func(f *Form) { f.Sections[0].Fields[0].Label = " " },
		"phải dựa vào một câu hỏi":     func(f *Form) { f.Sections[1].Fields[1].When.Field = "mail" },
		"nêu phương án “Vâng” không":   func(f *Form) { f.Sections[1].Fields[1].When.Is = []string{"Vâng"} },
		"cần có các phương án để chọn": func(f *Form) { f.Sections[1].Fields[0].Options = nil; f.Sections[1].Fields[1].When = nil },
		"hỏi mục “shoe”":               func(f *Form) { f.Sections[0].Fields[0].Parts = []string{"shoe"} },
		"chưa có câu hỏi nào":          func(f *Form) { f.Sections[1].Fields[1].Fields = nil },
		"Ghi tên tờ khai":              func(f *Form) { f.Title = "" },
	} {
		f := sample()
		change(&f)
		if faults := f.Check(); len(faults) == 0 || !strings.Contains(fmt.Sprint(faults), says) {
			t.Errorf("want %q: %v", says, faults)
		}
	}
}

func TestEditing(t *testing.T) {
	f := sample()
	g, _, err := f.Put(Place{1, 4, -1}, Field{Label: "Nghề nghiệp", Type: Text})
	if err != nil || g.Sections[1].Fields[4].Key != "nghe_nghiep" || len(f.Sections[1].Fields) != 4 {
		t.Fatalf("%v %v", g.Sections[1].Fields, err)
	}
	g, _, _ = g.Put(Place{1, 5, -1}, Field{Label: "Nghề nghiệp", Type: Text})
	if g.Sections[1].Fields[5].Key != "nghe_nghiep_2" {
		t.Error(g.Sections[1].Fields[5].Key)
	}
	g, err = g.Move(Place{1, 0, -1}, -1)
	if err != nil || g.Sections[0].Fields[4].Key != "has" {
		t.Errorf("over the edge of a section: %v %v", g.Sections[0].Fields, err)
	}
	if _, err := g.Remove(Place{0, 4, -1}); err == nil || !strings.Contains(err.Error(), "đang dựa vào") {
		t.Errorf("a question others depend on stays: %v", err)
	}
	x := g.Sections[0].Fields[4]
	x.Options = []string{"Đã có", "Không"}
	g, _, err = g.Put(Place{0, 4, -1}, x)
	if err != nil || g.Sections[1].Fields[0].When.Is[0] != "Đã có" || len(g.Check()) > 0 {
		t.Errorf("a renamed option is renamed in conditions: %v %v", err, g.Check())
	}
	if _, err := f.Move(Place{0, 0, -1}, -1); err == nil {
		t.Error("the first cannot go up")
	}
	if _, err := f.Get(Place{9, 0, -1}); err == nil {
		t.Error("nothing stands there")
	}
}

func TestDongInWords(t *testing.T) {
	for n, want := range map[int64]string{0: "Không đồng", 5: "Năm đồng", 15: "Mười lăm đồng", 21: "Hai mươi mốt đồng", 105: "Một trăm lẻ năm đồng", 8000: "Tám nghìn đồng", 1_005_000: "Một triệu không trăm lẻ năm nghìn đồng",
		24_000_064: "Hai mươi tư triệu không trăm sáu mươi tư đồng", 3_000_000_000: "Ba tỷ đồng", 1_000_000_000_000: "Một nghìn tỷ đồng"} {
		if got := Dong(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestProvincesOfTheDay(t *testing.T) {
	for day, want := range map[string]int{"2019-06-03": 63, "2025-01-01": 63, "2025-06-30": 63, "2025-07-01": 34, "2026-11-23": 34} {
		if got := Provinces(day); len(got) != want {
			t.Errorf("%s: %d provinces", day, len(got))
		}
	}
	if slices.Contains(Provinces("2024-12-31"), "Thành phố Huế") || !slices.Contains(Provinces("2025-01-01"), "Thành phố Huế") {
		t.Error("Huế is a central city since 2025")
	}
}
