package leader

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"motcua/apology"
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

var columns = map[string][]parts.Column{
	"sign":         {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}},
	"letters":      {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Hẹn trả"}, {Title: "Theo QĐ 5157"}, {Title: "Theo NĐ 61"}, {Title: "Dự thảo"}},
	"late":         {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}, {Title: "Thư xin lỗi"}},
	"unapologised": {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}, {Title: "Thư xin lỗi"}},
	"unassigned":   {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Tiếp nhận lúc", Minor: true}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}},
	"handed":       {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Cơ quan chủ trì", Minor: true}, {Title: "Việc"}, {Title: "Hạn phần việc"}, {Title: "Người thụ lý"}},
	"consults":     {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Cơ quan chưa trả lời"}, {Title: "Hạn trả lời"}, {Title: "Hẹn trả"}},
	"second":       {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn theo quy định"}, {Title: "Hẹn trong thư"}},
}

// table draws lines of a list.
func (l leader) table(ctx context.Context, x lot, lines []dossier.Line) (parts.Table, error) {
	t := parts.Table{ID: "rows-" + x.Name, Caption: x.Title, CaptionHidden: true, Columns: columns[x.Name], Keys: true, Empty: parts.Empty{Title: "Không có hồ sơ nào", Why: x.Why}}
	names, err := trail.Names(ctx, l.Hall, lines)
	if err != nil {
		return t, err
	}
	for _, line := range lines {
		row := parts.Row{Href: pathOf(line.Code), Value: line.Code, Late: trail.LineLate(l.Hall, line), Cells: []parts.Cell{
			{Text: line.Code, Href: pathOf(line.Code)}, {Text: line.ProcedureName, Sub: names[line.ID]}}}
		more, err := l.cells(ctx, x.Name, line)
		if err != nil {
			return t, err
		}
		row.Cells = append(row.Cells, more...)
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

func (l leader) cells(ctx context.Context, list string, x dossier.Line) ([]parts.Cell, error) {
	due := parts.Cell{Text: page.ShortDateTime(clock.FromMicros(x.DueAt))}
	switch list {
	case "letters":
		clocks, err := l.letterClocks(ctx, x)
		return append([]parts.Cell{due}, clocks...), err
	case "late", "unapologised":
		return []parts.Cell{l.officer(x), due, l.timeCell(x), letterCell(x)}, nil
	case "unassigned":
		return []parts.Cell{{Text: page.ShortDateTime(clock.FromMicros(x.ReceivedAt))}, due, l.timeCell(x)}, nil
	case "handed":
		return l.handedCells(ctx, x)
	case "consults":
		return l.consultCells(ctx, x)
	case "second":
		return []parts.Cell{l.officer(x), due, {Text: page.ShortDateTime(clock.FromMicros(x.PromisedAt))}}, nil
	}
	return []parts.Cell{l.officer(x), due, l.timeCell(x)}, nil
}

// handedCells say what the office has to do of a chain and until when (SET-4).
func (l leader) handedCells(ctx context.Context, x dossier.Line) ([]parts.Cell, error) {
	d, err := l.Dossiers.Open(ctx, dossier.Key{Home: x.Home, ID: x.ID})
	if err != nil {
		return nil, err
	}
	h, _ := d.Current()
	until := parts.Cell{Text: "theo ngày hẹn"}
	if h.Limit.Set() {
		until = trail.BeforeCell(l.Calendar(), l.Civil.Now(), h.Limit.Time())
	}
	return []parts.Cell{{Text: l.Offices.Tree().Title(d.Competent)}, {Text: h.Work.Vietnamese()}, until, l.officer(x)}, nil
}

// consultCells name the office that has been late longest with its opinion (SET-3).
func (l leader) consultCells(ctx context.Context, x dossier.Line) ([]parts.Cell, error) {
	d, err := l.Dossiers.Open(ctx, dossier.Key{Home: x.Home, ID: x.ID})
	if err != nil {
		return nil, err
	}
	open := d.OpenConsultations()
	slices.SortStableFunc(open, func(a, b dossier.Consultation) int { return cmp.Compare(a.Limit, b.Limit) })
	who, by := parts.Cell{}, parts.Cell{}
	if len(open) > 0 {
		who.Text, by = l.Offices.Tree().Title(open[0].Office), trail.BeforeCell(l.Calendar(), l.Civil.Now(), open[0].Limit.Time())
	}
	return []parts.Cell{l.officer(x), who, by, {Text: page.ShortDateTime(clock.FromMicros(x.DueAt))}}, nil
}

func (l leader) officer(x dossier.Line) parts.Cell {
	if o, ok := l.Offices.Official(x.Officer); ok {
		return parts.Cell{Text: o.Name}
	}
	return parts.Cell{Text: "Chưa phân công"}
}

// timeCell says what is left in one breath; the column's head says that it is office
// time.
func (l leader) timeCell(x dossier.Line) parts.Cell {
	tag, left := trail.LineTime(l.Hall, x)
	left = strings.TrimSuffix(left, " làm việc")
	switch {
	case left == "":
	case tag.Kind == parts.Late && !strings.Contains(left, "quá hạn"):
		tag.Text = "Quá hạn " + left
	default:
		tag.Text = left
	}
	return parts.Cell{Part: tag}
}

func letterCell(x dossier.Line) parts.Cell {
	if x.ApologyAt > 0 {
		return parts.Cell{Part: parts.Tag{Kind: parts.Done, Text: "Đã gửi"}, Sub: page.ShortDate(clock.FromMicros(x.ApologyAt))}
	}
	return parts.Cell{Part: parts.Tag{Kind: parts.Bad, Text: "Chưa có thư"}}
}

// letterClocks are the two latest moments for the letter, each rule by itself
// (APO-3, APO-17, APO-18).
func (l leader) letterClocks(ctx context.Context, x dossier.Line) ([]parts.Cell, error) {
	d, err := l.Dossiers.Open(ctx, dossier.Key{Home: x.Home, ID: x.ID})
	if err != nil {
		return nil, err
	}
	by, err := l.latest(d)
	if err != nil {
		return nil, err
	}
	dr, err := l.draftCell(ctx, d)
	return []parts.Cell{l.clockCell(by.By5157, true), l.clockCell(by.ByND61, by.ND61Applies), dr}, err
}

// draftCell says whether the letter can be reviewed and signed at once.
func (l leader) draftCell(ctx context.Context, d dossier.Dossier) (parts.Cell, error) {
	dr, there, err := l.Letters.Of(ctx, key(d), apology.Late)
	if err != nil || !there || dr.State != "draft" {
		return parts.Cell{Part: parts.Tag{Kind: parts.Bad, Text: "Chưa soạn"}}, err
	}
	return parts.Cell{Part: parts.Tag{Kind: parts.New, Text: "Chờ ký"}, Sub: apology.CauseName(dr.Cause)}, nil
}

// latest reads the two moments; the zero value while the clock does not run.
func (l leader) latest(d dossier.Dossier) (moments, error) {
	m, err := l.Dossiers.MomentOf(machineless, d)
	if err != nil {
		return moments{}, err
	}
	got, ok := dossier.Letters(d, m)
	if !ok {
		return moments{}, nil
	}
	return moments{By5157: clock.At(got.By5157), ByND61: clock.At(got.ByND61), ND61Applies: got.ND61Applies}, nil
}

func (l leader) clockCell(by clock.Instant, applies bool) parts.Cell {
	if !applies || !by.Set() {
		return parts.Cell{Text: "Không áp dụng"}
	}
	return parts.Cell{Text: page.ShortDateTime(by.Time()), Sub: l.leftUntil(by)}
}

// leftUntil says how much office time is left for a letter.
func (l leader) leftUntil(by clock.Instant) string {
	now := l.Civil.Now()
	if clock.At(now) > by {
		return "đã quá giờ gửi"
	}
	return "còn " + deadline.WorkingTime(l.Calendar().MinutesBetween(now, by.Time()))
}
