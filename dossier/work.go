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

// nextMilestone finds what the calendar brings next. A milestone that was due and
// has not been dealt with stays: an act of a person just before the machine wakes
// must not make it forgotten.
func nextMilestone(before, after Dossier, m Moment, act Act) Milestone {
	from := m.Now
	switch act.(type) {
	case Remind, Lapse, Escalate:
		from = before.next.At
	default:
		if before.next.What != "" && before.next.At <= m.Now {
			from = before.next.At - 1
		}
	}
	ms := Milestones(after, m, from)
	if len(ms) == 0 {
		return Milestone{}
	}
	return ms[0]
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

// Work does what has fallen due for a dossier: one machine act. The duty was
// claimed in this transaction.
func (s *Store) Work(tx db.Tx, due duty.Duty) error {
	key := Key{due.Home, due.Subject}
	d, err := s.load(tx.Ctx, tx, key)
	if err != nil {
		return err
	}
	if d.next.What == "" || clock.At(due.Due) != d.next.At {
		return nil // moved meanwhile: its own row says when
	}
	var act Act = Remind{What: d.next.What}
	switch d.next.What {
	case "lapse":
		act = Lapse{}
	case "second":
		act = Escalate{}
	case "announce":
		p, err := New(tx).ApplicantOf(tx.Ctx, ApplicantOfParams{Home: key.Home, Dossier: key.ID})
		if err != nil && !db.IsMissing(err) {
			return err
		}
		if act = announcing(p.Phone, p.Email); act == nil {
			return nil // nobody can be written to: the desk announces by its own means
		}
	case "close":
		act = Stop{Cause: "not_completed", Reason: notCompleted}
	}
	_, err = s.DoTx(tx, access.Clockwork, key, act)
	var r *refusal.Refusal
	if errors.As(err, &r) {
		// The state no longer knows the reminder (the dossier ended in the same
		// moment): nothing is due any more.
		return nil
	}
	return err
}
