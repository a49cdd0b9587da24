package posting

import (
	"slices"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/duty"
	"motcua/event"
	"motcua/notice"
	"motcua/office"
	"motcua/procedure"
)

// DutyKind is the kind of duty this room does: posting:turn:DAY on a code, the day from
// which another version stands or none; posting:overdue on a sheet.
const DutyKind = "posting"

const (
	turnKind    = DutyKind + ":turn:"
	overdueKind = DutyKind + ":overdue"
)

// Follow notes the days on which versions begin and end (CK-6): on each of them what hangs
// is looked at. The very first catalogue turns nothing.
func (s *Store) Follow(tx db.Tx, e event.Event) error {
	if e.Kind != access.KindProcedure || e.Subject != procedure.LogSubject {
		return nil
	}
	put, ended, err := procedure.Changes(e.Body)
	if err != nil {
		return err
	}
	for _, x := range put {
		if x.No == 1 && e.Act != "publish" {
			continue
		}
		if err := s.turn(tx, x.Code, x.From); err != nil {
			return err
		}
	}
	for _, x := range ended {
		if err := s.turn(tx, x.Code, plus(x.To, 1)); err != nil {
			return err
		}
	}
	return nil
}

// turn sets the duty for the beginning of a day; one that is past is due now.
func (s *Store) turn(tx db.Tx, code, day string) error {
	at := s.Civil.Now()
	if d, err := calendar.ParseDate(day); err == nil && d.At(0).After(at) {
		at = d.At(0)
	}
	return duty.Set(tx, duty.Duty{Subject: code, Kind: turnKind + day, Home: event.Directory, Due: at})
}

// Work does what falls due.
func (s *Store) Work(tx db.Tx, d duty.Duty) error {
	if _, err := s.Procedures.Refresh(tx.Ctx); err != nil {
		return err
	}
	if d.Kind == overdueKind {
		return s.overdue(tx, d.Subject)
	}
	if strings.HasPrefix(d.Kind, turnKind) {
		return s.turned(tx, d.Subject)
	}
	return nil
}

// turned looks at every sheet of a procedure on a day its versions changed: what is no
// longer in force is to come down, what is in force is to be posted.
func (s *Store) turned(tx db.Tx, code string) error {
	rows, err := s.sheetsHeld(tx, code)
	if err != nil {
		return err
	}
	v, there := s.Procedures.InForce(code, s.Today())
	t := turning{s: s, tx: tx, at: map[string]bool{}, offices: map[string]bool{}, told: map[string][]string{}}
	var needy []Sheet
	for _, r := range rows {
		x, err := sheets.of(r.Seq, r.Doc)
		if err != nil {
			return err
		}
		if there && x.Version == v.ID {
			t.at[x.Place], t.offices[s.Heir(x.Office)] = true, true
			continue
		}
		moved, err := t.old(x)
		if err != nil {
			return err
		}
		if moved {
			needy = append(needy, x)
		}
	}
	if there {
		for _, x := range needy {
			if err := t.want(x, v); err != nil {
				return err
			}
		}
		if err := t.elsewhere(v); err != nil {
			return err
		}
	}
	return t.tell(code)
}

// turning is one procedure on such a day.
type turning struct {
	s       *Store
	tx      db.Tx
	at      map[string]bool     // places that have, or are asked for, the version in force
	offices map[string]bool     // their offices
	told    map[string][]string // what each office is told
}

// say adds a line to what the office that answers is told.
func (t *turning) say(of, line string) {
	at := t.s.Heir(of)
	t.told[at] = append(t.told[at], line)
}

// old flags a hanging sheet, or lets the task to hang it lapse.
func (t *turning) old(x Sheet) (moved bool, err error) {
	st := StandingOf(t.s.Procedures.Of(x.Code), x.Version, t.s.Today())
	if st.InForce || st.Begins != "" {
		return false, nil
	}
	switch x.State {
	case Wanted:
		_, err = t.s.lapse(t.tx, access.Clockwork, x)
		return true, err
	case Hanging:
		var out Sheet
		if out, err = do(t.s, t.tx, access.Clockwork, doing[Sheet]{room: sheets, id: x.ID, act: Flag{}}); err != nil {
			return false, err
		}
		t.say(x.Office, "Gỡ tờ "+x.Code+" (phiên bản "+strconv.Itoa(x.No)+") tại nơi niêm yết số "+strconv.Itoa(x.PlaceNo)+".")
		return true, t.s.watch(t.tx, out, out.Ended)
	}
	return true, nil // flagged before: what follows it may have changed
}

// want asks a place for the version in force.
func (t *turning) want(at Sheet, v procedure.Version) error {
	if t.at[at.Place] {
		return nil
	}
	p, err := places.one(t.tx.Ctx, t.tx, at.Place)
	if err != nil {
		return err
	}
	return t.ask(p, v)
}

