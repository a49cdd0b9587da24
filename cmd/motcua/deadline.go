package main

import (
	"encoding/json"
	"fmt"

	"motcua/calendar"
	"motcua/deadline"
)

type deadlineCmd struct {
	Received string `required:"" help:"Thời điểm nhận, ví dụ \"2019-02-01 09:00\"."`
	Limit    string `required:"" help:"Thời hạn: 3wd (ngày làm việc), 10d (ngày), 8h (giờ làm việc), 1mo (tháng), same_day."`
	CutOff   string `help:"Giờ chốt trong ngày của thủ tục, ví dụ 15:00." placeholder:"GIỜ"`
	Online   bool   `help:"Nộp trực tuyến: ngoài giờ thì tính từ giờ làm việc kế tiếp."`
	JSON     bool   `help:"In JSON."`
}

// Run prints the dates and the arithmetic.
func (c *deadlineCmd) Run(a *app) error {
	at, err := deadline.ParseMoment(c.Received)
	if err != nil {
		return err
	}
	limit, err := deadline.ParseLimit(c.Limit)
	if err != nil {
		return err
	}
	in := deadline.Input{Received: at, Limit: limit, Calendar: calendar.Civil(), Online: c.Online}
	if c.CutOff != "" {
		m, err := deadline.ParseMoment(c.Received[:min(len(c.Received), 10)] + " " + c.CutOff)
		if err != nil {
			return fmt.Errorf("giờ chốt %q không đọc được; viết như 15:00", c.CutOff)
		}
		in.CutOff = m.Hour()*60 + m.Minute()
	}
	rep, err := deadline.Report(in)
	if err != nil {
		return err
	}
	if c.JSON {
		enc := json.NewEncoder(a.out)
		enc.SetEscapeHTML(false)
		return enc.Encode(rep)
	}
	for _, l := range rep.Arithmetic {
		fmt.Fprintln(a.out, l)
	}
	return nil
}
