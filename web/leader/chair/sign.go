package chair

import (
	"slices"
	"strings"

	"motcua/access"
	"motcua/clock"
	"motcua/dossier"
	"motcua/letter"
	"motcua/office"
	"motcua/refusal"
	"motcua/slip"
)

// Signatory is who signs and in which quality: a deputy who acts under a delegation
// signs in its form for the holder of the other post (APO-4, VB-8).
func (c Chair) Signatory(who access.Who) (slip.Signatory, error) {
	o, ok := c.Offices.Official(who.Official)
	if !ok {
		return slip.Signatory{}, refusal.Forbidden("Không tìm thấy chức danh của người ký. Đề nghị người quản trị bổ sung.")
	}
	s := slip.Signatory{Official: o, At: clock.At(c.Civil.Now())}
	if who.Behalf == "" {
		return s, nil
	}
	s.Form = letter.SignDeputy
	if i := slices.IndexFunc(c.Offices.Delegations(who.Post, "", c.Today()), func(g office.Delegation) bool { return g.From == who.Behalf }); i >= 0 {
		if form := strings.TrimSuffix(c.Offices.Delegations(who.Post, "", c.Today())[i].Form, "."); form != "" {
			s.Form = letter.SignForm(form)
		}
	}
	if p, ok := c.Offices.Post(who.Behalf); ok {
		if from, ok := c.Offices.Official(p.Official); ok {
			s.For = from.Title
		}
	}
	return s, nil
}

// FormText is the form of a signature as it stands before the name; "" for a head, who
// signs in no other's place (VB-8).
func FormText(f letter.SignForm) string {
	if f == letter.SignHead {
		return ""
	}
	return string(f) + "."
}

// SignatureOf is what an act keeps of a signature.
func SignatureOf(info letter.SignatureInfo) dossier.Signature {
	return dossier.Signature{Hash: info.Hash, Certificate: info.CertFingerprint, Key: info.KeyID}
}

// Rehearse asks the rule without doing anything.
func (c Chair) Rehearse(who access.Who, d dossier.Dossier, act dossier.Act) error {
	m, err := c.Dossiers.MomentOf(who, d)
	if err != nil {
		return err
	}
	_, err = act.Apply(d, m)
	return err
}
