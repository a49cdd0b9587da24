package trail_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/web/hall/halltest"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

const fiveDays = "1.004746" // Thủ tục đăng ký lại kết hôn

func lines(t *testing.T, x *halltest.House) []dossier.Line {
	t.Helper()
	ls, err := dossier.New(x.DB.Read()).OfficeLines(context.Background(), dossier.OfficeLinesParams{Office: x.Ward, Most: 100})
	if err != nil {
		t.Fatal(err)
	}
	return ls
}

func TestAListNamesItsApplicants(t *testing.T) {
	x := halltest.Open(t)
	d := x.In(dossier.Received, fiveDays)
	names, err := trail.Names(context.Background(), x.Hall, lines(t, x))
	if err != nil || names[d.ID] != dossiertest.Applicant().Name {
		t.Errorf("%v %v", names, err)
	}
}

func TestDL8ALineIsLateFromTheDayAfterTheAppointment(t *testing.T) {
	x := halltest.Open(t)
	x.In(dossier.Received, fiveDays) // due Monday 10 June, 17:00
	for _, row := range []struct {
		at, left string
		kind     parts.Kind
	}{
		{"2019-06-03 09:00", "còn 5 ngày", parts.Calm},
		{"2019-06-07 09:00", "còn 1 ngày", parts.Soon},
		{"2019-06-10 20:00", "", parts.Today},
		{"2019-06-11 09:00", "", parts.Late},
	} {
		x.To(row.at)
		l := lines(t, x)[0]
		tag, left := trail.LineTime(x.Hall, l)
		if tag.Kind != row.kind || !strings.HasPrefix(left, row.left) || strings.HasPrefix(left, "quá hạn") {
			t.Errorf("%s: %+v %q", row.at, tag, left)
		}
		if trail.LineLate(x.Hall, l) != (row.kind == parts.Late) {
			t.Errorf("%s: late %v", row.at, trail.LineLate(x.Hall, l))
		}
	}
}

func TestAMomentKeptToTheMinuteIsLateAMinuteLater(t *testing.T) {
	by := time.Date(2019, 6, 4, 10, 0, 0, 0, clock.Zone)
	for _, row := range []struct {
		before time.Duration
		kind   parts.Kind
	}{{26 * time.Hour, parts.Calm}, {2 * time.Hour, parts.Soon}, {0, parts.Soon}, {-time.Minute, parts.Late}} {
		if tag, words := trail.Before(calendar.Civil(), by.Add(-row.before), by); tag.Kind != row.kind {
			t.Errorf("%v before: %+v %q", row.before, tag, words)
		}
	}
}

func TestPagesOfferOnlyWhatCanBeDoneNow(t *testing.T) {
	x := halltest.Open(t)
	d := x.In(dossier.InProcess, fiveDays)
	v, err := trail.Read(context.Background(), x.Hall, x.Who("officer", x.Ward), d)
	if err != nil {
		t.Fatal(err)
	}
	if !v.Can("propose") || v.Can("sign") || v.Can("supply") {
		t.Error("an officer may propose now, and neither sign nor supply")
	}
	if got := v.FileList("/x"); len(got.Items) != 0 || !strings.Contains(got.Empty, "bản giấy") {
		t.Errorf("%+v", got)
	}
}
