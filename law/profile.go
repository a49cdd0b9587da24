package law

import (
	"fmt"
	"strings"
)

// Fact is one value of a profile with the rule it comes from.
type Fact[T any] struct {
	Value T `json:"value"`
	// Rule is the id in index.txt; more than one are joined by a comma.
	Rule string `json:"rule"`
	// Mark is "found" when the text was read, "derived" when it follows from read
	// text, "mem H|M|L" when it stands on memory of high, medium or low confidence,
	// "design" when it is this program's own choice.
	Mark string `json:"mark"`
	// Text is the legal text as it is cited to people, where a sentence names it.
	Text string `json:"text,omitempty"`
}

// Profile is the law of one stretch of time, by value. Dates are YYYY-MM-DD, both
// ends included; clock times are HH:MM of the civil day.
type Profile struct {
	ID string `json:"id"`
	// Base names the profile whose values hold where this one's file is silent.
	Base string `json:"base"`
	Name string `json:"name"`
	From string `json:"from"`
	To   string `json:"to"` // "" while no end is known
	// Sources are the texts the values were taken from.
	Sources []string `json:"sources"`

	Apology    Apology    `json:"apology"`
	Supplement Supplement `json:"supplement"`
	Clock      Clock      `json:"clock"`
	Reception  Reception  `json:"reception"`
	Online     Online     `json:"online"`
	Post       Post       `json:"post"`
	Codes      Codes      `json:"codes"`
	// Centres are the kinds of office whose one-stop unit is a Trung tâm Phục vụ hành
	// chính công: its papers are numbered /TTPVHCC instead of /BPTNTKQ.
	Centres Fact[[]string] `json:"centres"`
	// TaxOffices are those a dossier's information slip may go to; {district} stands for each
	// district there is (SET-10).
	TaxOffices  Fact[[]string]  `json:"tax_offices"`
	Forms       map[string]Form `json:"forms"`
	Publication Publication     `json:"publication"`
	Posting     Posting         `json:"posting"`
}

// Posting is when sheets come down and go up (CK-6).
type Posting struct {
	// TakeDownDays after the first day of the new rule an old sheet may still hang.
	TakeDownDays Fact[int] `json:"take_down_days"`
	// PostDays after its first day a new version may still be missing.
	PostDays Fact[int] `json:"post_days"`
}

// Publication is when a changed procedure is published, entered and configured (NĐ
// 63/2010 Art 15 and 24).
type Publication struct {
	// DaysBefore the text of law takes effect the decision is issued (KS-5).
	DaysBefore Fact[int] `json:"days_before"`
	// FastDays after the issue of a text in force on signing (KS-5).
	FastDays Fact[int] `json:"fast_days"`
	// EnterWorkingDays of signing the decision stands in the national database (KS-6).
	EnterWorkingDays Fact[int] `json:"enter_working_days"`
	// EnterFastWorkingDays is the same on the fast track.
	EnterFastWorkingDays Fact[int] `json:"enter_fast_working_days"`
	// ProcessWorkingDays within which the department configures the electronic process (KS-8).
	ProcessWorkingDays Fact[int] `json:"process_working_days"`
	// ReviewWorkingDays a department has to draft, or to say why nothing changes.
	ReviewWorkingDays Fact[int] `json:"review_working_days"`
	// Cites are the grounds a decision of the Chairman opens with, as text (KS-10).
	Cites Fact[[]string] `json:"cites"`
	// RemindWorkingDays before a latest day people are reminded; 0 is the day itself.
	RemindWorkingDays Fact[[]int] `json:"remind_working_days"`
}

// Apology is the regulation of the letter for a late dossier.
type Apology struct {
	// OnAppointmentDay: the letter is due not later than the appointment day.
	OnAppointmentDay Fact[bool] `json:"on_appointment_day"`
	// DaysBefore: calendar days before the end of the period by which the letter and
	// the notice to the one-stop unit are due; 0 when no such rule is in force.
	DaysBefore Fact[int] `json:"days_before"`
	// Most is how many letters, and new appointments, one dossier may have.
	Most Fact[int] `json:"most"`
	// Contents are the keys of the items a letter must carry, in their order.
	Contents Fact[[]string] `json:"contents"`
	// Channels are the keys of the ways a letter may go.
	Channels Fact[[]string] `json:"channels"`
	// AheadMost is how many calendar days ahead a letter may promise.
	AheadMost Fact[int] `json:"ahead_most"`
	// NoticeToOneStop: the one-stop unit must be told in writing as well.
	NoticeToOneStop Fact[bool] `json:"notice_to_one_stop"`
	// Template is the layout the letter is printed in: 5157, tt01 or tt03. Its number
	// and title are those of Forms["apology"].
	Template Fact[string] `json:"template"`
}

