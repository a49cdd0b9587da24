package report

import (
	"strings"
	"time"

	"motcua/clock"
	"motcua/dossier"
	"motcua/letter"
)

var hows = map[string]string{"receipt": "Trực tiếp", "identity": "Trực tiếp", "authorised": "Ủy quyền", "post": "Bưu chính", "digital": "Bản điện tử"}

// registerLine is a dossier as its number stands in the register (REC-5): the date of
// the receipt stays, what came later stands in the note.
func registerLine(l letter.RegisterLine, d dossier.Dossier, how string, forwarded clock.Instant) letter.RegisterLine {
	l.Code, l.Procedure, l.Sets = d.Code, d.ProcedureName, d.Sets
	l.Received, l.Forwarded = instant(d.ReceivedAt), instant(forwarded)
	l.Settled, l.Returned, l.How = instant(d.SettledAt), instant(d.ReturnedAt), hows[how]
	if len(d.Appointments) > 0 {
		l.Due = d.Appointments[0].Due.Time()
	}
	l.Note = note(d)
	return l
}

func note(d dossier.Dossier) string {
	var out []string
	say := func(when bool, words string) {
		if when {
			out = append(out, words)
		}
	}
	say(len(d.Supplements) > 0, "Đã yêu cầu bổ sung")
	say(len(d.Appointments) > 1 && d.Promised.Set(), "Hẹn lại "+day(d.Promised))
	say(d.Class == dossier.Late, "Trễ hẹn")
	say(d.Apology != nil, "Có thư xin lỗi")
	say(d.Outcome == dossier.Rejected && d.SettledAt.Set(), "Không đủ điều kiện giải quyết")
	say(d.State == dossier.Refused, "Từ chối tiếp nhận "+day(d.EndedAt))
	say(d.State == dossier.Withdrawn, "Người nộp rút hồ sơ "+day(d.EndedAt))
	say(d.State == dossier.Stopped, "Dừng giải quyết "+day(d.EndedAt))
	return strings.Join(out, "; ")
}

func day(i clock.Instant) string {
	if !i.Set() {
		return ""
	}
	return i.Time().Format("02/01/2006")
}

func instant(i clock.Instant) time.Time {
	if !i.Set() {
		return time.Time{}
	}
	return i.Time()
}
