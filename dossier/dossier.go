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
	Kind        AppointmentKind `json:"kind,omitzero"`
	From        clock.Instant   `json:"from,omitzero"` // moment the counting began
	Due         clock.Instant   `json:"due,omitzero"`
	LimitEnd    clock.Instant   `json:"limit_end,omitzero"`
	Made        clock.Instant   `json:"made,omitzero"`
	By          string          `json:"by,omitzero"`
	Reason      string          `json:"reason,omitzero"`
	Limit       string          `json:"limit,omitzero"` // its own, when it does not count the whole limit of the dossier (SET-10)
	Provisional bool            `json:"provisional,omitzero"`
	Lines       []string        `json:"lines,omitzero"` // the arithmetic, as printed
}

// GivenPaper is a paper of the published list as it was handed in.
type GivenPaper struct {
	Paper     string   `json:"paper,omitzero"` // key in the procedure version
	Name      string   `json:"name,omitzero"`
	Originals int      `json:"originals,omitzero"`
	Copies    int      `json:"copies,omitzero"`
	Files     []string `json:"files,omitzero"`    // ids of uploaded files
	Register  string   `json:"register,omitzero"` // the data stand in this published database: nothing was handed in (REC-10)
}

// Supplement is one request to complete the dossier.
type Supplement struct {
	Number   int              `json:"number,omitzero"` // of Mẫu 02 in the yearly book
	Asked    clock.Instant    `json:"asked,omitzero"`
	By       string           `json:"by,omitzero"`
	Lines    []SupplementLine `json:"lines,omitzero"`
	Supplied clock.Instant    `json:"supplied,omitzero"`
	Desk     bool             `json:"desk,omitzero"` // asked before reception: the clock never started
	Slow     bool             `json:"slow,omitzero"` // later than 03 working days after reception (SET-2)
	// LastFifth: asked in the last 20 % of the time (law.md 12.5).
	LastFifth bool `json:"last_fifth,omitzero"`
	// Allowed is the head's leave for a request beyond the one the law allows (PRI-6).
	Allowed *Override `json:"allowed,omitzero"`
}

// Violates reports a second request that was not the applicant's own fault: it is
// counted (PRI-6).
func (s Supplement) Violates() bool { return s.Allowed != nil && !s.Allowed.OwnFault }

// Override is the head's leave for a second request, with a reason of its own.
type Override struct {
	By       string        `json:"by,omitzero"`
	At       clock.Instant `json:"at,omitzero"`
	OwnFault bool          `json:"own_fault,omitzero"` // the applicant did not follow the guidance
}

// PostRecord is the signed hand-over record of the post a dossier came with: the moment
// of its signing is the moment of filing (REC-11).
type PostRecord struct {
	Number string        `json:"number,omitzero"`
	Signed clock.Instant `json:"signed,omitzero"`
}

// SupplementLine asks for one paper of the published version, or for what a legal basis
// of the procedure demands; nothing else can be asked for (PRI-1).
type SupplementLine struct {
	Paper string `json:"paper,omitzero"`
	Name  string `json:"name,omitzero"`
	What  string `json:"what,omitzero"`  // what is wrong or missing
	Basis string `json:"basis,omitzero"` // number of the text it rests on, for what is no paper of the list
	Wrong bool   `json:"wrong,omitzero"` // the database holds it wrongly or not at all (REC-10)
}

// Consultation asks another office within a time limit (SET-3).
type Consultation struct {
	N        int           `json:"n,omitzero"`
	Office   string        `json:"office,omitzero"`
	Asker    string        `json:"asker,omitzero"` // the office that asked; "" = the competent one
	Asked    clock.Instant `json:"asked,omitzero"`
	Limit    clock.Instant `json:"limit,omitzero"`
	Term     string        `json:"term,omitzero"` // its time as deadline writes it; "" before it was kept
	By       string        `json:"by,omitzero"`
	Answered clock.Instant `json:"answered,omitzero"`
	Agrees   bool          `json:"agrees,omitzero"`
	Late     bool          `json:"late,omitzero"` // the limit passed without an answer
}

// Handover is one line of the control slip: the dossier passes from one office to
// another, with the work and the limit named (FWD-1, SET-4; law.md 12.8).
type Handover struct {
	From    string        `json:"from,omitzero"`
	To      string        `json:"to,omitzero"`
	Work    Work          `json:"work,omitzero"`  // what the taking office shall do
	Term    string        `json:"term,omitzero"`  // its time as deadline writes it, until the limit is known
	Given   clock.Instant `json:"given,omitzero"` // 0 while it only stands in the order of the chain
	GivenBy string        `json:"given_by,omitzero"`
	Slow    bool          `json:"slow,omitzero"`  // given later than FWD-1 allows
	Taken   clock.Instant `json:"taken,omitzero"` // 0 while on the way
	TakenBy string        `json:"taken_by,omitzero"`
	Limit   clock.Instant `json:"limit,omitzero"`   // until when the taking office has it; 0 = none of its own
	Officer string        `json:"officer,omitzero"` // who handled it there
	Late    bool          `json:"late,omitzero"`    // the limit passed and it was still there
	Done    clock.Instant `json:"done,omitzero"`    // passed on, or finished
}

