package calendar

import (
	"errors"
	"strings"
	"testing"
)

const small = "calendar Lịch thử\nrevision r1\nhours T2-T6 07:30-11:30 13:00-17:00\nyear 2018 known công báo\nyear 2019 known\n"

func TestParseTeachesWhatToMend(t *testing.T) {
	for _, c := range []struct {
		says, text, line, problem string
	}{
		{"an unknown word", small + "nghi 2019-01-01", "dòng 6", `không hiểu từ "nghi"`},
		{"an impossible date", small + "off 2019-02-30 holiday", "dòng 6", "không đọc được ngày"},
		{"a slip in the year", small + "off 2109-05-01 holiday", "dòng 6", "không thuộc năm nào đã khai báo"},
		{"an unknown kind", small + "off 2019-05-01 le", "dòng 6", "không hiểu loại ngày nghỉ"},
		{"a date said twice", small + "off 2019-05-01 holiday\noff 2019-05-01 comp", "dòng 7", "đã được nêu ở dòng 6"},
		{"a swapped day that is a Saturday", small + "off 2019-05-04 swap", "dòng 6", "vốn đã là ngày nghỉ"},
		{"work on a working day", small + "work 2019-05-03", "dòng 6", "vốn đã là ngày làm việc"},
		{"an exchange without its other half", small + "work 2019-05-04 for 2019-04-29", "dòng 6", "không phải ngày nghỉ hoán đổi"},
		{"one day exchanged twice", small + "off 2019-04-29 swap\nwork 2019-05-04 for 2019-04-29\nwork 2019-05-11 for 2019-04-29", "dòng 8", "không phải ngày nghỉ hoán đổi"},
		{"hours that overlap", "hours T2-T6 07:30-11:30 11:00-17:00", "dòng 1", "chồng lên"},
		{"hours that end before they begin", "hours T2-T6 11:30-07:30", "dòng 1", "không đọc được giờ"},
		{"hours past midnight", "hours T2-T6 07:30-24:30", "dòng 1", "không đọc được giờ"},
		{"an unknown weekday", "hours Mon-Fri 07:30-11:30", "dòng 1", "không hiểu thứ"},
		{"a week backwards", "hours T6-T2 07:30-11:30", "dòng 1", "không hiểu thứ"},
		{"a gap between years", "year 2018 known\nyear 2020 known", "dòng 2", "không tiếp theo năm 2018"},
		{"a known year after a provisional one", small + "year 2020 provisional\nyear 2021 known", "dòng 7", "tạm tính"},
		{"no year at all", "hours T2-T6 07:30-11:30", "Lịch:", "chưa khai báo năm nào"},
		{"no hours at all", "year 2019 known", "Lịch:", "chưa có giờ làm việc"},
		{"a half day without hours", small + "half 2019-02-01 tất niên", "dòng 6", "thiếu giờ"},
		{"a text that is not UTF-8", "calendar \xff", "Lịch:", "UTF-8"},
	} {
		_, err := Parse([]byte(c.text))
		var se *SyntaxError
		if !errors.As(err, &se) {
			t.Errorf("%s: error %v, want a *SyntaxError", c.says, err)
			continue
		}
		if !strings.Contains(se.Error(), c.line) || !strings.Contains(se.Error(), c.problem) || se.Remedy == "" {
			t.Errorf("%s: %q does not say %q and %q", c.says, se, c.line, c.problem)
		}
	}
	if _, err := Civil().Office([]byte("year 2030 known")); err == nil {
		t.Error("an office declared a year of its own")
	}
}

func TestParseTakesAnAdministratorsEdit(t *testing.T) {
	// A notice arrives: 2027 becomes known, with Tết and the swap it announces (CAL-6).
	text := strings.Replace(string(CivilText()), "year 2027 provisional", "year 2027 known", 1) +
		"off 2027-02-08 holiday Tết Nguyên đán\n"
	edited, err := Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	d := date(t, "2027-02-08")
	if edited.Working(d) || edited.Provisional(d) || !Civil().Working(d) || !Civil().Provisional(d) {
		t.Error("the edited calendar knows Tết 2027, the shipped one still counts the day and calls it provisional")
	}
	if edited.Revision == Civil().Revision {
		t.Errorf("two different texts share the revision %q", edited.Revision)
	}
	again, err := Parse(CivilText())
	if err != nil || again.Revision != Civil().Revision {
		t.Errorf("the same text gives revision %q and %q (%v)", again.Revision, Civil().Revision, err)
	}
}

func TestParseAcceptsDecomposedVietnamese(t *testing.T) {
	// "Tết" typed with combining marks prints like the composed one.
	c, err := Parse([]byte(small + "off 2019-02-05 holiday Te\u0302\u0301t\n"))
	if err != nil {
		t.Fatal(err)
	}
	if name := c.Day(date(t, "2019-02-05")).Name; name != "Tết" {
		t.Errorf("name %q is not composed", name)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small + "off 2019-04-29 swap\nwork 2019-05-04 for 2019-04-29\nhalf 2019-02-01 07:30-11:30 x\nreceive T7 07:30-11:30\n"))
	f.Add([]byte("hours CN 00:00-24:00\nyear 1975 known\nyear 1976 provisional\nwork 1975-01-01"))
	f.Add(CivilText())
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := Parse(data)
		if err != nil {
			var se *SyntaxError
			if !errors.As(err, &se) || se.Remedy == "" {
				t.Fatalf("error without a remedy: %v", err)
			}
			return
		}
		for _, d := range []Date{0, 17_000, 17_897, 17_923, 40_000} {
			if due := c.Add(d, 7); !c.Working(due) || c.Between(d, due) != 7 {
				t.Fatalf("%s + 7 = %s, counted back %d", d, due, c.Between(d, due))
			}
			end := c.AddMinutes(d.At(600), 1000)
			if c.MinutesBetween(d.At(600), end) != 1000 {
				t.Fatalf("%s + 1000 min = %s", d, end)
			}
		}
	})
}
