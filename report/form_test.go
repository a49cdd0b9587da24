package report

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
)

func on(day int, hour int) clock.Instant {
	return clock.At(time.Date(2019, 6, day, hour, 0, 0, 0, clock.Zone))
}

// law.md 11: a report goes by the law of the end of its period.
func TestTheFormsHeadNamesTheProfileOfThePeriodsEnd(t *testing.T) {
	for _, c := range []struct {
		p    Period
		want string
	}{
		{QuarterOf(2018, 2), "từ 30/9/2016 đến 20/6/2018"}, {QuarterOf(2018, 3), "từ 21/6/2018 đến 05/01/2019"},
		{QuarterOf(2019, 1), "từ 06/01/2019 đến 14/9/2020"}, {QuarterOf(2020, 4), "từ 15/9/2020 đến 05/12/2021"},
		{QuarterOf(2025, 3), "từ 01/7/2025 đến 14/9/2025"}, {Of(Year, 2025), "từ 15/9/2025 đến 26/12/2025"}, {QuarterOf(2026, 4), "từ 01/7/2026 trở đi"},
	} {
		lines, err := Form{Period: c.p}.Head()
		if err != nil || len(lines) != 4 || lines[0] != FormTitle || lines[1] != "Kỳ báo cáo: "+c.p.Name() || !strings.HasSuffix(lines[3], "("+c.want+")") {
			t.Errorf("%s: %q (%v), want %s", c.p.Key(), lines, err, c.want)
		}
	}
	if _, err := (Form{Period: QuarterOf(2016, 1)}).Head(); err == nil {
		t.Error("a period before the first profile has a head")
	}
}

// law.md 5.2: where a dossier stands in form II.06a of the period ending on 14/6/2019.
func TestPlaceInFormII06a(t *testing.T) {
	until := on(15, 0)
	type D = dossier.Dossier
	open := D{State: dossier.InProcess, ReceivedAt: on(3, 9), Channel: 1, LateFrom: on(20, 0)}
	with := func(d D, change func(*D)) D { change(&d); return d }
	rows := []struct {
		says       string
		start, end D
		want       Counts
		nowhere    bool
	}{
		{"filed and not received: nowhere", D{}, D{State: dossier.Filed, Channel: 2}, Counts{}, true},
		{"refused at reception: nowhere", D{}, D{State: dossier.Refused, EndedAt: on(4, 9)}, Counts{}, true},
		{"asked for papers before reception: nowhere", D{}, D{State: dossier.Supplementing, Channel: 2}, Counts{}, true},
		{"withdrawn before reception: nowhere", D{}, D{State: dossier.Withdrawn, EndedAt: on(4, 9)}, Counts{}, true},
		{"settled in an earlier period and returned in this one: nowhere", D{ReceivedAt: on(1, 9), Class: dossier.Early, State: dossier.Completed},
			D{ReceivedAt: on(1, 9), Class: dossier.Early, State: dossier.Returned}, Counts{}, true},
		{"received at the counter, in time: (5) and (12)", D{}, open, Counts{Direct: 1, InTime: 1}, false},
		{"received by post: (5)", D{}, with(open, func(d *D) { d.Channel = 3 }), Counts{Direct: 1, InTime: 1}, false},
		{"received online: (4)", D{}, with(open, func(d *D) { d.Channel = 2 }), Counts{Online: 1, InTime: 1}, false},
		{"filed before the period, received in it: (4)", D{State: dossier.Filed, Channel: 2}, with(open, func(d *D) { d.Channel = 2 }), Counts{Online: 1, InTime: 1}, false},
		{"received before the period: (6)", open, open, Counts{Carried: 1, InTime: 1}, false},
		{"due on the last day of the period: (12), not yet overdue", D{}, with(open, func(d *D) { d.LateFrom = on(15, 0) }), Counts{Direct: 1, InTime: 1}, false},
		{"due on the day before the last: (13)", D{}, with(open, func(d *D) { d.LateFrom = on(14, 0) }), Counts{Direct: 1, Overdue: 1}, false},
		{"a limit in hours that passed in the evening of the last day: (13) (DL-8)", D{}, with(open, func(d *D) { d.LateFrom = on(14, 23) }), Counts{Direct: 1, Overdue: 1}, false},
		{"an apology moves no legal appointment: (13) (law.md 12.2)", D{}, with(open, func(d *D) {
			d.LateFrom = on(10, 0)
			d.Promised = on(28, 17)
			d.Apology = &dossier.ApologyMark{Sent: on(9, 9)}
		}),
			Counts{Direct: 1, Overdue: 1}, false},
		{"waiting for the applicant: (12)", D{}, with(open, func(d *D) { d.State = dossier.Supplementing; d.LateFrom = 0 }), Counts{Direct: 1, InTime: 1, Waiting: 1}, false},
		{"settled early: (8)", D{}, with(open, func(d *D) { d.State = dossier.Completed; d.Class = dossier.Early }), Counts{Direct: 1, Early: 1}, false},
		{"settled on the day: (9)", D{}, with(open, func(d *D) { d.State = dossier.Returned; d.Class = dossier.OnTime }), Counts{Direct: 1, OnTime: 1}, false},
		{"settled late, carried in: (6) and (10)", open, with(open, func(d *D) { d.State = dossier.Completed; d.Class = dossier.Late }), Counts{Carried: 1, Late: 1}, false},
		{"refused on the merits: settled, and repeated under the form (REC-13)", D{}, with(open, func(d *D) { d.State = dossier.Completed; d.Class = dossier.Early; d.Outcome = dossier.Rejected }),
			Counts{Direct: 1, Early: 1, Rejected: 1}, false},
		{"withdrawn: by its end, and repeated under the form", D{}, with(open, func(d *D) { d.State = dossier.Withdrawn; d.Class = dossier.Early }), Counts{Direct: 1, Early: 1, Withdrew: 1}, false},
		{"stopped late: (10), and repeated under the form", D{}, with(open, func(d *D) { d.State = dossier.Stopped; d.Class = dossier.Late }), Counts{Direct: 1, Late: 1, Stopped: 1}, false},
	}
	for _, r := range rows {
		got, counted := Place(r.start, r.end, until)
		if got != r.want || counted == r.nowhere {
			t.Errorf("%s: %+v, counted %v", r.says, got, counted)
		}
		if counted && (got.Received() != 1 || got.Received() != got.Settled()+got.Pending()) {
			t.Errorf("%s: (3) = %d, (7) = %d, (11) = %d", r.says, got.Received(), got.Settled(), got.Pending())
		}
	}
}

