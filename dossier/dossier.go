package dossier

import (
	"slices"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier/declared"
	"motcua/law"
	"motcua/office"
	"motcua/procedure"
)

// State is where the dossier stands.
type State string

// The states, drawn in doc.go.
const (
	None          State = ""
	Filed         State = "filed"
	Received      State = "received"
	InProcess     State = "in_process"
	Supplementing State = "supplementing"
	Obliged       State = "obliged" // waits for the tax office or for a payment (SET-10)
	Proposed      State = "proposed"
	Signed        State = "signed"
	Completed     State = "completed"
	Returned      State = "returned"
	Refused       State = "refused"
	Withdrawn     State = "withdrawn"
	Stopped       State = "stopped"
)

// States lists every state in the order of a life.
var States = []State{Filed, Received, InProcess, Supplementing, Obliged, Proposed, Signed, Completed, Returned, Refused, Withdrawn, Stopped}

// Open reports whether the agency still owes something: received, and neither
// settled nor ended.
func (s State) Open() bool {
	switch s {
	case Received, InProcess, Supplementing, Obliged, Proposed, Signed:
		return true
	}
	return false
}

// starts reports whether an act out of this state may start the clock.
func (s State) starts() bool {
	return s == None || s == Filed || s == Supplementing || s == Obliged
}

// AppointmentKind says why an appointment was made (house 5a). Only an apology
// does not move the legal appointment.
type AppointmentKind string

// The kinds of appointment.
const (
	First   AppointmentKind = "first"
	Restart AppointmentKind = "restart"
	Second  AppointmentKind = "second"
	Apology AppointmentKind = "apology"
)

// Appointment is one date given to the applicant. The list only grows.
type Appointment struct {
	Kind        AppointmentKind `json:"kind"`
	From        clock.Instant   `json:"from"` // moment the counting began
	Due         clock.Instant   `json:"due"`
	LimitEnd    clock.Instant   `json:"limit_end"`
	Made        clock.Instant   `json:"made"`
	By          string          `json:"by"`
	Reason      string          `json:"reason"`
	Limit       string          `json:"limit,omitempty"` // its own, when it does not count the whole limit of the dossier (SET-10)
	Provisional bool            `json:"provisional"`
	Lines       []string        `json:"lines"` // the arithmetic, as printed
}

// GivenPaper is a paper of the published list as it was handed in.
type GivenPaper struct {
	Paper     string   `json:"paper"` // key in the procedure version
	Name      string   `json:"name"`
	Originals int      `json:"originals"`
	Copies    int      `json:"copies"`
	Files     []string `json:"files"`              // ids of uploaded files
	Register  string   `json:"register,omitempty"` // the data stand in this published database: nothing was handed in (REC-10)
}

// Supplement is one request to complete the dossier.
type Supplement struct {
	Number   int              `json:"number"` // of Mẫu 02 in the yearly book
	Asked    clock.Instant    `json:"asked"`
	By       string           `json:"by"`
	Lines    []SupplementLine `json:"lines"`
	Supplied clock.Instant    `json:"supplied"`
	Desk     bool             `json:"desk"` // asked before reception: the clock never started
	Slow     bool             `json:"slow"` // later than 03 working days after reception (SET-2)
	// LastFifth: asked in the last 20 % of the time (law.md 12.5).
	LastFifth bool `json:"last_fifth,omitempty"`
	// Allowed is the head's leave for a request beyond the one the law allows (PRI-6).
	Allowed *Override `json:"allowed,omitempty"`
}

// Violates reports a second request that was not the applicant's own fault: it is
// counted (PRI-6).
func (s Supplement) Violates() bool { return s.Allowed != nil && !s.Allowed.OwnFault }

// Override is the head's leave for a second request, with a reason of its own.
type Override struct {
	By       string        `json:"by"`
	At       clock.Instant `json:"at"`
	OwnFault bool          `json:"own_fault"` // the applicant did not follow the guidance
}

