package officer_test

import (
	"testing"

	"motcua/almanac"
	"motcua/dossier"
	"motcua/dossier/decision"
)

func TestCAL6TheTimelineSaysWhichLimitMovedAndWhy(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, fiveDays)
	d = x.Must(x.Who("officer", x.Ward), d, decision.Consult{Office: x.Other, Limit: "3wd", Question: "Đề nghị cho ý kiến về hồ sơ"})
	admin, cal := x.Who("admin", x.District), x.Hall.Almanac
	c, err := cal.Draft(t.Context(), admin, almanac.Change{Lines: "off 2019-06-05 closed Bão", Reason: "Nghỉ tránh bão theo công điện", Decision: "12/CĐ-UBND"})
	for _, step := range []func() error{func() error { return err }, func() error { _, err := cal.Finish(t.Context(), c.ID, func(almanac.Draft) {}); return err },
		func() error { _, err := cal.Confirm(t.Context(), admin, c.ID); return err }, func() error { _, err := cal.Finish(t.Context(), c.ID, func(almanac.Draft) {}); return err }} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	status, body := x.Get(x.As(x.Who("officer", x.Other)), at(d))
	want(t, status, 200, body, "Đổi lịch làm việc: ngày tính lại", "Hạn trả lời ý kiến của "+x.Offices.Title(x.Other), "06/6/2019", "07/6/2019", "Nghỉ tránh bão theo công điện (12/CĐ-UBND)")
}