// ask asks a place; one that is no longer in use leaves its office for the next.
func (t *turning) ask(p Place, v procedure.Version) error {
	x, err := t.s.ask(t.tx, p, v, v.ValidFrom)
	if err != nil || x.ID == "" {
		return err
	}
	t.at[p.ID], t.offices[t.s.Heir(p.Office)] = true, true
	t.say(p.Office, "Niêm yết "+v.Code+" (phiên bản "+strconv.Itoa(v.No)+") tại nơi niêm yết số "+strconv.Itoa(p.No)+".")
	return nil
}

// ask wants a version at a place by a day, and watches that it comes; no sheet of a place
// that is no longer in use.
func (s *Store) ask(tx db.Tx, p Place, v procedure.Version, due string) (Sheet, error) {
	p, err := s.hold(tx, p.ID)
	if err != nil || !p.Open() {
		return Sheet{}, err
	}
	x := Sheet{}.of(v).at(p)
	if x.ID, x.Due = s.IDs.New(), due; due == "" {
		x.Due = s.Today()
	}
	out, err := do(s, tx, access.Clockwork, doing[Sheet]{sheets, x.ID, Want{Sheet: x}, p.Subject()})
	if err != nil {
		return out, err
	}
	return out, s.watch(tx, out, out.Due)
}

// elsewhere asks the offices that receive the procedure and have it nowhere: at the first
// of their places that holds sheets.
func (t *turning) elsewhere(v procedure.Version) error {
	rows, err := New(t.tx).OpenPlaces(t.tx.Ctx)
	if err != nil || len(rows) == 0 {
		return err
	}
	receives, shown := map[string]bool{}, map[string]bool{}
	for _, o := range Receivers(t.s.Offices(), v, t.s.Today()) {
		receives[o.ID] = true
	}
	open := make([]Place, len(rows))
	for i, r := range rows {
		if open[i], err = places.of(r.Seq, r.Doc); err != nil {
			return err
		}
		if open[i].Kind == Screen { // it shows the version in force by itself (CK-1)
			shown[t.s.Heir(open[i].Office)] = true
		}
	}
	for _, p := range open {
		at := t.s.Heir(p.Office)
		if shown[at] || !receives[at] || t.offices[at] {
			continue
		}
		if err := t.ask(p, v); err != nil {
			return err
		}
	}
	return nil
}

// watch sets the moment a sheet that should have come down, or gone up, is late (CK-6).
func (s *Store) watch(tx db.Tx, x Sheet, from string) error {
	m, err := s.moment(access.Clockwork)
	if err != nil {
		return err
	}
	days := m.Today.Posting.TakeDownDays.Value
	if x.State == Wanted {
		days = m.Today.Posting.PostDays.Value
	}
	at := s.Civil.Now()
	if d, err := calendar.ParseDate(plus(from, days+1)); err == nil && d.At(0).After(at) {
		at = d.At(0)
	}
	return duty.Set(tx, duty.Duty{Subject: x.ID, Kind: overdueKind, Home: event.Directory, Due: at})
}

// overdue makes a finding of a sheet that still hangs, or is still missing.
func (s *Store) overdue(tx db.Tx, id string) error {
	x, err := sheets.one(tx.Ctx, tx, id)
	if err != nil {
		return err
	}
	f := Finding{ID: s.IDs.New(), By: ByClock, Office: x.Office, Place: x.Place, Sheet: x.ID, Code: x.Code, Version: x.Version}
	switch x.State {
	case Flagged:
		f.Wrong, f.Since = Stale, x.Ended
	case Wanted:
		f.Wrong, f.Since = Absent, x.Due
	default:
		return nil
	}
	_, err = do(s, tx, access.Clockwork, doing[Finding]{findings, f.ID, Find{Finding: f}, x.Subject()})
	return err
}

// tell writes one e-mail to each poster of an office that has a mailbox; the others see it
// on their page.
func (t *turning) tell(code string) error {
	var all []notice.Message
	now := clock.At(t.s.Civil.Now())
	for _, o := range t.s.Offices().All() {
		lines := t.told[o.ID]
		if len(lines) == 0 {
			continue
		}
		body := strings.Join(lines, "\n")
		if t.s.Link != nil {
			body += "\n\nMở danh sách: " + t.s.Link("/control/posting/offices/"+o.ID)
		}
		for _, id := range t.s.posters(o.ID) {
			if p, ok := t.s.Official(id); ok && p.Email != "" {
				all = append(all, notice.Message{Home: event.Directory, Dossier: o.ID, Event: code, Kind: turnKind + t.s.Today(), Channel: notice.ByEmail, To: id, Address: p.Email,
					Subject: "Niêm yết: thủ tục " + code + " thay đổi từ hôm nay", Body: body, Created: now})
			}
		}
	}
	_, err := notice.Put(t.tx, all)
	return err
}

func (s *Store) posters(at string) []string {
	var out []string
	for _, p := range s.Staff(at, s.Today(), office.OneStopHead, office.Reception, office.Head) {
		if !slices.Contains(out, p.Official) {
			out = append(out, p.Official)
		}
	}
	return out
}
