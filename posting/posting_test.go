package posting

import (
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/clock"
	"motcua/law"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

const code = "1.001193"

// versions are three of one procedure: until 30/6, July and August, from 1/9 on abolished.
func versions(t testing.TB) []procedure.Version {
	t.Helper()
	all, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	v, ok := procedure.InForce(all, code, "2019-06-03")
	if !ok {
		t.Fatal("no shipped procedure")
	}
	one, two, three := v, v, v
	one.ID, one.No, one.ValidFrom, one.ValidTo = "v1", 1, "2019-01-01", "2019-06-30"
	two.ID, two.No, two.ValidFrom, two.ValidTo = "v2", 2, "2019-07-01", "2019-07-31"
	three.ID, three.No, three.ValidFrom, three.ValidTo = "v3", 3, "2019-08-01", "2019-08-31"
	return []procedure.Version{one, two, three}
}

// on is a moment of a day at 09:00 of somebody at a ward.
func on(t testing.TB, day, official string) Moment {
	t.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" 09:00", clock.Zone)
	if err != nil {
		t.Fatal(err)
	}
	p, err := law.At(day)
	if err != nil {
		t.Fatal(err)
	}
	all := versions(t)
	return Moment{Now: clock.At(at), Who: access.Who{Official: official, Office: "ward", Role: "reception"}, City: "city", Today: p, Of: func(string) []procedure.Version { return all }}
}

func does[T any](t testing.TB, was T, m Moment, acts ...Act[T]) T {
	t.Helper()
	for _, a := range acts {
		var err error
		if was, _, err = Apply(was, m, a); err != nil {
			t.Fatalf("%s: %v", a.Name(), err)
		}
	}
	return was
}

func refused[T any](t testing.TB, rule, words string, was T, m Moment, a Act[T]) {
	t.Helper()
	_, _, err := Apply(was, m, a)
	no, ok := refusal.As(err)
	if !ok || no.Rule != rule || !strings.Contains(no.Sentence, words) {
		t.Errorf("%s: got %v, want a refusal by %s that says %q", a.Name(), err, rule, words)
	}
}

func board(t testing.TB) Place {
	return does(t, Place{}, on(t, "2019-06-03", "head"), OpenPlace{Place: Place{ID: "p", No: 17, Office: "ward", Kind: Board, Name: "Sảnh"}})
}

func TestCK_6_HowAVersionStandsOnADay(t *testing.T) {
	all := versions(t)
	again := versions(t)[0] // a further version brought in from 15/6 without an end of the first
	again.ID, again.No, again.ValidFrom, again.ValidTo = "v4", 4, "2019-06-15", ""
	for _, c := range []struct {
		sentence           string
		all                []procedure.Version
		id, day            string
		inForce            bool
		begins, ended, nxt string
	}{
		{"the last day of a version", all, "v1", "2019-06-30", true, "", "", "v1"},
		{"the first day of the next", all, "v1", "2019-07-01", false, "", "2019-07-01", "v2"},
		{"long after: it ended when the next began, not when the newest did", all, "v1", "2019-08-20", false, "", "2019-07-01", "v3"},
		{"a version still to come", all, "v3", "2019-07-15", false, "2019-08-01", "", "v2"},
		{"abolished: nothing follows", all, "v3", "2019-09-02", false, "", "2019-09-01", ""},
		{"a version brought in beside one without an end takes its place", []procedure.Version{all[0], again}, "v1", "2019-06-20", false, "", "2019-06-15", "v4"},
		{"a version nobody knows", all, "v9", "2019-06-20", false, "", "", ""},
	} {
		s := StandingOf(c.all, c.id, c.day)
		if s.InForce != c.inForce || s.Begins != c.begins || s.Ended != c.ended || s.Next.ID != c.nxt {
			t.Errorf("CK-6 %s: %+v", c.sentence, Standing{InForce: s.InForce, Begins: s.Begins, Ended: s.Ended})
		}
	}
}

func TestCK_6_AMarkIsReadAsItWasWritten(t *testing.T) {
	for _, m := range []Mark{{code, 1, 0}, {code, 12, 345}, {"1.000656.000.00.00.H29", 2, 17}} {
		if got, ok := ParseMark(m.String()); !ok || got != m {
			t.Errorf("%s is read as %v", m, got)
		}
	}
	for _, s := range []string{"", "x", "1.001193", "1.001193-0", "1.001193-1-0", "1.001193-1-2-3", "1.001193-x", "abcd-1", "0190-12", "1.001193--1"} {
		if m, ok := ParseMark(s); ok {
			t.Errorf("%q is read as %v", s, m)
		}
	}
}

