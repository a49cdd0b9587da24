package access

// Role is a post's role as office spells it: reception, officer, head,
// deputy_head, onestop_head, control, inspector, admin.
type Role = string

// Who is the one who acts: an official in one post, a citizen, or the machine.
type Who struct {
	Machine  bool   // duties and simulation's own clockwork
	Official string // id of the official (the person, not the account)
	Name     string // for timelines; never used for a decision
	Post     string // id of the post held while acting
	Office   string // office of that post
	Role     Role
	Behalf   string // id of the post acted for under a dated delegation, or ""
	Person   string // id of the citizen or organisation signed in
	Request  string // request id, for the log
	Channel  string // page, api, offline, job
	// Above are the offices over Office up to the city: inspectors and control
	// posts see what lies below their own office.
	Above []string
	// Below are the offices under Office (its communes), for the same reason.
	Below []string
	// Former are the offices that went over to Office: what was theirs is its own.
	Former []string
}

// Anonymous is somebody who has not signed in.
func (w Who) Anonymous() bool { return !w.Machine && w.Official == "" && w.Person == "" }

// Clockwork is the machine acting because something fell due.
var Clockwork = Who{Machine: true, Channel: "job"}

// Subject is what the decision is about, as plain values.
type Subject struct {
	Kind       string // dossier, procedure, office, report …
	ID         string
	Home       string
	Receiving  string
	Competent  string
	Holder     string
	ReturnAt   string   // office where the result is handed over (REC-14)
	Officer    string   // official who handles it
	ExaminedBy []string // officials who examined it
	Signer     string   // deputy the decision gives the signature to
	Consulted  []string // offices with an open consultation
	Passed     []string // offices whose part is over: they passed it on or gave their opinion
	Person     string   // whose dossier
	Forwarded  bool     // it has left the desk: the holder hands it on
	Gave       string   // office that handed it on last; for the words of a refusal, not for policies
}

// Sign is the act that the examiner may never do; policies name it.
const Sign = "sign"
