package parts

import "motcua/web/page"

// word is a state in the words of both audiences.
type word struct {
	kind     Kind
	citizen  string
	official string
}

// states are the words of the field: citizens read what it means for them, officials
// the law's words.
var states = map[string]word{
	"draft":      {Plain, "Đang soạn, chưa nộp", "Nháp"},
	"filed":      {New, "Đã nộp, chờ tiếp nhận", "Mới đăng ký"},
	"received":   {Calm, "Đang giải quyết", "Đã tiếp nhận"},
	"processing": {Calm, "Đang giải quyết", "Đang xử lý"},
	"consulting": {Calm, "Đang giải quyết", "Đang lấy ý kiến"},
	"supplement": {Paused, "Cần bổ sung giấy tờ", "Yêu cầu bổ sung"},
	"payment":    {Paused, "Cần nộp phí, lệ phí", "Chờ nghĩa vụ tài chính"},
	"signing":    {Calm, "Đang trình ký", "Trình ký"},
	"ready":      {Good, "Đã có kết quả", "Đã xử lý xong"},
	"returned":   {Done, "Đã trả kết quả", "Đã trả kết quả"},
	"refused":    {Bad, "Không được tiếp nhận", "Từ chối tiếp nhận"},
	"rejected":   {Bad, "Không đủ điều kiện giải quyết", "Trả hồ sơ không đủ điều kiện"},
	"withdrawn":  {Done, "Đã rút", "Công dân rút"},
	"stopped":    {Done, "Dừng giải quyết", "Dừng xử lý"},
}

// State is the tag of a dossier's state. Known names: draft, filed, received,
// processing, consulting, supplement, payment, signing, ready, returned, refused,
// rejected, withdrawn, stopped. An unknown name draws nothing.
func State(name string, a page.Audience) Tag {
	w, ok := states[name]
	if !ok {
		return Tag{}
	}
	if a == page.Official {
		return Tag{Kind: w.kind, Text: w.official}
	}
	return Tag{Kind: w.kind, Text: w.citizen}
}

// Timing is the tag of how much legal time is left: calm, soon, today, late, paused or
// done.
func Timing(k Kind) Tag {
	texts := map[Kind]string{
		Calm: "còn hạn", Soon: "sắp đến hạn", Today: "đến hạn hôm nay", Late: "quá hạn",
		Paused: "tạm dừng – chờ bổ sung", Done: "đã trả",
	}
	return Tag{Kind: k, Text: texts[k]}
}
