package officer

import (
	"net/http"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// obligations are the officer's acts with the tax office (SET-10).
var obligations = []act{
	{path: "oblige", act: "oblige", button: "Chuyển cơ quan thuế", title: "Chuyển thông tin nghĩa vụ tài chính cho cơ quan thuế", yes: "Đã gửi phiếu chuyển",
		said: "Đã ghi nhận. Thời hạn dừng tại đây; ngày hẹn thứ hai tính từ khi cơ quan thuế xác nhận.", fields: obligeFields, read: readOblige},
	{path: "tell", act: "tell", button: "Ghi thông báo thuế", title: "Thông báo nộp tiền của cơ quan thuế", yes: "Báo cho người nộp",
		said: "Đã ghi thông báo. Người nộp được báo số tiền, nơi nộp và hạn nộp.", fields: tellFields, read: readTell},
	{path: "confirm", act: "confirm", button: "Cơ quan thuế đã xác nhận", title: "Xác nhận của cơ quan thuế", yes: "Ghi xác nhận, tính ngày hẹn thứ hai",
		said: "Đã ghi xác nhận. Ngày hẹn thứ hai đã được tính.", fields: confirmFields, read: readConfirm},
}

func every() []act { return append(append([]act(nil), acts...), obligations...) }

// obligedOpen says which of them comes now.
func obligedOpen(act string, v trail.View) bool {
	switch act {
	case "oblige":
		return v.Obliges() && v.Examined && len(v.Obligations) == 0
	case "confirm":
		n := len(v.Obligations)
		return n > 0 && v.Obligations[n-1].Told.Set()
	}
	return true
}

// taxOffices are the options of the form: the first chooses none.
func (p pages) taxOffices(v trail.View, who access.Who) []parts.Option {
	m, err := p.Dossiers.MomentOf(who, v.Dossier)
	if err != nil {
		return nil
	}
	out := []parts.Option{{Label: "Chọn cơ quan thuế"}}
	for _, name := range ending.TaxOffices(m) {
		out = append(out, parts.Option{Value: name, Label: name})
	}
	return out
}

func readOblige(_ pages, _ *http.Request, _ trail.View, f *page.Form, _ *askView) (dossier.Act, error) {
	return ending.Oblige{Office: f.Text("office", 200), Slip: f.Text("slip", 60)}, nil
}

func readTell(p pages, _ *http.Request, _ trail.View, f *page.Form, _ *askView) (dossier.Act, error) {
	a := ending.Tell{Notice: f.Text("notice", 60), Where: f.Text("where", 300)}
	n, ok := f.Int("amount", 0, 1_000_000_000_000)
	if !ok && !f.Problems.Any() {
		f.Problems.Add("amount", "Nhập số tiền trong thông báo; 0 nếu được miễn.")
	}
	a.Amount = n
	if n > 0 {
		if day, ok := f.Date("pay_by"); ok {
			a.PayBy = endOf(p.Calendar(), day)
		} else if !f.Problems.Any() {
			f.Problems.Add("pay_by", "Nhập hạn nộp tiền ghi trong thông báo.")
		}
	}
	return a, nil
}

// endOf is the close of office on a day on which the treasury may be shut: the day
// itself, at five.
func endOf(cal *calendar.Table, day calendar.Date) clock.Instant { return clock.At(cal.Close(day)) }

func readConfirm(_ pages, _ *http.Request, _ trail.View, f *page.Form, _ *askView) (dossier.Act, error) {
	return ending.Confirm{Paper: f.Text("paper", 60)}, nil
}
