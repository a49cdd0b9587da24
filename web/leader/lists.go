package leader

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/procedure"
	"motcua/report"
	"motcua/web/leader/chair"
)

// lot is one of the leader's lists: a query of the dossiers, narrowed to what the
// viewer may see, in the query's own order.
type lot struct {
	Name, Title, Why string
	fetch            func(context.Context, leader, access.Who, report.Mark) ([]dossier.Line, error)
	at               func(dossier.Line) int64 // what the list is sorted by
	keep             func(context.Context, leader, dossier.Line) (bool, error)
}

// Lengths: what is read at once, what is counted at most. Nobody reads a thousand rows
// between two meetings; the heading then says "1.000+" and the list goes on by pages.
const (
	chunk = 200
	most  = 1000
)

var lots = []lot{
	{Name: "sign", Title: "Chờ ký", Why: "Hồ sơ hiện ở đây khi người thụ lý trình dự thảo kết quả.", fetch: inState(dossier.Proposed), at: lateFrom},
	{Name: "letters", Title: "Thư xin lỗi phải gửi hôm nay", Why: "Không có hồ sơ nào đến hạn gửi thư xin lỗi đến hết hôm nay.", fetch: dueLetters, at: lateFrom},
	{Name: "late", Title: "Quá hạn", Why: "Không có hồ sơ nào quá ngày hẹn trả kết quả.", fetch: late, at: lateFrom},
	{Name: "unapologised", Title: "Quá hạn chưa có thư xin lỗi", Why: "Mọi hồ sơ quá hạn đều đã có thư xin lỗi.", fetch: late, at: lateFrom, keep: unapologised},
	{Name: "owed", Title: "Đã kết thúc quá hạn, còn nợ thư", Why: "Không hồ sơ nào kết thúc quá hạn mà thiếu thư xin lỗi.", fetch: owed, at: classAt},
	{Name: "unassigned", Title: "Chưa phân công", Why: "Mọi hồ sơ đã tiếp nhận đều có người thụ lý.", fetch: unassigned, at: lateFrom, keep: own},
	{Name: "handed", Title: "Liên thông đang giữ", Why: "Hồ sơ do cơ quan khác chủ trì chuyển đến làm một phần việc sẽ hiện ở đây, kèm thời hạn riêng.", fetch: handed, at: lateFrom},
	{Name: "consults", Title: "Ý kiến quá hạn chưa có trả lời", Why: "Không cơ quan nào được hỏi mà quá hạn trả lời.", fetch: lateConsults, at: lateFrom},
	{Name: "second", Title: "Lỡ hẹn lần hai", Why: "Không có hồ sơ nào lỡ cả ngày hẹn trong thư xin lỗi.", fetch: late, at: lateFrom, keep: escalated},
}

func lotOf(name string) (lot, bool) {
	for _, x := range lots {
		if x.Name == name {
			return x, true
		}
	}
	return lot{}, false
}

// for the one-stop head the desk's own list stands instead: what the desk received and
// nobody has been given yet, wherever it is decided. It is sorted by filing.
func (x lot) forRole(role string) lot {
	if x.Name == "unassigned" && role == chair.OneStopHead {
		x.fetch, x.at = deskReceived, func(l dossier.Line) int64 { return l.FiledAt }
	}
	return x
}

func lateFrom(x dossier.Line) int64 { return x.LateFrom }

func inState(s dossier.State) func(context.Context, leader, access.Who, report.Mark) ([]dossier.Line, error) {
	return func(ctx context.Context, l leader, who access.Who, m report.Mark) ([]dossier.Line, error) {
		return dossier.New(l.DB.Read()).OfficeStateLines(ctx, dossier.OfficeStateLinesParams{Office: who.Office, State: string(s), After: m.At, AfterID: m.ID, Most: chunk})
	}
}

func unassigned(ctx context.Context, l leader, who access.Who, m report.Mark) ([]dossier.Line, error) {
	return inState(dossier.Received)(ctx, l, who, m)
}

// own leaves out what another office of a chain has: that office assigns.
func own(_ context.Context, _ leader, x dossier.Line) (bool, error) {
	return x.Holder == x.Competent || x.Step == string(procedure.StepReceive), nil
}

func handed(ctx context.Context, l leader, who access.Who, m report.Mark) ([]dossier.Line, error) {
	return dossier.New(l.DB.Read()).HandedLines(ctx, dossier.HandedLinesParams{Office: who.Office, After: m.At, AfterID: m.ID, Most: chunk})
}

// lateConsults are those whose opinion is late (SET-3); a dossier that waits for two
// stands once.
func lateConsults(ctx context.Context, l leader, who access.Who, m report.Mark) ([]dossier.Line, error) {
	return dossier.New(l.DB.Read()).LateConsultLines(ctx, dossier.LateConsultLinesParams{Office: who.Office, Now: clock.Micros(l.Civil.Now()), After: m.At, AfterID: m.ID, Most: chunk})
}

