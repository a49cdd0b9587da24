package trail

import (
	"strconv"

	"motcua/dossier"
)

// LetterName names a letter of apology by its ground: the one for lateness, or one of
// those for papers (APO-7, APO-13).
func LetterName(ground string) string {
	kind, n := dossier.LossKind(ground)
	name := map[string]string{"": "Thư xin lỗi và hẹn lại ngày trả kết quả", "lost": "Thư xin lỗi về giấy tờ bị mất", "damaged": "Thư xin lỗi về giấy tờ bị hư hỏng"}[kind]
	if n > 1 {
		name += " (thư thứ " + strconv.Itoa(n) + ")"
	}
	return name
}