func TestCK_2_OnlyAPublishedVersionInForceIsPosted(t *testing.T) {
	p := board(t)
	refused(t, "CK-2", "không có trong danh mục", Sheet{}, on(t, "2019-09-02", "an"), Act[Sheet](Post{Place: p, Code: code, Photo: "f"}))
	refused(t, "CK-7", "Chụp ảnh", Sheet{}, on(t, "2019-06-03", "an"), Act[Sheet](Post{Place: p, Code: code}))
	x := does[Sheet](t, Sheet{}, on(t, "2019-06-03", "an"), Post{Place: p, Code: code, Photo: "f", Sheet: Sheet{ID: "s"}})
	if x.Version != "v1" || x.Decision == "" || x.State != Hanging || x.Mark().String() != code+"-1-17" {
		t.Errorf("CK-2 %+v", x)
	}
	// What was asked for is the version of that day: another one in force by now is not it.
	late := Sheet{ID: "s", State: Wanted, Version: "v1", Code: code, Due: "2019-01-01"}
	refused(t, "", "đã có phiên bản khác", late, on(t, "2019-07-02", "an"), Act[Sheet](Post{Place: p, Code: code, Photo: "f"}))
	refused(t, "", "đã đóng", Sheet{}, on(t, "2019-06-05", "an"), Act[Sheet](Post{Place: does[Place](t, p, on(t, "2019-06-04", "head"), ClosePlace{}), Code: code, Photo: "f"}))
	screen := p
	screen.Kind = Screen
	refused(t, "CK-1", "tự hiện", Sheet{}, on(t, "2019-06-03", "an"), Act[Sheet](Post{Place: screen, Code: code, Photo: "f"}))
	refused(t, "CK-2", "số, ký hiệu văn bản", Finding{}, on(t, "2019-06-03", "an"), Act[Finding](Find{Finding: Finding{Wrong: LegalText, By: ByOfficial, Photo: "f"}}))
}

func TestCK_6_DaysLateAreTheDayItCameDownMinusTheDayTheVersionEnded(t *testing.T) {
	for day, late := range map[string]int{"2019-07-01": 0, "2019-07-02": 1, "2019-07-31": 30} {
		x := does[Sheet](t, Sheet{}, on(t, "2019-06-03", "an"), Post{Place: board(t), Code: code, Photo: "f"})
		x = does[Sheet](t, x, on(t, "2019-07-01", ""), Flag{})
		if n := x.Late(day); n != late {
			t.Errorf("CK-6 still up on %s: %d days, want %d", day, n, late)
		}
		if x = does[Sheet](t, x, on(t, day, "an"), TakeDown{}); x.DownLate != late || x.Ended != "2019-07-01" || x.Next != "v2" {
			t.Errorf("CK-6 down on %s: %d days, want %d: %+v", day, x.DownLate, late, x)
		}
	}
	m := on(t, "2019-06-30", "")
	x := does[Sheet](t, Sheet{}, on(t, "2019-06-03", "an"), Post{Place: board(t), Code: code, Photo: "f"})
	refused(t, "", "không phải gỡ", x, m, Act[Sheet](Flag{}))
	wanted := Sheet{ID: "s", State: Wanted, Version: "v2", Code: code, Due: "2019-07-01"}
	if x = does[Sheet](t, wanted, on(t, "2019-07-05", "an"), Post{Place: board(t), Code: code, Photo: "f"}); x.PostedLate != 4 || x.Due != "2019-07-01" {
		t.Errorf("CK-6 posted on 5/7: %+v", x)
	}
}

func TestCK_7_WhoPostedDoesNotCheck(t *testing.T) {
	x := does[Sheet](t, Sheet{}, on(t, "2019-06-03", "an"), Post{Place: board(t), Code: code, Photo: "f"})
	refused(t, "CK-7", "Người treo không tự kiểm tra", x, on(t, "2019-06-04", "an"), Act[Sheet](Check{Photo: "g"}))
	refused(t, "CK-7", "Chụp ảnh", x, on(t, "2019-06-04", "binh"), Act[Sheet](Check{}))
	y := does[Sheet](t, x, on(t, "2019-06-04", "binh"), Check{Photo: "g"})
	if y.Checked.By != "binh" || y.CheckPhoto != "g" || y.Photo != "f" {
		t.Errorf("CK-7 %+v", y)
	}
	refused(t, "CK-6", "phải gỡ", does[Sheet](t, x, on(t, "2019-07-01", ""), Flag{}), on(t, "2019-07-01", "binh"), Act[Sheet](Check{Photo: "g"}))
	refused(t, "CK-6", "Còn tờ đang niêm yết", board(t), on(t, "2019-06-04", "head"), Act[Place](ClosePlace{Hanging: 1}))
}

