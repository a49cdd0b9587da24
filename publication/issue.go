package publication

import (
	"slices"
	"strconv"
	"time"

	"motcua/calendar"
	"motcua/clock"
	"motcua/law"
	"motcua/procedure"
	"motcua/refusal"
)

// Sign is the Chairman's signature over the decision (KS-4). It fixes number, day and first
// day in force, all of which stand in the file that is signed, and brings the decision into
// force; Number and Versions come from the store. Entry (KS-6) and the electronic process
// (KS-8) are due from the day of signing, and late is what was signed late (KS-5).
type Sign struct {
	Signature Signature         `json:"signature"`
	Drafted   string            `json:"drafted"` // hash of the decision that was read
	Number    int               `json:"number"`  // 0 before: whatever is next; else what was read
	Day       string            `json:"day"`     // "" before: today; else what was read
	Symbol    string            `json:"symbol"`
	From      string            `json:"from"`
	Late      int               `json:"late"`
	Versions  map[string]string `json:"versions"` // code → id of its new version
	Done      Done              `json:"done"`
	Enter     Day               `json:"enter"`
	Process   Day               `json:"process"`
}

// Name of the act.
func (Sign) Name() string { return "sign" }

// Decide finds the first day in force: that of the text of law, but the day after the
// decision at the earliest, since dossiers of today follow what is in force today (KS-9).
func (a Sign) Decide(f File, m Moment) (Act, error) {
	if err := f.in(Accepted, "Chỉ ký được hồ sơ đã qua kiểm soát."); err != nil {
		return nil, err
	}
	if err := f.carries(m); err != nil {
		return nil, err
	}
	today := m.Day()
	if a.Day != "" && a.Day != today.String() {
		return nil, refusal.Conflict("Dự thảo quyết định ghi ngày " + slashed(a.Day) + ", hôm nay là ngày khác. Đọc lại rồi ký.")
	}
	a.Done, a.Day, a.Symbol, a.From = m.done(), today.String(), "QĐ-UBND", firstDay(f.Law, m)
	if latest, err := calendar.ParseDate(f.Latest.Day); err == nil && today > latest {
		a.Late = int(today - latest)
	}
	a.Enter = enterBy(f, m)
	if f.Has(KindNew) || f.Has(KindAmended) {
		a.Process = configureBy(m)
	}
	return a, nil
}

// firstDay is the first day a decision of the moment can bring a text of law into force.
func firstDay(l Legal, m Moment) string { return max(l.Effect, (m.Day() + 1).String()) }

// On moves the file on.
func (a Sign) On(f File) File {
	f.State, f.Signature, f.Signed, f.Enter, f.Process = Signed, a.Signature, a.Done, a.Enter, a.Process
	if a.Number == 0 { // an event from when the number came later
		return f
	}
	f.Dated, f.Number, f.Symbol, f.From, f.Late = a.Day, a.Number, a.Symbol, a.From, a.Late
	return f.brought(a.Versions)
}

func (f File) brought(versions map[string]string) File {
	f.Items = slices.Clone(f.Items)
	for i := range f.Items {
		f.Items[i].Version = versions[f.Items[i].Code]
	}
	return f
}

// Issue sends the signed decision out (phát hành). It changes nothing the signature fixed;
// the other fields stand in events from when the number came with it.
type Issue struct {
	Number   int               `json:"number,omitempty"`
	Symbol   string            `json:"symbol,omitempty"`
	From     string            `json:"from,omitempty"`
	Late     int               `json:"late,omitempty"`
	Versions map[string]string `json:"versions,omitempty"`
	Done     Done              `json:"done"`
}

// Name of the act.
func (Issue) Name() string { return "issue" }

// Decide checks the step.
func (a Issue) Decide(f File, m Moment) (Act, error) {
	if err := f.in(Signed, "Chỉ phát hành được quyết định đã ký."); err != nil {
		return nil, err
	}
	if f.Number == 0 {
		return nil, refusal.Conflict("Quyết định này được ký khi chưa có số nên bản ký không phải là quyết định. Thôi ban hành rồi lập hồ sơ mới.")
	}
	return Issue{Done: m.done()}, nil
}

// On notes it.
func (a Issue) On(f File) File {
	f.State, f.Issued = Issued, a.Done
	if a.Number > 0 {
		f.Number, f.Symbol, f.From, f.Late = a.Number, a.Symbol, a.From, a.Late
		f = f.brought(a.Versions)
	}
	return f
}

// Decided is the day of the decision; the zero time before.
func (f File) Decided() time.Time {
	d, err := calendar.ParseDate(f.Dated)
	switch {
	case err == nil:
		return d.At(0)
	case f.Issued.At.Set(): // decided before the signature fixed the day
		return f.Issued.At.Time()
	}
	return time.Time{}
}

// InForce reports whether the decision was carried out in the catalogue.
func (f File) InForce() bool { return f.Number > 0 }

// DecisionNumber is "12/QĐ-UBND ngày 20/6/2019"; "" before the number.
func (f File) DecisionNumber() string {
	if f.Number == 0 {
		return ""
	}
	return strconv.Itoa(f.Number) + "/" + f.Symbol + " ngày " + calendar.DateOf(f.Decided()).Slashed()
}

// Changes is what the issue does to the catalogue.
func (f File) Changes(number, from string) []procedure.Publication {
	var out []procedure.Publication
	for _, x := range f.Items {
		out = append(out, x.publication(number, from))
	}
	return out
}

