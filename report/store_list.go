package report

import (
	"context"
	"fmt"

	"motcua/dossier"
	"motcua/refusal"
)

// MostLines is the longest page of a list.
const MostLines = 200

// look is one request for a page of a list.
type look struct {
	q       *Queries
	f       Filter
	offices string
	after   Mark
	most    int32
}

// opener reads a page and gives the mark of its last line.
type opener func(context.Context, look) ([]dossier.Line, Mark, error)

// openers names the list behind each figure of a board.
var openers = map[string]opener{
	"received": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return received(dossier.New(l.q.db).ReceivedLines(ctx, dossier.ReceivedLinesParams{Offices: l.offices, Since: l.f.since(), Until: l.f.until(),
			After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	},
	"received_counter": channel(1),
	"received_online":  channel(2),
	"received_post":    channel(3),
	"settled":          settled(dossier.Early, dossier.OnTime, dossier.Late),
	"early":            settled(dossier.Early),
	"on_time":          settled(dossier.OnTime),
	"late":             settled(dossier.Late),
	"in_time":          settled(dossier.Early, dossier.OnTime),
	"in_time_received": settled(dossier.Early, dossier.OnTime),
	"no_letter": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(classAt)(l.q.NoLetterLines(ctx, NoLetterLinesParams{Offices: l.offices, Since: l.f.since(), Until: l.f.until(), After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	},
	"false_alarm": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(classAt)(l.q.FalseAlarmLines(ctx, FalseAlarmLinesParams{Offices: l.offices, Since: l.f.since(), Until: l.f.until(), After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	},
	"withdrawn": ended(dossier.Withdrawn),
	"stopped":   ended(dossier.Stopped),
	"refused": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		lines, err := dossier.New(l.q.db).RefusedLines(ctx, dossier.RefusedLinesParams{Offices: l.offices, Since: l.f.since(), Until: l.f.until(),
			After: l.after.At, AfterID: l.after.ID, Most: l.most})
		return lines, last(lines, func(x dossier.Line) int64 { return x.EndedAt }), err
	},
	"apologised": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		lines, err := dossier.New(l.q.db).ApologisedLines(ctx, dossier.ApologisedLinesParams{Offices: l.offices, Since: l.f.since(), Until: l.f.until(),
			After: l.after.At, AfterID: l.after.ID, Most: l.most})
		return lines, last(lines, func(x dossier.Line) int64 { return x.ApologyAt }), err
	},
	"returned": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(func(x dossier.Line) int64 { return x.ReturnedAt })(l.q.ReturnedLines(ctx, ReturnedLinesParams{Offices: l.offices, Since: l.f.since(), Until: l.f.until(), After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	},
	"open": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(lateFrom)(l.q.OpenLines(ctx, OpenLinesParams{Offices: l.offices, After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	},
	"open_in_time": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(lateFrom)(l.q.InTimeLines(ctx, InTimeLinesParams{Offices: l.offices, Now: int64(l.f.Now), After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	},
	"open_waiting": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(lateFrom)(l.q.WaitingLines(ctx, WaitingLinesParams{Offices: l.offices, Never: Never, After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	},
	"open_late": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		lines, err := dossier.New(l.q.db).LateLines(ctx, dossier.LateLinesParams{Offices: l.offices, Now: int64(l.f.Now), After: l.after.At, AfterID: l.after.ID, Most: l.most})
		return lines, last(lines, lateFrom), err
	},
	"open_no_letter": func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(lateFrom)(l.q.BareLines(ctx, BareLinesParams{Offices: l.offices, Now: int64(l.f.Now), After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	},
	"supplement": acts("supplement", "%"),
	"escalated":  acts("escalate", "%"),
	// A lapse carries nothing a person wrote, so the words below are the machine's own.
	"missed": acts("lapse", `%"missed":true%`),
}

// List opens the list behind a figure of a board: what it counts, oldest first. An
// unknown name looks like a page that is not there. The caller has asked whether the
// viewer may see the offices of the filter.
func (s *Store) List(ctx context.Context, name string, f Filter, after Mark, most int) (Page, error) {
	open, ok := openers[name]
	if !ok {
		return Page{}, refusal.Missing("Không tìm thấy danh sách này.")
	}
	if err := f.check(); err != nil {
		return Page{}, err
	}
	if most <= 0 || most > MostLines {
		most = MostLines
	}
	lines, mark, err := open(ctx, look{q: New(s.DB.Read()), f: f, offices: list(f.Offices), after: after, most: int32(most)})
	if err != nil {
		return Page{}, fmt.Errorf("report: list %s: %w", name, err)
	}
	p := Page{Lines: lines}
	p.close(most, mark)
	return p, nil
}

func lateFrom(x dossier.Line) int64 { return x.LateFrom }
func classAt(x dossier.Line) int64  { return x.ClassAt }

func received(lines []dossier.Line, err error) ([]dossier.Line, Mark, error) {
	return lines, last(lines, func(x dossier.Line) int64 { return x.ReceivedAt }), err
}

func last(lines []dossier.Line, at func(dossier.Line) int64) Mark {
	if len(lines) == 0 {
		return Mark{}
	}
	x := lines[len(lines)-1]
	return Mark{At: at(x), ID: x.ID}
}

// marked turns lines of this package's queries into the dossier's.
func marked(at func(dossier.Line) int64) func([]Line, error) ([]dossier.Line, Mark, error) {
	return func(rows []Line, err error) ([]dossier.Line, Mark, error) {
		lines := make([]dossier.Line, len(rows))
		for i, r := range rows {
			lines[i] = dossier.Line(r)
		}
		return lines, last(lines, at), err
	}
}

func channel(c int64) opener {
	return func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(func(x dossier.Line) int64 { return x.ReceivedAt })(l.q.ChannelLines(ctx, ChannelLinesParams{Offices: l.offices, Channel: c,
			Since: l.f.since(), Until: l.f.until(), After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	}
}

func settled(classes ...dossier.Class) opener {
	which := list(classes)
	return func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(classAt)(l.q.SettledLines(ctx, SettledLinesParams{Offices: l.offices, Classes: which, Since: l.f.since(), Until: l.f.until(),
			After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	}
}

func ended(state dossier.State) opener {
	return func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		return marked(classAt)(l.q.EndedLines(ctx, EndedLinesParams{Offices: l.offices, State: string(state), Since: l.f.since(), Until: l.f.until(),
			After: l.after.At, AfterID: l.after.ID, Most: l.most}))
	}
}

// acts lists what the log says happened; a dossier that was asked twice stands twice.
func acts(act, holding string) opener {
	return func(ctx context.Context, l look) ([]dossier.Line, Mark, error) {
		rows, err := l.q.ActLines(ctx, ActLinesParams{Act: act, Holding: holding, Offices: l.offices, Since: l.f.since(), Until: l.f.until(),
			After: l.after.At, AfterID: l.after.ID, Most: l.most})
		lines := make([]dossier.Line, len(rows))
		mark := Mark{}
		for i, r := range rows {
			lines[i], mark = dossier.Line(r.Line), Mark{At: r.Mark, ID: r.Line.ID}
		}
		return lines, mark, err
	}
}