// PostRecord is the signed hand-over record of the post a dossier came with: the moment
// of its signing is the moment of filing (REC-11).
type PostRecord struct {
	Number string        `json:"number"`
	Signed clock.Instant `json:"signed"`
}

// SupplementLine asks for one paper of the published version, or for what a legal basis
// of the procedure demands; nothing else can be asked for (PRI-1).
type SupplementLine struct {
	Paper string `json:"paper"`
	Name  string `json:"name"`
	What  string `json:"what"`            // what is wrong or missing
	Basis string `json:"basis,omitempty"` // number of the text it rests on, for what is no paper of the list
	Wrong bool   `json:"wrong,omitempty"` // the database holds it wrongly or not at all (REC-10)
}

// Consultation asks another office within a time limit (SET-3).
type Consultation struct {
	N        int           `json:"n"`
	Office   string        `json:"office"`
	Asker    string        `json:"asker,omitempty"` // the office that asked; "" = the competent one
	Asked    clock.Instant `json:"asked"`
	Limit    clock.Instant `json:"limit"`
	Term     string        `json:"term,omitempty"` // its time as deadline writes it; "" before it was kept
	By       string        `json:"by"`
	Answered clock.Instant `json:"answered"`
	Agrees   bool          `json:"agrees"`
	Late     bool          `json:"late"` // the limit passed without an answer
}

// Handover is one line of the control slip: the dossier passes from one office to
// another, with the work and the limit named (FWD-1, SET-4; law.md 12.8).
type Handover struct {
	From    string        `json:"from"`
	To      string        `json:"to"`
	Work    Work          `json:"work"`           // what the taking office shall do
	Term    string        `json:"term,omitempty"` // its time as deadline writes it, until the limit is known
	Given   clock.Instant `json:"given"`          // 0 while it only stands in the order of the chain
	GivenBy string        `json:"given_by"`
	Slow    bool          `json:"slow,omitempty"` // given later than FWD-1 allows
	Taken   clock.Instant `json:"taken"`          // 0 while on the way
	TakenBy string        `json:"taken_by"`
	Limit   clock.Instant `json:"limit"`             // until when the taking office has it; 0 = none of its own
	Officer string        `json:"officer,omitempty"` // who handled it there
	Late    bool          `json:"late,omitempty"`    // the limit passed and it was still there
	Done    clock.Instant `json:"done"`              // passed on, or finished
}

// Obligation is a payment to the state that the result waits for (SET-10): the time
// is the tax office's until it tells the amount, then the applicant's.
type Obligation struct {
	Office    string        `json:"office"`    // the tax office
	Slip      string        `json:"slip"`      // number of the information slip
	Sent      clock.Instant `json:"sent"`      // the information slip went out
	First     Class         `json:"first"`     // how the first appointment was met: the sending meets it
	Told      clock.Instant `json:"told"`      // the tax office told the amount
	Amount    int64         `json:"amount"`    // đồng
	Notice    string        `json:"notice"`    // number of the tax office's notice
	Where     string        `json:"where"`     // where to pay
	PayBy     clock.Instant `json:"pay_by"`    // until when
	Confirmed clock.Instant `json:"confirmed"` // the tax office confirmed the payment: the second appointment counts from here
}

// Original is a paper taken for comparison, which must go back (SET-8).
type Original struct {
	Name  string        `json:"name"`
	N     int           `json:"n"`
	Taken clock.Instant `json:"taken"`
	Given clock.Instant `json:"given"`
}

// Mailing is one way of the result through the post (QĐ 45/2016, law.md 4.3).
type Mailing struct {
	Slip    string          `json:"slip"`
	Posted  clock.Instant   `json:"posted"`
	Invited []clock.Instant `json:"invited"`
	Back    clock.Instant   `json:"back"`
	Lost    bool            `json:"lost"`
}

// Correction is an error the agency mended in a result, at its own cost (SET-8).
type Correction struct {
	Was   Result        `json:"was"`
	At    clock.Instant `json:"at"`
	Cost  int64         `json:"cost"`  // đồng, borne by the agency
	Given clock.Instant `json:"given"` // the corrected result was handed over; 0 = waits
}

