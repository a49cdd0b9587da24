package work

import (
	"encoding/json"
	"strconv"
	"strings"

	"motcua/dossier"
)

// The messages to the applicant promise what the law promises and nothing more.

// filed tells that the check takes 08 working hours (REC-4) and that the clock has
// not begun (DL-3).
func (s Story) filed() said {
	d := s.Dossier
	short := "Hồ sơ " + d.Code + " đã nộp tới " + s.place(d.Receiving) + ". Bộ phận một cửa kiểm tra hồ sơ trong 08 giờ làm việc."
	return said{kind: "filed", subject: "Hồ sơ " + d.Code + " đã nộp, chờ tiếp nhận", short: short,
		long: short + "\n\nThủ tục: " + d.ProcedureName + ".\nThời hạn giải quyết bắt đầu tính khi hồ sơ được tiếp nhận; ngày hẹn trả kết quả sẽ được báo ngay lúc đó."}
}

// received gives the code, the appointment and the hours (REC-2, REC-5).
func (s Story) received() said {
	d := s.Dossier
	legal, _ := d.Legal()
	due := "Hẹn trả kết quả: " + when(d.Due) + "."
	if legal.Provisional {
		due += " Ngày này là tạm tính vì lịch nghỉ của năm chưa được công bố."
	}
	where := "Nơi trả: " + s.place(d.ReturnAt) + ". " + s.hours(d.Due)
	long := "Hồ sơ " + d.Code + " đã được tiếp nhận lúc " + when(d.ReceivedAt) + ".\n\nThủ tục: " + d.ProcedureName + ".\nGiấy tiếp nhận hồ sơ số: " +
		strconv.Itoa(d.ReceiptNo) + ".\n" + due + "\n" + where
	if d.Fee > 0 {
		long += "\nPhí, lệ phí: " + thousands(d.Fee) + " đồng."
	}
	return said{kind: "received", subject: "Hồ sơ " + d.Code + " đã được tiếp nhận, hẹn trả kết quả " + date(d.Due),
		short: "Hồ sơ " + d.Code + " (" + shortName(d.ProcedureName) + ") đã được tiếp nhận. " + due + " " + where,
		long:  long + arithmetic(legal)}
}

// arithmetic is how the date was counted, as printed.
func arithmetic(a dossier.Appointment) string {
	if len(a.Lines) == 0 {
		return ""
	}
	return "\n\nVì sao là ngày này:\n- " + strings.Join(a.Lines, "\n- ")
}

// refused gives the reason (REC-2, REC-3).
func (s Story) refused() said {
	d := s.Dossier
	var given struct {
		Act dossier.Refuse `json:"act"`
	}
	basis := ""
	if json.Unmarshal([]byte(s.Event.Body), &given) == nil && given.Act.Basis != "" {
		basis = "\nCăn cứ: " + given.Act.Basis + "."
	}
	head := "Hồ sơ " + d.Code + " không được tiếp nhận. Lý do: "
	const again = "Sau khi khắc phục lý do trên, có thể nộp lại hồ sơ."
	return said{kind: "refused", subject: "Hồ sơ " + d.Code + " không được tiếp nhận",
		short: head + sentence(s.whole(s.Said.Reason)) + " " + again,
		long: head + sentence(s.Said.Reason) + basis + "\n\nThủ tục: " + d.ProcedureName + ".\nPhiếu từ chối tiếp nhận giải quyết hồ sơ số: " +
			strconv.Itoa(d.RefusalNo) + ".\n" + again}
}

// supplement names every paper at once and what happens to the clock (PRI-6, SET-2).
func (s Story) supplement() said {
	d := s.Dossier
	ask := d.Supplements[len(d.Supplements)-1]
	lines := make([]string, len(ask.Lines))
	for i, l := range ask.Lines {
		lines[i] = strconv.Itoa(i+1) + ". " + strings.TrimRight(l.Name, ".;:, ") + ": " + sentence(l.What)
	}
	clock := "Thời hạn giải quyết tạm dừng; khi bổ sung đủ, thời hạn tính lại từ đầu và có ngày hẹn mới."
	if ask.Desk {
		clock = "Hồ sơ chưa được tiếp nhận nên thời hạn giải quyết chưa tính."
	}
	if s.Closes != "" { // SET-13
		clock += " Hạn bổ sung: hết " + s.Closes + "; sau hạn này hồ sơ được kết thúc."
	}
	times := "Trong suốt quá trình giải quyết, việc bổ sung chỉ được yêu cầu một lần."
	if ask.Allowed != nil { // PRI-6
		times = "Đây là lần yêu cầu thứ hai và cuối cùng, được người đứng đầu cơ quan cho phép."
	}
	head := "Hồ sơ " + d.Code + " cần bổ sung giấy tờ. "
	return said{kind: "supplement", subject: "Hồ sơ " + d.Code + " cần bổ sung giấy tờ",
		short: head + s.whole(strings.Join(lines, " ")) + " " + clock,
		long: head + "\n\n" + strings.Join(lines, "\n") + "\n\nLý do: " + sentence(s.Said.Reason) + "\n" + clock +
			"\nPhiếu yêu cầu bổ sung, hoàn thiện hồ sơ số: " + strconv.Itoa(ask.Number) + ". " + times}
}

// closing tells before a dossier is closed for want of what was asked for (SET-13).
func (s Story) closing() said {
	d := s.Dossier
	by := "trong những ngày tới"
	if s.Closes != "" {
		by = "hết " + s.Closes
	}
	short := "Hồ sơ " + d.Code + " chưa được bổ sung đủ giấy tờ. Hạn bổ sung: " + by + ". Quá hạn, hồ sơ được kết thúc và có thể nộp lại từ đầu."
	return said{kind: "closing", subject: "Hồ sơ " + d.Code + " sắp hết hạn bổ sung", short: short}
}

