package slip_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/event"
	"motcua/law"
	"motcua/letter"
	"motcua/office"
	"motcua/slip"
)

const fiveDays = "1.004746"

func desk(t *testing.T, c *dossiertest.City) slip.Desk {
	t.Helper()
	return slip.Desk{Offices: c.Offices, Version: c.Procedures.Version, Base: "https://motcua.example", Official: func(id string) (office.Official, bool) {
		return office.Official{ID: id, Name: "Công chức " + id, Title: "Chủ tịch", Phone: "028"}, true
	}}
}

func printed(t *testing.T, render func(*bytes.Buffer) error) string {
	t.Helper()
	var b bytes.Buffer
	if err := render(&b); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", file, "-").CombinedOutput()
	if err != nil {
		t.Fatalf("pdftotext: %v %s\nThe tests read PDFs with poppler-utils; the setup script installs it.", err, out)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

// REC-2: the receipt prints how many sets were handed in, under the form of its day.
func TestREC_2_TheReceiptPrintsTheRealNumberOfSets(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	b := c.Brought(fiveDays)
	b.Sets = 3
	d := c.Must(c.Who("reception", c.Ward), dossier.Dossier{}, b)
	events, err := c.Dossiers.Trail(context.Background(), dossiertest.Key(d))
	if err != nil {
		t.Fatal(err)
	}
	r, err := desk(t, c).Receipt(slip.Case{Dossier: d, Who: dossiertest.Applicant()}, events[0])
	if err != nil {
		t.Fatal(err)
	}
	got := printed(t, func(b *bytes.Buffer) error { return r.Render(b) })
	for _, want := range []string{"Mẫu số 01", "Số lượng hồ sơ: 03 (bộ)", "Số: 01/BPTNTKQ", d.Code} {
		if !strings.Contains(got, want) {
			t.Errorf("the receipt lacks %q:\n%s", want, got)
		}
	}
}

// SET-4: one row for each hand-over and opinion, in the order of their times; what
// only stands in the order of a chain is none yet.
func TestSET_4_TheControlSlipHasOneRowForEachHandOver(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	d := c.In(dossier.InProcess, fiveDays)
	at := func(day, hour int) clock.Instant { return clock.At(time.Date(2019, 6, day, hour, 0, 0, 0, clock.Zone)) }
	d.Handovers = []dossier.Handover{
		{From: c.Ward, To: c.District, Given: at(3, 9), GivenBy: "a", Taken: at(3, 10), TakenBy: "b", Limit: at(5, 17), Done: at(5, 11)},
		{From: c.District, To: c.Other, Given: at(5, 11), Limit: at(6, 17)},
		{To: c.Ward},
	}
	d.Consultations = []dossier.Consultation{{N: 1, Office: c.Other, Asked: at(4, 9), Limit: at(5, 9), By: "b", Answered: at(5, 10)}}
	s := desk(t, c).ControlSlip(slip.Case{Dossier: d, Who: dossiertest.Applicant()}, at(7, 8))
	var got []string
	for _, r := range s.Rows {
		got = append(got, r.Standing(s.Head.Date))
	}
	if want := "Đúng hạn|Quá hạn|Quá hạn"; strings.Join(got, "|") != want {
		t.Errorf("rows %v, want %s", got, want)
	}
	if len(s.Helping) != 2 {
		t.Errorf("helping offices %v", s.Helping)
	}
	text := printed(t, func(b *bytes.Buffer) error { return s.Render(b) })
	p, err := law.At("2019-06-07")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Mẫu số " + p.Forms["control"].Number, p.Forms["control"].Title, "chưa xác nhận nhận", "Công chức a"} {
		if !strings.Contains(text, want) {
			t.Errorf("the slip lacks %q:\n%s", want, text)
		}
	}
}

// law.md 2.4, 11: every paper carries number and title of the profile of the day of its
// act, and the head of the unit that day knows: of every profile that is shipped.
func TestPapersFollowTheProfileOfTheirDay(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	d := c.In(dossier.InProcess, fiveDays)
	events, err := c.Dossiers.Trail(context.Background(), dossiertest.Key(d))
	if err != nil {
		t.Fatal(err)
	}
	ward, _ := c.Offices.Office(c.Ward)
	for _, p := range law.Profiles() {
		day, err := time.ParseInLocation(time.DateOnly, p.From, clock.Zone)
		if err != nil {
			t.Fatal(err)
		}
		at := clock.At(day.Add(9 * time.Hour))
		x := slip.Case{Dossier: d, Who: dossiertest.Applicant()}
		x.ReceivedAt, x.EndedAt = at, at
		x.Supplements = []dossier.Supplement{{Number: 1, Asked: at, Lines: []dossier.SupplementLine{{Name: "Tờ khai", What: "Nộp bản rõ nét"}}}}
		k := desk(t, c)
		receipt, err := k.Receipt(x, events[0])
		if err != nil {
			t.Fatal(err)
		}
		supplement, err := k.Supplement(x, events[0])
		if err != nil {
			t.Fatal(err)
		}
		symbol, unit := "BPTNTKQ", "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
		if slices.Contains(p.Centres.Value, string(ward.Kind)) {
			symbol, unit = "TTPVHCC", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
		}
		for key, h := range map[string]letter.Head{"receipt": receipt.Head, "supplement": supplement.Head, "refusal": k.Refusal(x, events[0]).Head,
			"control": k.ControlSlip(x, at).Head, "stop": k.Stop(x, events[0]).Head, "register": k.Register(c.Ward, "", true, at.Time().Year(), at).Head} {
			if h.Form != p.Forms[key] || h.Symbol != symbol || h.Office != unit {
				t.Errorf("%s on %s: %+v under %s /%s, want %+v /%s", key, p.From, h.Form, h.Office, h.Symbol, p.Forms[key], symbol)
			}
		}
	}
}

// The four dates of issue: our own forms of 2018, those of TT 01/2018, the same under
// the Centres of 2025, and those of TT 03/2025 with their numbers moved on.
func TestFormsOfFourDates(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	k := desk(t, c)
	for _, row := range []struct {
		day, receipt, stop, control, register, symbol string
	}{
		{"2018-11-20", "", "", "", "", "BPTNTKQ"},
		{"2019-02-11", "Mẫu số 01", "", "Mẫu số 05", "Mẫu số 06", "BPTNTKQ"},
		{"2025-07-02", "Mẫu số 01", "", "Mẫu số 05", "Mẫu số 06", "TTPVHCC"},
		{"2026-10-06", "Mẫu số 01", "Mẫu số 05", "Mẫu số 06", "Mẫu số 07", "TTPVHCC"},
	} {
		day, err := time.ParseInLocation(time.DateOnly, row.day, clock.Zone)
		if err != nil {
			t.Fatal(err)
		}
		at := clock.At(day.Add(9 * time.Hour))
		x := slip.Case{Dossier: dossier.Dossier{Home: c.Ward, Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Code: "x", Limit: "5wd", ReceivedAt: at, EndedAt: at,
			Appointments: []dossier.Appointment{{Due: at + 1}}}}
		r, err := k.Receipt(x, event.Event{})
		if err != nil {
			t.Fatal(err)
		}
		got := []string{r.Head.FormLine(), k.Stop(x, event.Event{}).Head.FormLine(), k.ControlSlip(x, at).Head.FormLine(),
			k.Register(c.Ward, "", true, day.Year(), at).Head.FormLine(), r.Head.Symbol}
		if want := []string{row.receipt, row.stop, row.control, row.register, row.symbol}; !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", row.day, got, want)
		}
	}
}
