package letter

import (
	"fmt"
	"strings"
	"time"

	"motcua/refusal"
)

// Handing is one hand-over on the control slip: who gave, who took, and how the
// taking office stood to its limit.
type Handing struct {
	From, To           string // offices
	Given, Taken, Done time.Time
	GivenBy, TakenBy   string
	Limit              time.Time // zero = no limit of its own
	Note               string
}

// Standing says early, on time or late: the date of the end against the date of the
// limit, as form II.06a does; what goes on is late once the limit is over.
func (h Handing) Standing(now time.Time) string {
	switch {
	case h.Limit.IsZero():
		return ""
	case !h.Done.IsZero() && h.Done.After(h.Limit), h.Done.IsZero() && now.After(h.Limit):
		return "Quá hạn"
	case h.Done.IsZero():
		return "Đang giải quyết"
	case DateLine(h.Done) == DateLine(h.Limit):
		return "Đúng hạn"
	}
	return "Trước hạn"
}

// ControlSlip is PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ: Mẫu số 05 of TT 01/2018,
// Mẫu số 06 of TT 03/2025 (SET-4). It goes with the dossier; one row per hand-over.
type ControlSlip struct {
	Head       Head // Date is the day it is printed
	Code       string
	TrackURL   string
	Solving    string   // cơ quan (bộ phận) giải quyết hồ sơ
	Helping    []string // cơ quan phối hợp
	Applicant  Applicant
	Procedure  string
	ReceivedAt time.Time
	DueAt      time.Time // zero while the clock does not run
	Book       string
	Serial     int
	Rows       []Handing
}

func (s ControlSlip) sheet() (sheet, error) {
	if s.Code == "" || s.ReceivedAt.IsZero() {
		return sheet{}, refusal.Rule("SET-4", "code", "Phiếu kiểm soát đi kèm hồ sơ đã tiếp nhận: phải có mã hồ sơ và ngày tiếp nhận.")
	}
	due := "đang dừng tính thời hạn"
	if !s.DueAt.IsZero() {
		due = MomentLine(s.DueAt)
	}
	t := table{heads: []string{"TÊN CƠ QUAN", "THỜI GIAN GIAO, NHẬN HỒ SƠ", "KẾT QUẢ GIẢI QUYẾT HỒ SƠ", "GHI CHÚ"}, widths: []float64{33, 44, 23, 24},
		none: "Hồ sơ chưa được giao cho cơ quan nào."}
	for _, r := range s.Rows {
		t.rows = append(t.rows, []string{"1. Giao: " + r.From + "\n2. Nhận: " + orNone(r.To), handed(r), r.Standing(s.Head.Date), r.Note})
	}
	serial := "…"
	if s.Serial > 0 {
		serial = fmt.Sprintf("%02d", s.Serial)
	}
	return sheet{
		head: s.Head, code: s.Code, qr: s.TrackURL,
		title: s.Head.title("PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ"),
		blocks: []block{
			field("Cơ quan (bộ phận) giải quyết hồ sơ", s.Solving),
			field("Cơ quan phối hợp giải quyết hồ sơ", orNone(strings.Join(s.Helping, "; "))),
			field("Kèm theo hồ sơ của", s.Applicant.Name),
			field("Nội dung yêu cầu giải quyết", s.Procedure),
			field("Thời gian nhận hồ sơ", MomentLine(s.ReceivedAt)),
			field("Thời gian trả kết quả giải quyết hồ sơ", due),
			{kind: tableBlock, table: t},
			pair("Quyển số", s.Book, "Số thứ tự", serial),
		},
		notes: []string{"Người giao và người nhận xác nhận trên hệ thống; tên và thời điểm do hệ thống ghi."},
	}, nil
}

// handed is the cell of times and names of one hand-over.
func handed(r Handing) string {
	out := []string{"Giao: " + ShortMoment(r.Given)}
	if r.GivenBy != "" {
		out = append(out, "Người giao: "+r.GivenBy)
	}
	if r.Taken.IsZero() {
		out = append(out, "Nhận: chưa xác nhận nhận")
	} else {
		out = append(out, "Nhận: "+ShortMoment(r.Taken))
	}
	if r.TakenBy != "" {
		out = append(out, "Người nhận: "+r.TakenBy)
	}
	if !r.Limit.IsZero() {
		out = append(out, "Hạn: "+ShortMoment(r.Limit))
	}
	if !r.Done.IsZero() {
		out = append(out, "Xong: "+ShortMoment(r.Done))
	}
	return strings.Join(out, "\n")
}

// ShortMoment is "16 giờ 30, 24/3/2019" for the cells of tables.
func ShortMoment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return clockOf(t) + ", " + shortDate(t)
}
