package slip

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/event"
	"motcua/law"
	"motcua/letter"
	"motcua/office"
	"motcua/procedure"
)

// Place stands in the date line of every paper of the city (VB-10).
const Place = "Thành phố Hồ Chí Minh"

// Desk knows names: everything else is in the dossier.
type Desk struct {
	Offices  *office.Tree
	Official func(id string) (office.Official, bool)
	Version  func(id string) (procedure.Version, bool)
	Base     string // public address, for QR codes: https://motcua.example
}

// Case is a dossier with the personal values its papers carry.
type Case struct {
	dossier.Dossier
	Who dossier.Applicant
}

func (k Desk) head(officeID string, number int, symbol string, at time.Time) letter.Head {
	h := letter.Head{Number: number, Symbol: symbol, Place: Place, Date: at}
	o, ok := k.Offices.Office(officeID)
	if !ok {
		return h
	}
	h.Office = strings.ToUpper(o.Name())
	if p, ok := k.Offices.Office(o.Parent); ok {
		h.Parent = strings.ToUpper(p.Name())
	}
	return h
}

// deskHead is the head of a paper of an office's one-stop unit, under the number and
// title its form has on the day (law.md 2.4, 11: forms go by the date of the act).
func (k Desk) deskHead(form, officeID string, number int, at time.Time) letter.Head {
	p, _ := law.For(calendar.DateOf(at).String()) // a day without rules prints its usual title
	h := k.head(officeID, number, "BPTNTKQ", at)
	h.Form = p.Forms[form]
	o, _ := k.Offices.Office(officeID)
	switch {
	case strings.HasPrefix(o.Name(), centre): // an office of its own
		h.Symbol = "TTPVHCC"
	case slices.Contains(p.Centres.Value, string(o.Kind)):
		h.Parent, h.Office, h.Symbol = h.Office, strings.ToUpper(centre), "TTPVHCC"
	default:
		h.Parent, h.Office = h.Office, "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ"
	}
	return h
}

const centre = "Trung tâm Phục vụ hành chính công"

// unit is the one-stop unit of an office as it is called on the day.
func (k Desk) unit(officeID string, at time.Time) string {
	p, _ := law.For(calendar.DateOf(at).String())
	o, ok := k.Offices.Office(officeID)
	switch {
	case !ok:
		return ""
	case strings.HasPrefix(o.Name(), centre):
		return o.Name()
	case slices.Contains(p.Centres.Value, string(o.Kind)):
		return centre + " " + strings.TrimPrefix(o.Name(), "Ủy ban nhân dân ")
	}
	return "Bộ phận Tiếp nhận và Trả kết quả " + o.Name()
}

func (k Desk) office(id string) string {
	if o, ok := k.Offices.Office(id); ok {
		return o.Name()
	}
	return ""
}

func (k Desk) name(official string) string {
	if k.Official != nil {
		if o, ok := k.Official(official); ok {
			return o.Name
		}
	}
	return ""
}

func (c Case) applicant() letter.Applicant {
	return letter.Applicant{Name: c.Who.Name, Address: c.Who.Address, Phone: c.Who.Phone, Email: c.Who.Email}
}

// Track is the address behind the QR code: it carries an unguessable token, never
// the code alone.
func (k Desk) Track(d dossier.Dossier) string { return k.Base + "/q/" + d.Token }