// Supplement is the regulation of requests to complete a dossier.
type Supplement struct {
	// Most requests in the life of one dossier.
	Most Fact[int] `json:"most"`
	// WithinWorkingDays of reception the request after appraisal must go out.
	WithinWorkingDays Fact[int] `json:"within_working_days"`
	// RestartFromZero: the whole period runs anew once the dossier is complete.
	RestartFromZero Fact[bool] `json:"restart_from_zero"`
	// MostWithOverride counts the requests the head allowed with a reason as well.
	MostWithOverride Fact[int] `json:"most_with_override"`
	// CloseWorkingDays after the notice an uncompleted dossier is closed; 0 where only
	// a procedure's own law says so.
	CloseWorkingDays Fact[int] `json:"close_working_days"`
	// CloseWarnWorkingDays before the closing the applicant is told.
	CloseWarnWorkingDays Fact[int] `json:"close_warn_working_days"`
	// LateSharePercent: a request in the last so many hundredths of the time is late.
	LateSharePercent Fact[int] `json:"late_share_percent"`
}

// Clock is the regulation of hours within the day.
type Clock struct {
	// ForwardCutOff: dossiers received after it are forwarded next working day. It
	// does not move the deadline.
	ForwardCutOff Fact[string] `json:"forward_cut_off"`
	// SameDayCutOff: a procedure due the same day is due the next working day when
	// received after it, for the procedures whose own law says so.
	SameDayCutOff Fact[string] `json:"same_day_cut_off"`
	// OnlineCheckHours of office time within which an online filing is checked.
	OnlineCheckHours Fact[int] `json:"online_check_hours"`
	// WorkingDayHours is one working day in hour-based sums.
	WorkingDayHours Fact[int] `json:"working_day_hours"`
	// WarnWorkingDays are the early warnings before the due day, in working days; 0
	// is the due day itself.
	WarnWorkingDays Fact[[]int] `json:"warn_working_days"`
	// WarnAt is the hour of the warnings.
	WarnAt Fact[string] `json:"warn_at"`
	// Second is the limit of the second appointment, from the tax office's confirmation:
	// SecondRest counts what the first part left over, as only the wait is excluded
	// (DL-6); SecondWhole the whole limit anew. The texts fix its beginning alone.
	Second Fact[string] `json:"second"`
	// SecondLeast is the least number of working days of a second appointment that counts
	// what was left over.
	SecondLeast Fact[int] `json:"second_least_working_days"`
}

// The ways to count the second appointment.
const (
	SecondRest  = "rest"
	SecondWhole = "whole"
)

// Post is the return of results through the post (QĐ 45/2016/QĐ-TTg).
type Post struct {
	// Invitations to fetch what could not be delivered, before it goes back.
	Invitations Fact[int] `json:"invitations"`
	// ApartWorkingDays is how far apart two of them are at least.
	ApartWorkingDays Fact[int] `json:"apart_working_days"`
}

// Reception is where and how dossiers are taken.
type Reception struct {
	// BoundaryFree: any counter of the city takes any dossier (REC-14).
	BoundaryFree Fact[bool] `json:"boundary_free"`
	// PortalOnly: online filing is on the national portal alone (REC-1).
	PortalOnly Fact[bool] `json:"portal_only"`
	// Digitise: papers are made digital at the reception, not only stored.
	Digitise Fact[bool] `json:"digitise"`
	// CityCentre: city-level results are received and returned at the one Centre of
	// the city and no longer at the departments.
	CityCentre Fact[bool] `json:"city_centre"`
	// Registers are the published databases whose data are not asked for again (REC-10).
	Registers Fact[[]string] `json:"registers"`
	// PaperCheckWorkingDays within which papers that reached the desk are checked (REC-4).
	PaperCheckWorkingDays Fact[int] `json:"paper_check_working_days"`
}

