package publication

import (
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/law"
	"motcua/procedure"
	"motcua/refusal"
)

// at is a moment of 2019 at 09:00 with the shipped catalogue in force.
func at(t testing.TB, day string) Moment {
	t.Helper()
	vs, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for i := range vs {
		vs[i].ID = "v-" + vs[i].Code
	}
	d, err := time.ParseInLocation("2006-01-02 15:04", day+" 09:00", clock.Zone)
	if err != nil {
		t.Fatal(err)
	}
	p, err := law.At(day)
	if err != nil {
		t.Fatal(err)
	}
	return Moment{Now: clock.At(d), Who: access.Who{Official: "soan", Office: "so-tu-phap", Role: "officer"}, City: "tp", Today: p, Calendar: calendar.Civil(),
		InForce:  func(code string) (procedure.Version, bool) { return procedure.InForce(vs, code, day) },
		Versions: func(code string) []procedure.Version { return of(vs, code) },
		Busy:     func(string) (string, bool) { return "", false },
		Listed:   func(Legal) (Text, bool) { return Text{}, false }}
}

func of(vs []procedure.Version, code string) (out []procedure.Version) {
	for _, v := range vs {
		if v.Code == code {
			out = append(out, v)
		}
	}
	return out
}

func done(t testing.TB, f File, m Moment, acts ...Act) File {
	t.Helper()
	for _, a := range acts {
		var err error
		if f, _, err = Apply(f, m, a); err != nil {
			t.Fatalf("%s: %v", a.Name(), err)
		}
	}
	return f
}

func refusedBy(t testing.TB, rule, words string, err error) {
	t.Helper()
	no, ok := refusal.As(err)
	if !ok || no.Rule != rule || !strings.Contains(no.Sentence, words) {
		t.Errorf("got %v, want a refusal by %s that says %q", err, rule, words)
	}
}

// sample is a text of law made up for the tests.
func sample(issued, effect string) Legal {
	return Legal{Number: "05/2019/TT-VD", Name: "Thông tư ví dụ về hộ tịch", Issued: issued, Effect: effect}
}

func amended(t testing.TB, m Moment, code string) Item {
	t.Helper()
	v, ok := m.InForce(code)
	if !ok {
		t.Fatalf("%s is not in force", code)
	}
	v.Steps = "Nộp hồ sơ tại bộ phận một cửa; kiểm tra; trả kết quả"
	v.None = []procedure.SectionKey{procedure.SectionForms, procedure.SectionConditions, procedure.SectionFee}
	return Item{Kind: KindAmended, Code: code, Proposed: v}
}

func TestKS_5_KS_6_KS_8_LatestDays(t *testing.T) {
	for _, c := range []struct {
		rule                      string
		today                     string
		law                       Legal
		publish, enter, configure string
	}{
		{"KS-5 05 days before a text takes effect; KS-6 05 working days of signing", "2019-06-03", sample("2019-05-20", "2019-07-01"), "2019-06-26", "2019-06-10", "2019-06-10"},
		{"KS-6 days off do not count", "2019-04-26", sample("2019-04-01", "2019-06-01"), "2019-05-27", "2019-05-07", "2019-05-07"},
		{"KS-5 a fast text: 03 days after its issue; KS-6 02 working days", "2019-06-06", Legal{Number: "1/QĐ", Name: "x", Issued: "2019-06-06", Effect: "2019-06-06", Fast: true}, "2019-06-09", "2019-06-10", "2019-06-13"},
	} {
		m := at(t, c.today)
		f := done(t, File{}, m, Draft{ID: "f", Title: "Công bố thủ tục", Law: c.law}, Put{Item: amended(t, m, "1.001193")}, Submit{}, Accept{}, Sign{})
		if f.Latest.Day != c.publish || f.Enter.Day != c.enter || f.Process.Day != c.configure {
			t.Errorf("%s: publish %s enter %s configure %s", c.rule, f.Latest.Day, f.Enter.Day, f.Process.Day)
		}
		for _, d := range []Day{f.Latest, f.Enter, f.Process} {
			if len(d.Lines) < 2 {
				t.Errorf("%s: the arithmetic is not printed: %v", c.rule, d)
			}
		}
	}
}

func TestKS_5_ALateDecisionSaysByHowManyDays(t *testing.T) {
	m := at(t, "2019-06-03")
	f := done(t, File{}, m, Draft{ID: "f", Title: "Công bố", Law: sample("2019-05-20", "2019-06-12")}, Put{Item: amended(t, m, "1.001193")}, Submit{}, Accept{})
	for day, late := range map[string]int{"2019-06-07": 0, "2019-06-08": 1, "2019-06-20": 13} {
		got := done(t, f, at(t, day), Sign{Number: 1})
		today, err := calendar.ParseDate(day)
		if err != nil {
			t.Fatal(err)
		}
		if want := max((today + 1).String(), "2019-06-12"); got.Late != late || got.From != want {
			t.Errorf("%s: late %d, from %s", day, got.Late, got.From)
		}
	}
}

