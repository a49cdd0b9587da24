package dossier

import (
	"slices"

	"motcua/refusal"
)

// allowed is the one table state × act. Who may is access's business.
var allowed = map[State][]string{
	None:          {"file", "receive", "refuse", "supplement"},
	Filed:         {"receive", "refuse", "supplement", "allow_second", "withdraw", "remind", "transfer"},
	Received:      {"forward", "take", "assign", "answer", "supplement", "allow_second", "receipt", "withdraw", "stop", "apologise", "remind", "lapse", "escalate", "recount", "confirm_date", "transfer"},
	InProcess:     {"forward", "take", "assign", "examine", "consult", "answer", "propose", "oblige", "supplement", "allow_second", "receipt", "withdraw", "stop", "apologise", "remind", "lapse", "escalate", "recount", "confirm_date", "transfer"},
	Supplementing: {"supply", "answer", "receipt", "withdraw", "stop", "remind", "recount", "transfer"},
	Obliged:       {"tell", "confirm", "answer", "withdraw", "stop", "recount", "remind", "transfer"},
	Proposed:      {"decide", "sign", "send_back", "answer", "receipt", "stop", "apologise", "remind", "lapse", "escalate", "recount", "confirm_date", "transfer"},
	Signed:        {"complete", "receipt", "apologise", "remind", "lapse", "escalate", "recount", "confirm_date", "transfer"},
	Completed:     {"announce", "post", "post_invite", "post_back", "download", "collect", "return", "correct", "receipt", "apologise", "transfer"},
	Returned:      {"download", "return", "correct", "apologise"},
	Refused:       {},
	Withdrawn:     {"apologise"},
	Stopped:       {"apologise"},
}

// letters are acts about letters of apology: possible from reception on, whatever
// became of the dossier.
var letters = []string{"apologise_lost", "hand_letter", "acknowledge_letter"}

// Money and originals go their own way beside the states: taken while the dossier
// lives, given back after its end too.
var (
	living = []State{Received, InProcess, Supplementing, Obliged, Proposed, Signed, Completed}
	ended  = []State{Returned, Withdrawn, Stopped}
	beside = map[string][]State{"fee_paid": living, "fee_exempt": living, "fee_refund": append(living, ended...), "hold_originals": living[:6],
		"give_originals": append(living, ended...), "fill_form": {Filed, Received, InProcess, Supplementing}}
)

// Allowed reports whether the act is possible in the state.
func Allowed(s State, act string) bool {
	if slices.Contains(letters, act) {
		return s != None && s != Filed && s != Refused
	}
	return slices.Contains(allowed[s], act) || slices.Contains(beside[act], s)
}

// Check is the table for the acts of rooms inside this one.
func Check(d Dossier, act string) error { return check(d, act) }

// Words demands a reason a person can read.
func Words(s string) error { return reason(s) }

// check refuses an act that the state does not know, with a sentence that tells
// what has happened to the dossier: usually somebody else was a moment faster.
func check(d Dossier, act string) error {
	if Allowed(d.State, act) {
		return nil
	}
	if d.State == None {
		return refusal.Missing("Không tìm thấy hồ sơ này.")
	}
	return refusal.Conflict("Hồ sơ đang ở trạng thái “" + d.State.Vietnamese() + "” nên không thể " + verbs[act] +
		". Có thể người khác vừa xử lý hồ sơ này; vui lòng tải lại trang để xem diễn biến mới nhất.")
}

var verbs = map[string]string{
	"file": "nộp lại", "receive": "tiếp nhận", "refuse": "từ chối tiếp nhận", "supplement": "yêu cầu bổ sung", "supply": "nhận giấy tờ bổ sung", "allow_second": "cho phép yêu cầu bổ sung lần hai", "receipt": "cấp giấy tiếp nhận",
	"assign": "phân công", "examine": "thẩm định", "consult": "lấy ý kiến", "answer": "trả lời ý kiến", "propose": "trình ký", "decide": "duyệt", "sign": "ký",
	"send_back": "trả lại người trình", "complete": "xác nhận đã có kết quả", "return": "trả kết quả", "withdraw": "rút", "stop": "dừng giải quyết",
	"oblige": "chuyển thông tin nghĩa vụ tài chính", "tell": "ghi thông báo của cơ quan thuế", "confirm": "xác nhận đã nộp nghĩa vụ tài chính",
	"announce": "báo kết quả", "post": "gửi kết quả qua bưu chính", "post_invite": "ghi giấy mời nhận", "post_back": "nhận lại từ bưu chính",
	"download": "tải kết quả", "collect": "nhận bản điện tử", "correct": "đính chính kết quả", "hold_originals": "giữ bản chính",
	"give_originals": "trả bản chính", "fee_paid": "thu phí, lệ phí", "fee_exempt": "miễn, giảm phí, lệ phí", "fee_refund": "hoàn phí, lệ phí",
	"forward": "chuyển", "take": "xác nhận đã nhận", "apologise": "gửi thư xin lỗi", "remind": "nhắc", "lapse": "ghi nhận quá hạn", "escalate": "báo cáo vượt cấp", "transfer": "chuyển giao",
	"apologise_lost": "xin lỗi về giấy tờ bị mất, hư hỏng", "hand_letter": "giao thư xin lỗi", "acknowledge_letter": "xác nhận đã nhận thư",
	"fill_form": "điền tờ khai", "recount": "tính lại ngày theo lịch mới", "confirm_date": "quyết định về ngày hẹn sau khi đổi lịch",
}

// Vietnamese is the state in officials' words (docs/house.md 10).
func (s State) Vietnamese() string { return official[s] }

// Citizen is the state in citizens' words.
func (s State) Citizen() string { return citizen[s] }

var official = map[State]string{
	Filed: "Mới đăng ký", Received: "Đã tiếp nhận", InProcess: "Đang xử lý", Supplementing: "Yêu cầu bổ sung", Obliged: "Chờ nghĩa vụ tài chính", Proposed: "Trình ký", Signed: "Đã ký",
	Completed: "Đã xử lý xong", Returned: "Đã trả kết quả", Refused: "Từ chối tiếp nhận", Withdrawn: "Công dân rút", Stopped: "Dừng xử lý",
}

var citizen = map[State]string{
	Filed: "Đã nộp, chờ tiếp nhận", Received: "Đang giải quyết", InProcess: "Đang giải quyết", Supplementing: "Cần bổ sung giấy tờ", Obliged: "Chờ nộp nghĩa vụ tài chính",
	Proposed: "Đang trình ký", Signed: "Đang trình ký", Completed: "Đã có kết quả", Returned: "Đã trả kết quả", Refused: "Không được tiếp nhận",
	Withdrawn: "Đã rút", Stopped: "Dừng giải quyết",
}

// National is the status code of the national portal (law.md 10.1): each state
// maps to exactly one.
func (s State) National() int { return national[s] }

var national = map[State]int{Filed: 1, Received: 2, InProcess: 4, Supplementing: 5, Obliged: 6, Proposed: 4, Signed: 4, Completed: 9, Returned: 10,
	Refused: 3, Withdrawn: 7, Stopped: 8}