// Online is the regulation of online services.
type Online struct {
	// Kinds are the keys of the kinds, or levels, of online service.
	Kinds Fact[[]string] `json:"kinds"`
	// OutageNoticeWorkingDays before planned maintenance it is announced.
	OutageNoticeWorkingDays Fact[int] `json:"outage_notice_working_days"`
	// AlertHours of office time after which the officials of the desk are alerted to a
	// filing nobody has taken up; 0 where only a procedure's own law says so. The text is
	// that of the linked electronic group; the program alerts for every online filing.
	AlertHours Fact[int] `json:"alert_hours"`
}

// Codes is the scheme of dossier codes.
type Codes struct {
	Scheme  Fact[string] `json:"scheme"`  // SchemeTT01 or SchemeTT03
	Pattern Fact[string] `json:"pattern"` // RE2 of a whole code
	// Agency is the order of the groups of an agency's own code. The agency part of a
	// dossier code follows Scheme, which since 15/9/2020 may differ.
	Agency Fact[string] `json:"agency"`
}

// The schemes of dossier codes, and the orders of an agency code.
const (
	SchemeTT01   = "tt01-2018"     // 000.00.06.H56-231027-0361 (CODE-1)
	SchemeTT03   = "tt03-2025"     // H29.006.00-261005-0361 (CODE-4)
	GeneralLast  = "general-last"  // 000.00.06.H29, QCVN 102:2016
	GeneralFirst = "general-first" // H29.06, QĐ 20/2020 (CODE-3)
)

// Form is one printed form. The key in Profile.Forms is the program's; number and
// title are what the period prints. A form of our own, from before the circular that
// set it, has no number.
type Form struct {
	Number string `json:"number"`
	Title  string `json:"title"`
	Paper  string `json:"paper"` // A5 or A4
	Rule   string `json:"rule"`
	Mark   string `json:"mark"`
}

// Label is how pages name the form beside its title, "Mẫu 02"; "" for a form of our
// own.
func (f Form) Label() string {
	if f.Number == "" {
		return ""
	}
	return "Mẫu " + f.Number
}

// Outside is the refusal of a day for which no profile is shipped.
type Outside struct{ Date string }

func (e *Outside) Error() string {
	all := Profiles()
	return fmt.Sprintf("Chưa có bộ quy định cho ngày %s nên không thể tiếp nhận hồ sơ của ngày này. "+
		"Các bộ quy định hiện có áp dụng %s.", slashed(e.Date), span(all[0].From, all[len(all)-1].To))
}

func span(from, to string) string {
	if to == "" {
		return "từ " + slashed(from) + " trở đi"
	}
	return "từ " + slashed(from) + " đến " + slashed(to)
}

// Span says when the profile was in force: "từ 06/01/2019 đến 14/9/2020".
func (p Profile) Span() string { return span(p.From, p.To) }

// slashed prints YYYY-MM-DD as papers do, 06/01/2019; anything else as it stands.
func slashed(date string) string {
	p := strings.Split(date, "-")
	if len(p) != 3 {
		return fmt.Sprintf("%q", date)
	}
	month := strings.TrimLeft(p[1], "0")
	if month == "1" || month == "2" {
		month = "0" + month
	}
	return p[2] + "/" + month + "/" + p[0]
}

// For gives the profile in force on a civil date YYYY-MM-DD.
func For(date string) (Profile, bool) {
	all := Profiles()
	for i := range all {
		if p := &all[i]; len(date) == len(p.From) && p.From <= date && (p.To == "" || date <= p.To) {
			return *p, true
		}
	}
	return Profile{}, false
}

// At is For with the refusal to show: the error is an *Outside, its text the
// sentence for the person at the desk.
func At(date string) (Profile, error) {
	p, ok := For(date)
	if !ok {
		return Profile{}, &Outside{Date: date}
	}
	return p, nil
}

// ByID gives the profile an event names; a dossier keeps the one of its reception.
func ByID(id string) (Profile, bool) {
	all := Profiles()
	for i := range all {
		if all[i].ID == id {
			return all[i], true
		}
	}
	return Profile{}, false
}
