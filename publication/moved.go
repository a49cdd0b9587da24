package publication

import (
	"motcua/refusal"
)

// Noted finds, of the texts on the watch-list, the one that says when a file's text takes
// effect: the text's own row. Without one it is a row of a text the file's text changes; such
// rows may have different days, each right for its own text, so one with the file's day comes
// first, and only then the last word.
func Noted(all []Text, l Legal) (best Text, found bool) {
	rank := func(t Text) int {
		switch {
		case t.By == "":
			return 2
		case t.Law.Effect == l.Effect:
			return 1
		}
		return 0
	}
	for _, t := range all {
		if !sameText(t.Cause(), l.Number) {
			continue
		}
		if better := rank(t) - rank(best); !found || better > 0 || better == 0 && t.Noted.At > best.Noted.At {
			best, found = t, true
		}
	}
	return best, found
}

// Moved are the days of the file's text of law as the watch-list has them now, and a sentence
// that says which of them the file does not have; "" when none moved (KS-5). Of a text that
// changes another the list holds the day it takes effect alone.
func (f File) Moved(listed Text) (Legal, string) {
	l, own := f.Law, listed.By == ""
	l.Effect = listed.Law.Effect
	if own {
		l.Issued, l.Fast = listed.Law.Issued, listed.Law.Fast
	}
	if l.check() != nil { // the list cannot be right: the file stands
		return f.Law, ""
	}
	switch {
	case l.Effect != f.Law.Effect:
		return l, "Theo danh mục theo dõi, văn bản " + l.Number + " có hiệu lực từ ngày " + slashed(l.Effect) + "; hồ sơ này ghi ngày " + slashed(f.Law.Effect) + "."
	case l.Issued != f.Law.Issued:
		return l, "Theo danh mục theo dõi, văn bản " + l.Number + " được ban hành ngày " + slashed(l.Issued) + "; hồ sơ này ghi ngày " + slashed(f.Law.Issued) + "."
	case l.Fast != f.Law.Fast:
		return l, "Danh mục theo dõi và hồ sơ này ghi khác nhau về trình tự, thủ tục rút gọn của văn bản " + l.Number + "."
	}
	return l, ""
}

// dated refuses a step with days of the text of law that moved on the watch-list: the latest
// day (KS-5) and the first day in force would be wrong.
func (f File) dated(m Moment) error {
	listed, ok := m.Listed(f.Law)
	if !ok {
		return nil
	}
	_, says := f.Moved(listed)
	if says == "" {
		return nil
	}
	todo := map[State]string{
		Drafting: "Bấm “Cập nhật ngày theo danh mục theo dõi”, xem lại nội dung rồi trình.",
		Checking: "Trả lại đơn vị soạn để cập nhật ngày rồi trình lại.",
		Accepted: "Thôi ban hành rồi lập hồ sơ mới theo ngày đúng.",
	}[f.State]
	return refusal.Rule("KS-5", "", says+" "+todo+" Nếu danh mục theo dõi ghi sai, bộ phận kiểm soát sửa danh mục.")
}

// Redate takes the days of the text of law over from the watch-list, with everything that
// counts from them (KS-5); Law and Latest are decided.
type Redate struct {
	Law    Legal  `json:"law"`
	Latest Day    `json:"latest"`
	Done   Done   `json:"done"`
	Seen   string `json:"-"` // edition that was read; "" is whatever is there
}

// Name of the act.
func (Redate) Name() string { return "redate" }

// Decide wants a day that moved.
func (a Redate) Decide(f File, m Moment) (Act, error) {
	if err := f.still(Drafting, a.Seen, "Chỉ cập nhật ngày khi hồ sơ đang soạn."); err != nil {
		return nil, err
	}
	listed, ok := m.Listed(f.Law)
	law, says := f.Moved(listed)
	if !ok || says == "" {
		return nil, refusal.Conflict("Hồ sơ đã khớp với danh mục theo dõi: không ngày nào đổi.")
	}
	a.Law, a.Latest, a.Done = law, publishBy(law, m), m.done()
	return a, nil
}

// On takes the days over.
func (a Redate) On(f File) File {
	f.Law, f.Latest = a.Law, a.Latest
	return f
}

// still wants the file at a step, as it was read.
func (f File) still(want State, seen, sentence string) error {
	if err := f.in(want, sentence); err != nil {
		return err
	}
	if seen != "" && seen != f.Edition() {
		return refusal.Conflict("Hồ sơ đã được người khác sửa kể từ khi mở trang. Đọc lại nội dung dưới đây rồi quyết định.")
	}
	return nil
}