func TestColumnsAreReadByTheirNumber(t *testing.T) {
	c := Counts{Online: 1, Direct: 2, Carried: 4, Early: 8, OnTime: 16, Late: 32, InTime: 64, Overdue: 128, Rejected: 3, Withdrew: 5, Stopped: 6, Waiting: 7}
	for name, want := range map[string]int64{"3": 7, "4": 1, "5": 2, "6": 4, "7": 56, "8": 8, "9": 16, "10": 32, "11": 192, "12": 64, "13": 128,
		"rejected": 3, "withdrawn": 5, "stopped": 6, "waiting": 7} {
		if got, err := c.Column(name); err != nil || got != want {
			t.Errorf("column (%s) = %d, %v, want %d", name, got, err, want)
		}
	}
	if _, err := c.Column("14"); err == nil {
		t.Error("the form has no column (14)")
	}
}

// House 5a: as of D is what was recorded by the end of D; an act entered late shows in
// the period it was recorded in.
func TestAnActEnteredLateBelongsToThePeriodItWasRecordedIn(t *testing.T) {
	p := QuarterOf(2019, 2)
	history := []event.Event{
		{Seq: 1, At: int64(on(3, 9)), Recorded: int64(on(3, 9)), Body: `{"set":{"state":"received","received_at":` + text(on(3, 9)) + `,"late_from":` + text(on(20, 0)) + `}}`},
		{Seq: 2, At: int64(on(12, 9)), Recorded: int64(on(17, 9)), Body: `{"set":{"state":"completed","settled_at":` + text(on(12, 9)) + `,"class":"early"}}`},
	}
	for _, r := range []struct {
		says string
		p    Period
		want Counts
	}{
		{"settled on 12/6 and recorded on 17/6: still open on 14/6", p, Counts{Direct: 1, InTime: 1}},
		{"carried into the next period and settled there, early by its legal moment", QuarterOf(2019, 3), Counts{Carried: 1, Early: 1}},
		{"and in no later one", QuarterOf(2019, 4), Counts{}},
	} {
		var x placed
		if _, err := x.place(history, r.p); err != nil || x.Counts != r.want {
			t.Errorf("%s: %+v %v", r.says, x.Counts, err)
		}
	}
}

func text(i clock.Instant) string { return strconv.FormatInt(int64(i), 10) }
