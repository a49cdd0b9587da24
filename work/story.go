package work

import (
	"strconv"
	"strings"

	"motcua/apology"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/event"
	"motcua/notice"
	"motcua/office"
)

// People finds officials and their mailboxes.
type People struct {
	Staff    func(officeID, day string, roles ...office.Role) []office.Post
	Official func(id string) (office.Official, bool)
}

// Links gives addresses of pages; a nil one leaves the sentence out.
type Links struct {
	Track func(d dossier.Dossier) string // the citizen's page of the dossier
	Rate  func(d dossier.Dossier) string // the page of the satisfaction ballot
	Work  func(d dossier.Dossier) string // the official's page of the dossier
}

// Letter is the sent letter of apology.
type Letter struct {
	apology.Text
	Ground   apology.Ground
	Number   int
	Office   string
	Channels string // as chosen by the head, joined by commas
}

// Story is one event and what has to be known to tell it: plain values. Its
// messages follow from it alone.
type Story struct {
	Event     event.Event
	Dossier   dossier.Dossier // as it was after the event
	Said      dossier.Said
	Applicant dossier.Applicant
	Letter    Letter // of an apology
	Closes    string // last day for the supplement, in words; "" when nothing closes the dossier (SET-13)
	Offices   *office.Tree
	Calendar  *calendar.Table
	People    People
	Links     Links
}

// told are the acts somebody is told of. The rest shows on the pages of those who
// work with the dossier.
var told = map[string]bool{"file": true, "receive": true, "refuse": true, "supplement": true, "supply": true, "apologise": true, "apologise_lost": true, "announce": true,
	"oblige": true, "tell": true, "confirm": true, "post": true, "correct": true, "fill_form": true,
	"return": true, "withdraw": true, "stop": true, "consult": true, "forward": true, "remind": true, "lapse": true, "escalate": true, "transfer": true}

// tells adds to told the recounts that moved a limit between offices: what a change of
// the calendar did to the review lists alone is read there.
func tells(e event.Event) bool {
	return told[e.Act] || e.Act == "recount" && strings.Contains(e.Body, `"relimits":[`)
}

// Messages are what the event makes people receive.
func (s Story) Messages() []notice.Message {
	switch s.Event.Act {
	case "file":
		return s.toApplicant(s.filed())
	case "receive":
		return s.toApplicant(s.received())
	case "refuse":
		return s.toApplicant(s.refused())
	case "supplement":
		return s.toApplicant(s.supplement())
	case "supply":
		return s.toApplicant(s.supplied())
	case "apologise", "apologise_lost":
		return append(s.apology(), s.toldDesk()...)
	case "announce":
		return s.announcement()
	case "oblige", "tell", "confirm":
		return s.toApplicant(s.obligation())
	case "post":
		return s.toApplicant(s.posted())
	case "correct":
		return s.toApplicant(s.corrected())
	case "return":
		return s.toApplicant(s.returned())
	case "withdraw":
		return s.toApplicant(s.withdrawn())
	case "stop":
		return s.toApplicant(s.stopped())
	case "fill_form":
		if s.Event.Official == "" || s.Said.Reason == "" {
			return nil // their own filling, or the first one at the counter
		}
		return s.toApplicant(s.redeclared())
	case "consult":
		return s.consulted()
	case "forward":
		return s.handed()
	case "recount":
		return s.relimited()
	case "remind":
		return s.reminded()
	case "lapse":
		return s.lapsed()
	case "escalate":
		return s.escalated()
	case "transfer":
		return s.toApplicant(s.transferred())
	}
	return nil
}

// said is a text in its two lengths.
type said struct {
	kind    string
	subject string
	short   string // SMS
	long    string // e-mail; the short one when empty
}

// toApplicant sends to every address the applicant gave (DV-3). One whose data
// were erased is told nothing.
func (s Story) toApplicant(t said) []notice.Message {
	var out []notice.Message
	if s.Applicant.Phone != "" {
		out = append(out, s.message(t.kind, notice.BySMS, notice.Applicant, s.Applicant.Phone, "", t.short))
	}
	if s.Applicant.Email != "" {
		long := t.long
		if long == "" {
			long = t.short
		}
		if s.Links.Track != nil {
			long += "\n\nTheo dõi hồ sơ: " + s.Links.Track(s.Dossier)
		}
		out = append(out, s.message(t.kind, notice.ByEmail, notice.Applicant, s.Applicant.Email, t.subject, long+footer))
	}
	return out
}

const footer = "\n\nThư này do hệ thống gửi tự động. Vui lòng không trả lời thư này; khi cần hỏi, liên hệ bộ phận một cửa nơi nộp hồ sơ."

// message fills an envelope; the parameters are its six lines.
func (s Story) message(kind string, by notice.Channel, to, address, subject, body string) notice.Message {
	return notice.Message{Home: s.Event.Home, Dossier: s.Event.Subject, Event: s.Event.ID, Kind: kind, Channel: by, To: to, Address: address,
		Subject: subject, Body: body, Created: clock.Instant(s.Event.At)}
}

func (s Story) day() string { return calendar.DateOf(clock.Instant(s.Event.At).Time()).String() }

// place names an office as a person looks for it.
func (s Story) place(id string) string { return s.Offices.Title(id) }

// organ names an office as a letter does.
func (s Story) organ(id string) string {
	o, _ := s.Offices.Office(id)
	return o.Name()
}

// when writes a moment: 17 giờ 00, thứ Hai, 10/6/2019.
func when(at clock.Instant) string {
	t := at.Time()
	return hourText(t.Hour()*60+t.Minute()) + ", " + date(at)
}

func date(at clock.Instant) string { return calendar.DateOf(at.Time()).Vietnamese() }

func hourText(minutes int) string {
	h, m := minutes/60, strconv.Itoa(minutes%60)
	if len(m) == 1 {
		m = "0" + m
	}
	return strconv.Itoa(h) + " giờ " + m
}

// hours are the counter's hours on the day of a moment.
func (s Story) hours(at clock.Instant) string {
	var parts []string
	for _, sp := range s.Calendar.Day(calendar.DateOf(at.Time())).Receiving {
		parts = append(parts, hourText(sp.From)+" đến "+hourText(sp.To))
	}
	if len(parts) == 0 {
		return ""
	}
	return "Giờ làm việc: " + strings.Join(parts, ", ") + "."
}

// shortName keeps the name of a procedure within a short message: names pass 200
// characters.
func shortName(name string) string { return cut(name, 70) }

// cut shortens at a space and shows that it did.
func cut(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	head := string(r[:most])
	if i := strings.LastIndexByte(head, ' '); i > 0 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,.;:") + "…"
}

// whole gives a text to a short message: cut when an e-mail brings the whole, and
// whole when nothing else does (REC-3: content, reason and guidance in one go).
func (s Story) whole(text string) string {
	if s.Applicant.Email == "" {
		return text
	}
	return cut(text, 160)
}

func workingDays(n int) string { return strconv.Itoa(n) + " ngày làm việc" }
