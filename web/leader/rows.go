package leader

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"motcua/clock"
	"motcua/dossier"
	"motcua/procedure"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

var columns = map[string][]parts.Column{
	"sign":         {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}},
	givenList:      {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}},
	"letters":      {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Hẹn trả"}, {Title: "Theo QĐ 5157"}, {Title: "Theo NĐ 61"}, {Title: "Dự thảo"}},
	"late":         {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}, {Title: "Thư xin lỗi"}},
	"unapologised": {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn trả"}, {Title: "Giờ làm việc"}, {Title: "Thư xin lỗi"}},
	"owed":         {{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Người thụ lý", Minor: true}, {Title: "Hẹn trả"}, {Title: "Kết thúc lúc"}},
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
		row := parts.Row{Href: chair.PathOf(line.Code), Value: line.Code, Late: trail.LineLate(l.Hall, line), Cells: []parts.Cell{
			{Text: line.Code, Href: chair.PathOf(line.Code)}, {Text: line.ProcedureName, Sub: names[line.ID]}}}
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
	case "sign":
		if x.Step == string(procedure.StepDecided) {
			due.Sub = "Đã duyệt, chờ ký"
		}
	case "letters":
		clocks, err := l.letters.Clocks(ctx, x)
		return append([]parts.Cell{due}, clocks...), err
	case "late", "unapologised":
		return []parts.Cell{l.officer(x), due, l.timeCell(x), letterCell(x)}, nil
	case "owed":
		return []parts.Cell{l.officer(x), due, {Text: page.ShortDateTime(clock.FromMicros(x.ClassAt))}}, nil
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
