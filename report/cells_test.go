package report

import (
	"reflect"
	"testing"

	"motcua/clock"
	"motcua/dossier"
)

// House 5a: what an act moves in the leaf cells; no act moves more than it says.
func TestActsMoveLeafCells(t *testing.T) {
	type D = dossier.Dossier
	cell := func(day string, m Measure, n int64) Cell {
		return Cell{Office: "ward", Day: day, Measure: m, Procedure: "p", Channel: 1, N: n}
	}
	hours := func(h int64, letter bool, n int64) Open {
		return Open{Office: "ward", Hour: h, Procedure: "p", Letter: letter, N: n}
	}
	late := on(6, 0)
	filed := D{State: dossier.Filed, Competent: "ward", Procedure: "p", Channel: 1, FiledAt: on(3, 8)}
	received := filed
	received.State, received.ReceivedAt, received.Due, received.LateFrom = dossier.Received, on(3, 9), on(5, 17), late
	with := func(d D, change func(*D)) D { change(&d); return d }
	lettered := with(received, func(d *D) { d.Apology = &dossier.ApologyMark{Sent: on(5, 9)} })
	asked := with(received, func(d *D) {
		d.State, d.Due, d.LateFrom, d.Supplements = dossier.Supplementing, 0, 0, []dossier.Supplement{{Asked: on(4, 9)}}
	})
	lateDone := with(received, func(d *D) { d.State, d.SettledAt, d.Class = dossier.Completed, on(7, 9), dossier.Late })
	h := int64(late)
	rows := []struct {
		says          string
		before, after D
		cells         []Cell
		open          []Open
	}{
		{"filing online moves nothing: reception counts (DL-3)", D{}, filed, nil, nil},
		{"a refusal at the desk counts alone (REC-2)", filed, with(filed, func(d *D) { d.State, d.EndedAt = dossier.Refused, on(3, 10) }), []Cell{cell("2019-06-03", Refused, 1)}, nil},
		{"papers asked before reception open nothing", filed, with(filed, func(d *D) {
			d.State, d.Supplements = dossier.Supplementing, []dossier.Supplement{{Asked: on(4, 9), Desk: true}}
		}),
			[]Cell{cell("2019-06-04", Supplement, 1)}, nil},
		{"withdrawn before reception is nowhere", filed, with(filed, func(d *D) { d.State, d.EndedAt = dossier.Withdrawn, on(4, 9) }), nil, nil},
		{"reception counts and opens until the legal appointment", filed, received, []Cell{cell("2019-06-03", Received, 1)}, []Open{hours(h, false, 1)}},
		{"assigning, examining, proposing and signing move nothing", received, with(received, func(d *D) { d.State, d.Officer = dossier.InProcess, "o" }), nil, nil},
		{"a supplement stops the clock: open, never late (SET-2)", received, asked, []Cell{cell("2019-06-04", Supplement, 1)}, []Open{hours(h, false, -1), hours(Never, false, 1)}},
		{"the completed supplement starts it from zero", asked, with(asked, func(d *D) { d.State, d.Due, d.LateFrom = dossier.Received, on(12, 17), on(13, 0) }), nil,
			[]Open{hours(int64(on(13, 0)), false, 1), hours(Never, false, -1)}},
		{"a letter counts at its day and leaves the legal appointment (APO-7)", received, lettered, []Cell{cell("2019-06-05", Apologised, 1)}, []Open{hours(h, false, -1), hours(h, true, 1)}},
		{"a lapse without a letter is a miss (APO-2)", received, with(received, func(d *D) { d.LapsedAt, d.Missed = late, true }), []Cell{cell("2019-06-06", Missed, 1)}, nil},
		{"a lapse with its letter is none", lettered, with(lettered, func(d *D) { d.LapsedAt = late }), nil, nil},
		{"a second miss is escalated (APO-12)", lettered, with(lettered, func(d *D) { d.EscalatedAt = on(12, 0) }), []Cell{cell("2019-06-12", Escalated, 1)}, nil},
		{"late without a letter shows twice", received, lateDone, []Cell{cell("2019-06-07", Late, 1), cell("2019-06-07", NoLetter, 1)}, []Open{hours(h, false, -1)}},
		{"the letter sent afterwards takes the second figure back", lateDone, with(lateDone, func(d *D) { d.Apology = &dossier.ApologyMark{Sent: on(8, 9)} }),
			[]Cell{cell("2019-06-08", Apologised, 1), cell("2019-06-07", NoLetter, -1)}, nil},
		{"a letter for a dossier that was on time is a false alarm (APO-19)", lettered,
			with(lettered, func(d *D) {
				d.State, d.SettledAt, d.Class, d.FalseAlarm = dossier.Completed, on(5, 16), dossier.OnTime, true
			}),
			[]Cell{cell("2019-06-05", FalseAlarm, 1), cell("2019-06-05", OnTime, 1)}, []Open{hours(h, true, -1)}},
		{"stopping counts as stopped and by its class", received, with(received, func(d *D) { d.State, d.EndedAt, d.Class = dossier.Stopped, on(4, 9), dossier.Early }),
			[]Cell{cell("2019-06-04", Early, 1), cell("2019-06-04", Stopped, 1)}, []Open{hours(h, false, -1)}},
		{"returning counts alone", lateDone, with(lateDone, func(d *D) { d.State, d.ReturnedAt = dossier.Returned, on(10, 9) }), []Cell{cell("2019-06-10", Returned, 1)}, nil},
		{"another competent office takes all its cells along", received, with(received, func(d *D) { d.Competent = "zone" }),
			[]Cell{cell("2019-06-03", Received, -1), {Office: "zone", Day: "2019-06-03", Measure: Received, Procedure: "p", Channel: 1, N: 1}},
			[]Open{hours(h, false, -1), {Office: "zone", Hour: h, Procedure: "p", N: 1}}},
	}
	for _, r := range rows {
		got := Between(&r.before, &r.after)
		if len(got.Cells) != len(r.cells) || len(got.Open) != len(r.open) || len(r.cells) > 0 && !reflect.DeepEqual(got.Cells, r.cells) || len(r.open) > 0 && !reflect.DeepEqual(got.Open, r.open) {
			t.Errorf("%s:\ngot  %+v\nwant %+v %+v", r.says, got, r.cells, r.open)
		}
		if len(got.Cells)+len(got.Open) > 4 {
			t.Errorf("%s: %d upserts", r.says, len(got.Cells)+len(got.Open))
		}
	}
}

// DL-8: the hour a dossier becomes late in is the hour of its first late microsecond.
func TestHourOf(t *testing.T) {
	for _, r := range []struct {
		says string
		at   clock.Instant
		want int64
	}{
		{"midnight begins its own hour", on(6, 0), int64(on(6, 0))},
		{"a microsecond before midnight belongs to 23:00", on(6, 0) - 1, int64(on(5, 23))},
		{"14:37 belongs to 14:00", on(6, 14) + 37*60_000_000, int64(on(6, 14))},
	} {
		if got := HourOf(r.at); got != r.want {
			t.Errorf("%s: %d", r.says, got)
		}
	}
}
