package law

import (
	"errors"
	"os"
	"regexp"
	"strings"
	"testing"
)

func shipped(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("profiles/hcmc-2019.json")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestProfileIsChosenByTheDayOfReception(t *testing.T) {
	for date, in := range map[string]bool{
		"2019-01-05": false, "2019-01-06": true, "2019-03-24": true, "2020-09-14": true, "2020-09-15": false,
		"2026-11-22": false, "": false, "2019": false,
	} {
		if p, ok := For(date); ok != in || ok && p.ID != "hcmc-2019" {
			t.Errorf("For(%q) = %q, %v; want found=%v", date, p.ID, ok, in)
		}
	}
	if p, ok := ByID("hcmc-2019"); !ok || p.From != "2019-01-06" {
		t.Errorf("ByID = %+v, %v", p, ok)
	}
	if _, ok := ByID("hcmc-2031"); ok {
		t.Error("a profile nobody shipped was found")
	}
}

func TestOutsideAProfileReceptionIsRefusedWithASentence(t *testing.T) {
	_, err := At("2026-11-22")
	var out *Outside
	if !errors.As(err, &out) || out.Date != "2026-11-22" {
		t.Fatalf("error %v, want *Outside", err)
	}
	for _, part := range []string{"ngày 22/11/2026", "không thể tiếp nhận", "từ 06/01/2019 đến 14/9/2020"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
	if p, err := At("2019-03-24"); err != nil || p.ID == "" {
		t.Errorf("a Sunday inside the profile: %v; dates on Sundays are legal", err)
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
		"six forms, the apology is Mẫu 04":                     len(p.Forms) == 6 && p.Forms["apology"].Number == "04",
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
	named := regexp.MustCompile(`"rule": "([^"]+)"`).FindAllStringSubmatch(shipped(t), -1)
	if len(named) < 20 {
		t.Fatalf("only %d rules read from the profile", len(named))
	}
	for _, n := range named {
		for _, id := range strings.Split(n[1], ", ") {
			if !known[id] {
				t.Errorf("the profile names %s, which is not in index.txt", id)
			}
		}
	}
}

func TestADamagedProfileIsRefused(t *testing.T) {
	whole := shipped(t)
	if _, err := readProfile([]byte(whole)); err != nil {
		t.Fatal(err)
	}
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
	} {
		text := strings.Replace(whole, c.old, c.new, 1)
		if text == whole {
			t.Fatalf("%s: nothing was damaged", c.says)
		}
		if _, err := readProfile([]byte(text)); err == nil {
			t.Errorf("%s was taken over", c.says)
		}
	}
}
