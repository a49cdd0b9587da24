package access

import "sort"

// The kinds of subject policies speak of.
const (
	KindDossier   = "dossier"
	KindPaper     = "paper"     // a file of a dossier: decided as its dossier
	KindBoard     = "board"     // the figures of one office, Subject.Holder
	KindProcedure = "procedure" // the catalogue
	KindOffice    = "office"    // the directory of offices and posts
	KindBook      = "book"      // the yearly books of one office, Subject.Holder
	KindAccount   = "account"   // people's accounts and their posts
	KindCalendar  = "calendar"  // the working calendar of the city and its offices
	KindProcess   = "process"   // an electronic process: drafted by Subject.Holder, decided on at Subject.Home
	KindForm      = "form"      // what filings ask: published at Subject.Home
	// KindPublication is a publication file, a text of law or a review task: Subject.Holder
	// drafts, Subject.Competent checks and signs.
	KindPublication = "publication"
	// KindPosting is a place, a sheet, a finding or a difference from the national database:
	// Subject.Holder posts, Subject.Competent is the city's office.
	KindPosting = "posting"
)

// See is the act of looking; what may not be seen looks as if it were not there.
const See = "see"

// Act is something that can be done to a kind of subject.
type Act struct{ Kind, Name string }

const (
	byDesk    = "Chỉ bộ phận một cửa nơi tiếp nhận hồ sơ mới thực hiện được việc này."
	byPerson  = "Chỉ người nộp hồ sơ mới thực hiện được việc này."
	byOfficer = "Chỉ công chức được phân công thụ lý hồ sơ mới thực hiện được việc này."
	byOffice  = "Chỉ công chức của cơ quan đang giải quyết hồ sơ mới thực hiện được việc này."
	byHead    = "Chỉ người đứng đầu cơ quan đang giải quyết hồ sơ, hoặc cấp phó được giao bằng văn bản, mới thực hiện được việc này."
	byMachine = "Việc này do hệ thống tự thực hiện khi đến hạn."
	byDrafter = "Chỉ sở, ngành soạn quy trình này mới thực hiện được việc này. Đơn vị khác không tự đặt thêm bước."
	byControl = "Chỉ bộ phận kiểm soát thủ tục hành chính của Thành phố mới thực hiện được việc này."
	byWriter  = "Chỉ công chức chuyên môn hoặc lãnh đạo của đơn vị soạn mới thực hiện được việc này."
	byUnit    = "Chỉ người đứng đầu đơn vị soạn, hoặc cấp phó được giao bằng văn bản, mới thực hiện được việc này."
	byPlace   = "Chỉ người đứng đầu, cấp phó hoặc trưởng bộ phận một cửa của đơn vị niêm yết mới thực hiện được việc này."
	byPoster  = "Chỉ công chức của đơn vị niêm yết mới thực hiện được việc này."
	byChecker = "Chỉ lãnh đạo, trưởng bộ phận một cửa của đơn vị niêm yết, bộ phận kiểm soát thủ tục hành chính hoặc thanh tra mới thực hiện được việc này."
	byWatcher = "Chỉ bộ phận kiểm soát thủ tục hành chính mới thực hiện được việc này."
	byAdmin   = "Chỉ người quản trị hệ thống mới thực hiện được việc này."
)