// Obligation is a payment to the state that the result waits for (SET-10): the time
// is the tax office's until it tells the amount, then the applicant's.
type Obligation struct {
	Office    string        `json:"office,omitzero"`    // the tax office
	Slip      string        `json:"slip,omitzero"`      // number of the information slip
	Sent      clock.Instant `json:"sent,omitzero"`      // the information slip went out
	First     Class         `json:"first,omitzero"`     // how the first appointment was met: the sending meets it
	Told      clock.Instant `json:"told,omitzero"`      // the tax office told the amount
	Amount    int64         `json:"amount,omitzero"`    // đồng
	Notice    string        `json:"notice,omitzero"`    // number of the tax office's notice
	Where     string        `json:"where,omitzero"`     // where to pay
	PayBy     clock.Instant `json:"pay_by,omitzero"`    // until when
	Confirmed clock.Instant `json:"confirmed,omitzero"` // the tax office confirmed the payment: the second appointment counts from here
}

// Original is a paper taken for comparison, which must go back (SET-8).
type Original struct {
	Name  string        `json:"name,omitzero"`
	N     int           `json:"n,omitzero"`
	Taken clock.Instant `json:"taken,omitzero"`
	Given clock.Instant `json:"given,omitzero"`
}

// Mailing is one way of the result through the post (QĐ 45/2016, law.md 4.3).
type Mailing struct {
	Slip    string          `json:"slip,omitzero"`
	Posted  clock.Instant   `json:"posted,omitzero"`
	Invited []clock.Instant `json:"invited,omitzero"`
	Back    clock.Instant   `json:"back,omitzero"`
	Lost    bool            `json:"lost,omitzero"`
}

// Correction is an error the agency mended in a result, at its own cost (SET-8).
type Correction struct {
	Was   Result        `json:"was,omitzero"`
	At    clock.Instant `json:"at,omitzero"`
	Cost  int64         `json:"cost,omitzero"`  // đồng, borne by the agency
	Given clock.Instant `json:"given,omitzero"` // the corrected result was handed over; 0 = waits
}

// Proposal is what lies before the head.
type Proposal struct {
	Outcome Outcome       `json:"outcome,omitzero"`
	File    string        `json:"file,omitzero"` // hash of the drafted result
	By      string        `json:"by,omitzero"`
	At      clock.Instant `json:"at,omitzero"`
}

// Decision is the approval of the proposal: what was decided on which draft, by whom and
// when. The signature on the result is a time of its own (SET-7).
type Decision struct {
	Outcome  Outcome       `json:"outcome,omitzero"`
	File     string        `json:"file,omitzero"`     // hash of the drafted result
	Proposed clock.Instant `json:"proposed,omitzero"` // which proposal: its moment
	By       string        `json:"by,omitzero"`
	At       clock.Instant `json:"at,omitzero"`
	Signer   string        `json:"signer,omitzero"` // the deputy it was given to for signature; "" = nobody in particular
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
	Hash        string `json:"hash,omitzero"` // SHA-256 of the signed bytes
	Certificate string `json:"certificate,omitzero"`
	Key         string `json:"key,omitzero"`
}

