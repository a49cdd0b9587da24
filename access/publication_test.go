package access

import (
	"testing"

	"motcua/refusal"
)

// KS-4: the department drafts, its head submits, the city's control checks, the Chairman signs.
func TestKS_4_WhoDraftsChecksAndSignsAPublication(t *testing.T) {
	const allow, deny = true, false
	publication := Subject{Kind: KindPublication, Holder: "land", Competent: "city"}
	for _, row := range []struct {
		verdict  bool
		rule     string
		who, act string
		on       Subject
	}{
		{allow, "KS-4 a department's officer drafts", "officer in charge", "put", publication},
		{deny, "KS-4 another department does not", "officer elsewhere", "put", publication},
		{allow, "KS-5 who drafts takes over a day that moved", "officer in charge", "redate", publication},
		{deny, "KS-5 another department does not", "officer elsewhere", "redate", publication},
		{deny, "KS-4 an officer submits nothing", "officer in charge", "submit", publication},
		{allow, "KS-4 the head of the department submits", "the head", "submit", publication},
		{deny, "KS-4 a deputy without delegation submits nothing", "the deputy", "submit", publication},
		{allow, "KS-4 a deputy under delegation does", "the deputy delegated", "submit", publication},
		{deny, "KS-4 who drafts does not check", "the head", "accept", publication},
		{allow, "KS-4 the control of the city checks", "control of the city", "accept", publication},
		{deny, "KS-4 control elsewhere does not", "control of another", "accept", publication},
		{deny, "KS-4 control does not sign", "control of the city", "sign", publication},
		{deny, "KS-4 the head of a department does not sign", "the head", "sign", publication},
		{allow, "KS-4 the control of the city gives up what it accepted", "control of the city", "give_up", publication},
		{allow, "KS-4 the Chairman gives up what was laid before him", "the Chairman", "give_up", publication},
		{deny, "KS-4 the department gives up nothing that was accepted", "the head", "give_up", publication},
		{deny, "KS-4 control elsewhere does not either", "control of another", "give_up", publication},
		{deny, "KS-4 the machine gives nothing up", "the machine", "give_up", publication},
		{allow, "KS-4 the Chairman signs", "the Chairman", "sign", publication},
		{deny, "KS-4 the Chairman does not check", "the Chairman", "accept", publication},
		{deny, "KS-4 the machine signs no decision", "the machine", "sign", publication},
		{deny, "KS-4 the machine gives no number", "the machine", "issue", publication},
		{allow, "KS-5 the machine reminds", "the machine", "remind", publication},
		{deny, "KS-5 nobody else does", "control of the city", "remind", publication},
		{deny, "a citizen sees no draft", "the applicant", "see", publication},
		{allow, "an inspector of the city sees it", "inspector of the city", "see", publication},
	} {
		err := May(actors[row.who], row.act, row.on)
		if _, refused := refusal.As(err); row.verdict != (err == nil) || err != nil && !refused {
			t.Errorf("%s: %s %s → %v", row.rule, row.who, row.act, err)
		}
	}
}