// sentences says for each act who may do it, for those who may not.
var sentences = map[Act]string{
	{KindDossier, See}:                  missingDossier,
	{KindDossier, "see_trail"}:          "Chỉ thanh tra mới xem được toàn bộ nhật ký của hồ sơ.",
	{KindDossier, "see_part"}:           missingDossier,
	{KindDossier, "draft"}:              byPerson,
	{KindDossier, "file"}:               byPerson,
	{KindDossier, "rate"}:               byPerson,
	{KindDossier, "withdraw"}:           "Chỉ người nộp hồ sơ, hoặc bộ phận một cửa theo yêu cầu của người nộp, mới rút được hồ sơ.",
	{KindDossier, "supply"}:             "Chỉ người nộp hồ sơ, hoặc bộ phận một cửa nơi tiếp nhận, mới bổ sung được giấy tờ.",
	{KindDossier, "fill_form"}:          "Chỉ người nộp hồ sơ, hoặc bộ phận một cửa nơi tiếp nhận, mới điền được tờ khai.",
	{KindDossier, "receive"}:            byDesk,
	{KindDossier, "refuse"}:             byDesk,
	{KindDossier, "supplement_desk"}:    byDesk,
	{KindDossier, "forward"}:            "Chỉ nơi đang giữ hồ sơ mới chuyển được: bộ phận một cửa khi chưa chuyển, sau đó là công chức thụ lý hoặc lãnh đạo của cơ quan đang giữ.",
	{KindDossier, "take"}:               "Chỉ cơ quan được chuyển hồ sơ đến mới xác nhận đã nhận được.",
	{KindDossier, "complete"}:           byDesk,
	{KindDossier, "return"}:             byDesk,
	{KindDossier, "receipt"}:            byDesk,
	{KindDossier, "allow_second"}:       byHead,
	{KindDossier, "print"}:              byDesk,
	{KindDossier, "void_code"}:          "Chỉ bộ phận một cửa nơi tiếp nhận hoặc bộ phận kiểm soát thủ tục hành chính mới hủy được mã hồ sơ.",
	{KindDossier, "supplement"}:         "Chỉ bộ phận một cửa hoặc công chức được phân công thụ lý mới yêu cầu bổ sung được hồ sơ.",
	{KindDossier, "examine"}:            byOfficer,
	{KindDossier, "propose"}:            byOfficer,
	{KindDossier, "consult"}:            byOfficer,
	{KindDossier, "draft_letter"}:       byOffice,
	{KindDossier, "answer"}:             "Chỉ cơ quan được lấy ý kiến mới trả lời được.",
	{KindDossier, "assign"}:             "Chỉ người đứng đầu cơ quan đang giải quyết, cấp phó được giao bằng văn bản, hoặc trưởng bộ phận một cửa mới phân công được hồ sơ.",
	{KindDossier, "stop"}:               "Chỉ người đứng đầu cơ quan đang giải quyết, cấp phó được giao bằng văn bản, hoặc trưởng bộ phận một cửa mới dừng giải quyết được hồ sơ.",
	{KindDossier, "decide"}:             byHead,
	{KindDossier, Sign}:                 byHead,
	{KindDossier, "send_back"}:          byHead,
	{KindDossier, "apologise"}:          byHead,
	{KindDossier, "apologise_lost"}:     byHead,
	{KindDossier, "hand_letter"}:        byDesk,
	{KindDossier, "acknowledge_letter"}: byPerson,
	{KindDossier, "oblige"}:             byOfficer,
	{KindDossier, "tell"}:               byOfficer,
	{KindDossier, "confirm"}:            byOfficer,
	{KindDossier, "announce"}:           byDesk,
	{KindDossier, "post"}:               byDesk,
	{KindDossier, "post_invite"}:        byDesk,
	{KindDossier, "post_back"}:          byDesk,
	{KindDossier, "hold_originals"}:     byDesk,
	{KindDossier, "give_originals"}:     byDesk,
	{KindDossier, "fee_paid"}:           byDesk,
	{KindDossier, "fee_exempt"}:         byDesk,
	{KindDossier, "fee_refund"}:         "Chỉ trưởng bộ phận một cửa nơi tiếp nhận hồ sơ mới hoàn được phí, lệ phí.",
	{KindDossier, "download"}:           byPerson,
	{KindDossier, "collect"}:            byPerson,
	{KindDossier, "correct"}:            byHead,
	{KindDossier, "remind"}:             byMachine,
	{KindDossier, "lapse"}:              byMachine,
	{KindDossier, "escalate"}:           byMachine,
	{KindDossier, "transfer"}:           byMachine,
	{KindBoard, See}:                    missingOther,
	{KindBook, See}:                     missingOther,
	{KindBook, "void"}:                  "Chỉ trưởng bộ phận một cửa của đơn vị mới hủy được số trong sổ.",
	{KindBook, "lock"}:                  "Chỉ người đứng đầu đơn vị, hoặc cấp phó được giao bằng văn bản, mới khóa được sổ.",
	{KindProcedure, See}:                missingOther,
	{KindProcedure, "import"}:           byControl,
	{KindProcedure, "export"}:           "Chỉ người quản trị hệ thống hoặc bộ phận kiểm soát thủ tục hành chính mới thực hiện được việc này.",
	{KindProcedure, "edit"}:             "Chỉ người quản trị hệ thống hoặc bộ phận kiểm soát thủ tục hành chính mới thực hiện được việc này.",
	{KindOffice, See}:                   missingOther,
	{KindOffice, "edit"}:                byAdmin,
	{KindDossier, "confirm_date"}:       byHead,
	{KindDossier, "recount"}:            byMachine,
	{KindProcess, See}:                  missingOther,
	{KindProcess, "draft"}:              byDrafter,
	{KindProcess, "edit"}:               byDrafter,
	{KindProcess, "submit"}:             byDrafter,
	{KindProcess, "drop"}:               byDrafter,
	{KindProcess, "approve"}:            byControl,
	{KindProcess, "reject"}:             byControl,
	{KindProcess, "import"}:             byControl,
	{KindForm, See}:                     missingOther,
	{KindForm, "edit"}:                  byControl,
	{KindCalendar, See}:                 missingOther,
	{KindCalendar, "edit"}:              byAdmin,
	{KindPublication, See}:              missingOther,
	{KindPublication, "draft"}:          byWriter,
	{KindPublication, "put"}:            byWriter,
	{KindPublication, "take_out"}:       byWriter,
	{KindPublication, "redate"}:         byWriter,
	{KindPublication, "review"}:         byWriter,
	{KindPublication, "submit"}:         byUnit,
	{KindPublication, "drop"}:           byUnit,
	{KindPublication, "watch"}:          byControl,
	{KindPublication, "send_back"}:      byControl,
	{KindPublication, "accept"}:         byControl,
	{KindPublication, "issue"}:          byControl,
	{KindPublication, "give_up"}:        "Chỉ bộ phận kiểm soát thủ tục hành chính của Thành phố hoặc Chủ tịch mới thôi được quyết định đã trình ký.",
	{KindPublication, "enter"}:          byControl,
	{KindPublication, Sign}:             "Chỉ Chủ tịch Ủy ban nhân dân Thành phố, hoặc Phó Chủ tịch được giao bằng văn bản, mới ký được quyết định công bố.",
	{KindPublication, "configure"}:      byMachine,
	{KindPublication, "remind"}:         byMachine,
	{KindPosting, See}:                  missingOther,
	{KindPosting, "open_place"}:         byPlace,
	{KindPosting, "close_place"}:        byPlace,
	{KindPosting, "post"}:               byPoster,
	{KindPosting, "take_down"}:          byPoster,
	{KindPosting, "check"}:              byChecker,
	{KindPosting, "find"}:               byChecker,
	{KindPosting, "settle"}:             byPlace,
	{KindPosting, "confirm"}:            byWatcher,
	{KindPosting, "dismiss"}:            byWatcher,
	{KindPosting, "compare"}:            byControl,
	{KindPosting, "work_off"}:           byControl,
	{KindPosting, "want"}:               byMachine,
	{KindPosting, "flag"}:               byMachine,
	{KindPosting, "lapse"}:              byMachine,
	{KindAccount, See}:                  missingOther,
	{KindAccount, "edit"}:               byAdmin,
}

// Acts lists every act policies know, by kind and name; a paper is seen as its
// dossier is and has no line.
func Acts() []Act {
	out := make([]Act, 0, len(sentences))
	for a := range sentences {
		out = append(out, a)
	}
	sort.Slice(out, func(i, j int) bool {
		if out[i].Kind != out[j].Kind {
			return out[i].Kind < out[j].Kind
		}
		return out[i].Name < out[j].Name
	})
	return out
}
