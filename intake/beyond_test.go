package intake_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/intake"
	"motcua/office"
)

func TestPRI2_WhoAReporterMeans(t *testing.T) {
	for _, row := range []struct {
		written, name string
		want          bool
	}{
		{"Trần Thị Mẫu", "Trần Thị Mẫu", true},
		{"tran thi mau", "Trần Thị Mẫu", true},
		{"bà Mẫu", "Trần Thị Mẫu", true},
		{"Bà Trần Thị Mẫu", "Trần Thị Mẫu", true},
		{"đồng chí Trần Mẫu", "Trần Thị Mẫu", true},
		{"đ/c Mẫu", "Trần Thị Mẫu", true},
		{"chị Mẫu ở quầy số 3", "Trần Thị Mẫu", true},
		{"cán bộ Trần Thị Mẫu, phòng Tư pháp", "Trần Thị Mẫu", true},
		{"anh Anh", "Lê Văn Anh", true},
		{"Chi", "Lê Thị Chi", true},
		{"Trần Văn Khác", "Trần Thị Mẫu", false},
		{"ông Khác", "Trần Thị Mẫu", false},
		{"công an phường", "Lê Văn An", false},
		{"", "Trần Thị Mẫu", false},
		{"Trần Thị Mẫu", "", false},
	} {
		if got := intake.Means(row.written, row.name); got != row.want {
			t.Errorf("PRI-2 %q means %s: %v", row.written, row.name, got)
		}
	}
	if !intake.Speaks("Bị bà TRẦN THỊ MẪU đòi thêm", "Trần Thị Mẫu") || intake.Speaks("Bị bà Trần Thị Mẫu Đơn đòi", "Trần Thị Đơn") || intake.Speaks("Mẫu đơn số 1", "Mẫu") {
		t.Error("PRI-2 who is named in the text")
	}
}

func TestPRI2_ReportsBeyondAFewStandOnOneLine(t *testing.T) {
	at := time.Date(2019, 6, 3, 9, 0, 0, 0, clock.Zone)
	var all []intake.Beyond // newest first
	for i := range 40 {
		all = append(all, intake.Beyond{ID: fmt.Sprint("o", 39-i), Home: "ward", At: clock.At(at.Add(-time.Duration(i) * time.Minute))})
	}
	for i := range 6 {
		all = append(all, intake.Beyond{ID: fmt.Sprint("d", 5-i), Home: "ward", Dossier: "x", At: clock.At(at.Add(-time.Hour * 2))})
	}
	lines := intake.Lines(all, "")
	sum, folds := 0, 0
	for _, l := range lines {
		if sum += max(l.More, 1); l.More > 0 {
			folds++
		}
	}
	if len(lines) != 30+1+3+1 || folds != 2 || sum != len(all) || lines[0].More != 10 || lines[31].More != 3 || lines[34].ID != "d0" {
		t.Errorf("PRI-2 %d lines, %d folded, %d reports of %d", len(lines), folds, sum, len(all))
	}
	if open := intake.Lines(all, "x"); len(open) != 30+1+6 {
		t.Errorf("PRI-2 an open group stands one by one: %d", len(open))
	}
}