func TestKS_3_WhatADraftMayHold(t *testing.T) {
	m := at(t, "2019-06-03")
	f := done(t, File{}, m, Draft{ID: "f", Title: "Công bố", Law: sample("2019-05-20", "2019-07-01")})
	for _, c := range []struct {
		says string
		rule string
		act  Act
	}{
		{"đang có hiệu lực", "KS-3", Put{Item: Item{Kind: KindNew, Code: "1.001193"}}},
		{"không có trong danh mục", "KS-3", Put{Item: Item{Kind: KindAmended, Code: "9.999999"}}},
		{"không có trong danh mục", "KS-3", Put{Item: Item{Kind: KindAbolished, Code: "9.999999"}}},
		{"ví dụ 1.001193", "CODE-6", Put{Item: Item{Kind: KindNew, Code: "1193"}}},
		{"Chọn loại", "KS-3", Put{Item: Item{Kind: "other", Code: "1.001193"}}},
		{"ít nhất một thủ tục", "KS-3", Submit{}},
		{"ít nhất 10 ký tự", "KS-4", Drop{Reason: "nhầm"}},
	} {
		_, _, err := Apply(f, m, c.act)
		refusedBy(t, c.rule, c.says, err)
	}
	g := done(t, f, m, Put{Item: Item{Kind: KindNew, Code: "9.000001", Proposed: procedure.Version{Name: "Thủ tục mới"}}})
	_, _, err := Apply(g, m, Submit{})
	refusedBy(t, "KS-1", "Thiếu trình tự thực hiện", err)
	x := done(t, f, m, Put{Item: amended(t, m, "1.001193")})
	if p := x.Items[0].Proposed; !cites(p, "05/2019/tt-vd") || p.Decision != "" || x.Items[0].Base != "v-1.001193" {
		t.Errorf("the proposed version names the text it follows and what it replaces: %+v", x.Items[0])
	}
	for _, l := range []Legal{{}, {Number: "1"}, {Number: "1", Name: "x"}, {Number: "1", Name: "x", Effect: "2019-07-01"}, {Number: "1", Name: "x", Effect: "2019-07-01", Issued: "2019-08-01"}} {
		if _, _, err := Apply(File{}, m, Draft{ID: "f", Title: "Công bố", Law: l}); err == nil {
			t.Errorf("a file without its text of law was begun: %+v", l)
		}
	}
}

func TestKS_4_EachStepFollowsTheOneBefore(t *testing.T) {
	m := at(t, "2019-06-03")
	steps := []Act{Put{Item: amended(t, m, "1.001193")}, Submit{}, Accept{}, Sign{Number: 1}, Issue{}, Enter{}}
	f := done(t, File{}, m, Draft{ID: "f", Title: "Công bố", Law: sample("2019-05-20", "2019-07-01")})
	for i, a := range steps {
		for j, other := range steps {
			if _, _, err := Apply(f, m, other); j > i && i > 0 && err == nil {
				t.Errorf("%s went through before %s", other.Name(), a.Name())
			}
		}
		f = done(t, f, m, a)
		if a.Name() == "put" {
			continue
		}
		if _, _, err := Apply(f, m, a); err == nil {
			t.Errorf("%s went through twice", a.Name())
		}
	}
	back := done(t, File{}, m, Draft{ID: "g", Title: "Công bố", Law: sample("2019-05-20", "2019-07-01")}, steps[0], Submit{})
	_, _, err := Apply(back, m, SendBack{})
	refusedBy(t, "KS-4", "ít nhất một ý kiến", err)
	_, _, err = Apply(back, m, SendBack{Remarks: []Remark{{Code: "1.001193", Section: "nowhere"}}, Words: Words{"Ghi rõ nơi nộp hồ sơ"}})
	if err == nil {
		t.Error("a remark at a section that is not there")
	}
	back = done(t, back, m, SendBack{Remarks: []Remark{{Code: "1.001193", Section: "steps"}}, Words: Words{"Ghi rõ nơi nộp hồ sơ"}})
	if back.State != Drafting || back.Round != 1 || len(back.Remarks) != 1 {
		t.Errorf("%+v", back)
	}
}

// A procedure that changed between draft and signature is not overwritten.
func TestKS_9_ADecisionMadeOnAnOldStateIsRefused(t *testing.T) {
	m := at(t, "2019-06-03")
	f := done(t, File{}, m, Draft{ID: "f", Title: "Công bố", Law: sample("2019-05-20", "2019-07-01")}, Put{Item: amended(t, m, "1.001193")})
	other := m
	other.InForce = func(code string) (procedure.Version, bool) {
		v, ok := m.InForce(code)
		v.ID = "v-newer"
		return v, ok
	}
	if _, _, err := Apply(f, other, Submit{}); err == nil {
		t.Error("submitted over a newer version")
	}
	f = done(t, f, m, Submit{}, Accept{})
	if _, _, err := Apply(f, other, Sign{}); err == nil {
		t.Error("signed over a newer version")
	}
}

func TestKS_10_ANumberIsTheSameHoweverItIsSpaced(t *testing.T) {
	for _, s := range []string{"15/2015/tt-btp", " 15/2015/TT - BTP", "15/2015/TT-BTP"} {
		if !sameText(s, "15/2015/TT-BTP") {
			t.Errorf("%q is another text", s)
		}
	}
	if sameText("15/2015/TT-BTP", "15/2016/TT-BTP") || sameText("05/2019/QĐ-UBND", "5/2019/QĐ-UBND") {
		t.Error("a citation is text as written: nothing is computed from it")
	}
}