// Result is the signed answer: number, signer and file (law.md 12.3).
type Result struct {
	Number    string        `json:"number,omitzero"`
	Outcome   Outcome       `json:"outcome,omitzero"`
	File      string        `json:"file,omitzero"` // hash of the signed file
	Signer    string        `json:"signer,omitzero"`
	Form      string        `json:"form,omitzero"` // "", KT., TL., TUQ., Q. (VB-8)
	At        clock.Instant `json:"at,omitzero"`
	Signature Signature     `json:"signature,omitzero"`
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

// Dossier is the row: what folding its events gives. What is zero is left out of the
// row's document; an event writes each field that changed, zero or not.
type Dossier struct {
	ID            string         `json:"id,omitzero"`
	Home          string         `json:"home,omitzero"` // receiving office at reception; never changes
	Code          string         `json:"code,omitzero"`
	Token         string         `json:"token,omitzero"` // unguessable, stands in the QR code
	State         State          `json:"state,omitzero"`
	Seq           int64          `json:"-"` // number of the newest event; the row's version
	Procedure     string         `json:"procedure,omitzero"`
	Version       string         `json:"version,omitzero"` // version in force at reception (KS-9)
	ProcedureName string         `json:"procedure_name,omitzero"`
	Field         string         `json:"field,omitzero"`
	Channel       int            `json:"channel,omitzero"`  // 1 counter, 2 online, 3 post (REC-1)
	Declared      *declared.Mark `json:"declared,omitzero"` // the form it was filled in with
	Assisted      bool           `json:"assisted,omitzero"`
	Receiving     string         `json:"receiving,omitzero"`
	Competent     string         `json:"competent,omitzero"`
	Holder        string         `json:"holder,omitzero"`
	ReturnAt      string         `json:"return_at,omitzero"`
	Step          string         `json:"step,omitzero"`
	Officer       string         `json:"officer,omitzero"`
	ExaminedBy    []string       `json:"examined_by,omitzero"`
	Examined      bool           `json:"examined,omitzero"`
	Person        string         `json:"person,omitzero"`
	Limit         string         `json:"limit,omitzero"` // as deadline writes it: 3wd, 8h …
	Profile       string         `json:"profile,omitzero"`
	Calendar      string         `json:"calendar,omitzero"`
	Fee           int64          `json:"fee,omitzero"` // đồng, of the published version and channel
	FeeCut        int64          `json:"fee_cut,omitzero"`
	FeePaid       int64          `json:"fee_paid,omitzero"`
	FeeBack       int64          `json:"fee_back,omitzero"` // given back at the agency's error
	FiledAt       clock.Instant  `json:"filed_at,omitzero"`
	ReceivedAt    clock.Instant  `json:"received_at,omitzero"`
	ForwardBy     clock.Instant  `json:"forward_by,omitzero"` // FWD-1
	Appointments  []Appointment  `json:"appointments,omitzero"`
	Due           clock.Instant  `json:"due,omitzero"`       // legal appointment; 0 while the clock does not run
	LateFrom      clock.Instant  `json:"late_from,omitzero"` // first moment that counts as late (DL-8); 0 = never
	Promised      clock.Instant  `json:"promised,omitzero"`  // newest date of any kind
	LimitEnd      clock.Instant  `json:"limit_end,omitzero"`
	Papers        []GivenPaper   `json:"papers,omitzero"`
	Supplements   []Supplement   `json:"supplements,omitzero"`
	Consultations []Consultation `json:"consultations,omitzero"`
	Handovers     []Handover     `json:"handovers,omitzero"`
	Obligations   []Obligation   `json:"obligations,omitzero"`
	Originals     []Original     `json:"originals,omitzero"`
	Mailings      []Mailing      `json:"mailings,omitzero"`
	Corrections   []Correction   `json:"corrections,omitzero"`
	Proposal      *Proposal      `json:"proposal,omitzero"`
	Decision      *Decision      `json:"decision,omitzero"`
	Result        *Result        `json:"result,omitzero"`
	Outcome       Outcome        `json:"outcome,omitzero"`
	Apology       *ApologyMark   `json:"apology,omitzero"`
	Losses        []Loss         `json:"losses,omitzero"`
	FalseAlarm    bool           `json:"false_alarm,omitzero"` // APO-19
	LapsedAt      clock.Instant  `json:"lapsed_at,omitzero"`   // the legal appointment passed without a result
	Missed        bool           `json:"missed,omitzero"`      // … and without a letter
	EscalatedAt   clock.Instant  `json:"escalated_at,omitzero"`
	DecidedAt     clock.Instant  `json:"decided_at,omitzero"` // the head accepted the proposal
	SettledAt     clock.Instant  `json:"settled_at,omitzero"`
	EndedAt       clock.Instant  `json:"ended_at,omitzero"`     // withdrawn, stopped or refused
	AnnouncedAt   clock.Instant  `json:"announced_at,omitzero"` // the applicant was told that the result is there
	Announced     string         `json:"announced,omitzero"`    // by which channels
	PostedAt      clock.Instant  `json:"posted_at,omitzero"`    // the result was handed to the post
	DownloadedAt  clock.Instant  `json:"downloaded_at,omitzero"`
	ReturnedAt    clock.Instant  `json:"returned_at,omitzero"`
	ReturnedHow   string         `json:"returned_how,omitzero"`
	Class         Class          `json:"class,omitzero"` // early, on time or late, once settled or ended
	ReceiptNo     int            `json:"receipt_no,omitzero"`
	Sets          int            `json:"sets,omitzero"` // of papers handed in; 0 in rows older than the field
	RefusalNo     int            `json:"refusal_no,omitzero"`
	StopNo        int            `json:"stop_no,omitzero"`
	ControlNo     int            `json:"control_no,omitzero"` // of the control slip, from the first hand-over
	Prompt        bool           `json:"prompt,omitzero"`     // answered at once: no receipt unless asked for (REC-6)
	Record        *PostRecord    `json:"record,omitzero"`     // of a dossier that came by post
	Outside       string         `json:"outside,omitzero"`    // received away from the counter: mobile, home; "" = at it (SET-12)
	SlowCheck     bool           `json:"slow_check,omitzero"` // taken up later than the check is due (REC-4)
	Override      *Override      `json:"override,omitzero"`   // leave for a second request, not used yet
	Reminded      string         `json:"reminded,omitzero"`   // newest milestone a reminder went out for
	Recounts      []Recount      `json:"recounts,omitzero"`   // what changes of the calendar would have moved (CAL-6)
	Relimits      []Relimit      `json:"relimits,omitzero"`   // limits between offices that moved with the calendar
	Target        clock.Instant  `json:"target,omitzero"`     // the office's own aim after such a change; 0 = the legal appointment

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