// Proposal is what lies before the head.
type Proposal struct {
	Outcome Outcome       `json:"outcome"`
	File    string        `json:"file"` // hash of the drafted result
	By      string        `json:"by"`
	At      clock.Instant `json:"at"`
}

// Decision is the approval of the proposal: what was decided on which draft, by whom and
// when. The signature on the result is a time of its own (SET-7).
type Decision struct {
	Outcome  Outcome       `json:"outcome"`
	File     string        `json:"file"`     // hash of the drafted result
	Proposed clock.Instant `json:"proposed"` // which proposal: its moment
	By       string        `json:"by"`
	At       clock.Instant `json:"at"`
	Signer   string        `json:"signer,omitempty"` // the deputy it was given to for signature; "" = nobody in particular
}

// Outcome is how a dossier is settled on the merits.
type Outcome string

// Granted, or rejected on the merits (REC-13: a settled dossier too).
const (
	Granted  Outcome = "granted"
	Rejected Outcome = "rejected"
)

// Signature is what the act of signing carries (house 5a).
type Signature struct {
	Hash        string `json:"hash"` // SHA-256 of the signed bytes
	Certificate string `json:"certificate"`
	Key         string `json:"key"`
}

// Result is the signed answer: number, signer and file (law.md 12.3).
type Result struct {
	Number    string        `json:"number"`
	Outcome   Outcome       `json:"outcome"`
	File      string        `json:"file"` // hash of the signed file
	Signer    string        `json:"signer"`
	Form      string        `json:"form"` // "", KT., TL., TUQ., Q. (VB-8)
	At        clock.Instant `json:"at"`
	Signature Signature     `json:"signature"`
}

// Class is the column of form II.06a a settled or ended dossier stands in.
type Class string

// The classes of form II.06a: the date of the end against the legal appointment;
// for limits in hours the minute (DL-8).
const (
	Early  Class = "early"
	OnTime Class = "on_time"
	Late   Class = "late"
)

