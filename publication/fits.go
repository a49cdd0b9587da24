package publication

import (
	"errors"
	"regexp"
	"strings"

	"motcua/procedure"
	"motcua/refusal"
)

// fits reports why the decision over the item, made now, could not be carried out: because
// of what the catalogue holds (KS-9) or of what was typed (KS-1). Whoever drafts, submits,
// checks and signs hears it, so that nothing is signed that cannot take effect.
func (x Item) fits(f File, m Moment) error {
	p := x.publication("", firstDay(f.Law, m))
	if _, err := p.Ending(m.Versions(x.Code)); err != nil {
		return err
	}
	if p.New == nil {
		return nil
	}
	if strings.TrimSpace(p.New.Name) == "" {
		p.New.Name = x.Code // a name that is missing yet is told by Gaps
	}
	return valid(*p.New)
}

// carries holds the days of the file to the watch-list, and every item to fits.
func (f File) carries(m Moment) error {
	if err := f.dated(m); err != nil {
		return err
	}
	for _, x := range f.Items {
		if base, ok := m.InForce(x.Code); x.Kind != KindNew && (!ok || base.ID != x.Base) {
			return refusal.Conflict("Thủ tục " + x.Code + " đã có phiên bản khác kể từ khi soạn, nên quyết định này không còn khớp. Hồ sơ đang soạn: bỏ thủ tục ra rồi thêm lại từ phiên bản hiện hành. Hồ sơ đã chấp nhận: thôi không ký rồi lập hồ sơ mới.")
		}
		if err := x.fits(f, m); err != nil {
			return err
		}
	}
	return nil
}

var paperField = regexp.MustCompile(`^papers\[(\d+)\]`)

// valid refuses what could not be stored, at its field of the form.
func valid(v procedure.Version) error {
	err := procedure.Valid(v)
	var bad *procedure.BadFile
	if !errors.As(err, &bad) {
		return err
	}
	field, what := "", "Nội dung thủ tục "+v.Code
	if at := paperField.FindStringSubmatch(bad.Field); at != nil {
		field, what = "paper-"+at[1], "Giấy tờ trong thành phần hồ sơ của thủ tục "+v.Code
	}
	return refusal.Rule("KS-1", field, what+" chưa đúng: "+bad.Why)
}

// steps gives up the published steps of a version whose limit is another now: they no
// longer sum to it (PRI-9), and the department configures the new process (KS-8).
func steps(v procedure.Version) *procedure.Process {
	if v.Process == nil {
		return nil
	}
	if l, ok := v.LimitFor(procedure.InPerson); ok && v.Process.Total() != procedure.WorkingMinutes(l) {
		return nil
	}
	return v.Process
}