func deskReceived(ctx context.Context, l leader, who access.Who, m report.Mark) ([]dossier.Line, error) {
	return dossier.New(l.DB.Read()).DeskLines(ctx, dossier.DeskLinesParams{Office: who.Office, State: string(dossier.Received), After: m.At, AfterID: m.ID, Most: chunk})
}

// dueLetters are those whose letter must be out by the end of today, the ones whose
// moment has passed among them (APO-3): of the office that decides, and in a chain of the
// office that holds the dossier (APO-4).
func dueLetters(ctx context.Context, l leader, who access.Who, m report.Mark) ([]dossier.Line, error) {
	end := clock.At((calendar.DateOf(l.Civil.Now()) + 1).At(0)) - 1
	q := dossier.New(l.DB.Read())
	own, err := q.LetterLines(ctx, dossier.LetterLinesParams{Office: who.Office, By: int64(end), After: m.At, AfterID: m.ID, Most: chunk})
	if err != nil {
		return nil, err
	}
	held, err := q.HeldLetterLines(ctx, dossier.HeldLetterLinesParams{Office: who.Office, By: int64(end), After: m.At, AfterID: m.ID, Most: chunk})
	if err != nil || len(held) == 0 {
		return own, err
	}
	all := append(own, held...)
	slices.SortFunc(all, func(a, b dossier.Line) int {
		return cmp.Or(cmp.Compare(a.LateFrom, b.LateFrom), cmp.Compare(a.ID, b.ID))
	})
	return all[:min(len(all), chunk)], nil
}

func late(ctx context.Context, l leader, who access.Who, m report.Mark) ([]dossier.Line, error) {
	own, err := json.Marshal([]string{who.Office})
	if err != nil {
		return nil, fmt.Errorf("leader: %w", err)
	}
	return dossier.New(l.DB.Read()).LateLines(ctx, dossier.LateLinesParams{Offices: string(own), Now: clock.Micros(l.Civil.Now()), After: m.At, AfterID: m.ID, Most: chunk})
}

func classAt(x dossier.Line) int64 { return x.ClassAt }

// owed are those that ended late without their letter: it may still go out as sent late,
// and stays owed until it does (APO-7).
func owed(ctx context.Context, l leader, who access.Who, m report.Mark) ([]dossier.Line, error) {
	own, err := json.Marshal([]string{who.Office})
	if err != nil {
		return nil, fmt.Errorf("leader: %w", err)
	}
	rows, err := report.New(l.DB.Read()).NoLetterLines(ctx, report.NoLetterLinesParams{Offices: string(own), Until: clock.Micros(l.Civil.Now()) + 1, After: m.At, AfterID: m.ID, Most: chunk})
	out := make([]dossier.Line, len(rows))
	for i, x := range rows {
		out[i] = dossier.Line(x)
	}
	return out, err
}

// unapologised keeps what is late without a letter: the responsibility of the head
// (APO-9).
func unapologised(_ context.Context, _ leader, x dossier.Line) (bool, error) {
	return x.ApologyAt == 0, nil
}

// escalated keeps what missed the date of its letter too (APO-12). Only the dossier
// itself knows; it is asked when the line could be one.
func escalated(ctx context.Context, l leader, x dossier.Line) (bool, error) {
	if x.ApologyAt == 0 || x.PromisedAt > clock.Micros(l.Civil.Now()) {
		return false, nil
	}
	d, err := l.Dossiers.Open(ctx, dossier.Key{Home: x.Home, ID: x.ID})
	return err == nil && d.EscalatedAt.Set(), err
}

// read gives at most n lines of a list after a mark, and the mark to go on from when
// there are more.
func (l leader) read(ctx context.Context, who access.Who, x lot, after report.Mark, n int) ([]dossier.Line, *report.Mark, error) {
	x = x.forRole(who.Role)
	scope := access.ScopeOf(who, access.KindDossier)
	var out []dossier.Line
	for {
		lines, err := x.fetch(ctx, l, who, after)
		if err != nil {
			return nil, nil, fmt.Errorf("leader: list %s: %w", x.Name, err)
		}
		for _, line := range lines {
			here, err := l.kept(ctx, scope, x, line)
			if err != nil {
				return nil, nil, err
			}
			if here && len(out) == n {
				return out, &after, nil
			}
			if here {
				out = append(out, line)
			}
			after = report.Mark{At: x.at(line), ID: line.ID}
		}
		if len(lines) < chunk {
			return out, nil, nil
		}
	}
}

func (l leader) kept(ctx context.Context, scope access.Scope, x lot, line dossier.Line) (bool, error) {
	seen := access.Subject{Home: line.Home, Receiving: line.Receiving, Competent: line.Competent, Holder: line.Holder, Officer: line.Officer, Person: line.Person}
	if x.Name == givenList { // a line does not know who was named: the list asks the dossier itself
		seen.Signer = scope.Signer
	}
	if !scope.Holds(seen) {
		return false, nil
	}
	if x.keep == nil {
		return true, nil
	}
	return x.keep(ctx, l, line)
}
