package report_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"motcua/apology/apologytest"
	"motcua/book"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/letter"
	"motcua/report"
)

const fiveDays = "1.004746"

// REC-5: the register says of each number what became of it, from data alone.
func TestREC_5_TheRegisterIsPrintedFromData(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		ctx := context.Background()
		c := dossiertest.Given(t, d)
		reports, books := &report.Store{DB: d}, &book.Store{DB: d, Log: c.Log, Civil: c.Civil}
		desk, head := c.Who("reception", c.Ward), c.Who("head", c.Ward)

		b := c.Brought(fiveDays)
		b.Sets = 2
		returned := c.Must(desk, dossier.Dossier{}, b)
		returned = c.Must(head, returned, dossier.Assign{Officer: c.Who("officer", c.Ward).Official, Office: c.Ward})
		stopped := c.In(dossier.InProcess, fiveDays)
		if _, err := books.Void(ctx, c.Who("onestop_head", c.Ward), c.Ward, book.Receipt, "Giấy in hỏng khi mất điện", ""); err != nil {
			t.Fatal(err)
		}
		late := c.In(dossier.InProcess, fiveDays)
		c.To("2019-06-05 10:00")
		c.Must(head, stopped, dossier.Stop{Cause: "applicant", Reason: "Người nộp đề nghị dừng", Paper: "request"})
		officer := c.Who("officer", c.Ward)
		returned = c.Must(officer, returned, decision.Examine{Fit: true})
		returned = c.Must(officer, returned, decision.Propose{Outcome: dossier.Granted, File: "draft"})
		returned = c.Must(head, returned, dossiertest.Signing("draft"))
		returned = c.Must(desk, returned, ending.Complete{})
		returned = c.Must(desk, returned, ending.Post{Slip: "EA 0001"})
		c.Must(desk, returned, ending.Return{How: "post"})
		if _, err := apologytest.Letters(c).Send(ctx, head, dossiertest.Key(late), apologytest.Letter(t, "2019-06-14 17:00")); err != nil {
			t.Fatal(err)
		}

		day := func(at clock.Instant) string { return at.Time().Format("02/01") }
		var got []string
		if err := reports.Register(ctx, c.Ward, book.Receipt, 2019, func(l letter.RegisterLine) error {
			got = append(got, fmt.Sprintf("%d sets=%d %q due=%s fwd=%s settled=%s returned=%s %q %q void=%q", l.N, l.Sets, l.Applicant.Name, day(clock.At(l.Due)), day(clock.At(l.Forwarded)),
				day(clock.At(l.Settled)), day(clock.At(l.Returned)), l.How, l.Note, l.Void))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		none := day(clock.At(letter.RegisterLine{}.Due))
		want := []string{
			`1 sets=2 "Nguyễn Thị Mẫu" due=10/06 fwd=03/06 settled=05/06 returned=05/06 "Bưu chính" "" void=""`,
			`2 sets=1 "Nguyễn Thị Mẫu" due=10/06 fwd=03/06 settled=` + none + ` returned=` + none + ` "" "Dừng giải quyết 05/06/2019" void=""`,
			`3 sets=0 "" due=` + none + ` fwd=` + none + ` settled=` + none + ` returned=` + none + ` "" "" void="Giấy in hỏng khi mất điện"`,
			`4 sets=1 "Nguyễn Thị Mẫu" due=10/06 fwd=03/06 settled=` + none + ` returned=` + none + ` "" "Hẹn lại 14/06/2019; Có thư xin lỗi" void=""`,
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		results := 0
		if err := reports.Register(ctx, c.Ward, book.Result, 2019, func(l letter.RegisterLine) error {
			results++
			if l.Code != returned.Code {
				t.Errorf("result %d is of %q", l.N, l.Code)
			}
			return nil
		}); err != nil || results != 1 {
			t.Errorf("%d results %v", results, err)
		}
	})
}
