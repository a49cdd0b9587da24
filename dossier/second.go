package dossier

import (
	"motcua/deadline"
	"motcua/law"
)

// SecondAppointment counts from the moment of the act (SET-10): what the first part left
// over, since only the wait is excluded (DL-6), or the whole limit, as the profile says.
func SecondAppointment(d Dossier, m Moment, reason string) (Dossier, error) {
	own := ""
	if legal, ok := d.Legal(); ok && m.Profile.Clock.Second.Value == law.SecondRest && len(d.Obligations) > 0 {
		limit, err := deadline.ParseLimit(d.Limit)
		if err != nil {
			return d, err
		}
		sent := d.Obligations[len(d.Obligations)-1].Sent
		own = deadline.Rest(m.Calendar, limit, legal.From.Time(), sent.Time(), m.Profile.Clock.SecondLeast.Value).String()
	}
	return appointBy(d, m, Appointment{Kind: Second, From: m.Now, Reason: reason, Limit: own})
}

// limit is what the appointment counted: its own, or that of the dossier.
func (a Appointment) limit(d Dossier) (deadline.Limit, error) {
	if a.Limit != "" {
		return deadline.ParseLimit(a.Limit)
	}
	return deadline.ParseLimit(d.Limit)
}

// left says of an appointment that counts less than the whole what it counts.
func (a Appointment) left(whole string, lines []string) []string {
	if a.Limit == "" || a.Limit == whole || len(lines) == 0 {
		return lines
	}
	of, err := deadline.ParseLimit(whole)
	if err != nil {
		return lines
	}
	if of.Unit == deadline.Unstated { // counted in working days, which the first line says
		of.Unit = deadline.WorkingDays
	}
	line := "Đó là phần còn lại của thời hạn " + of.Vietnamese() + " sau khi trừ thời gian đã dùng đến lúc chuyển thông tin cho cơ quan thuế; thời gian chờ không tính."
	return append([]string{lines[0], line}, lines[1:]...)
}