func TestCK_6_AFindingOfTheClockEndsOnlyWithItsSheet(t *testing.T) {
	f := does[Finding](t, Finding{}, on(t, "2019-07-02", ""), Find{Finding: Finding{ID: "f", Wrong: Stale, By: ByClock, Sheet: "s", Since: "2019-07-01"}})
	refused(t, "CK-6", "không bỏ được", f, on(t, "2019-07-03", "kim"), Act[Finding](Dismiss{Reason: "Đề nghị bỏ phát hiện này"}))
	refused(t, "CK-6", "trên chính tờ niêm yết", f, on(t, "2019-07-03", "head"), Act[Finding](Settle{Photo: "p", How: "Đã gỡ xuống rồi"}))
	if f = does[Finding](t, f, on(t, "2019-07-08", "an"), Settle{Follows: true}); f.Days != 7 || f.State != Settled {
		t.Errorf("CK-6 %+v", f)
	}
	r := does[Finding](t, Finding{}, on(t, "2019-07-02", ""), Report{Finding: Finding{ID: "r", Wrong: Unreadable, Office: "ward"}})
	if r.Late("2019-07-20") != 0 || r.Found.By != "" {
		t.Errorf("CK-6 a report nobody looked into counts: %+v", r)
	}
	if r = does[Finding](t, r, on(t, "2019-07-05", "kim"), Confirm{}); r.Late("2019-07-12") != 10 {
		t.Errorf("CK-6 a report that was right counts from the day it was made: %d", r.Late("2019-07-12"))
	}
}

func TestCK_6_TakingTheSheetDownAnswersNoReport(t *testing.T) {
	reported := does[Finding](t, Finding{}, on(t, "2019-07-02", ""), Report{Finding: Finding{ID: "r", Wrong: Stale, Office: "ward", Sheet: "s"}})
	refused(t, "", "không chờ khắc phục", reported, on(t, "2019-07-04", "an"), Act[Finding](Settle{Follows: true}))
	sure := does[Finding](t, reported, on(t, "2019-07-05", "kim"), Confirm{Since: "2019-07-01"})
	if sure.Late("2019-07-05") != 4 {
		t.Errorf("CK-6 a confirmed report counts from the day its sheet was over: %d", sure.Late("2019-07-05"))
	}
	if done := does[Finding](t, sure, on(t, "2019-07-05", "kim"), Settle{Follows: true, Until: "2019-07-04"}); done.Days != 3 {
		t.Errorf("CK-6 the days end when the sheet came down, not when somebody looked: %d", done.Days)
	}
	for f, follows := range map[*Finding]bool{{Wrong: Stale, Sheet: "s", By: ByPasser}: true, {Wrong: Stale, By: ByPasser}: false, {Wrong: Absent, Sheet: "s", By: ByClock}: true,
		{Wrong: Absent, Sheet: "s", By: ByOfficial}: false, {Wrong: Unreadable, Sheet: "s", By: ByPasser}: false, {Wrong: LegalText, Sheet: "s", By: ByOfficial}: false} {
		if f.Follows() != follows {
			t.Errorf("CK-6 %s by %s about %q follows its sheet: %v", f.Wrong, f.By, f.Sheet, !follows)
		}
	}
	absent := does[Finding](t, Finding{}, on(t, "2019-07-02", ""), Find{Finding: Finding{ID: "f", Wrong: Absent, By: ByClock, Sheet: "s", Since: "2019-07-01"}})
	if over := does[Finding](t, absent, on(t, "2019-08-20", ""), Overtake{Until: "2019-08-01"}); over.State == Settled || over.Late("2019-09-20") != 31 {
		t.Errorf("CK-6 what never was posted is not put right: %+v", over)
	}
}

func TestCK_1_TheDutyToPostMovesAndIsNotClosed(t *testing.T) {
	next := board(t)
	next.ID, next.No = "q", 18
	x := does[Sheet](t, Sheet{ID: "s", State: Wanted, Place: "p", PlaceNo: 17, Version: "v2", Code: code, Due: "2019-07-01"}, on(t, "2019-07-20", ""), Move{Place: next})
	if x.Place != "q" || x.PlaceNo != 18 || x.Due != "2019-07-01" || x.State != Wanted {
		t.Errorf("CK-1 %+v", x)
	}
	refused(t, "CK-1", "nơi niêm yết cuối cùng", board(t), on(t, "2019-07-20", "head"), Act[Place](ClosePlace{Stranded: 2}))
}