// supplied gives the new appointment, or says that the check begins again (SET-2).
func (s Story) supplied() said {
	d := s.Dossier
	if d.State == dossier.Filed {
		return said{kind: "supplied", subject: "Đã nhận giấy tờ bổ sung của hồ sơ " + d.Code,
			short: "Đã nhận giấy tờ bổ sung của hồ sơ " + d.Code + ". Bộ phận một cửa kiểm tra hồ sơ trong 08 giờ làm việc."}
	}
	legal, _ := d.Legal()
	short := "Hồ sơ " + d.Code + " đã được bổ sung đủ. Thời hạn tính lại từ đầu, hẹn trả kết quả: " + when(d.Due) + "."
	return said{kind: "supplied", subject: "Hồ sơ " + d.Code + ": hẹn trả kết quả mới " + date(d.Due), short: short, long: short + arithmetic(legal)}
}

// completed announces the result; one before its time must be announced (SET-7).
func (s Story) completed() said {
	d := s.Dossier
	early := ""
	switch {
	case d.Apology != nil && d.Apology.NewDate.Set() && d.SettledAt < d.Apology.NewDate: // APO-10
		early = ", sớm hơn ngày hẹn lại " + date(d.Apology.NewDate)
	case d.Class == dossier.Early && d.Due.Set():
		early = ", sớm hơn ngày hẹn " + date(d.Due)
	}
	what := "đã có kết quả"
	if d.Outcome == dossier.Rejected {
		what = "đã giải quyết xong: không đủ điều kiện, văn bản trả lời nêu rõ lý do"
	}
	short := "Hồ sơ " + d.Code + " " + what + early + ". Nhận tại " + s.place(d.ReturnAt) + ", mang theo giấy tiếp nhận hoặc giấy tờ tùy thân. " + s.hours(d.SettledAt)
	return said{kind: "completed", subject: "Hồ sơ " + d.Code + " đã có kết quả", short: short, long: short + "\n\nThủ tục: " + d.ProcedureName + "."}
}

// returned invites to rate (TT 01/2018 Art 12: the ballot goes with the dossier).
func (s Story) returned() said {
	d := s.Dossier
	short := "Đã trả kết quả hồ sơ " + d.Code + " ngày " + date(d.ReturnedAt) + "."
	if s.Links.Rate != nil {
		short += " Mời đánh giá việc giải quyết hồ sơ: " + s.Links.Rate(d)
	}
	return said{kind: "returned", subject: "Mời đánh giá việc giải quyết hồ sơ " + d.Code, short: short,
		long: short + "\n\nÝ kiến đánh giá không ảnh hưởng đến kết quả của hồ sơ."}
}

func (s Story) withdrawn() said {
	d := s.Dossier
	by := ""
	if s.Event.Official != "" { // in the applicant's name: who did not ask must be able to say so
		by = " theo đơn đề nghị nộp tại " + s.place(d.Receiving) + ". Không đề nghị rút thì báo ngay cho nơi này"
	}
	return said{kind: "withdrawn", subject: "Hồ sơ " + d.Code + " đã được rút",
		short: "Hồ sơ " + d.Code + " đã được rút ngày " + date(d.EndedAt) + by + ". Bản chính đã nộp, nếu có, được trả lại tại " + s.place(d.Receiving) + "."}
}

// transferred: the place changes, the date does not.
func (s Story) transferred() said {
	d := s.Dossier
	text := "Do sắp xếp cơ quan, hồ sơ " + d.Code + " nay do " + s.organ(d.Competent) + " giải quyết; nhận kết quả tại " + s.place(d.ReturnAt) + ". Mã hồ sơ và ngày hẹn không thay đổi."
	return said{kind: "transferred", subject: "Hồ sơ " + d.Code + ": nơi giải quyết, trả kết quả thay đổi", short: text}
}

func (s Story) stopped() said {
	d := s.Dossier
	head := "Hồ sơ " + d.Code + " dừng giải quyết theo thông báo số " + strconv.Itoa(d.StopNo) + ". Lý do: " // SET-9
	return said{kind: "stopped", subject: "Hồ sơ " + d.Code + " dừng giải quyết", short: head + sentence(s.whole(s.Said.Reason)),
		long: head + sentence(s.Said.Reason) + "\n\nThủ tục: " + d.ProcedureName + "."}
}

// redeclared tells who declared something that an official has changed it (PRI-1).
func (s Story) redeclared() said {
	d := s.Dossier
	head := "Tờ khai của hồ sơ " + d.Code + " đã được bộ phận một cửa sửa. Lý do: "
	tail := " Nếu ông/bà không đề nghị sửa, gọi 1022."
	return said{kind: "redeclared", subject: "Tờ khai của hồ sơ " + d.Code + " đã được sửa", short: head + sentence(s.whole(s.Said.Reason)) + tail,
		long: head + sentence(s.Said.Reason) + tail + "\n\nThủ tục: " + d.ProcedureName + "."}
}

// sentence ends a person's text with one full stop.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.HasSuffix(text, "…") {
		return text
	}
	return strings.TrimRight(text, ".;, ") + "."
}

// thousands writes 15000 as 15.000.
func thousands(n int64) string {
	t := strconv.FormatInt(n, 10)
	for i := len(t) - 3; i > 0; i -= 3 {
		t = t[:i] + "." + t[i:]
	}
	return t
}
