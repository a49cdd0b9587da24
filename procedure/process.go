package procedure

import (
	"fmt"
	"math"
	"strings"
)

// Process is the internal process (quy trình nội bộ) of a procedure.
type Process struct {
	Derived bool   // true: no process is published, this one follows from the limit
	Steps   []Step // in order; the minutes of counted steps sum to the limit
}

// Step is one row of the process table.
type Step struct {
	No      int
	Key     StepKey
	Name    string
	Role    string // spelled as office.Role spells it
	Minutes int    // working minutes; 1 working day = 480 (DL-1)
	Counted bool   // false prints "Không tính thời gian"
	Beside  bool   // runs beside, or instead of, counted steps: its minutes are not in the sum
	Output  string // biểu mẫu/kết quả
}

// StepKey says what kind of step it is.
type StepKey string

// The steps a derived process is made of.
const (
	StepReceive StepKey = "receive"
	StepExamine StepKey = "examine"
	StepConsult StepKey = "consult"
	StepPropose StepKey = "propose"
	StepSign    StepKey = "sign"
	StepReturn  StepKey = "return"
	StepDecided StepKey = "decided" // approved, waits for the signature: of a dossier, never of a published process
	StepApology StepKey = "apology" // only when the appointment will not be kept (APO-8)
)

// DayMinutes is a working day in minutes: 08 working hours (DL-1).
const DayMinutes = 480

// maxLimitDays keeps the sums far inside an int and refuses misprints no lower than
// a century.
const maxLimitDays = 36500

// WorkingMinutes converts a limit into working minutes for the internal process.
// Working days, hours and same-day limits convert exactly (168 giờ = 21 ngày);
// same-day counts as one working day. The rest is a rule of the house [design]:
// a bare number counts as working days; calendar days become 5/7 of them, rounded
// down but at least one, so that the process ends inside the limit; a month is 30
// calendar days. Zero means that no time can be given to steps.
func WorkingMinutes(l Limit) int {
	if math.IsNaN(l.Value) || l.Value < 0 || l.Value > maxLimitDays {
		return 0
	}
	switch l.Unit {
	case WorkingDays, Unstated:
		return int(math.Round(l.Value * DayMinutes))
	case Hours:
		return int(math.Round(l.Value * 60))
	case SameDay:
		return DayMinutes
	case Days:
		return calendarDays(l.Value)
	case Months:
		return calendarDays(l.Value * 30)
	}
	return 0
}

func calendarDays(days float64) int {
	if days == 0 {
		return 0
	}
	return max(1, int(days*5/7)) * DayMinutes
}

// share of the whole limit that goes to a step other than examination, in
// thousandths, and the most it ever gets in minutes. Examination takes the rest.
type share struct {
	key       StepKey
	thousands int
	most      int
	name      string
	role      string
	output    string
}

var shares = []share{
	{StepReceive, 60, DayMinutes / 2, "Tiếp nhận, kiểm tra hồ sơ; lập giấy tiếp nhận và hẹn trả kết quả; chuyển hồ sơ đến bộ phận chuyên môn", "reception", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"},
	{StepExamine, 0, 0, "Phân công thụ lý và thẩm định hồ sơ", "officer", "Kết quả thẩm định"},
	{StepConsult, 250, 10 * DayMinutes, "Lấy ý kiến cơ quan phối hợp", "officer", "Văn bản lấy ý kiến và ý kiến trả lời"},
	{StepPropose, 120, 2 * DayMinutes, "Tổng hợp, trình dự thảo kết quả giải quyết", "officer", "Dự thảo kết quả"},
	{StepSign, 120, 2 * DayMinutes, "Xem xét, ký duyệt kết quả; đóng dấu và chuyển về bộ phận một cửa", "head", "Kết quả giải quyết đã ký"},
	{StepApology, 0, 0, "Khi không kịp ngày hẹn: gửi thư xin lỗi và hẹn lại cho người nộp, thông báo bộ phận một cửa, chậm nhất 01 ngày trước khi hết hạn", "head", "Thư xin lỗi và hẹn lại ngày trả kết quả"},
	{StepReturn, 0, 0, "Trả kết quả cho cá nhân, tổ chức", "reception", "Kết quả giải quyết"},
}

// Derive makes an internal process from a limit (PRI-9 wants one for every
// procedure). The counted steps sum exactly to WorkingMinutes(limit). A zero limit
// gives the same steps without times.
func Derive(l Limit, consult bool) Process {
	total := WorkingMinutes(l)
	grain := grainOf(total)
	left := total
	p := Process{Derived: true}
	examine := 0
	for _, s := range shares {
		if s.key == StepConsult && !consult {
			continue
		}
		step := Step{No: len(p.Steps) + 1, Key: s.key, Name: s.name, Role: s.role, Output: s.output}
		switch s.key {
		case StepExamine:
			examine = len(p.Steps)
			step.Counted = total > 0
		case StepReturn, StepApology:
		default:
			step.Counted = total > 0
			step.Minutes = portion(total, s, grain)
			left -= step.Minutes
		}
		p.Steps = append(p.Steps, step)
	}
	p.Steps[examine].Minutes = left
	return p
}

// grainOf is the step's unit: quarter days for long limits as processes are written
// in practice, half hours within a working week, five minutes within half a day.
func grainOf(total int) int {
	switch {
	case total >= 5*DayMinutes:
		return DayMinutes / 4
	case total >= DayMinutes:
		return 30
	case total >= 60:
		return 5
	}
	return 1
}

func portion(total int, s share, grain int) int {
	n := min(total*s.thousands/1000, s.most)
	n -= n % grain
	if n == 0 && total >= 8*grain {
		return grain
	}
	return n
}

// Total sums the counted steps in working minutes.
func (p Process) Total() int {
	sum := 0
	for _, s := range p.Steps {
		if s.Counted && !s.Beside {
			sum += s.Minutes
		}
	}
	return sum
}

// ProcessFor gives the published process, or one derived from the channel's limit.
// A coordinating agency brings the consultation step.
func (v Version) ProcessFor(kind ChannelKind) Process {
	if v.Process != nil {
		return *v.Process
	}
	limit, _ := v.LimitFor(kind)
	return Derive(limit, v.Coordinating != "")
}

// Step finds a step by its key, or false.
func (p Process) Step(key StepKey) (Step, bool) {
	for _, s := range p.Steps {
		if s.Key == key {
			return s, true
		}
	}
	return Step{}, false
}

// SummarySteps writes the order of acts (trình tự thực hiện, KS-1 b) of a version
// whose published prose is not at hand, from its channels and its process [design].
func SummarySteps(v Version) string {
	var ways []string
	for _, k := range []ChannelKind{InPerson, Online, Post} {
		if v.Offers(k) {
			ways = append(ways, strings.ToLower(k.Vietnamese()))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "Bước 1: Nộp hồ sơ (%s) tại bộ phận một cửa của cơ quan thực hiện.\n", strings.Join(ways, ", "))
	for i, s := range v.ProcessFor(InPerson).Steps {
		fmt.Fprintf(&b, "Bước %d: %s.\n", i+2, s.Name)
	}
	return strings.TrimRight(b.String(), "\n")
}