func TestCK_1_EachOfficePostsWhatItReceives(t *testing.T) {
	all, err := office.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	links, err := office.Successions()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := office.NewTree(all, links)
	if err != nil {
		t.Fatal(err)
	}
	vs, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []string{"2019-06-03", "2026-06-03"} {
		held := map[string]map[string]bool{}
		for _, o := range tree.On(day) {
			for _, v := range Received(tree, o.ID, vs, day) {
				if held[v.Code] == nil {
					held[v.Code] = map[string]bool{}
				}
				held[v.Code][o.ID] = true
			}
		}
		for _, v := range vs {
			if !v.InForce(day) {
				continue
			}
			want := Receivers(tree, v, day)
			if len(want) == 0 || len(held[v.Code]) != len(want) {
				t.Errorf("%s: %s is posted at %d offices and received at %d", day, v.Code, len(held[v.Code]), len(want))
			}
			for _, o := range want {
				if !held[v.Code][o.ID] {
					t.Errorf("%s: %s receives %s and would not post it", day, o.Place, v.Code)
				}
			}
		}
	}
}

func TestCK_1_WhereTheCatalogueAndTheNationalDatabaseDiffer(t *testing.T) {
	ours, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	day := "2019-06-03"
	if d := Compare(ours, ours, day); len(d) != 0 {
		t.Fatalf("a catalogue differs from itself: %v", d[0])
	}
	theirs := append([]procedure.Version{}, ours...)
	gone := theirs[0]
	theirs = theirs[1:]
	theirs[0].Steps += "\nThêm một bước"
	theirs[1].Decision = "quyết định của Bộ" // the city has its own
	theirs[2].Papers = theirs[2].Papers[:len(theirs[2].Papers)-1]
	added := theirs[3]
	added.Code = "9.999999"
	got := Compare(ours, append(theirs, added), day)
	says := map[string]string{}
	for _, d := range got {
		says[d.Code] = string(d.Apart) + " " + strings.Join(d.Sections, "; ")
	}
	if len(got) != 4 || says[gone.NationalCode()] != "only_city " || says["9.999999"] != "only_national " || says[theirs[0].NationalCode()] != "differing b) Trình tự thực hiện" ||
		!strings.Contains(says[theirs[2].NationalCode()], "d) Thành phần, số lượng hồ sơ") {
		t.Errorf("CK-1 %v", says)
	}
	if a, b := Compare(ours, theirs, day)[0], Compare(ours, theirs, day)[0]; a.Print != b.Print || a.Print == "" {
		t.Error("the same difference has two prints")
	}
}

func TestCK_5_TheListsPostedBesideTheProcedures(t *testing.T) {
	all := versions(t)[:1]
	if r := PostTable(all).Rows; len(r) != 1 || r[0][1] != code || r[0][3] != "Có" {
		t.Errorf("CK-5 public post: %v", r)
	}
	all[0].Channels = []procedure.Channel{{Kind: procedure.InPerson, Fee: &procedure.Fee{Amount: 8000, Currency: "VND"}}}
	if r := PostTable(all).Rows; r[0][3] != "Không" {
		t.Errorf("CK-5 not by public post: %v", r)
	}
	if r := FeeTable(all).Rows; len(r) != 1 || !strings.Contains(r[0][3], "8.000 đồng") {
		t.Errorf("CK-5 fees: %v", r)
	}
	if r := StaffTable([]Official{{"Trần Thị Mẫu", "Công chức", "028"}}).Rows; len(r) != 1 || r[0][1] != "Trần Thị Mẫu" || r[0][3] != "028" {
		t.Errorf("CK-5 people: %v", r)
	}
	if r := VotesTable(Votes{Since: "2019-01-01", Until: "2019-06-03", Very: 1, Satisfied: 2, All: 3}).Rows; len(r) != 4 || r[0][2] != "33,3%" || r[3][1] != "3" {
		t.Errorf("CK-5 satisfaction: %v", r)
	}
	if v := VotesTable(Votes{}); len(v.Rows) != 0 || v.None == "" {
		t.Errorf("CK-5 nobody voted: %v", v)
	}
}

func TestCK_3_ASheetSaysWhereRemarksGoAndCarriesItsMark(t *testing.T) {
	s := SheetOf(versions(t)[0], Mark{code, 1, 17}, Print{Base: "https://motcua.example", Feedback: []string{"1022"}})
	if s.QR != "https://motcua.example/q/"+code+"-1-17" || len(s.Feedback) != 1 || s.Decision == "" || len(s.Parts) != 11 {
		t.Errorf("CK-3 %d parts, %+v", len(s.Parts), s.QR)
	}
	for _, p := range s.Parts {
		if p.Text == "" {
			t.Errorf("CK-2 the part %q is empty", p.Title)
		}
	}
}
