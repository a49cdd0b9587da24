package reception

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/intake"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// recordsView is the page of the hand-over records with the post.
type recordsView struct {
	Frame                       page.Frame
	Problems                    page.Problems
	Number, Day, Clock, Carrier string
	Table                       parts.Table
	One                         *recordView
}

// recordView is one record with its dossiers.
type recordView struct {
	Facts parts.Summary
	Table parts.Table
	Next  parts.Button
}

// daysShown is how far back the list of records goes.
const daysShown = 90

// records lists the records of the desk, or opens one, and offers a new one (REC-11).
func (p pages) records(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	now := p.Civil.Now()
	v := recordsView{Day: calendar.DateOf(now).Slashed(), Clock: now.In(clock.Zone).Format("15:04")}
	if n := r.URL.Query().Get("number"); n != "" {
		year, _ := strconv.Atoi(r.URL.Query().Get("year"))
		one, err := p.Intake.Record(r.Context(), who.Office, year, n)
		if err != nil {
			return err
		}
		x := p.oneRecord(one)
		v.One = &x
	}
	return p.showRecords(w, r, who, v)
}

func (p pages) oneRecord(x intake.Record) recordView {
	official := x.Official
	if o, ok := p.Offices.Official(x.Official); ok {
		official = o.Name
	}
	out := recordView{Facts: parts.Summary{Title: "Biên bản giao nhận hồ sơ số " + x.Number, Facts: []parts.Fact{{Key: "Ký lúc", Value: page.DateTime(x.Signed.Time())},
		{Key: "Nhân viên bưu chính", Value: x.Carrier}, {Key: "Người nhận", Value: official}, {Key: "Số hồ sơ đã nhập", Value: strconv.Itoa(len(x.Parcels))}}},
		Table: parts.Table{ID: "parcels", Caption: "Hồ sơ của biên bản", Columns: []parts.Column{{Title: "TT", Numeric: true}, {Title: "Mã hồ sơ", Code: true, Wide: true}},
			Empty: parts.Empty{Title: "Chưa nhập hồ sơ nào của biên bản này", Why: "Bấm “Nhập hồ sơ của biên bản” rồi chọn thủ tục; thời hạn tính từ lúc ký biên bản."}}}
	for i, y := range x.Parcels {
		out.Table.Rows = append(out.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: strconv.Itoa(i + 1)}, {Text: y.Code, Href: "/desk/dossiers/" + y.Code}}})
	}
	if calendar.DateOf(x.Signed.Time()) >= p.Intake.Since(x.Home) {
		out.Next = parts.Button{Text: "Nhập hồ sơ của biên bản", Href: "/desk/new?record=" + url.QueryEscape(recordKey(x)), Key: "F2"}
	}
	return out
}

// sign keeps a new record and opens it.
func (p pages) sign(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v := recordsView{Number: f.Text("number", 40), Day: f.Value("day"), Clock: f.Value("time"), Carrier: f.Text("carrier", 120)}
	x := intake.Record{Number: v.Number, Carrier: v.Carrier}
	if day, ok := f.Date("day"); ok {
		x.Signed = moment(day, v.Clock)
	} else if f.Problems.At("day") == "" {
		f.Problems.Add("day", "Nhập ngày ký biên bản.")
	}
	if !f.Problems.Any() {
		if x, err = p.Intake.Sign(r.Context(), who, x); err == nil {
			page.Redirect(w, r, fmt.Sprintf("/desk/records?year=%d&number=%s", x.Year(), url.QueryEscape(x.Number)), page.Flash{Text: "Đã lập biên bản giao nhận."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	v.Problems = f.Problems
	return p.showRecords(w, r, who, v)
}

// moment puts a day and an hour HH:MM together; nought when the hour is none.
func moment(day calendar.Date, hour string) clock.Instant {
	t, err := time.Parse("15:04", strings.TrimSpace(strings.NewReplacer("h", ":", "g", ":").Replace(hour)))
	if err != nil {
		return 0
	}
	return clock.At(day.At(t.Hour()*60 + t.Minute()))
}

func (p pages) showRecords(w http.ResponseWriter, r *http.Request, who access.Who, v recordsView) error {
	v.Frame = p.frame(r, "Biên bản giao nhận hồ sơ với bưu chính")
	v.Frame.Back = &page.Link{Text: "Bàn tiếp nhận", Href: "/desk"}
	v.Table = parts.Table{ID: "rows", Caption: "Biên bản trong 90 ngày gần đây", Keys: true, Columns: []parts.Column{{Title: "Số", Code: true}, {Title: "Ký lúc"}, {Title: "Nhân viên bưu chính", Wide: true}},
		Empty: parts.Empty{Title: "Chưa có biên bản nào", Why: "Biên bản ký với nhân viên bưu chính được lập ở biểu mẫu trên; hồ sơ tính là nộp từ lúc ký."}}
	all, err := p.Intake.Records(r.Context(), who.Office, calendar.DateOf(p.Civil.Now())-daysShown, rowsMost)
	if err != nil {
		return err
	}
	for _, x := range all {
		v.Table.Rows = append(v.Table.Rows, parts.Row{Cells: []parts.Cell{{Text: x.Number, Href: fmt.Sprintf("/desk/records?year=%d&number=%s", x.Year(), url.QueryEscape(x.Number))},
			{Text: page.ShortDateTime(x.Signed.Time())}, {Text: x.Carrier}}})
	}
	status := http.StatusOK
	if v.Problems.Any() {
		v.Frame.Failed, status = true, http.StatusUnprocessableEntity
	}
	page.Render(w, r, status, recordsPage(v))
	return nil
}