// Receipt is Mẫu 01 as it was given with the first appointment, signed by the
// official who received.
func (k Desk) Receipt(c Case, received event.Event) (letter.Receipt, error) {
	if len(c.Appointments) == 0 {
		return letter.Receipt{}, fmt.Errorf("slip: dossier %s has no appointment", c.Code)
	}
	first := c.Appointments[0]
	limit, err := deadline.ParseLimit(c.Limit)
	if err != nil {
		return letter.Receipt{}, fmt.Errorf("slip: %w", err)
	}
	at := c.ReceivedAt.Time()
	return letter.Receipt{Head: k.deskHead("receipt", c.Home, c.ReceiptNo, at), Code: c.Code, TrackURL: k.Track(c.Dossier), Unit: k.unit(c.Receiving, at),
		Applicant: c.applicant(), Procedure: c.ProcedureName, Papers: papers(c.Papers), Sets: max(1, c.Sets), Limit: limit.Vietnamese(), ReceivedAt: at,
		DueAt: first.Due.Time(), ReturnAt: k.unit(c.ReturnAt, at), Book: "01/" + strconv.Itoa(at.Year()), Serial: c.ReceiptNo,
		Official: k.name(received.Official), BallotAt: k.Base + "/q/" + c.Token, Why: first.Lines}, nil
}

func papers(given []dossier.GivenPaper) []letter.Paper {
	out := make([]letter.Paper, 0, len(given))
	for _, g := range given {
		p := letter.Paper{Name: g.Name, Originals: g.Originals, Plain: g.Copies}
		if g.Originals == 0 && g.Copies == 0 {
			p.Plain = max(1, len(g.Files)) // filed online: an electronic copy each
		}
		out = append(out, p)
	}
	return out
}

// Supplement is Mẫu 02 of the newest request.
func (k Desk) Supplement(c Case, asked event.Event) (letter.SupplementSlip, error) {
	if len(c.Supplements) == 0 {
		return letter.SupplementSlip{}, fmt.Errorf("slip: dossier %s has no supplement request", c.Code)
	}
	s := c.Supplements[len(c.Supplements)-1]
	var wanted []string
	for _, l := range s.Lines {
		wanted = append(wanted, l.Name+": "+l.What)
	}
	why := "Thời hạn giải quyết tạm dừng và tính lại từ đầu khi hồ sơ được bổ sung đầy đủ."
	if s.Desk {
		why = "Hồ sơ chưa được tiếp nhận nên thời hạn giải quyết chưa bắt đầu tính."
	}
	return letter.SupplementSlip{Head: k.deskHead("supplement", c.Home, s.Number, s.Asked.Time()), Code: c.Code, TrackURL: k.Track(c.Dossier), Applicant: c.applicant(),
		Procedure: c.ProcedureName, Wanted: wanted, Reason: dossier.Saying(asked).Reason, Contact: k.name(s.By), Phone: k.phone(s.By),
		Guide: k.name(s.By), BallotAt: k.Base + "/q/" + c.Token, Why: []string{why}}, nil
}

func (k Desk) phone(official string) string {
	if k.Official != nil {
		if o, ok := k.Official(official); ok {
			return o.Phone
		}
	}
	return ""
}

// Refusal is Mẫu 03.
func (k Desk) Refusal(c Case, refused event.Event) letter.RefusalSlip {
	at := c.EndedAt
	if c.Outcome == dossier.Rejected { // REC-13: the answer on the merits goes out by the same form
		at = c.SettledAt
	}
	return letter.RefusalSlip{Head: k.deskHead("refusal", c.Home, c.RefusalNo, at.Time()), Code: c.Code, TrackURL: k.Track(c.Dossier), Unit: k.unit(c.Receiving, at.Time()),
		Applicant: c.applicant(), Procedure: c.ProcedureName, Reason: dossier.Saying(refused).Reason, Official: k.name(refused.Official),
		BallotAt: k.Base + "/q/" + c.Token}
}

// Signatory is who signs a letter and in which quality (APO-4, VB-8).
type Signatory struct {
	Official office.Official
	Form     letter.SignForm
	For      string // title of the head a deputy signs for
	At       clock.Instant
}

// receiptNo is the number of the receipt as it was given, whoever's unit gave it.
func (k Desk) receiptNo(d dossier.Dossier) string {
	h := k.deskHead("receipt", d.Home, d.ReceiptNo, d.ReceivedAt.Time())
	return fmt.Sprintf("%02d/%s (mã hồ sơ %s)", d.ReceiptNo, h.Symbol, d.Code)
}
