package law

import (
	"errors"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func files(t *testing.T) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, p := range Profiles() {
		data, err := os.ReadFile("profiles/" + p.ID + ".json")
		if err != nil {
			t.Fatal(err)
		}
		out[p.ID] = data
	}
	return out
}

func TestProfileIsChosenByTheDay(t *testing.T) {
	for date, id := range map[string]string{
		"2016-09-29": "", "2016-09-30": "hcmc-2016", "2018-06-20": "hcmc-2016", "2018-06-21": "hcmc-2018", "2018-11-20": "hcmc-2018",
		"2019-01-05": "hcmc-2018", "2019-01-06": "hcmc-2019", "2019-03-24": "hcmc-2019", "2020-09-14": "hcmc-2019", "2020-09-15": "hcmc-2020",
		"2021-12-05": "hcmc-2020", "2021-12-06": "hcmc-2021", "2022-08-15": "hcmc-2022", "2025-06-30": "hcmc-2022", "2025-07-01": "hcmc-2025-07",
		"2025-09-14": "hcmc-2025-07", "2025-09-15": "hcmc-2025-09", "2025-12-26": "hcmc-2025-09", "2025-12-27": "hcmc-2025-12",
		"2026-06-30": "hcmc-2025-12", "2026-07-01": "hcmc-2026", "2026-11-22": "hcmc-2026", "2040-01-01": "hcmc-2026", "": "", "2019": "",
	} {
		if p, ok := For(date); ok != (id != "") || p.ID != id {
			t.Errorf("For(%q) = %q, %v; want %q", date, p.ID, ok, id)
		}
	}
	if p, ok := ByID("hcmc-2019"); !ok || p.From != "2019-01-06" || p.To != "2020-09-14" {
		t.Errorf("ByID = %+v, %v: the id stands in the events of dossiers", p, ok)
	}
	if _, ok := ByID("hcmc-2031"); ok {
		t.Error("a profile nobody shipped was found")
	}
}

func TestProfilesFollowEachOtherWithoutAGap(t *testing.T) {
	all := Profiles()
	for i, p := range all {
		if last := i == len(all)-1; (p.To == "") != last {
			t.Errorf("%s ends on %q; only the last profile is open", p.ID, p.To)
		}
		if i > 0 {
			if next, err := dayAfter(all[i-1].To); err != nil || p.From != next {
				t.Errorf("%s begins on %s, the one before ended on %s", p.ID, p.From, all[i-1].To)
			}
		}
		if p.Name == "" || len(p.Sources) == 0 || p.Base != "" && p.Base == p.ID {
			t.Errorf("%s: name %q, sources %q", p.ID, p.Name, p.Sources)
		}
	}
}

