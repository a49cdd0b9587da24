package work

import (
	"encoding/json"
	"strconv"
	"strings"

	"motcua/dossier"
	"motcua/notice"
	"motcua/office"
)

// Messages to officials carry the code, never the name of the applicant.

// toOfficials writes to the mailbox of each, once; one without a mailbox sees it
// on the pages.
func (s Story) toOfficials(kind string, ids []string, subject, body string) []notice.Message {
	body += "\n\nThủ tục: " + s.Dossier.ProcedureName + "."
	if s.Links.Work != nil {
		body += "\nMở hồ sơ: " + s.Links.Work(s.Dossier)
	}
	var out []notice.Message
	seen := map[string]bool{}
	for _, id := range ids {
		o, ok := s.People.Official(id)
		if !ok || o.Email == "" || seen[id] {
			continue
		}
		seen[id] = true
		out = append(out, s.message(kind, notice.ByEmail, id, o.Email, subject, body))
	}
	return out
}

// staff gives those who hold a post of the roles at the office on the day.
func (s Story) staff(officeID string, roles ...office.Role) []string {
	var out []string
	for _, p := range s.People.Staff(officeID, s.day(), roles...) {
		out = append(out, p.Official)
	}
	return out
}

// control gives the control officials of the office, or of the nearest one above
// that has any.
func (s Story) control(officeID string) []string {
	for officeID != "" {
		if ids := s.staff(officeID, office.Control); len(ids) > 0 {
			return ids
		}
		o, _ := s.Offices.Office(officeID)
		officeID = o.Parent
	}
	return nil
}

// heads are the head who answers for the dossier.
func (s Story) heads() []string { return s.staff(s.Dossier.Competent, office.Head) }

// handler is the official who handles it, or the head while nobody does.
func (s Story) handler() []string {
	if s.Dossier.Officer != "" {
		return []string{s.Dossier.Officer}
	}
	return s.heads()
}

// responsible are the head, the head of the one-stop desk and control (APO-12).
func (s Story) responsible() []string {
	d := s.Dossier
	return append(append(s.heads(), s.staff(d.Receiving, office.OneStopHead)...), s.control(d.Competent)...)
}

// reminded reads which reminder the calendar brought.
func (s Story) reminded() []notice.Message {
	d := s.Dossier
	var given struct {
		Act dossier.Remind `json:"act"`
	}
	if json.Unmarshal([]byte(s.Event.Body), &given) != nil {
		return nil
	}
	what := given.Act.What
	switch {
	case what == "alert": // SET-13
		return s.toOfficials("alert", append(s.staff(d.Receiving, office.Reception), s.staff(d.Receiving, office.OneStopHead)...),
			"Hồ sơ trực tuyến "+d.Code+" đang chờ tiếp nhận", "Hồ sơ "+d.Code+" nộp trực tuyến lúc "+when(d.FiledAt)+
				" chưa có người xem sau thời gian phải báo. Kiểm tra và tiếp nhận, hoặc gửi một lần yêu cầu hoàn thiện, trước khi hết 08 giờ làm việc.")
	case what == "check": // REC-4
		return s.toOfficials("check", append(s.staff(d.Receiving, office.Reception), s.staff(d.Receiving, office.OneStopHead)...),
			"Hồ sơ trực tuyến "+d.Code+" đến hạn kiểm tra", "Hồ sơ "+d.Code+" nộp trực tuyến lúc "+when(d.FiledAt)+
				" đã đủ 08 giờ làm việc mà chưa được tiếp nhận, yêu cầu bổ sung hoặc từ chối.")
	case what == "receipt": // REC-6
		return s.toOfficials("receipt", append(s.staff(d.Receiving, office.Reception), s.staff(d.Receiving, office.OneStopHead)...),
			"Hồ sơ "+d.Code+" phải được cấp giấy tiếp nhận", "Hồ sơ "+d.Code+" nhận lúc "+when(d.ReceivedAt)+
				" theo diện giải quyết ngay nhưng chưa có kết quả khi hết giờ làm việc. Phải cấp giấy tiếp nhận và hẹn trả kết quả cho người nộp.")
	case what == "closing": // SET-13
		return s.toApplicant(s.closing())
	case what == "letter": // APO-3
		return s.toOfficials("letter", append(s.heads(), s.handler()...), "Hôm nay là ngày cuối gửi thư xin lỗi của hồ sơ "+d.Code,
			"Hồ sơ "+d.Code+" hẹn trả kết quả "+when(d.Due)+" và chưa có kết quả. Nếu không kịp, hôm nay là ngày cuối để gửi thư xin lỗi và hẹn lại đúng thời hạn.")
	case strings.HasPrefix(what, "consult:"):
		return s.consultLate(what)
	case strings.HasPrefix(what, "leg:"):
		return s.legLate()
	case strings.HasPrefix(what, "warn"):
		return s.warned(strings.TrimPrefix(what, "warn"))
	}
	return nil
}

// warned is DL-9: the handler each time, the head too from the last day before.
func (s Story) warned(left string) []notice.Message {
	d := s.Dossier
	n, err := strconv.Atoi(left)
	if err != nil {
		return nil
	}
	to := s.handler()
	if n <= 1 {
		to = append(to, s.heads()...)
	}
	subject := "Hồ sơ " + d.Code + " đến hạn hôm nay"
	if n > 0 {
		subject = "Hồ sơ " + d.Code + " còn " + workingDays(n)
	}
	return s.toOfficials("warn"+left, to, subject, "Hồ sơ "+d.Code+" hẹn trả kết quả "+when(d.Due)+". Trạng thái hiện nay: "+d.State.Vietnamese()+".")
}

// lapsed tells those who answer that the appointment passed (APO-2), and that the
// letter is missing when it is (APO-7, APO-9).
func (s Story) lapsed() []notice.Message {
	d := s.Dossier
	body := "Hồ sơ " + d.Code + " đã quá hạn: hẹn trả kết quả " + when(d.Due) + ". "
	subject := "Hồ sơ " + d.Code + " đã quá hạn"
	if d.Missed {
		subject += " và chưa có thư xin lỗi"
		body += "Chưa có thư xin lỗi: phải gửi thư cho người nộp trước khi trình ký kết quả; trách nhiệm thuộc người đứng đầu."
	} else {
		body += "Đã có thư xin lỗi; ngày hẹn lại là " + when(d.Promised) + "."
	}
	return s.toOfficials("lapse", s.responsible(), subject, body)
}

// escalated is APO-12: no new date may be entered any more.
func (s Story) escalated() []notice.Message {
	d := s.Dossier
	return s.toOfficials("escalate", s.responsible(), "Hồ sơ "+d.Code+" lỡ hẹn lần hai",
		"Hồ sơ "+d.Code+" đã có thư xin lỗi và lại quá ngày hẹn "+when(d.Promised)+". Không được hẹn lại lần nữa: cần người đứng đầu quyết định cách giải quyết và nêu lý do. Vụ việc được đưa vào hồ sơ theo dõi kỷ luật, kỷ cương.")
}
