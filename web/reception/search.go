package reception

import (
	"context"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/code"
	"motcua/fold"
	"motcua/law"
	"motcua/refusal"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// daysBack is how far a bare running number is looked for.
const daysBack = 31

// search finds by full code, by the last figures of a code given at this desk, or
// by name. One hit by code is an address to go to.
func (p pages) search(ctx context.Context, who access.Who, v *queueView) (string, error) {
	v.Search = true
	v.Table = parts.Table{ID: "rows", Caption: "Kết quả tìm “" + v.Find + "”", Keys: true, Columns: []parts.Column{{Title: "Mã hồ sơ", Code: true}, {Title: "Thủ tục · người nộp", Wide: true}, {Title: "Trạng thái"}, {Title: "Thời hạn", Minor: true}},
		Empty: parts.Empty{Title: "Không tìm thấy hồ sơ nào", Why: "Nhập đủ mã hồ sơ, bốn số cuối của mã (trong 31 ngày gần đây) hoặc họ tên người nộp hồ sơ tại bộ phận này.", Link: &page.Link{Text: "Xem các hồ sơ đang chờ", Href: "/desk"}}}
	for _, code := range p.codes(who.Office, v.Find) {
		d, err := p.Dossiers.Find(ctx, who, code)
		if missing(err) {
			continue
		}
		if err != nil {
			return "", err
		}
		if err := p.hit(ctx, who, d, v); err != nil {
			return "", err
		}
	}
	if n := len(v.Table.Rows); n == 1 {
		return v.Table.Rows[0].Cells[0].Href, nil
	} else if n > 1 {
		return "", nil
	}
	words := strings.NewReplacer("%", "", "_", "", `\`, "").Replace(fold.Fold(v.Find))
	if strings.TrimSpace(words) == "" {
		return "", nil
	}
	lines, err := dossier.New(p.DB.Read()).SearchLines(ctx, dossier.SearchLinesParams{Home: who.Office, Pattern: "%" + words + "%", Most: rowsMost + 1})
	if err != nil {
		return "", err
	}
	if len(lines) > rowsMost {
		lines, v.Note = lines[:rowsMost], "Chỉ hiện 50 hồ sơ mới nhất. Nhập rõ họ tên hơn để thu hẹp."
	}
	names, err := trail.Names(ctx, p.Hall, lines)
	for _, l := range lines {
		tag, left := trail.LineTime(p.Hall, l)
		v.Table.Rows = append(v.Table.Rows, found(l.Code, l.ProcedureName, names[l.ID], trail.LineState(l), tag, left))
	}
	return "", err
}

func found(code, procedure, name string, state, tag parts.Tag, left string) parts.Row {
	return parts.Row{Late: tag.Kind == parts.Late, Cells: []parts.Cell{{Text: code, Href: "/desk/dossiers/" + code}, {Text: procedure, Sub: name}, {Part: state}, {Part: tag, Sub: left}}}
}

func (p pages) hit(ctx context.Context, who access.Who, d dossier.Dossier, v *queueView) error {
	one, err := trail.Read(ctx, p.Hall, who, d)
	if err != nil {
		return err
	}
	tag, left := one.Time()
	v.Table.Rows = append(v.Table.Rows, found(d.Code, d.ProcedureName, one.Applicant.Name, one.State(), tag, left))
	return nil
}

// codes are the codes a search may mean: a whole code of any format as typed, pasted
// or scanned (CODE-5), or the running number on one of the last days.
func (p pages) codes(office, find string) []string {
	if c, err := code.Parse(find); err == nil {
		return []string{c.String()}
	}
	day, number, ok := strings.Cut(strings.TrimSpace(find), "-")
	if !ok {
		day, number = "", day
	}
	n, err := strconv.ParseInt(number, 10, 64)
	if err != nil || n <= 0 || n > 9999 {
		return nil
	}
	o, known := p.Offices.Tree().Office(office)
	if !known {
		return nil
	}
	var out []string
	for i := range daysBack {
		at := p.Civil.Now().AddDate(0, 0, -i).In(clock.Zone)
		if day != "" && at.Format("060102") != day {
			continue
		}
		on := calendar.DateOf(at).String()
		profile, _ := law.For(on)
		if c, err := code.Write(profile.Codes, o.CodeOn(on), at, n); err == nil {
			out = append(out, c)
		}
	}
	return out
}

// missing tells what is not there, or not this desk's.
func missing(err error) bool {
	no, ok := refusal.As(err)
	return ok && no.Kind == refusal.KindMissing
}
