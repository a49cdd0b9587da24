package work

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/calendar"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/carry"
	"motcua/duty"
	"motcua/office"
	"motcua/refusal"
)

// carryMost is how many dossiers one transaction carries over.
const carryMost = 200

// Reorganise does office.DutyKind: on a day on which offices end or counters move, every
// dossier under way is carried over by an act of its own, in short transactions. The
// duty's home says how far it came ("office home id"); a next part falls due at the same
// moment until all is done.
func Reorganise(s *dossier.Store) Doer {
	return func(tx db.Tx, due duty.Duty) error {
		day, err := calendar.ParseDate(due.Subject)
		if err != nil {
			return fmt.Errorf("work: %w", err)
		}
		c := carrying{s: s, day: calendar.DateOf(s.Civil.Now()).String(), left: carryMost}
		from, after, _ := strings.Cut(due.Home, " ")
		for _, id := range s.Offices().Touched(day) {
			if id < from {
				continue
			}
			if id != from {
				after = ""
			}
			last, err := c.office(tx, id, after)
			if err != nil {
				return err
			}
			if c.left <= 0 {
				_, part, _ := strings.Cut(due.Kind, ":")
				n, _ := strconv.Atoi(part) // none yet: 0
				due.Home, due.Kind = id+" "+last, office.DutyKind+":"+strconv.Itoa(n+1)
				return duty.Set(tx, due)
			}
		}
		return nil
	}
}

// carrying is one transaction's part of a reorganisation.
type carrying struct {
	s    *dossier.Store
	day  string
	left int
}

// office carries over what an office has a part in, after a place in the order of keys;
// last is the place reached.
func (c *carrying) office(tx db.Tx, id, after string) (last string, err error) {
	homes, err := json.Marshal(append(c.s.Offices().Former(id, c.day), id))
	if err != nil {
		return "", fmt.Errorf("work: %w", err)
	}
	home, dossierID, _ := strings.Cut(after, " ")
	keys, err := dossier.New(tx).LyingAt(tx.Ctx, dossier.LyingAtParams{Homes: string(homes), Office: id, AfterHome: home, AfterID: dossierID, Most: int32(c.left)})
	if err != nil {
		return "", fmt.Errorf("work: %w", err)
	}
	for _, k := range keys {
		_, err := c.s.DoTx(tx, access.Clockwork, dossier.Key{Home: k.Home, ID: k.ID}, carry.Transfer{})
		if _, refused := refusal.As(err); err != nil && !refused { // refused: carried over already, or nothing changes for it
			return "", err
		}
		last = k.Home + " " + k.ID
	}
	c.left -= len(keys)
	return last, nil
}
