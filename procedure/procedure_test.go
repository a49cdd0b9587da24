package procedure_test

import (
	"strings"
	"testing"

	"motcua/procedure"
)

func wd(n float64) *procedure.Limit { return &procedure.Limit{Value: n, Unit: procedure.WorkingDays} }

func TestInForceAtReception(t *testing.T) {
	versions := []procedure.Version{
		{Code: "1.000001", No: 1, ValidTo: "2019-05-31"},
		{Code: "1.000001", No: 2, ValidFrom: "2019-06-01", ValidTo: "2019-12-31"},
		{Code: "1.000001", No: 3, ValidFrom: "2019-09-01"},
		{Code: "1.000002", No: 9},
	}
	rows := []struct {
		sentence, day string
		want          int
	}{
		{"KS-9: the last day of the old version still has it", "2019-05-31", 1},
		{"KS-9: the first day of the new version has it", "2019-06-01", 2},
		{"of two in force the newest counts", "2019-10-01", 3},
		{"an open end stays in force", "2031-01-01", 3},
	}
	for _, row := range rows {
		got, ok := procedure.InForce(versions, "1.000001", row.day)
		if !ok || got.No != row.want {
			t.Errorf("%s: on %s version %d (%v), want %d", row.sentence, row.day, got.No, ok, row.want)
		}
	}
	if _, ok := procedure.InForce(versions, "1.999999", "2019-06-03"); ok {
		t.Error("a code that is not there has no version")
	}
}

func TestLimitOfAChannel(t *testing.T) {
	v := procedure.Version{Channels: []procedure.Channel{
		{Kind: procedure.Online, Limit: wd(2)}, {Kind: procedure.InPerson, Limit: wd(3)}, {Kind: procedure.Post},
	}}
	for kind, want := range map[procedure.ChannelKind]float64{procedure.Online: 2, procedure.InPerson: 3, procedure.Post: 3} {
		if got, ok := v.LimitFor(kind); !ok || got.Value != want {
			t.Errorf("REC-1: %s has limit %v, want %v", kind.Vietnamese(), got, want)
		}
	}
	if _, ok := (procedure.Version{}).LimitFor(procedure.InPerson); ok {
		t.Error("no channel names a limit, so there is none")
	}
}

func TestWordsOfLimitsAndFees(t *testing.T) {
	rows := []struct{ got, want string }{
		{wd(3).Vietnamese(), "03 ngày làm việc"},
		{limit(15, procedure.Days).Vietnamese(), "15 ngày"},
		{limit(0.5, procedure.WorkingDays).Vietnamese(), "0,5 ngày làm việc"},
		{limit(8, procedure.Hours).Vietnamese(), "08 giờ làm việc"},
		{limit(2, procedure.Months).Vietnamese(), "02 tháng"},
		{limit(0, procedure.SameDay).Vietnamese(), "Ngay trong ngày tiếp nhận"},
		{limit(1, procedure.Unstated).Vietnamese(), "01 ngày làm việc (nguồn công bố không ghi đơn vị)"},
		{wd(3).String(), "3wd"},
		{limit(0, procedure.SameDay).String(), "same_day"},
		{procedure.Fee{Amount: 1234567, Currency: "VND"}.Vietnamese(), "1.234.567 đồng"},
		{procedure.Fee{Amount: 0, Currency: "VND"}.Vietnamese(), "0 đồng"},
		{procedure.Fee{Amount: 25, Currency: "USD"}.Vietnamese(), "25 USD"},
	}
	for _, row := range rows {
		if row.got != row.want {
			t.Errorf("got %q, want %q", row.got, row.want)
		}
	}
}

func TestBasisYoungerThanTheDemoIsMarked(t *testing.T) {
	rows := []struct {
		number string
		later  bool
	}{
		{"22/2023/TT-BCA", true}, {"51/2019/QH14", false}, {"60/2014/QH13", false}, {"Luật số 31/2024/QH15", true},
		{"2371/QĐ-UBND", false}, {"104/2022/NĐ-CP", true}, {"2020/QĐ-UBND", false}, {"09/2015/TTLT-BCA-BYT-BTC", false}, {"1/2026", true},
	}
	for _, row := range rows {
		if got := procedure.NewBasis(row.number); got.Later != row.later || got.Number != row.number {
			t.Errorf("basis %q: later = %v, want %v", row.number, got.Later, row.later)
		}
	}
}