func (x Item) publication(number, from string) procedure.Publication {
	p := procedure.Publication{Code: x.Code, Ends: x.Base, By: number}
	if first, err := calendar.ParseDate(from); err == nil {
		p.LastDay = (first - 1).String()
	}
	if x.Kind != KindAbolished {
		v := x.Proposed
		v.Decision, v.ValidFrom = number, from
		p.New = &v
	}
	return p
}

// Enter notes that the decision stands in the national database (KS-6).
type Enter struct {
	Late bool `json:"late"`
	Done Done `json:"done"`
}

// Name of the act.
func (Enter) Name() string { return "enter" }

// Decide checks the step.
func (a Enter) Decide(f File, m Moment) (Act, error) {
	if err := f.in(Issued, "Chỉ xác nhận nhập Cơ sở dữ liệu quốc gia cho quyết định đã ban hành."); err != nil {
		return nil, err
	}
	if f.Entered.At.Set() {
		return nil, refusal.Conflict("Quyết định này đã được xác nhận nhập Cơ sở dữ liệu quốc gia.")
	}
	a.Done, a.Late = m.done(), m.Day().String() > f.Enter.Day
	return a, nil
}

// On notes it.
func (a Enter) On(f File) File {
	f.Entered, f.EnteredLate = a.Done, a.Late
	return f
}

// Configure notes that the electronic process of a new version was approved (KS-8).
type Configure struct {
	Code string `json:"code"`
	Done Done   `json:"done"`
}

// Name of the act.
func (Configure) Name() string { return "configure" }

// Decide checks the step.
func (a Configure) Decide(f File, m Moment) (Act, error) {
	if !f.InForce() {
		return nil, f.in(Issued, "Quy trình điện tử chỉ gắn với quyết định đã ban hành.")
	}
	if x, ok := f.Item(a.Code); !ok || x.Configured.Set() || x.Kind == KindAbolished {
		return nil, refusal.Conflict("Quy trình của thủ tục này đã được xác nhận.")
	}
	a.Done = m.done()
	return a, nil
}

// On notes it.
func (a Configure) On(f File) File {
	x, _ := f.Item(a.Code)
	x.Configured = a.Done.At
	return f.with(x)
}

// Remind notes a reminder of a latest day.
type Remind struct {
	Clock string        `json:"clock"`
	At    clock.Instant `json:"at"`
}

// Name of the act.
func (Remind) Name() string { return "remind" }

// Decide notes the moment.
func (a Remind) Decide(_ File, m Moment) (Act, error) {
	a.At = m.Now
	return a, nil
}

// On notes it.
func (a Remind) On(f File) File {
	f.Reminded = append(slices.Clone(f.Reminded), Reminder(a))
	return f
}

// openProcesses are the codes whose process is not approved yet.
func (f File) openProcesses() (codes []string) {
	for _, x := range f.Items {
		if x.Kind != KindAbolished && !x.Configured.Set() {
			codes = append(codes, x.Code)
		}
	}
	return codes
}

// publishBy is the latest day of the decision (KS-5).
func publishBy(l Legal, m Moment) Day {
	p := m.Today.Publication
	if l.Fast {
		issued, _ := calendar.ParseDate(l.Issued)
		last := issued + calendar.Date(p.FastDays.Value)
		return Day{last.String(), []string{
			"Văn bản " + l.Number + " ban hành theo trình tự rút gọn ngày " + issued.Slashed() + ", có hiệu lực từ ngày ký.",
			"Công bố chậm nhất " + two(p.FastDays.Value) + " ngày kể từ ngày ban hành: " + issued.Slashed() + " + " + two(p.FastDays.Value) + " ngày = " + last.Vietnamese() + cited(p.FastDays),
		}}
	}
	effect, _ := calendar.ParseDate(l.Effect)
	last := effect - calendar.Date(p.DaysBefore.Value)
	return Day{last.String(), []string{
		"Văn bản " + l.Number + " có hiệu lực từ ngày " + effect.Slashed() + ".",
		"Công bố chậm nhất trước ngày có hiệu lực " + two(p.DaysBefore.Value) + " ngày: " + effect.Slashed() + " − " + two(p.DaysBefore.Value) + " ngày = " + last.Vietnamese() + cited(p.DaysBefore),
	}}
}

func cited(f law.Fact[int]) string {
	if f.Text == "" {
		return "."
	}
	return " (" + f.Text + ")."
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// working is a day so many working days after that of the moment.
func working(m Moment, days law.Fact[int], what string) Day {
	last := m.Calendar.Add(m.Day(), days.Value)
	lines := []string{"Ký ngày " + m.Day().Slashed() + ".", what + " chậm nhất " + two(days.Value) + " ngày làm việc kể từ ngày ký: " + last.Vietnamese() + cited(days)}
	for _, d := range m.Calendar.Notable(m.Day()+1, last) {
		lines = append(lines, d.Date.Slashed()+": "+d.Reason()+".")
	}
	return Day{last.String(), lines}
}

func enterBy(f File, m Moment) Day {
	days := m.Today.Publication.EnterWorkingDays
	if f.Law.Fast {
		days = m.Today.Publication.EnterFastWorkingDays
	}
	return working(m, days, "Nhập Cơ sở dữ liệu quốc gia về thủ tục hành chính")
}

func configureBy(m Moment) Day {
	return working(m, m.Today.Publication.ProcessWorkingDays, "Cấu hình quy trình điện tử")
}
