package access

import (
	"testing"

	"motcua/refusal"
)

// Who hands a dossier on: the desk once, then whoever has it.
func TestFWD1AndSET4WhoHandsOn(t *testing.T) {
	with := func(change func(*Subject)) Subject { s := mine(); change(&s); return s }
	own := mine()
	forwarded := with(func(s *Subject) { s.Forwarded = true })
	inChain := with(func(s *Subject) { s.Forwarded, s.Holder, s.Officer = true, "tax", "thu" })
	var allow, deny = true, false
	for _, row := range []struct {
		verdict bool
		rule    string
		who     string
		act     string
		on      Subject
	}{
		{allow, "FWD-1 the desk hands on what it received", "the desk", "forward", own},
		{deny, "FWD-1 the desk does not hand on twice", "the desk", "forward", forwarded},
		{deny, "FWD-1 the office does not fetch it from the desk", "officer in charge", "forward", own},
		{allow, "SET-4 the handler hands on", "officer in charge", "forward", forwarded},
		{deny, "SET-4 a colleague does not", "a colleague", "forward", forwarded},
		{allow, "SET-4 the head of the holding office hands on", "head consulted", "forward", inChain},
		{deny, "SET-4 the lead does not take it away from there", "the head", "forward", inChain},
		{allow, "SET-4 the holding office confirms", "officer consulted", "take", inChain},
		{deny, "SET-4 the lead does not confirm for it", "the head", "take", inChain},
		{allow, "SET-4 the head of the holding office assigns its part", "head consulted", "assign", inChain},
		{deny, "SET-4 the lead does not assign there", "the head", "assign", inChain},
		{deny, "SET-4 nor does the one-stop head of the desk", "head of the desk", "assign", inChain},
		{allow, "SET-4 the handler of the holding office examines", "officer consulted", "examine", inChain},
		{allow, "SET-5 the one-stop head there takes it in", "head of another desk", "take", inChain},
	} {
		err := May(actors[row.who], row.act, row.on)
		if _, refused := refusal.As(err); row.verdict != (err == nil) || err != nil && !refused {
			t.Errorf("%s: %s %s → %v", row.rule, row.who, row.act, err)
		}
	}
}

// Who was a moment too late is told so; who may not anyway, that.
func TestFWD1TheLoserOfAHandOverIsToldThatSomebodyWasFaster(t *testing.T) {
	own := mine()
	for _, row := range []struct {
		rule string
		who  string
		from string // office that handed it on last
		to   string
		kind refusal.Kind
	}{
		{"the desk that has handed it on", "the desk", own.Receiving, own.Competent, refusal.KindConflict},
		{"the head whose office has handed it on", "the head", own.Competent, "tax", refusal.KindConflict},
		{"a colleague of who has it now", "a colleague", own.Competent, own.Competent, refusal.KindForbidden},
		{"the head, before the office has handed anything on", "the head", "tax", "health", refusal.KindForbidden},
	} {
		s := own
		s.Forwarded, s.Gave, s.Holder = true, row.from, row.to
		if no, _ := refusal.As(May(actors[row.who], "forward", s)); no == nil || no.Kind != row.kind {
			t.Errorf("FWD-1 %s: %v", row.rule, no)
		}
	}
}
