package access

import (
	"testing"

	"motcua/refusal"
)

// Who decides, and who signs what was decided.
func TestSET7WhoDecidesAndWhoSigns(t *testing.T) {
	with := func(change func(*Subject)) Subject { s := mine(); change(&s); return s }
	own, named := mine(), with(func(s *Subject) { s.Signer = "duc" })
	byHead := with(func(s *Subject) { s.ExaminedBy = []string{"dung"} })
	var allow, deny = true, false
	for _, row := range []struct {
		verdict bool
		rule    string
		who     string
		act     string
		on      Subject
	}{
		{allow, "the head decides", "the head", "decide", own},
		{allow, "APO-4 a deputy under delegation decides", "the deputy delegated", "decide", own},
		{deny, "APO-4 a deputy without one does not", "the deputy", "decide", own},
		{deny, "the officer does not decide", "officer in charge", "decide", own},
		{deny, "the machine decides nothing", "the machine", "decide", own},
		{deny, "the head who examined does not decide", "the head", "decide", byHead},
		{allow, "the deputy the decision names signs", "the deputy", "sign", named},
		{allow, "and sees what there is to sign", "the deputy", "see", named},
		{allow, "and hands it back", "the deputy", "send_back", named},
		{allow, "the head may sign it all the same", "the head", "sign", named},
		{deny, "the deputy named decides nothing", "the deputy", "decide", named},
		{deny, "nor does what else a head does", "the deputy", "stop", named},
		{deny, "an officer who was named by mistake does not sign", "a colleague", "sign", with(func(s *Subject) { s.Signer = "long" })},
		{deny, "a deputy named whose office has nothing to do with it does not sign", "the deputy", "sign", with(func(s *Subject) { s.Signer, s.Holder, s.Competent = "duc", "tax", "tax" })},
		{deny, "the deputy named who examined does not sign", "the deputy", "sign", with(func(s *Subject) { s.Signer, s.ExaminedBy = "duc", []string{"duc"} })},
	} {
		err := May(actors[row.who], row.act, row.on)
		if _, refused := refusal.As(err); row.verdict != (err == nil) || err != nil && !refused {
			t.Errorf("SET-7 %s: %s %s → %v", row.rule, row.who, row.act, err)
		}
	}
}
