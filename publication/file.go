package publication

import (
	"slices"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/law"
	"motcua/procedure"
	"motcua/refusal"
)

// State is where a file stands, drawn in doc.go.
type State string

// The states of a publication file.
const (
	None     State = ""
	Drafting State = "drafting"
	Checking State = "checking"
	Accepted State = "accepted"
	Signed   State = "signed"
	Issued   State = "issued"
	Dropped  State = "dropped"
)

// Vietnamese is the state on officials' pages.
func (s State) Vietnamese() string {
	return map[State]string{Drafting: "Đang soạn", Checking: "Chờ kiểm soát", Accepted: "Chờ ký", Signed: "Đã ký, chờ phát hành", Issued: "Đã ban hành", Dropped: "Đã bỏ"}[s]
}

// Kind is how a procedure changes (KS-3).
type Kind string

// The kinds of publication.
const (
	KindNew       Kind = "new"
	KindAmended   Kind = "amended"
	KindAbolished Kind = "abolished"
)

// Vietnamese is the kind in the decision's words.
func (k Kind) Vietnamese() string {
	return map[Kind]string{KindNew: "Mới ban hành", KindAmended: "Được sửa đổi, bổ sung hoặc thay thế", KindAbolished: "Bị hủy bỏ hoặc bãi bỏ"}[k]
}

// Legal is the text of law a file follows. Number and name are text as written, never
// computed (KS-10).
type Legal struct {
	Number string `json:"number"`
	Name   string `json:"name"`
	Issued string `json:"issued"` // YYYY-MM-DD, day it was signed or published
	Effect string `json:"effect"` // first day it is in force
	Fast   bool   `json:"fast"`   // made by the fast track, in force on signing (KS-5)
}

// Item is one procedure of a file.
type Item struct {
	Kind     Kind              `json:"kind"`
	Code     string            `json:"code"`
	Base     string            `json:"base,omitempty"` // version in force that is replaced or ends
	Proposed procedure.Version `json:"proposed"`       // of an abolished one: what ends
	Version  string            `json:"version,omitempty"`
	// Configured is when the electronic process of the new version was approved (KS-8).
	Configured clock.Instant `json:"configured,omitempty"`
}

// Remark is what the check wants changed, and where. The words stand in the private
// part of its event.
type Remark struct {
	Code    string `json:"code"`    // "" is the file as a whole
	Section string `json:"section"` // key of Sections; "" is the procedure as a whole
}

// File is a publication file (hồ sơ công bố thủ tục hành chính).
type File struct {
	ID      string   `json:"id"`
	Seq     int64    `json:"-"`
	State   State    `json:"state"`
	Office  string   `json:"office"` // department that drafts
	City    string   `json:"city"`   // office whose control checks and whose head signs (KS-4)
	Title   string   `json:"title"`
	Law     Legal    `json:"law"`
	Items   []Item   `json:"items"`
	Latest  Day      `json:"latest"`
	Round   int      `json:"round"` // how often it was sent back
	Remarks []Remark `json:"remarks"`

	Begun, Submitted, Checked, Signed, Issued, Entered Done

	// GivenUp is when it was given up after the check.
	GivenUp Done `json:"given_up,omitzero"`

	Signature   Signature  `json:"signature"`
	Number      int        `json:"number"`
	Dated       string     `json:"dated,omitempty"` // day of the decision, fixed by the signature
	Symbol      string     `json:"symbol"`
	From        string     `json:"from"` // first day of the new versions
	Late        int        `json:"late"` // days after the latest day; 0 in time
	Enter       Day        `json:"enter"`
	EnteredLate bool       `json:"entered_late"`
	Process     Day        `json:"process"`
	Reminded    []Reminder `json:"reminded"`
}

// Done is an act that was done: when and by whom.
type Done struct {
	At clock.Instant `json:"at"`
	By string        `json:"by"`
}

// Day is a latest day with the arithmetic that gave it.
type Day struct {
	Day   string   `json:"day"`
	Lines []string `json:"lines"`
}

// Signature is what is kept of the Chairman's signature.
type Signature struct {
	File  string        `json:"file"` // hash of the signed PDF
	Hash  string        `json:"hash"` // of what was signed
	Cert  string        `json:"cert"`
	Key   string        `json:"key"`
	At    clock.Instant `json:"at"`
	Name  string        `json:"name"`
	Title string        `json:"title"`
	Form  string        `json:"form"` // KT of a deputy
	For   string        `json:"for"`  // who is signed for
	Place string        `json:"place"`
}

// Reminder is one that was sent.
type Reminder struct {
	Clock string        `json:"clock"`
	At    clock.Instant `json:"at"`
}

// Moment is what an act may know.
type Moment struct {
	Now      clock.Instant
	Who      access.Who
	City     string
	Today    law.Profile
	Calendar *calendar.Table
	InForce  func(code string) (procedure.Version, bool) // today
	Versions func(code string) []procedure.Version       // all, also those to come
	Busy     func(code string) (title string, busy bool) // another file under check, or waiting to be signed
	Listed   func(Legal) (Text, bool)                    // what the watch-list says of a file's text
}

// Day of the moment.
func (m Moment) Day() calendar.Date { return calendar.DateOf(m.Now.Time()) }

func (m Moment) done() Done { return Done{At: m.Now, By: m.Who.Official} }

// Act is something done to a file. Decide refuses, or gives the act with everything that
// was decided; On carries that out and computes nothing, so that events fold to the row.
type Act interface {
	Name() string
	Decide(f File, m Moment) (Act, error)
	On(f File) File
}

// Apply does an act.
func Apply(f File, m Moment, a Act) (File, Act, error) {
	done, err := a.Decide(f, m)
	if err != nil {
		return f, nil, err
	}
	return done.On(f), done, nil
}

// Subject is what access decides about.
func (f File) Subject() access.Subject {
	return access.Subject{Kind: access.KindPublication, ID: f.ID, Holder: f.Office, Competent: f.City}
}

// Item finds a procedure of the file.
func (f File) Item(code string) (Item, bool) {
	for _, x := range f.Items {
		if x.Code == code {
			return x, true
		}
	}
	return Item{}, false
}

// Has reports whether the file has items of the kind.
func (f File) Has(k Kind) bool {
	return slices.ContainsFunc(f.Items, func(x Item) bool { return x.Kind == k })
}

func (f File) in(want State, sentence string) error {
	if f.State == want {
		return nil
	}
	return refusal.Conflict(sentence + " Hồ sơ đang ở bước: " + f.State.Vietnamese() + ". Tải lại trang để xem.")
}

// with gives the file with an item put in its place, or at the end.
func (f File) with(x Item) File {
	f.Items = slices.Clone(f.Items)
	for i := range f.Items {
		if f.Items[i].Code == x.Code {
			f.Items[i] = x
			return f
		}
	}
	f.Items = append(f.Items, x)
	return f
}
