package publication

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/duty"
	"motcua/event"
	"motcua/law"
	"motcua/notice"
	"motcua/office"
)

// DutyKind is the kind of duty this room does: publication:CLOCK:DAYS, where DAYS are the
// working days before the latest day, or "over" for the first working day after it.
const DutyKind = "publication"

// ClockReview is the clock of a review task.
const ClockReview = "review"

const over = "over"

// remember sets the reminders of the clocks an act started and ends those it stopped.
func (s *Store) remember(tx db.Tx, f File, act Act) error {
	switch act.(type) {
	case Draft:
		return s.remindOf(tx, f.ID, ClockPublish, f.Latest)
	case Redate:
		if err := s.forget(tx, f.ID, ClockPublish); err != nil {
			return err
		}
		return s.remindOf(tx, f.ID, ClockPublish, f.Latest)
	case Drop:
		return s.forget(tx, f.ID, ClockPublish)
	case GiveUp:
		return errors.Join(s.forget(tx, f.ID, ClockPublish), s.forget(tx, f.ID, ClockEnter), s.forget(tx, f.ID, ClockProcess))
	case Sign:
		if err := s.forget(tx, f.ID, ClockPublish); err != nil {
			return err
		}
		if err := s.remindOf(tx, f.ID, ClockEnter, f.Enter); err != nil || f.Process.Day == "" {
			return err
		}
		return s.remindOf(tx, f.ID, ClockProcess, f.Process)
	case Enter:
		return s.forget(tx, f.ID, ClockEnter)
	case Configure:
		if len(f.openProcesses()) == 0 {
			return s.forget(tx, f.ID, ClockProcess)
		}
	}
	return nil
}

func (s *Store) rememberTask(tx db.Tx, t Task) error {
	return s.remindOf(tx, t.ID, ClockReview, t.Due)
}

func (s *Store) reminders() ([]string, error) {
	p, err := law.At(s.today().String())
	if err != nil {
		return nil, err
	}
	var out []string
	for _, n := range p.Publication.RemindWorkingDays.Value {
		out = append(out, strconv.Itoa(n))
	}
	return append(out, over), nil
}

// remindOf sets the reminders of one clock that are still ahead; one that began after its
// latest day is told of at once.
func (s *Store) remindOf(tx db.Tx, subject, of string, d Day) error {
	last, err := calendar.ParseDate(d.Day)
	if err != nil {
		return err
	}
	all, err := s.reminders()
	if err != nil {
		return err
	}
	cal, now := s.Calendar(), s.Civil.Now()
	for _, which := range all {
		day := cal.Add(last, 1)
		if n, err := strconv.Atoi(which); err == nil {
			day = cal.Add(cal.Previous(last), -n)
		}
		at := day.At(cal.Opening(day))
		if at.Before(now) && which != over {
			continue
		}
		if at.Before(now) {
			at = now
		}
		if err := duty.Set(tx, duty.Duty{Subject: subject, Kind: DutyKind + ":" + of + ":" + which, Home: event.Directory, Due: at}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) forget(tx db.Tx, subject, of string) error {
	all, err := s.reminders()
	if err != nil {
		return err
	}
	for _, which := range all {
		if err := duty.Cancel(tx, subject, DutyKind+":"+of+":"+which, s.Civil.Now()); err != nil {
			return err
		}
	}
	return nil
}

// Work reminds of a latest day: an event on the file, and messages to who must act.
func (s *Store) Work(tx db.Tx, d duty.Duty) error {
	part := strings.Split(d.Kind, ":")
	if len(part) != 3 {
		return nil
	}
	if part[1] == ClockReview {
		t, err := s.task(tx.Ctx, tx, d.Subject)
		if err != nil || t.State != TaskOpen {
			return err
		}
		return s.tell(tx, d, s.people(t.Office, office.Officer, office.Head), message{"Rà soát thủ tục " + t.Code + " theo văn bản " + t.Number, t.Due, "/control/publish/tasks/" + t.ID})
	}
	f, err := fileBy(tx, d.Subject)
	if err != nil {
		return err
	}
	for _, c := range f.Clocks(s.today()) {
		if c.Key != part[1] || c.Done.Set() {
			continue
		}
		if _, err := s.DoTx(tx, access.Clockwork, f.ID, Remind{Clock: part[1] + ":" + part[2]}); err != nil {
			return err
		}
		return s.tell(tx, d, s.acting(f, c), message{c.Title + ": " + f.Title, c.Day, "/control/publish/files/" + f.ID})
	}
	return nil
}

// acting are the officials who must act for a clock to stop.
func (s *Store) acting(f File, c Clock) []string {
	switch {
	case c.Key == ClockPublish && f.State == Accepted:
		return s.people(f.City, office.Head)
	case c.Whose == "city", c.Key == ClockPublish && f.State != Drafting:
		return s.people(f.City, office.Control)
	}
	return s.people(f.Office, office.Officer, office.Head)
}

func (s *Store) people(at string, roles ...office.Role) []string {
	var out []string
	for _, p := range s.Staff(at, s.today().String(), roles...) {
		if !slices.Contains(out, p.Official) {
			out = append(out, p.Official)
		}
	}
	return out
}

// message is what a reminder says: what is due, by when, and where it is done.
type message struct {
	what string
	by   Day
	path string
}

// tell writes one e-mail to each who has a mailbox; the others see it on their pages.
func (s *Store) tell(tx db.Tx, d duty.Duty, to []string, m message) error {
	last, err := calendar.ParseDate(m.by.Day)
	if err != nil {
		return err
	}
	head := "Nhắc hạn " + last.Slashed() + ": "
	if strings.HasSuffix(d.Kind, ":"+over) {
		head = "Quá hạn " + last.Slashed() + ": "
	}
	body := head + m.what + ".\n\n" + strings.Join(m.by.Lines, "\n")
	if s.Link != nil {
		body += "\n\nMở hồ sơ: " + s.Link(m.path)
	}
	var all []notice.Message
	for _, id := range to {
		o, ok := s.Official(id)
		if !ok || o.Email == "" {
			continue
		}
		all = append(all, notice.Message{Home: event.Directory, Dossier: d.Subject, Event: d.Subject, Kind: d.Kind, Channel: notice.ByEmail, To: id, Address: o.Email,
			Subject: head + m.what, Body: body, Created: clock.At(s.Civil.Now())})
	}
	_, err = notice.Put(tx, all)
	return err
}

// Configured notes that the electronic process of a version was approved (KS-8). A version
// no decision of ours made, or noted before, is nothing to note.
func (s *Store) Configured(tx db.Tx, version string) error {
	rows, err := New(tx).FilesNaming(tx.Ctx, `%"version":"`+version+`"%`)
	if err != nil {
		return fmt.Errorf("publication: %w", err)
	}
	for _, r := range rows {
		f, err := fileOf(r.Doc, r.Seq)
		if err != nil {
			return err
		}
		for _, x := range f.Items {
			if x.Version == version && !x.Configured.Set() {
				_, err := s.DoTx(tx, access.Clockwork, f.ID, Configure{Code: x.Code})
				return err
			}
		}
	}
	return nil
}
