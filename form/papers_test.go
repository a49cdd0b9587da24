package form

import (
	"context"
	"slices"
	"strings"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/procedure"
)

// asking is a form with one required file beside a text.
func asking(paper, label string) Form {
	return Form{Title: "Tờ khai có tệp", Sections: []Section{{Title: "Nội dung", Fields: []Field{{Key: "note", Label: "Ghi chú", Type: Text}}},
		{Title: "Tệp", Fields: []Field{{Key: "file", Label: label, Type: Upload, Required: true, Paper: paper}}}}}
}

func files(f Form) (out []string) {
	for _, x := range f.Fields() {
		if x.Type == Upload {
			out = append(out, x.Paper)
		}
	}
	return out
}

// TestPRI_1_AFormAsksForPublishedPapersOnly: a file question stands for a paper of the
// published list and is called as that paper; when the list changes, a paper that is no
// longer on it is asked no more, whatever form was published before.
func TestPRI_1_AFormAsksForPublishedPapersOnly(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, _ := given(t, d)
		v := shipped(t)
		paper := v.Asked()[slices.IndexFunc(v.Asked(), func(p procedure.Paper) bool { return !p.Shown() })]
		for says, f := range map[string]Form{
			"p99 is no paper of the list":      asking("p99", "Giấy khám sức khỏe và sổ đỏ gốc"),
			"a paper under the name of others": asking(paper.Key, "Giấy khám sức khỏe và sổ đỏ gốc"),
		} {
			if _, err := s.Publish(ctx, control, Publishing{Procedure: code, Form: f, ValidFrom: "2019-06-03", Note: "x"}); err == nil || !strings.Contains(err.Error(), "không có trong thành phần hồ sơ") {
				t.Errorf("%s: %v", says, err)
			}
		}
		f := asking(paper.Key, "  "+strings.ToUpper(paper.Name[:1])+paper.Name[1:]+" ")
		if _, err := s.Publish(ctx, control, Publishing{Procedure: code, Form: f, ValidFrom: "2019-06-03", Note: "Gửi kèm giấy tờ đã công bố"}); err != nil {
			t.Fatal(err)
		}
		if got := files(s.For(v)); !slices.Equal(got, []string{paper.Key}) {
			t.Fatalf("asked for %v", got)
		}
		dropped, renamed := v, v
		dropped.Papers = slices.DeleteFunc(slices.Clone(v.Papers), func(p procedure.Paper) bool { return p.Key == paper.Key })
		renamed.Papers = slices.Clone(v.Papers)
		renamed.Papers[slices.IndexFunc(v.Papers, func(p procedure.Paper) bool { return p.Key == paper.Key })].Name = "Giấy tờ khác hẳn"
		for name, next := range map[string]procedure.Version{"a version without the paper": dropped, "a version with another paper under its key": renamed} {
			g := s.For(next)
			if len(files(g)) > 0 || len(g.Sections) != 1 || len(g.Check()) > 0 {
				t.Errorf("%s: still asks for %v in %d sections", name, files(g), len(g.Sections))
			}
			if _, wrong, err := g.Read(Typed{"note": {"x"}}); err != nil || len(wrong) > 0 {
				t.Errorf("%s: nobody can file: %v %v", name, wrong, err)
			}
		}
	})
}

// TestPRI_1_AnotherProcedureUnderTheSameCodeHasAFormOfItsOwn: neither the shipped form nor
// one the city published earlier serves what was published under the code after its end.
func TestPRI_1_AnotherProcedureUnderTheSameCodeHasAFormOfItsOwn(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		s, _ := given(t, d)
		old := shipped(t)
		f := s.For(old)
		f.Title = "Tờ khai của Thành phố"
		if _, err := s.Publish(ctx, control, Publishing{Procedure: code, Form: f, ValidFrom: "2019-06-03", Note: "x"}); err != nil {
			t.Fatal(err)
		}
		amended, reborn, other := old, old, old
		amended.ValidFrom = "2019-07-01"
		reborn.ValidFrom = "2019-09-01"
		other.ValidFrom, other.Name = "2019-07-01", "Cấp giấy phép hoàn toàn khác"
		for _, c := range []struct {
			sentence, lastDay string
			next              procedure.Version
			want              string
		}{
			{"the next version of the same procedure keeps the form", "2019-06-30", amended, "Tờ khai của Thành phố"},
			{"published again months after its end", "2019-06-30", reborn, General(reborn).Title},
			{"another one from the day after", "2019-06-30", other, General(other).Title},
		} {
			ended := old
			ended.ValidTo = c.lastDay
			s.Procedures = catalogue(t, ended, c.next)
			ended, c.next = s.Procedures.Of(code)[0], s.Procedures.Of(code)[1]
			if got := s.On(c.next, c.next.ValidFrom).Title; got != c.want {
				t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
			}
			if s.On(ended, "2019-06-20").Title != "Tờ khai của Thành phố" {
				t.Errorf("%s: the version before it lost its form", c.sentence)
			}
		}
		s.Procedures = catalogue(t, func() procedure.Version { x := old; x.ValidTo = "2019-06-30"; return x }(), reborn)
		was, is := s.Procedures.Of(code)[0], s.Procedures.Of(code)[1]
		g := General(is)
		g.Title = "Tờ khai của thủ tục mới"
		if _, err := s.Publish(ctx, control, Publishing{Procedure: code, Form: g, ValidFrom: "2019-09-01", Note: "x"}); err != nil {
			t.Fatal(err)
		}
		if s.On(is, "2019-09-02").Title != g.Title || s.On(was, "2019-09-02").Title != "Tờ khai của Thành phố" {
			t.Errorf("KS-9: %q for the new one, %q for a dossier of the old one", s.On(is, "2019-09-02").Title, s.On(was, "2019-09-02").Title)
		}
		strange := old
		strange.Name = "Cấp giấy phép hoàn toàn khác"
		fresh, _ := given(t, dbtest.SQLite(t))
		fresh.Procedures = catalogue(t, strange)
		if fresh.For(strange).Title != General(strange).Title || fresh.OriginOf(strange) != Built || fresh.OriginOf(old) == Built {
			t.Error("a shipped form serves another procedure of its code")
		}
	})
}
