package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"motcua/almanac"
	"motcua/calendar"
	"motcua/city"
	"motcua/clock"
)

type calendarCmd struct {
	List    calendarList    `cmd:"" help:"Lịch đang dùng: các lần đổi và những ngày khác nếp của tuần."`
	Preview calendarPreview `cmd:"" help:"Hồ sơ đang giải quyết nào sẽ có ngày khác; không đổi gì."`
	Add     calendarAdd     `cmd:"" help:"Đổi lịch: ngày đã hẹn giữ nguyên, người đứng đầu từng cơ quan rà soát."`
}

type calendarList struct {
	Year int `help:"Năm; bỏ trống là năm nay và năm sau."`
}

// Run prints the calendar in force.
func (c *calendarList) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	cal, today := ct.Almanac.Shared(), calendar.DateOf(ct.Civil.Now())
	from, to := calendar.Make(today.Year(), 1, 1), calendar.Make(today.Year()+1, 12, 31)
	if c.Year != 0 {
		from, to = calendar.Make(c.Year, 1, 1), calendar.Make(c.Year, 12, 31)
	}
	fmt.Fprintf(a.out, "Bản lịch %s\n", cal.Revision)
	w := tabwriter.NewWriter(a.out, 0, 8, 2, ' ', 0)
	for _, r := range ct.Almanac.Revisions() {
		where := "toàn Thành phố"
		if r.Scope != "" {
			where = ct.Offices.Tree().Title(r.Scope)
		}
		fmt.Fprintf(w, "lần %d\t%s\t%s\t%s\t%s\n", r.N, r.Made.Time().Format("02/01/2006"), where, r.Decision, r.Reason)
	}
	for _, d := range cal.Notable(from, to) {
		fmt.Fprintf(w, "%s\t%s\t%s\n", d.Date.Vietnamese(), d.Kind.Vietnamese(), d.Reason())
	}
	return w.Flush()
}

// changing is what both preview and add are told.
type changing struct {
	by
	Lines    []string `arg:"" help:"Mỗi đối số một dòng của lịch, ví dụ: 'off 2019-08-30 closed Bão' hoặc 'hours T2-T6 07:00-11:30 13:30-17:00 from 2019-07-01'."`
	Office   string   `help:"Chỉ cho một cơ quan (mã định danh); bỏ trống là toàn Thành phố."`
	Decision string   `required:"" help:"Số và ngày của thông báo hoặc quyết định."`
	Reason   string   `required:"" help:"Lý do; mọi cơ quan có hồ sơ bị ảnh hưởng đọc câu này."`
}

// look drafts the change and counts what it moves, with progress.
func (c *changing) look(a *app, ct *city.City) (almanac.Draft, error) {
	who, err := c.who(a, ct)
	if err != nil {
		return almanac.Draft{}, err
	}
	x := almanac.Change{Lines: strings.Join(c.Lines, "\n"), Decision: c.Decision, Reason: c.Reason}
	if c.Office != "" {
		o, ok := ct.Offices.ByCode(c.Office, calendar.DateOf(ct.Civil.Now()).String())
		if !ok {
			return almanac.Draft{}, fmt.Errorf("không có cơ quan mã %s; xem mã ở trang Cơ quan", c.Office)
		}
		x.Scope = o.ID
	}
	d, err := ct.Almanac.Draft(a.ctx, who, x)
	if err != nil {
		return d, err
	}
	if d, err = a.finish(ct, d, "Xem hồ sơ đang giải quyết"); err != nil {
		return d, err
	}
	rows, err := ct.Almanac.Affected(a.ctx, d.ID, almanac.Mark{}, mostPrinted)
	if err != nil {
		return d, err
	}
	w := tabwriter.NewWriter(a.out, 0, 8, 2, ' ', 0)
	fmt.Fprintf(w, "Đã xem %d hồ sơ, %d có ngày khác:\n", d.Scanned, d.Moved)
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\thẹn %s\tlịch mới %s\n", r.Code, ct.Offices.Tree().Title(r.Office), stamp(r.PromisedAt), stamp(r.WouldAt))
	}
	if d.Moved > mostPrinted {
		fmt.Fprintf(w, "… và %d hồ sơ khác; xem ở trang Lịch làm việc.\n", d.Moved-mostPrinted)
	}
	return d, w.Flush()
}

const mostPrinted = 50

func stamp(us int64) string { return clock.FromMicros(us).Format("15:04 02/01/2006") }

func (a *app) finish(ct *city.City, d almanac.Draft, what string) (almanac.Draft, error) {
	bar := newProgress(what)
	d, err := ct.Almanac.Finish(a.ctx, d.ID, func(d almanac.Draft) {
		bar.at(d.Scanned, d.Total)
	})
	bar.finish()
	return d, err
}

type calendarPreview struct{ changing }

// Run looks and drops the draft again.
func (c *calendarPreview) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	d, err := c.look(a, ct)
	if err != nil {
		return err
	}
	who, err := c.who(a, ct)
	if err != nil {
		return err
	}
	return ct.Almanac.Drop(a.ctx, who, d.ID)
}

type calendarAdd struct{ changing }

// Run looks, confirms and writes the review lists.
func (c *calendarAdd) Run(a *app) error {
	ct, err := a.open()
	if err != nil {
		return err
	}
	defer ct.Close()
	d, err := c.look(a, ct)
	if err != nil {
		return err
	}
	who, err := c.who(a, ct)
	if err != nil {
		return err
	}
	r, err := ct.Almanac.Confirm(a.ctx, who, d.ID)
	if err != nil {
		return err
	}
	if d, err = ct.Almanac.One(a.ctx, r.ID); err != nil {
		return err
	}
	if d, err = a.finish(ct, d, "Lập danh sách rà soát"); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "Lịch đã đổi (lần %d). Ngày đã hẹn giữ nguyên; %d hồ sơ chờ người đứng đầu rà soát.\n", r.N, d.Moved)
	return nil
}
