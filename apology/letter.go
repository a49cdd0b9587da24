package apology

import (
	"strings"

	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/refusal"
)

// Ground is why an apology is owed.
type Ground string

// Late is counted once for life (APO-7); lost and damaged papers are not counted
// against it (APO-13).
const (
	Late    Ground = "late"
	Lost    Ground = "lost"
	Damaged Ground = "damaged"
)

// Kind is late, lost or damaged: a further occasion of loss has its number (lost-2).
func (g Ground) Kind() Ground {
	if kind, _ := dossier.LossKind(string(g)); kind != "" {
		return Ground(kind)
	}
	return g
}

// Cause is a reason of the fixed list (form of reasons, law/index.md).
type Cause struct{ Code, Vietnamese string }

// Causes are the vocabulary of reasons [design]: A agency, B coordination,
// C regulation, D technical, E applicant, F force majeure.
var Causes = []Cause{
	{"A1", "Cơ quan giải quyết: thiếu người thụ lý"},
	{"A2", "Cơ quan giải quyết: lỗi của người thụ lý"},
	{"A3", "Cơ quan giải quyết: lãnh đạo đi vắng"},
	{"B1", "Phối hợp: cơ quan được lấy ý kiến trả lời chậm"},
	{"B2", "Phối hợp: cơ quan liên thông giải quyết chậm"},
	{"B3", "Phối hợp: chờ cơ quan trung ương"},
	{"C1", "Quy định: văn bản mâu thuẫn hoặc chưa rõ"},
	{"D1", "Kỹ thuật: hệ thống, đường truyền hoặc dữ liệu"},
	{"E1", "Người nộp hồ sơ: bổ sung hoặc thực hiện nghĩa vụ chậm"},
	{"F1", "Bất khả kháng"},
}

func causeKnown(code string) bool {
	for _, c := range Causes {
		if c.Code == code {
			return true
		}
	}
	return false
}

// CauseName is the Vietnamese of a cause, or the code itself.
func CauseName(code string) string {
	switch Ground(code) {
	case Lost:
		return "Làm mất giấy tờ"
	case Damaged:
		return "Làm hư hỏng giấy tờ"
	}
	for _, c := range Causes {
		if c.Code == code {
			return c.Vietnamese
		}
	}
	return code
}

// Text is what a person writes into the letter: the other items follow from the
// dossier.
type Text struct {
	Cause   string        // code of Causes
	Why     string        // the reason in words
	Status  string        // how far the dossier is
	NewDate clock.Instant // 0 only when the result is already there, or will never come
	Loss    Loss          // of a letter for lost or damaged papers
}

// Check demands the items of APO-6 a person must give; the applicant, the kind of
// dossier, the receipt and the apology itself come from the dossier.
func (t Text) Check(g Ground, over bool) error {
	switch {
	case g.Kind() == Lost || g.Kind() == Damaged:
		if err := t.Loss.Check(); err != nil {
			return err
		}
	case g != Late:
		return refusal.Rule("APO-13", "ground", "Chọn: giấy tờ bị mất hoặc giấy tờ bị hư hỏng.")
	case !causeKnown(t.Cause):
		return refusal.Rule("APO-6", "cause", "Chọn nguyên nhân trễ hạn trong danh mục.")
	}
	if len([]rune(strings.TrimSpace(t.Why))) < 10 {
		return refusal.Rule("APO-6", "why", "Ghi rõ lý do "+g.of()+"(ít nhất 10 ký tự) bằng lời người dân hiểu được.")
	}
	if strings.TrimSpace(t.Status) == "" {
		return refusal.Rule("APO-6", "status", "Ghi tình trạng giải quyết hồ sơ.")
	}
	if g == Late && !over && !t.NewDate.Set() {
		return refusal.Rule("APO-6", "new_date", "Ghi ngày hẹn trả kết quả lần sau.")
	}
	return nil
}

func (g Ground) of() string {
	if g == Late {
		return "trễ hạn "
	}
	return ""
}

// Flags are the two rules on time, each apart (APO-3, APO-17).
type Flags struct {
	By5157, ByND61 clock.Instant
	ND61Applies    bool
	OK5157, OKND61 bool
}

// flags judges a letter going out at sent.
func flags(l deadline.Letters, sent clock.Instant) Flags {
	f := Flags{By5157: clock.At(l.By5157), ND61Applies: l.ND61Applies}
	if l.ND61Applies {
		f.ByND61 = clock.At(l.ByND61)
		f.OKND61 = sent <= f.ByND61
	}
	f.OK5157 = sent <= f.By5157
	return f
}

// statusOf proposes item 4, how far the dossier is.
func statusOf(d dossier.Dossier) string {
	for _, c := range d.OpenConsultations() {
		if c.Late {
			return "Đang chờ ý kiến của cơ quan phối hợp (đã quá hạn trả lời)"
		}
	}
	return "Hồ sơ " + strings.ToLower(d.State.Citizen())
}
