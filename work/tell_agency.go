package work

import (
	"strconv"

	"motcua/notice"
	"motcua/office"
)

// Between offices: questions, hand-overs, and who is told when a limit passes.

// consulted asks the heads of the offices whose opinion this event seeks (SET-3).
func (s Story) consulted() []notice.Message {
	d := s.Dossier
	var out []notice.Message
	for _, c := range d.Consultations {
		if int64(c.Asked) != s.Event.At {
			continue
		}
		out = append(out, s.toOfficials("consult", s.staff(c.Office, office.Head), "Đề nghị cho ý kiến về hồ sơ "+d.Code,
			s.organ(c.Asker)+" lấy ý kiến về hồ sơ "+d.Code+". Hạn trả lời: "+when(c.Limit)+". Nội dung hỏi và nơi trả lời có trong hệ thống.")...)
	}
	return out
}

// consultLate tells the heads of the one-stop units that forwarded the dossier and of
// the lead office, the office asked and the handler (SET-3).
func (s Story) consultLate(mark string) []notice.Message {
	d := s.Dossier
	for _, c := range d.Consultations {
		if mark != "consult:"+strconv.Itoa(c.N) {
			continue
		}
		to := append(append(s.oneStopHeads(), s.staff(c.Office, office.Head)...), s.handler()...)
		return s.toOfficials("consult_late", to, "Quá hạn trả lời ý kiến về hồ sơ "+d.Code,
			s.organ(c.Office)+" chưa trả lời ý kiến về hồ sơ "+d.Code+"; hạn trả lời là "+when(c.Limit)+". Thời hạn giải quyết của hồ sơ vẫn tiếp tục tính, hẹn trả kết quả "+when(d.Due)+".")
	}
	return nil
}

// oneStopHeads are the heads of the one-stop units of the desk and of the lead.
func (s Story) oneStopHeads() []string {
	d := s.Dossier
	return append(s.staff(d.Receiving, office.OneStopHead), s.staff(d.Competent, office.OneStopHead)...)
}

// handed tells the office a dossier was handed to, and between levels the one-stop
// unit there, which supervises (SET-4, SET-5). Within one office the lists tell.
func (s Story) handed() []notice.Message {
	d := s.Dossier
	h, ok := d.Current()
	if !ok || h.From == h.To {
		return nil
	}
	to := s.staff(h.To, office.Head)
	from, _ := s.Offices.Office(h.From)
	at, _ := s.Offices.Office(h.To)
	if from.Kind != at.Kind {
		to = append(to, s.staff(h.To, office.OneStopHead)...)
	}
	until := "Thời hạn theo ngày hẹn trả kết quả " + when(d.Due)
	if h.Limit.Set() {
		until = "Thời hạn của cơ quan: " + when(h.Limit)
	}
	return s.toOfficials("forward", to, "Hồ sơ "+d.Code+" được chuyển đến", s.organ(h.From)+" chuyển hồ sơ "+d.Code+" đến "+s.organ(h.To)+". Việc cần làm: "+h.Work.Vietnamese()+". "+until+".")
}

// legLate tells the office of a chain whose own limit has passed, and the heads of the
// one-stop units; the appointment of the dossier stands, no letter is due (APO-15).
func (s Story) legLate() []notice.Message {
	d := s.Dossier
	h, ok := d.Current()
	if !ok {
		return nil
	}
	return s.toOfficials("leg_late", append(s.staff(h.To, office.Head), s.oneStopHeads()...), "Quá hạn phần việc trong chuỗi xử lý hồ sơ "+d.Code,
		s.organ(h.To)+" chưa xong phần việc “"+h.Work.Vietnamese()+"” của hồ sơ "+d.Code+"; hạn là "+when(h.Limit)+". Ngày hẹn trả kết quả vẫn là "+when(d.Due)+".")
}

// relimited tells the offices whose limits moved with the calendar, before and after (CAL-6).
func (s Story) relimited() []notice.Message {
	var out []notice.Message
	seen := map[string]bool{}
	for _, r := range s.Dossier.Relimits {
		if int64(r.At) != s.Event.At || seen[r.Office] {
			continue
		}
		seen[r.Office] = true
		out = append(out, s.toOfficials("relimit", s.staff(r.Office, office.Head), "Hạn của cơ quan về hồ sơ "+s.Dossier.Code+" đổi theo lịch làm việc",
			"Lịch làm việc vừa được đổi. Hạn của "+s.organ(r.Office)+" về hồ sơ "+s.Dossier.Code+" trước là "+when(r.Was)+", nay là "+when(r.Now)+". Ngày đã hẹn với người nộp không đổi.")...)
	}
	return out
}
