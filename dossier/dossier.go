package dossier

import (
	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
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
	Provisional bool            `json:"provisional"`
	Lines       []string        `json:"lines"` // the arithmetic, as printed
}

// GivenPaper is a paper of the published list as it was handed in.
type GivenPaper struct {
	Paper     string   `json:"paper"` // key in the procedure version
	Name      string   `json:"name"`
	Originals int      `json:"originals"`
	Copies    int      `json:"copies"`
	Files     []string `json:"files"` // ids of uploaded files
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
}

// SupplementLine asks for one paper of the published version.
type SupplementLine struct {
	Paper string `json:"paper"`
	Name  string `json:"name"`
	What  string `json:"what"` // what is wrong or missing
}

// Consultation asks another office within a time limit (SET-3).
type Consultation struct {
	N        int           `json:"n"`
	Office   string        `json:"office"`
	Asked    clock.Instant `json:"asked"`
	Limit    clock.Instant `json:"limit"`
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
	Work    string        `json:"work"` // what the taking office shall do
	Given   clock.Instant `json:"given"`
	GivenBy string        `json:"given_by"`
	Taken   clock.Instant `json:"taken"` // 0 while on the way
	TakenBy string        `json:"taken_by"`
	Limit   clock.Instant `json:"limit"` // until when the taking office has it; 0 = none of its own
	Done    clock.Instant `json:"done"`  // passed on, or finished
}

// Obligation is a payment to the state that the result waits for (SET-10): the time
// is the tax office's until it tells the amount, then the applicant's.
type Obligation struct {
	Office    string        `json:"office"`    // the tax office
	Sent      clock.Instant `json:"sent"`      // the information slip went out
	Told      clock.Instant `json:"told"`      // the tax office told the amount
	Amount    int64         `json:"amount"`    // đồng
	Confirmed clock.Instant `json:"confirmed"` // the tax office confirmed the payment: the second appointment counts from here
}

// Proposal is what lies before the head.
type Proposal struct {
	Outcome Outcome       `json:"outcome"`
	File    string        `json:"file"` // hash of the drafted result
	By      string        `json:"by"`
	At      clock.Instant `json:"at"`
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

// ApologyMark is what the dossier knows of its letter (APO-7).
type ApologyMark struct {
	Number   int           `json:"number"`
	Sent     clock.Instant `json:"sent"`
	NewDate  clock.Instant `json:"new_date"` // 0 when the result was already there
	LateSent bool          `json:"late_sent"`
	By       string        `json:"by"`
	Office   string        `json:"office"` // whose head signed (APO-4); "" before it was noted: the competent one
	Told     clock.Instant `json:"told"`   // the one-stop unit was told in writing (APO-14)
	Way
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
	Channel       int            `json:"channel"` // 1 counter, 2 online, 3 post (REC-1)
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
	Fee           int64          `json:"fee"` // đồng
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
	Proposal      *Proposal      `json:"proposal"`
	Result        *Result        `json:"result"`
	Outcome       Outcome        `json:"outcome"`
	Apology       *ApologyMark   `json:"apology"`
	Losses        []Loss         `json:"losses"`
	FalseAlarm    bool           `json:"false_alarm"` // APO-19
	LapsedAt      clock.Instant  `json:"lapsed_at"`   // the legal appointment passed without a result
	Missed        bool           `json:"missed"`      // … and without a letter
	EscalatedAt   clock.Instant  `json:"escalated_at"`
	SettledAt     clock.Instant  `json:"settled_at"`
	EndedAt       clock.Instant  `json:"ended_at"`     // withdrawn, stopped or refused
	AnnouncedAt   clock.Instant  `json:"announced_at"` // the applicant was told that the result is there
	PostedAt      clock.Instant  `json:"posted_at"`    // the result was handed to the post
	ReturnedAt    clock.Instant  `json:"returned_at"`
	Class         Class          `json:"class"` // early, on time or late, once settled or ended
	ReceiptNo     int            `json:"receipt_no"`
	RefusalNo     int            `json:"refusal_no"`
	Reminded      string         `json:"reminded"` // newest milestone a reminder went out for
	Recounts      []Recount      `json:"recounts"` // what changes of the calendar would have moved (CAL-6)
	Target        clock.Instant  `json:"target"`   // the office's own aim after such a change; 0 = the legal appointment

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
	Number          int
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

// classAt gives the class of an end at the moment. A dossier that ends while its
// clock does not run ends early: nobody can be late for it.
func (d Dossier) classAt(at clock.Instant) Class {
	switch {
	case !d.ReceivedAt.Set():
		return ""
	case !d.Due.Set():
		return Early
	case d.LateFrom <= at:
		return Late
	case d.LateFrom == d.Due+minute:
		if at == d.Due {
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
	return d.SettledAt.Set() && d.LateFrom.Set() && d.LateFrom <= d.SettledAt
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
		Holder: d.Holder, Officer: d.Officer, ExaminedBy: d.ExaminedBy, Person: d.Person}
	for _, c := range d.OpenConsultations() {
		s.Consulted = append(s.Consulted, c.Office)
	}
	return s
}
