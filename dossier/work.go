package dossier

import (
	"errors"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/duty"
	"motcua/refusal"
)

// notCompleted is what the machine says when it closes a dossier (SET-13).
const notCompleted = "Hồ sơ không được bổ sung, hoàn thiện trong thời hạn ghi ở phiếu yêu cầu bổ sung nên được kết thúc. Có thể nộp lại hồ sơ bất cứ lúc nào."

// DutyKind is the one duty a dossier has: the next thing the calendar brings.
const DutyKind = "clock"

// nextMilestone finds what the calendar brings next, in the one order of moment and name.
// A milestone that was due and has not been dealt with stays: an act of a person just
// before the machine wakes must not make it forgotten, and of several at one instant the
// machine's act deals with one.
func nextMilestone(before, after Dossier, m Moment, act Act) Milestone {
	was, ran := before.next, false
	switch act.(type) {
	case Remind, Lapse, Escalate:
		ran = true
	}
	due := was.What != "" && was.At <= m.Now
	from := m.Now
	if ran || due {
		from = was.At - 1
	}
	for _, x := range Milestones(after, m, from) {
		if !ran && !due || less(was, x) || x == was && !ran {
			return x
		}
	}
	return Milestone{}
}

// fresh asks for the newest calendar before a clock starts (CAL-6).
func (s *Store) fresh(tx db.Tx, before Dossier) error {
	if s.Fresh == nil || !before.State.starts() {
		return nil
	}
	return s.Fresh(tx)
}

// duty writes the next milestone as a row, when it moved.
func (s *Store) duty(tx db.Tx, m Moment, c change) error {
	d := c.after
	if c.before.next == d.next {
		switch c.act.(type) {
		case Remind, Lapse, Escalate: // the duty was claimed to get here
		default:
			return nil
		}
	}
	if d.next.What == "" {
		return duty.Cancel(tx, d.ID, DutyKind, m.Now.Time())
	}
	return duty.Set(tx, duty.Duty{Subject: d.ID, Kind: DutyKind, Home: d.Home, Due: d.next.At.Time()})
}

// Work does what has fallen due for a dossier: a machine act for each milestone of the
// instant, since offices can owe their answers at one moment (SET-3) and a letter can fall
// on a warning (DL-9). The duty was claimed in this transaction; a later one stands again.
func (s *Store) Work(tx db.Tx, due duty.Duty) error {
	key := Key{due.Home, due.Subject}
	d, err := s.load(tx.Ctx, tx, key)
	if err != nil {
		return err
	}
	for d.next.What != "" && d.next.At == clock.At(due.Due) { // else moved meanwhile: its own row says when
		act, err := s.machine(tx, key, d.next.What)
		if act == nil || err != nil {
			return err
		}
		after, err := s.DoTx(tx, access.Clockwork, key, act)
		var r *refusal.Refusal
		if errors.As(err, &r) {
			// The state no longer knows the reminder (the dossier ended in the same
			// moment): nothing is due any more.
			return duty.Cancel(tx, d.ID, DutyKind, s.Civil.Now())
		}
		if err != nil {
			return err
		}
		d = after
	}
	return nil
}

// machine is the act a milestone asks for; nil where nothing can be done by itself.
func (s *Store) machine(tx db.Tx, key Key, what string) (Act, error) {
	switch what {
	case "lapse":
		return Lapse{}, nil
	case "second":
		return Escalate{}, nil
	case "close":
		return Stop{Cause: "not_completed", Reason: notCompleted}, nil
	case "announce":
		p, err := New(tx).ApplicantOf(tx.Ctx, ApplicantOfParams{Home: key.Home, Dossier: key.ID})
		if err != nil && !db.IsMissing(err) {
			return nil, err
		}
		return announcing(p.Phone, p.Email), nil // nil, nobody can be written to: the desk announces by its own means
	}
	return Remind{What: what}, nil
}
