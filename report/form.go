package report

import (
	"cmp"
	"slices"

	"motcua/clock"
	"motcua/dossier"
	"motcua/law"
	"motcua/refusal"
)

// FormTitle is the title of form II.06a (law.md 5.2).
const FormTitle = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"

// Counts are the counted columns of form II.06a, and the cases repeated under it.
// Columns (3), (7) and (11) are sums and no field of their own.
type Counts struct {
	Online   int64 // (4) received in the period, online
	Direct   int64 // (5) received in the period, at the counter or by post
	Carried  int64 // (6) from the period before
	Early    int64 // (8)
	OnTime   int64 // (9)
	Late     int64 // (10)
	InTime   int64 // (12) being settled, in time; waiting for the applicant too
	Overdue  int64 // (13) being settled, overdue
	Rejected int64 // of (7): not granted on the merits (REC-13)
	Withdrew int64 // of (7)
	Stopped  int64 // of (7)
	Waiting  int64 // of (12): waiting for a supplement
}

// Received is column (3) = (4)+(5)+(6).
func (c Counts) Received() int64 { return c.Online + c.Direct + c.Carried }

// Settled is column (7) = (8)+(9)+(10).
func (c Counts) Settled() int64 { return c.Early + c.OnTime + c.Late }

// Pending is column (11) = (12)+(13).
func (c Counts) Pending() int64 { return c.InTime + c.Overdue }

func (c Counts) plus(d Counts) Counts {
	return Counts{c.Online + d.Online, c.Direct + d.Direct, c.Carried + d.Carried, c.Early + d.Early, c.OnTime + d.OnTime, c.Late + d.Late,
		c.InTime + d.InTime, c.Overdue + d.Overdue, c.Rejected + d.Rejected, c.Withdrew + d.Withdrew, c.Stopped + d.Stopped, c.Waiting + d.Waiting}
}

// Row is one line of the form: one field (lĩnh vực), one office, or both.
type Row struct {
	Office string // "" in lines by field
	Field  string // "" in lines by office
	Counts
}

// Form is form II.06a of some offices for a period, as of its last day.
type Form struct {
	Period  Period
	Offices []string
	Rows    []Row // by office and field, sorted; every dossier stands in exactly one
	Refused int64 // refused at reception: nowhere in the form, shown apart
}

// Head gives the lines above the columns: title, period, window, and the profile of
// the period's last day, whose form this is (law.md 11).
func (f Form) Head() ([]string, error) {
	p, err := law.At(f.Period.To.String())
	if err != nil {
		return nil, refusal.Invalid("period", "Chưa có bộ quy định cho ngày cuối của kỳ báo cáo này. Vui lòng chọn kỳ sau.")
	}
	return []string{FormTitle, "Kỳ báo cáo: " + f.Period.Name(), f.Period.Window(), "Bộ quy định áp dụng: " + p.Name + " (" + p.Span() + ")"}, nil
}

// ByField adds the offices up: column (2) by lĩnh vực.
func (f Form) ByField() []Row { return group(f.Rows, func(r Row) Row { return Row{Field: r.Field} }) }

// ByOffice adds the fields up: column (2) by đơn vị.
func (f Form) ByOffice() []Row {
	return group(f.Rows, func(r Row) Row { return Row{Office: r.Office} })
}

// Total is the last line.
func (f Form) Total() Counts {
	var c Counts
	for _, r := range f.Rows {
		c = c.plus(r.Counts)
	}
	return c
}

func group(rows []Row, key func(Row) Row) []Row {
	by := map[Row]Counts{}
	for _, r := range rows {
		k := key(r)
		by[k] = by[k].plus(r.Counts)
	}
	out := make([]Row, 0, len(by))
	for k, c := range by {
		k.Counts = c
		out = append(out, k)
	}
	slices.SortFunc(out, compareRows)
	return out
}

func compareRows(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Office, b.Office), cmp.Compare(a.Field, b.Field))
}

// Place gives the columns a dossier stands in: one of (4) (5) (6) and one of (8) (9)
// (10) (12) (13), or none at all. start and end are what the events recorded before the
// period and by its end give; until is the first moment after the period. So a period
// counted again years later gives the same figures, and what was open at the end of
// one is carried into the next (law.md 5.2).
func Place(start, end dossier.Dossier, until clock.Instant) (c Counts, counted bool) {
	if !end.ReceivedAt.Set() || start.Class != "" {
		return c, false // never received: nowhere; settled in an earlier period: there
	}
	switch {
	case start.ReceivedAt.Set():
		c.Carried = 1
	case end.Channel == 2:
		c.Online = 1
	default:
		c.Direct = 1
	}
	switch end.Class {
	case dossier.Early:
		c.Early = 1
	case dossier.OnTime:
		c.OnTime = 1
	case dossier.Late:
		c.Late = 1
	default:
		c.pending(end, until)
		return c, true
	}
	switch {
	case end.State == dossier.Withdrawn:
		c.Withdrew = 1
	case end.State == dossier.Stopped:
		c.Stopped = 1
	case end.Outcome == dossier.Rejected:
		c.Rejected = 1
	}
	return c, true
}

// pending looks at the legal appointment, never at the date of an apology (law.md
// 12.2). While the clock stands still nobody can be late.
func (c *Counts) pending(d dossier.Dossier, until clock.Instant) {
	if d.LateFrom.Set() && d.LateFrom < until {
		c.Overdue = 1
		return
	}
	c.InTime = 1
	if d.State == dossier.Supplementing || d.State == dossier.Obliged {
		c.Waiting = 1
	}
}

// columns reads a column of the form by its number, or a line under it by its name.
var columns = map[string]func(Counts) int64{
	"3": Counts.Received, "7": Counts.Settled, "11": Counts.Pending,
	"4":         func(c Counts) int64 { return c.Online },
	"5":         func(c Counts) int64 { return c.Direct },
	"6":         func(c Counts) int64 { return c.Carried },
	"8":         func(c Counts) int64 { return c.Early },
	"9":         func(c Counts) int64 { return c.OnTime },
	"10":        func(c Counts) int64 { return c.Late },
	"12":        func(c Counts) int64 { return c.InTime },
	"13":        func(c Counts) int64 { return c.Overdue },
	"rejected":  func(c Counts) int64 { return c.Rejected },
	"withdrawn": func(c Counts) int64 { return c.Withdrew },
	"stopped":   func(c Counts) int64 { return c.Stopped },
	"waiting":   func(c Counts) int64 { return c.Waiting },
}

// Column gives the figure of a column, "3" … "13", or of a line under the form:
// rejected, withdrawn, stopped, waiting.
func (c Counts) Column(name string) (int64, error) {
	read, ok := columns[name]
	if !ok {
		return 0, refusal.Missing("Biểu II.06a không có cột này.")
	}
	return read(c), nil
}