func complete() procedure.Version {
	return procedure.Version{
		Code: "1.001193", Name: "Thủ tục đăng ký khai sinh", Field: "Hộ tịch", Steps: "Bước 1: Nộp hồ sơ.",
		Channels: []procedure.Channel{{Kind: procedure.InPerson, Limit: wd(1)}},
		Papers:   []procedure.Paper{{Key: "p1", Name: "Tờ khai", Originals: 1}}, Applicants: []string{"Công dân Việt Nam"},
		Agency: "Ủy ban nhân dân phường", Results: []procedure.Result{{Name: "Giấy khai sinh"}},
		Basis: []procedure.Basis{procedure.NewBasis("60/2014/QH13")}, Decision: "2371/QĐ-UBND",
		Conditions: "Không.", None: []procedure.SectionKey{procedure.SectionFee},
	}
}

func TestCompleteness(t *testing.T) {
	if faults := procedure.Completeness(complete()); len(faults) != 0 {
		t.Fatalf("a complete procedure has faults: %v", faults)
	}
	rows := []struct {
		sentence string
		spoil    func(*procedure.Version)
		names    string
	}{
		{"KS-1 a: without a name", func(v *procedure.Version) { v.Name = " " }, "KS-1 a"},
		{"KS-1 b: without the order of acts", func(v *procedure.Version) { v.Steps = "" }, "KS-1 b"},
		{"KS-1 c: without a way of filing", func(v *procedure.Version) { v.Channels = nil }, "KS-1 c"},
		{"KS-1 d: guidance lines alone are no papers", func(v *procedure.Version) { v.Papers[0].Originals = 0 }, "KS-1 d)"},
		{"KS-1 đ: without a limit", func(v *procedure.Version) { v.Channels[0].Limit = nil }, "KS-1 đ"},
		{"KS-1 đ: a limit without a unit", func(v *procedure.Version) { v.Channels[0].Limit.Unit = procedure.Unstated }, "đơn vị"},
		{"KS-1 e: without applicants", func(v *procedure.Version) { v.Applicants = nil }, "KS-1 e"},
		{"KS-1 g: without an agency", func(v *procedure.Version) { v.Agency = "" }, "KS-1 g"},
		{"KS-1 h: a fee that is neither named nor declared none", func(v *procedure.Version) { v.None = nil }, "phí, lệ phí"},
		{"KS-1 h: the portal's filler is no declaration", func(v *procedure.Version) { v.Conditions = "Không có thông tin" }, "yêu cầu, điều kiện"},
		{"KS-1 h: papers without a form, not declared", func(v *procedure.Version) { v.Papers[0].Name = "Giấy chứng sinh" }, "mẫu đơn"},
		{"KS-2: without a result", func(v *procedure.Version) { v.Results = nil }, "kết quả"},
		{"KS-2: without a legal basis", func(v *procedure.Version) { v.Basis = nil }, "căn cứ"},
		{"KS-2: without a decision", func(v *procedure.Version) { v.Decision = "" }, "quyết định"},
	}
	for _, row := range rows {
		v := complete()
		row.spoil(&v)
		if got := strings.Join(procedure.Completeness(v), " "); !strings.Contains(got, row.names) {
			t.Errorf("%s: faults %q do not name %q", row.sentence, got, row.names)
		}
	}
}

func TestWhatMayBeDeclaredNoneAndWhatNot(t *testing.T) {
	v := complete()
	v.Papers[0].Name = "Giấy chứng sinh"
	v.None = append(v.None, procedure.SectionForms)
	if faults := procedure.Completeness(v); len(faults) != 0 {
		t.Errorf("KS-1 h: forms declared none are still a gap: %v", faults)
	}
	for _, s := range procedure.Sections(v) {
		want := s.Key == procedure.SectionForms || s.Key == procedure.SectionFee || s.Key == procedure.SectionConditions
		if s.Declared != want {
			t.Errorf("KS-1: section %s declared none: %v", s.Key, s.Declared)
		}
	}
}

func TestLevelOf2019(t *testing.T) {
	rows := []struct {
		sentence string
		v        procedure.Version
		want     procedure.Level
	}{
		{"the marked level of 2019 counts first", procedure.Version{Level2019: procedure.District, Levels: []procedure.Level{procedure.Commune}}, procedure.District},
		{"else the lowest tier published", procedure.Version{Levels: []procedure.Level{procedure.Province, procedure.Commune}}, procedure.Commune},
		{"a ministry's own procedure is received at the city", procedure.Version{Levels: []procedure.Level{procedure.Ministry}}, procedure.Province},
	}
	for _, row := range rows {
		if got := row.v.DoneAt(); got != row.want {
			t.Errorf("%s: %s, want %s", row.sentence, got, row.want)
		}
	}
}