func TestPRI2_NobodyIsSilencedAndNobodyReadsAboutHimself(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := open(t, d)
		ctx := t.Context()
		above := c.Who("control", c.District)
		above.Below = []string{c.Ward}
		s.Staff = func(string, string, ...office.Role) []office.Post { return nil }
		s.Official = func(id string) (office.Official, bool) {
			return office.Official{ID: id, Name: "Trần Thị Mẫu"}, id == above.Official
		}
		x := c.In(dossier.Received, reregister)
		for range 5 {
			if err := s.ReportBeyond(ctx, x.Token, "Công chức yêu cầu nộp thêm đơn có xác nhận"); err != nil {
				t.Fatalf("PRI-2 a refusal tells that somebody reported: %v", err)
			}
		}
		for range 35 {
			if err := s.ReportDemand(ctx, intake.Demand{Office: c.Ward, Procedure: reregister, Said: "Bị trả về vì thiếu ảnh chân dung"}); err != nil {
				t.Fatalf("PRI-2 an office is silent for the day: %v", err)
			}
		}
		all, err := s.Beyonds(ctx, above, 100)
		if err != nil || len(all) != 40 {
			t.Fatalf("PRI-2 %d reports are kept: %v", len(all), err)
		}
		// Named, with another office chosen: the one of that name at the control office above.
		for _, n := range []intake.Demand{{Named: "bà Mẫu", Said: "Đòi thêm một bản sao"}, {Named: "Trần Thị Mẫu, phòng kiểm soát", Said: "Đòi thêm một bản sao"}, {Said: "Bà Trần Thị Mẫu đòi thêm một bản sao"}} {
			n.Office, n.Procedure = c.Ward, reregister
			if err := s.ReportDemand(ctx, n); err != nil {
				t.Fatal(err)
			}
		}
		if own, err := s.Beyonds(ctx, above, 100); err != nil || len(own) != 40 {
			t.Errorf("PRI-2 she reads %d reports about herself: %v", len(own)-40, err)
		}
		other := above
		other.Official = "another"
		three, err := s.Beyonds(ctx, other, 100)
		if err != nil || len(three) != 43 {
			t.Fatalf("PRI-2 her colleague reads %d: %v", len(three), err)
		}
		named := three[slices.IndexFunc(three, func(b intake.Beyond) bool { return b.Named != "" })].ID
		for _, who := range []access.Who{above, other} {
			if _, err := s.Beyond(ctx, who, c.Ward, named); (err == nil) != (who.Official == "another") {
				t.Errorf("PRI-2 %s opens the file of the report: %v", who.Official, err)
			}
		}
	})
}

// A flood about one office hides no report about another, however long it is (PRI-2).
func TestPRI2_AFloodHidesNoReport(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := open(t, d)
		s.Staff = func(string, string, ...office.Role) []office.Post { return nil }
		above := c.Who("control", c.District)
		above.Below = []string{c.Ward}
		put := func(at, said string) {
			if err := s.ReportDemand(t.Context(), intake.Demand{Office: at, Procedure: reregister, Said: said}); err != nil {
				t.Fatal(err)
			}
		}
		put(c.District, "Bị trả về vì thiếu ảnh chân dung")
		const flood = 1_050
		for range flood { // all at one moment of the clock
			put(c.Ward, "Một phản ánh không có thật")
		}
		today := calendar.DateOf(c.Civil.Now())
		all, err := s.BeyondIn(t.Context(), above, today, today)
		if err != nil || len(all) != flood+1 {
			t.Fatalf("PRI-2 %d of %d reports: %v", len(all), flood+1, err)
		}
		ids := map[string]bool{}
		for _, b := range all {
			ids[b.ID] = true
		}
		own := intake.Chosen(all, c.District, "")
		if len(ids) != len(all) || len(own) != 1 || len(intake.Chosen(all, "", c.Ward+"~"+today.String())) != flood {
			t.Fatalf("PRI-2 %d ids, %d about the other office", len(ids), len(own))
		}
		told, err := s.Told(t.Context(), above, []string{own[0].ID})
		if err != nil || told[own[0].ID].Said != "Bị trả về vì thiếu ảnh chân dung" {
			t.Errorf("PRI-2 it says %+v %v", told, err)
		}
		if _, err := s.Told(t.Context(), c.Who("head", c.Ward), []string{own[0].ID}); err == nil {
			t.Error("PRI-2 the office concerned reads it")
		}
		elsewhere := c.Who("control", c.Other)
		elsewhere.Below = nil
		if told, err := s.Told(t.Context(), elsewhere, []string{own[0].ID}); err != nil || len(told) != 0 {
			t.Errorf("PRI-2 another control office reads %d: %v", len(told), err)
		}
	})
}