func TestBeforeTheFirstProfileReceptionIsRefusedWithASentence(t *testing.T) {
	_, err := At("2016-09-29")
	var out *Outside
	if !errors.As(err, &out) || out.Date != "2016-09-29" {
		t.Fatalf("error %v, want *Outside", err)
	}
	for _, part := range []string{"ngày 29/9/2016", "không thể tiếp nhận", "từ 30/9/2016 trở đi"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	if p, err := At("2019-03-24"); err != nil || p.ID == "" {
		t.Errorf("a Sunday inside the profile: %v; dates on Sundays are legal", err)
	}
	if p, _ := At("2019-03-24"); p.Span() != "từ 06/01/2019 đến 14/9/2020" {
		t.Errorf("Span = %q", p.Span())
	}
}

// TestEachDayHasItsOwnLaw is the table of law.md 11: what changed, and when.
func TestEachDayHasItsOwnLaw(t *testing.T) {
	for _, c := range []struct {
		day                                                       string
		before, supplements                                       int
		scheme, agency                                            string
		receipt, apology, stop, control, register, apologyTitle   string
		boundaryFree, portal, digitise, communeCentre, cityCentre bool
		outage                                                    int
		kinds                                                     string
	}{
		{"2018-05-02", 0, 2, SchemeTT01, GeneralLast, "", "", "", "", "", "THƯ XIN LỖI", false, false, false, false, false, 1, "muc-do-1"},
		{"2018-11-20", 1, 1, SchemeTT01, GeneralLast, "", "", "", "", "", "THƯ XIN LỖI", false, false, false, false, false, 1, "muc-do-1"},
		{"2019-02-18", 1, 1, SchemeTT01, GeneralLast, "01", "04", "", "05", "06", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", false, false, false, false, false, 1, "muc-do-1"},
		{"2021-03-01", 1, 1, SchemeTT01, GeneralFirst, "01", "04", "", "05", "06", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", false, false, false, false, false, 1, "muc-do-1"},
		{"2022-03-01", 1, 1, SchemeTT01, GeneralFirst, "01", "04", "", "05", "06", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", false, false, true, false, false, 1, "muc-do-1"},
		{"2023-10-27", 1, 1, SchemeTT01, GeneralFirst, "01", "04", "", "05", "06", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", false, false, true, false, false, 1, "toan-trinh"},
		{"2025-07-15", 1, 1, SchemeTT01, GeneralFirst, "01", "04", "", "05", "06", "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ", true, true, true, true, false, 1, "toan-trinh"},
		{"2025-10-15", 1, 1, SchemeTT03, GeneralFirst, "01", "04", "05", "06", "07", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", true, true, true, true, false, 1, "toan-trinh"},
		{"2025-12-29", 1, 1, SchemeTT03, GeneralFirst, "01", "04", "05", "06", "07", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", true, true, true, true, true, 1, "toan-trinh"},
		{"2026-10-05", 1, 1, SchemeTT03, GeneralFirst, "01", "04", "05", "06", "07", "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT", true, true, true, true, true, 7, "toan-trinh"},
	} {
		p, err := At(c.day)
		if err != nil {
			t.Fatal(err)
		}
		a, r, f := p.Apology, p.Reception, p.Forms
		for says, ok := range map[string]bool{
			"APO-3 days before the end":         a.DaysBefore.Value == c.before,
			"APO-3 and the appointment day":     a.OnAppointmentDay.Value,
			"APO-3 the text is named":           (a.DaysBefore.Text != "") == (c.before > 0),
			"APO-6 seven items":                 len(a.Contents.Value) == 7,
			"APO-6 the layout of its time":      a.Template.Value == map[string]string{"": "5157", "04": map[bool]string{false: "tt01", true: "tt03"}[c.stop == "05"]}[c.apology],
			"APO-7 once":                        a.Most.Value == 1,
			"APO-14 the one-stop unit is told":  a.NoticeToOneStop.Value == (c.before > 0),
			"PRI-6 supplement requests":         p.Supplement.Most.Value == c.supplements,
			"CODE-1, CODE-4 the dossier's code": p.Codes.Scheme.Value == c.scheme,
			"CODE-3 the agency's code":          p.Codes.Agency.Value == c.agency,
			"REC-2 the receipt's number":        f["receipt"].Number == c.receipt,
			"APO-6 the letter's number":         f["apology"].Number == c.apology && f["apology"].Title == c.apologyTitle,
			"SET-9 the stop notice's number":    f["stop"].Number == c.stop && f["stop"].Title == "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
			"SET-4 the control slip's number":   f["control"].Number == c.control && f["control"].Paper == "A5",
			"REC-5 the register's number":       f["register"].Number == c.register && f["register"].Paper == "A4",
			"REC-14 boundaries":                 r.BoundaryFree.Value == c.boundaryFree,
			"REC-1 the portal alone":            r.PortalOnly.Value == c.portal,
			"REC-8 papers are made digital":     r.Digitise.Value == c.digitise,
			"REC-14 centres":                    slices.Contains(p.Centres.Value, "commune") == c.communeCentre && slices.Contains(p.Centres.Value, "centre") == c.cityCentre && r.CityCentre.Value == c.cityCentre,
			"DV-2 notice of an outage":          p.Online.OutageNoticeWorkingDays.Value == c.outage,
			"DV-1 kinds of online service":      p.Online.Kinds.Value[0] == c.kinds,
			"seven papers, each with a title":   len(f) == 7,
		} {
			if !ok {
				t.Errorf("%s (%s): %s", c.day, p.ID, says)
			}
		}
	}
}

// TestCODE1_BeforeTheCircularOurOwnFormsAreMarked: no number, and the mark says so.
func TestCODE1_BeforeTheCircularOurOwnFormsAreMarked(t *testing.T) {
	for _, day := range []string{"2017-03-01", "2018-11-20"} {
		p, err := At(day)
		if err != nil {
			t.Fatal(err)
		}
		if p.Codes.Scheme.Mark != "design" || p.Codes.Pattern.Mark != "design" {
			t.Errorf("%s: codes before TT 01/2018 are marked %q", day, p.Codes.Scheme.Mark)
		}
		for key, f := range p.Forms {
			if f.Label() != "" || f.Mark != "design" && key != "apology" {
				t.Errorf("%s: %s is %q, marked %q", day, key, f.Label(), f.Mark)
			}
		}
	}
	p, _ := At("2026-10-05")
	if f := p.Forms["control"]; f.Label() != "Mẫu 06" || f.Mark != "found" {
		t.Errorf("the control slip of 2026 is %q", f.Label())
	}
}

func TestTheShippedProfileSaysWhatTheRulesSay(t *testing.T) {
	p, err := At("2019-05-06")
	if err != nil {
		t.Fatal(err)
	}
	for says, ok := range map[string]bool{
		"APO-3 letter 01 day before the end of the period": p.Apology.DaysBefore.Value == 1,
		"APO-3 and not later than the appointment day":     p.Apology.OnAppointmentDay.Value,
		"APO-6 seven items":                                    len(p.Apology.Contents.Value) == 7,
		"APO-5 three channels":                                 len(p.Apology.Channels.Value) == 3,
		"APO-7 not more than once":                             p.Apology.Most.Value == 1,
		"PRI-6 one supplement request":                         p.Supplement.Most.Value == 1,
		"SET-2 within 03 working days":                         p.Supplement.WithinWorkingDays.Value == 3,
		"SET-2 from zero":                                      p.Supplement.RestartFromZero.Value,
		"FWD-1 the 15:00 rule":                                 p.Clock.ForwardCutOff.Value == "15:00",
		"DL-1 a working day is 08 hours":                       p.Clock.WorkingDayHours.Value == 8,
		"the apology is Mẫu 04":                                p.Forms["apology"].Label() == "Mẫu 04",
		"the register alone is A4":                             p.Forms["register"].Paper == "A4" && p.Forms["control"].Paper == "A5",
		"CODE-1 general-last codes match":                      codes(t, p, "000.00.06.H56-231027-0361"),
		"CODE-3 codes of the later order do not":               !codes(t, p, "H29.05-231027-0361"),
		"DL-9 our own choice is marked as such":                p.Clock.WarnAt.Mark == "design",
		"CODE-1 a code with something before it is not a code": !codes(t, p, "x000.00.06.H56-231027-0361"),
	} {
		if !ok {
			t.Errorf("the profile does not say: %s", says)
		}
	}
}

func codes(t *testing.T, p Profile, code string) bool {
	t.Helper()
	re, err := regexp.Compile(p.Codes.Pattern.Value)
	if err != nil {
		t.Fatal(err)
	}
	return re.MatchString(code)
}

func TestEveryRuleAProfileNamesIsInTheIndex(t *testing.T) {
	index, err := os.ReadFile("index.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, line := range strings.Split(string(index), "\n") {
		id, _, _ := strings.Cut(line, "|")
		known[strings.TrimSpace(id)] = true
	}
	named := 0
	for file, text := range files(t) {
		for _, n := range regexp.MustCompile(`"rule": "([^"]+)"`).FindAllStringSubmatch(string(text), -1) {
			named++
			for _, id := range strings.Split(n[1], ", ") {
				if !known[id] {
					t.Errorf("profile %s names %s, which is not in index.txt", file, id)
				}
			}
		}
	}
	if named < 60 {
		t.Fatalf("only %d rules read from the profiles", named)
	}
}

func TestADamagedProfileIsRefused(t *testing.T) {
	all := files(t)
	whole := string(all["hcmc-2019"])
	for _, c := range []struct{ says, old, new string }{
		{"an unknown field", `"id":`, `"idd":`},
		{"a value without a rule id", `"value": 1, "rule": "APO-7"`, `"value": 1, "rule": ""`},
		{"a value without a mark", `"rule": "PRI-6", "mark": "found"`, `"rule": "PRI-6", "mark": "sure"`},
		{"an hour that is none", `"value": "15:00", "rule": "FWD-1"`, `"value": "3 pm", "rule": "FWD-1"`},
		{"no supplement at all", `"value": 1, "rule": "PRI-6"`, `"value": 0, "rule": "PRI-6"`},
		{"an end before the beginning", `"to": "2020-09-14"`, `"to": "2018-09-14"`},
		{"a date that is none", `"from": "2019-01-06"`, `"from": "6/1/2019"`},
		{"a form without a title", `"title": "SỔ THEO DÕI HỒ SƠ"`, `"title": ""`},
		{"a code pattern that does not compile", `\\d{4}$"`, `\\d{4}$("`},
		{"a letter in a layout nobody prints", `"value": "tt01", "rule": "APO-6"`, `"value": "tt02", "rule": "APO-6"`},
		{"a second profile in the file", "  }\n}\n", "  }\n}\n{}"},
		{"a group left out", `"online": {`, `"onlines": {`},
		{"a value left out", `"warn_at"`, `"warn_on"`},
		{"a scheme nobody can write", `"tt01-2018"`, `"tt09-2031"`},
		{"a numberless form that is not our own", `"number": "05"`, `"number": ""`},
		{"a form without a mark", `"rule": "SET-4", "mark": "found"`, `"rule": "SET-4", "mark": ""`},
		{"an unknown field inside a value", `"value": 3, "rule"`, `"value": 3, "rules": "", "rule"`},
		{"a gap before the next profile", `"to": "2020-09-14"`, `"to": "2020-09-13"`},
		{"an overlap", `"to": "2020-09-14"`, `"to": "2020-09-15"`},
		{"an end that is open although another follows", `"to": "2020-09-14"`, `"to": ""`},
		{"an id that is not the file's name", `"id": "hcmc-2019"`, `"id": "hcmc-2091"`},
		{"a base that rests on it", `"id": "hcmc-2019",`, `"id": "hcmc-2019", "base": "hcmc-2020",`},
		{"a base nobody shipped", `"id": "hcmc-2019",`, `"id": "hcmc-2019", "base": "hcmc-1919",`},
	} {
		text := strings.Replace(whole, c.old, c.new, 1)
		if text == whole {
			t.Fatalf("%s: nothing was damaged", c.says)
		}
		broken := maps.Clone(all)
		broken["hcmc-2019"] = []byte(text)
		if _, err := joinProfiles(broken); err == nil {
			t.Errorf("%s was taken over", c.says)
		}
	}
}

// TestANewProfileIsOneSmallFile: what the new period changes, and nothing else; a
// value is replaced whole, with its rule and mark.
func TestANewProfileIsOneSmallFile(t *testing.T) {
	all := files(t)
	all["hcmc-2026"] = []byte(strings.Replace(string(all["hcmc-2026"]), `"to": ""`, `"to": "2027-12-31"`, 1))
	all["hcmc-2028"] = []byte(`{"id": "hcmc-2028", "base": "hcmc-2026", "name": "Một nghị định mới", "from": "2028-01-01", "to": "", "sources": ["thử"],
		"clock": {"forward_cut_off": {"value": "16:00", "rule": "FWD-1", "mark": "design"}},
		"forms": {"control": {"number": "08", "title": "PHIẾU KIỂM SOÁT", "paper": "A5", "rule": "SET-4", "mark": "design"}}}`)
	list, err := joinProfiles(all)
	if err != nil {
		t.Fatal(err)
	}
	p, old := list[len(list)-1], list[len(list)-2]
	switch {
	case p.ID != "hcmc-2028" || old.To != "2027-12-31" || p.Name != "Một nghị định mới" || len(p.Sources) != 1:
		t.Errorf("the heading is %s %q %v, after %s", p.ID, p.Name, p.Sources, old.To)
	case p.Clock.ForwardCutOff.Value != "16:00" || p.Clock.ForwardCutOff.Mark != "design" || old.Clock.ForwardCutOff.Value != "15:00":
		t.Errorf("the new hour is %+v, the old one %+v", p.Clock.ForwardCutOff, old.Clock.ForwardCutOff)
	case p.Forms["control"].Number != "08" || old.Forms["control"].Number != "06" || p.Forms["register"] != old.Forms["register"]:
		t.Errorf("forms %v after %v", p.Forms, old.Forms)
	case p.Supplement != old.Supplement || len(p.Apology.Contents.Value) != 7:
		t.Error("what the file does not say is not as before")
	}
	all["hcmc-2028"] = []byte(strings.Replace(string(all["hcmc-2028"]), `"rule": "FWD-1", `, "", 1))
	if _, err := joinProfiles(all); err == nil {
		t.Error("a value without its own rule took the rule of the base")
	}
}
