package letter

import (
	"fmt"
	"strings"
	"time"

	"motcua/refusal"
)

// Paper is one line of the list of papers filed: its name and how many of each
// kind were handed in.
type Paper struct {
	Name      string
	Originals int // bản chính
	Certified int // bản sao chứng thực
	Plain     int // bản sao thường
}

// Receipt is Mẫu số 01, GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ (TT 01/2018
// Art 9; REC-2, REC-5). All dates were decided elsewhere.
type Receipt struct {
	Head       Head
	Code       string // dossier code
	TrackURL   string // address behind the QR, with an unguessable token; "" prints no QR
	Unit       string // receiving one-stop unit, as in "Bộ phận Tiếp nhận và Trả kết quả Ủy ban nhân dân Quận 1"
	Applicant  Applicant
	Procedure  string // nội dung yêu cầu giải quyết
	Papers     []Paper
	Sets       int    // số lượng hồ sơ, in sets
	Limit      string // "15 ngày làm việc", "08 giờ làm việc", "trong ngày"
	ReceivedAt time.Time
	DueAt      time.Time // the legal appointment
	ReturnAt   string    // where the result is collected
	Book       string    // Sổ theo dõi hồ sơ, quyển số
	Serial     int       // số thứ tự in that book
	FiledBy    string    // who stands at the desk; "" is the applicant
	Official   string    // receiving official
	Mark       Mark      // the official's digital signature; zero while unsigned
	BallotAt   string    // address of the online satisfaction ballot (REC-7)
	Why        []string  // printed arithmetic of the appointment
}

func (r Receipt) check() error {
	switch {
	case r.Code == "":
		return refusal.Rule("REC-5", "code", "Giấy tiếp nhận phải ghi mã hồ sơ.")
	case strings.TrimSpace(r.Applicant.Name) == "":
		return refusal.Rule("REC-2", "name", "Giấy tiếp nhận phải ghi tên người nộp hồ sơ.")
	case strings.TrimSpace(r.Procedure) == "":
		return refusal.Rule("REC-2", "procedure", "Giấy tiếp nhận phải ghi nội dung yêu cầu giải quyết.")
	case r.ReceivedAt.IsZero() || r.DueAt.IsZero():
		return refusal.Rule("REC-2", "due", "Giấy tiếp nhận phải ghi thời gian nhận hồ sơ và thời gian trả kết quả.")
	}
	return nil
}

func (r Receipt) sheet() (sheet, error) {
	if err := r.check(); err != nil {
		return sheet{}, err
	}
	filedBy := r.FiledBy
	if filedBy == "" {
		filedBy = r.Applicant.Name
	}
	return sheet{
		head: r.Head, code: r.Code, qr: r.TrackURL,
		title: r.Head.title("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"),
		blocks: []block{
			field("Đơn vị tiếp nhận", r.Unit),
			field("Tiếp nhận hồ sơ của", r.Applicant.Name),
			field("Địa chỉ", orNone(r.Applicant.Address)),
			contact(r.Applicant),
			field("Nội dung yêu cầu giải quyết", r.Procedure),
			{kind: paperBlock, label: "Thành phần hồ sơ nộp gồm:", papers: r.Papers},
			field("Số lượng hồ sơ", fmt.Sprintf("%02d (bộ)", r.Sets)),
			field("Thời gian giải quyết hồ sơ theo quy định là", r.Limit),
			field("Thời gian nhận hồ sơ", MomentLine(r.ReceivedAt)),
			field("Thời gian trả kết quả giải quyết hồ sơ", MomentLine(r.DueAt)),
			field("Đăng ký nhận kết quả tại", orNone(r.ReturnAt)),
			pair("Vào Sổ theo dõi hồ sơ, Quyển số", r.Book, "Số thứ tự", fmt.Sprintf("%02d", r.Serial)),
		},
		signs: bySide(filedBy, r.Official, r.Mark),
		notes: []string{ballotLine(r.BallotAt), "Bị yêu cầu thêm giấy tờ ngoài danh mục trên: có quyền từ chối; quét mã trên giấy này để phản ánh."}, // PRI-2
		why:   r.Why,
		asks:  "Vì sao là ngày này?",
	}, nil
}

// contact keeps telephone and e-mail on one line, as the official form does.
func contact(a Applicant) block {
	return pair("Số điện thoại", orNone(a.Phone), "Email", orNone(a.Email))
}
