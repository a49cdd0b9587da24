package leader

import (
	"context"
	"net/http"
	"slices"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/letter"
	"motcua/office"
	"motcua/procedure"
	"motcua/report"
	"motcua/slip"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// decide approves the proposal and leaves the signature for later, to the head or to a
// deputy by name (SET-7).
func (l leader) decide(w http.ResponseWriter, r *http.Request) error {
	who, v, err := l.Acting(r, "decide", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	signer := f.Text("signer", 200)
	if signer != "" && !slices.ContainsFunc(l.deputies(who, v), func(o parts.Option) bool { return o.Value == signer }) {
		f.Problems.Add("signer", "Chọn người ký trong danh sách cấp phó của đơn vị.")
	}
	if !f.Problems.Any() {
		_, err = l.Dossiers.Do(r.Context(), who, chair.Key(v.Dossier), decision.Decide{Drafted: f.Text("draft", 200), Signer: signer})
		if err == nil {
			said := "Đã duyệt đề xuất kết quả. Hồ sơ chờ ký."
			if o, ok := l.Offices.Official(signer); ok {
				said = "Đã duyệt đề xuất kết quả và giao " + o.Name + " ký."
			}
			page.Redirect(w, r, chair.PathOf(v.Code), page.Flash{Kind: "success", Text: said})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return l.showSign(w, r, http.StatusUnprocessableEntity, v, f.Problems)
}

// deputies are whom the signature can be given to: the deputies of the office, but
// nobody who examined the dossier and not the one who decides.
func (l leader) deputies(who access.Who, v trail.View) []parts.Option {
	var out []parts.Option
	for _, p := range l.Offices.Staff(who.Office, l.Today(), office.DeputyHead) {
		o, ok := l.Offices.Official(p.Official)
		if !ok || p.Official == who.Official || slices.Contains(v.ExaminedBy, p.Official) {
			continue
		}
		out = append(out, parts.Option{Value: p.Official, Label: o.Name + " – " + o.Title})
	}
	return out
}

// signers are the answers to the question who signs later.
func (l leader) signers(who access.Who, v trail.View) []parts.Option {
	return append([]parts.Option{{Value: "", Label: "Tôi ký sau"}}, l.deputies(who, v)...)
}

// signatory is who signs this result: a deputy whom the decision names signs "KT." for
// the one who decided (APO-4, VB-8).
func (l leader) signatory(who access.Who, v trail.View) (slip.Signatory, error) {
	s, err := l.Signatory(who)
	if err != nil || who.Behalf != "" || who.Role != chair.Deputy || v.Decision == nil || v.Decision.Signer != who.Official {
		return s, err
	}
	s.Form = letter.SignDeputy
	if o, ok := l.Offices.Official(v.Decision.By); ok {
		s.For = o.Title
	}
	return s, nil
}

// decided says what was approved, by whom and when, and who shall sign.
func (l leader) decided(v trail.View) []parts.Fact {
	if v.Decision == nil {
		return nil
	}
	name := func(id string) string {
		o, _ := l.Offices.Official(id)
		return o.Name
	}
	out := []parts.Fact{{Key: "Đã duyệt", Value: outcomes[v.Decision.Outcome], More: []string{name(v.Decision.By), page.DateTime(v.Decision.At.Time())}}}
	if v.Decision.Signer != "" {
		out = append(out, parts.Fact{Key: "Giao ký", Value: name(v.Decision.Signer)})
	}
	return out
}

// givenList is the name of a deputy's own list.
const givenList = "given"

// given lists what was decided and given to a deputy by name: all a deputy without a
// written delegation can sign.
func (l leader) given(r *http.Request, who access.Who) (section, error) {
	x, _ := lotOf("sign")
	x.Name, x.Title, x.Why = givenList, "Được giao ký", "Hồ sơ người đứng đầu đã duyệt và giao ông/bà ký sẽ hiện ở đây."
	x.keep = func(ctx context.Context, _ leader, line dossier.Line) (bool, error) {
		if line.Step != string(procedure.StepDecided) {
			return false, nil
		}
		d, err := l.Dossiers.Open(ctx, dossier.Key{Home: line.Home, ID: line.ID})
		return err == nil && access.May(who, access.Sign, d.Subject()) == nil, err
	}
	lines, next, err := l.read(r.Context(), who, x, report.Mark{}, chair.PerPage)
	if err != nil {
		return section{}, err
	}
	s := section{Lot: x, N: len(lines), Count: parts.Counted(len(lines), next != nil)}
	s.Table, err = l.table(r.Context(), x, lines)
	return s, err
}
