package letter

import (
	"fmt"
	"strings"
	"time"

	"motcua/clock"
	"motcua/law"
)

// Head is what every form opens with (VB-9): who issues it, its number, place
// and date.
type Head struct {
	Parent string    // name of the superior office, upper case as the office writes it; "" when there is none
	Office string    // issuing office, or the one-stop unit
	Number int       // running number of the year (VB-5); 0 while a draft has none
	Symbol string    // what follows the slash: BPTNTKQ, TTPVHCC, PXL
	Place  string    // "Thành phố Hồ Chí Minh"
	Date   time.Time // legal moment of the letter; also the PDF's creation date
	Form   law.Form  // number and title of the form on that day; zero prints neither number nor another title
}

// title is the title of the form in force, or the usual one.
func (h Head) title(usual string) string {
	if h.Form.Title != "" {
		return h.Form.Title
	}
	return usual
}

// FormLine is "Mẫu số 01", as it stands in the corner; "" when the day knows no number.
func (h Head) FormLine() string {
	if h.Form.Number == "" {
		return ""
	}
	return "Mẫu số " + h.Form.Number
}

// NumberLine is "Số: 12/BPTNTKQ". Numbers below ten take a leading zero (VB-10);
// a draft leaves room for the number.
func (h Head) NumberLine() string {
	if h.Number <= 0 {
		return "Số:          /" + h.Symbol
	}
	return fmt.Sprintf("Số: %02d/%s", h.Number, h.Symbol)
}

// PlaceLine is "Thành phố Hồ Chí Minh, ngày 24 tháng 3 năm 2019".
func (h Head) PlaceLine() string {
	return h.Place + ", " + DateLine(h.Date)
}

// DateLine writes a civil date in letters' words. Days below ten and the months
// 1 and 2 take a leading zero, so that nobody can add a digit (VB-10).
func DateLine(t time.Time) string {
	if t.IsZero() {
		return "ngày      tháng      năm     "
	}
	d := t.In(clock.Zone)
	month := fmt.Sprint(int(d.Month()))
	if d.Month() <= time.February {
		month = "0" + month
	}
	return fmt.Sprintf("ngày %02d tháng %s năm %d", d.Day(), month, d.Year())
}

// MomentLine is "16 giờ 30 phút, ngày 24 tháng 3 năm 2019", the wording of Mẫu 01.
func MomentLine(t time.Time) string {
	if t.IsZero() {
		return "      giờ      phút, " + DateLine(t)
	}
	d := t.In(clock.Zone)
	return fmt.Sprintf("%02d giờ %02d phút, %s", d.Hour(), d.Minute(), DateLine(t))
}

// shortDate is "24/3/2019", clockOf "16 giờ 30": for the cells of tables. Nothing for
// a moment that is not known.
func shortDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	d := t.In(clock.Zone)
	month := fmt.Sprint(int(d.Month()))
	if d.Month() <= time.February {
		month = "0" + month
	}
	return fmt.Sprintf("%02d/%s/%d", d.Day(), month, d.Year())
}

func clockOf(t time.Time) string {
	d := t.In(clock.Zone)
	return fmt.Sprintf("%02d giờ %02d", d.Hour(), d.Minute())
}

// Applicant is who filed the dossier, as printed.
type Applicant struct {
	Name         string
	Organisation bool // an organisation is addressed otherwise than a person
	Address      string
	Phone        string
	Email        string
}

// Address forms of the letters: "ông/bà" for persons (look of the house), "quý
// cơ quan, tổ chức" for organisations.
func (a Applicant) address() string {
	if a.Organisation {
		return "quý cơ quan, tổ chức"
	}
	return "ông/bà"
}

// orNone keeps a field on the paper although it is empty: a blank would let
// somebody fill it in later.
func orNone(s string) string {
	if strings.TrimSpace(s) == "" {
		return "không có"
	}
	return s
}