// Dossier is the row: what folding its events gives.
type Dossier struct {
	ID            string         `json:"id"`
	Home          string         `json:"home"` // receiving office at reception; never changes
	Code          string         `json:"code"`
	Token         string         `json:"token"` // unguessable, stands in the QR code
	State         State          `json:"state"`
	Seq           int64          `json:"-"` // number of the newest event; the row's version
	Procedure     string         `json:"procedure"`
	Version       string         `json:"version"` // version in force at reception (KS-9)
	ProcedureName string         `json:"procedure_name"`
	Field         string         `json:"field"`
	Channel       int            `json:"channel"`            // 1 counter, 2 online, 3 post (REC-1)
	Declared      *declared.Mark `json:"declared,omitempty"` // the form it was filled in with
	Assisted      bool           `json:"assisted"`
	Receiving     string         `json:"receiving"`
	Competent     string         `json:"competent"`
	Holder        string         `json:"holder"`
	ReturnAt      string         `json:"return_at"`
	Step          string         `json:"step"`
	Officer       string         `json:"officer"`
	ExaminedBy    []string       `json:"examined_by"`
	Examined      bool           `json:"examined"`
	Person        string         `json:"person"`
	Limit         string         `json:"limit"` // as deadline writes it: 3wd, 8h …
	Profile       string         `json:"profile"`
	Calendar      string         `json:"calendar"`
	Fee           int64          `json:"fee"` // đồng, of the published version and channel
	FeeCut        int64          `json:"fee_cut"`
	FeePaid       int64          `json:"fee_paid"`
	FeeBack       int64          `json:"fee_back"` // given back at the agency's error
	FiledAt       clock.Instant  `json:"filed_at"`
	ReceivedAt    clock.Instant  `json:"received_at"`
	ForwardBy     clock.Instant  `json:"forward_by"` // FWD-1
	Appointments  []Appointment  `json:"appointments"`
	Due           clock.Instant  `json:"due"`       // legal appointment; 0 while the clock does not run
	LateFrom      clock.Instant  `json:"late_from"` // first moment that counts as late (DL-8); 0 = never
	Promised      clock.Instant  `json:"promised"`  // newest date of any kind
	LimitEnd      clock.Instant  `json:"limit_end"`
	Papers        []GivenPaper   `json:"papers"`
	Supplements   []Supplement   `json:"supplements"`
	Consultations []Consultation `json:"consultations"`
	Handovers     []Handover     `json:"handovers"`
	Obligations   []Obligation   `json:"obligations"`
	Originals     []Original     `json:"originals"`
	Mailings      []Mailing      `json:"mailings"`
	Corrections   []Correction   `json:"corrections"`
	Proposal      *Proposal      `json:"proposal"`
	Decision      *Decision      `json:"decision"`
	Result        *Result        `json:"result"`
	Outcome       Outcome        `json:"outcome"`
	Apology       *ApologyMark   `json:"apology"`
	Losses        []Loss         `json:"losses"`
	FalseAlarm    bool           `json:"false_alarm"` // APO-19
	LapsedAt      clock.Instant  `json:"lapsed_at"`   // the legal appointment passed without a result
	Missed        bool           `json:"missed"`      // … and without a letter
	EscalatedAt   clock.Instant  `json:"escalated_at"`
	DecidedAt     clock.Instant  `json:"decided_at"` // the head accepted the proposal
	SettledAt     clock.Instant  `json:"settled_at"`
	EndedAt       clock.Instant  `json:"ended_at"`     // withdrawn, stopped or refused
	AnnouncedAt   clock.Instant  `json:"announced_at"` // the applicant was told that the result is there
	Announced     string         `json:"announced"`    // by which channels
	PostedAt      clock.Instant  `json:"posted_at"`    // the result was handed to the post
	DownloadedAt  clock.Instant  `json:"downloaded_at"`
	ReturnedAt    clock.Instant  `json:"returned_at"`
	ReturnedHow   string         `json:"returned_how"`
	Class         Class          `json:"class"` // early, on time or late, once settled or ended
	ReceiptNo     int            `json:"receipt_no"`
	Sets          int            `json:"sets"` // of papers handed in; 0 in rows older than the field
	RefusalNo     int            `json:"refusal_no"`
	StopNo        int            `json:"stop_no"`
	ControlNo     int            `json:"control_no"` // of the control slip, from the first hand-over
	Prompt        bool           `json:"prompt"`     // answered at once: no receipt unless asked for (REC-6)
	Record        *PostRecord    `json:"record"`     // of a dossier that came by post
	Outside       string         `json:"outside"`    // received away from the counter: mobile, home; "" = at it (SET-12)
	SlowCheck     bool           `json:"slow_check"` // taken up later than the check is due (REC-4)
	Override      *Override      `json:"override"`   // leave for a second request, not used yet
	Reminded      string         `json:"reminded"`   // newest milestone a reminder went out for
	Recounts      []Recount      `json:"recounts"`   // what changes of the calendar would have moved (CAL-6)
	Relimits      []Relimit      `json:"relimits"`   // limits between offices that moved with the calendar
	Target        clock.Instant  `json:"target"`     // the office's own aim after such a change; 0 = the legal appointment

	next Milestone // what the calendar brings next; stands in the row, follows from the rest
}

// Moment is what an act may know of the world: plain values, no clock, no store.
type Moment struct {
	Now      clock.Instant
	Who      access.Who
	Calendar *calendar.Table
	Profile  law.Profile       // in force at reception, or now when not received yet: deadline, papers, fee
	Today    law.Profile       // in force now: forms, letters and numbers of what is issued today
	Version  procedure.Version // version the dossier keeps
	Offices  *office.Tree
	// Drawn in the same transaction for acts that ask for them (Draws).
	ID, Token, Code string
	Number, Control int
}

// OfficeName is how a sentence names an office.
func (m Moment) OfficeName(id string) string {
	if m.Offices == nil {
		return "cơ quan phối hợp"
	}
	return m.Offices.Title(id)
}

// InForce reports whether the office exists and is in force at the moment.
func (m Moment) InForce(id string) bool {
	of, ok := m.Offices.Office(id)
	return ok && of.InForce(calendar.DateOf(m.Now.Time()).String())
}

// Act is one thing that can be done to a dossier. Apply is the article of law in
// Go: it gives the dossier after the act, or a refusal, and touches nothing else.
type Act interface {
	Name() string
	Apply(Dossier, Moment) (Dossier, error)
}

// Legal gives the legal appointment: the newest that is not an apology.
func (d Dossier) Legal() (Appointment, bool) {
	for i := len(d.Appointments) - 1; i >= 0; i-- {
		if d.Appointments[i].Kind != Apology {
			return d.Appointments[i], true
		}
	}
	return Appointment{}, false
}

// Open reports whether the agency owes an answer: received, and neither settled nor
// ended. A dossier completed at the desk before reception is not open (form II.06a).
func (d Dossier) Open() bool { return d.State.Open() && d.ReceivedAt.Set() }

// LateAt reports whether, at now, an open dossier is past its legal appointment.
func (d Dossier) LateAt(now clock.Instant) bool {
	return d.Open() && d.LateFrom.Set() && d.LateFrom <= now
}

// ClassAt gives the class of an end at the moment. A dossier that ends while its
// clock does not run ends early: nobody can be late for it.
func (d Dossier) ClassAt(at clock.Instant) Class {
	switch {
	case !d.ReceivedAt.Set():
		return ""
	case d.firstLate():
		return Late
	case !d.Due.Set():
		return Early
	case d.LateFrom <= at:
		return Late
	case d.LateFrom == d.Due+minute:
		if at >= d.Due { // within the minute that still counts (DL-8)
			return OnTime
		}
		return Early
	case calendar.DateOf(at.Time()) == calendar.DateOf(d.Due.Time()):
		return OnTime
	}
	return Early
}

const minute clock.Instant = 60_000_000

// SettledLate reports whether the result came after the legal appointment.
func (d Dossier) SettledLate() bool {
	return d.SettledAt.Set() && (d.firstLate() || d.LateFrom.Set() && d.LateFrom <= d.SettledAt)
}

// firstLate reports whether the first part was late: a second appointment washes
// nothing away (SET-10, law.md 12.2).
func (d Dossier) firstLate() bool { return len(d.Obligations) > 0 && d.Obligations[0].First == Late }

// Owes is what is still to pay before the result is handed over (SET-11).
func (d Dossier) Owes() int64 { return max(0, d.Fee-d.FeeCut-d.FeePaid) }

// Held lists the originals that have not gone back.
func (d Dossier) Held() []Original {
	return slices.DeleteFunc(slices.Clone(d.Originals), func(o Original) bool { return o.Given.Set() })
}

// Corrected reports whether a corrected result waits to be handed over.
func (d Dossier) Corrected() bool {
	n := len(d.Corrections)
	return n > 0 && !d.Corrections[n-1].Given.Set()
}

// OpenConsultations lists the consultations without an answer.
func (d Dossier) OpenConsultations() []Consultation {
	var out []Consultation
	for _, c := range d.Consultations {
		if !c.Answered.Set() {
			out = append(out, c)
		}
	}
	return out
}

// Subject is what access decides about.
func (d Dossier) Subject() access.Subject {
	s := access.Subject{Kind: "dossier", ID: d.ID, Home: d.Home, Receiving: d.Receiving, Competent: d.Competent,
		Holder: d.Holder, ReturnAt: d.ReturnAt, Officer: d.Officer, ExaminedBy: d.ExaminedBy, Person: d.Person, Forwarded: d.Forwarded()}
	if d.Decision != nil {
		s.Signer = d.Decision.Signer
	}
	for _, c := range d.OpenConsultations() {
		s.Consulted = append(s.Consulted, c.Office)
	}
	for _, h := range d.Handovers {
		if h.Given.Set() {
			s.Gave = h.From // the newest
		}
	}
	for _, p := range d.Parts() {
		s.Passed = append(s.Passed, p.Office)
	}
	return s
}
