package dossier

import (
	"motcua/procedure"
	"motcua/refusal"
)

// Assign gives the dossier to the official who will appraise it and moves it from
// the desk to the competent office when nobody has forwarded it yet (SET-1, FWD-1).
// An office of a chain assigns its own part. Assigning again changes the handler and
// is in the trail.
type Assign struct {
	Officer string `json:"officer"`
	Office  string `json:"office"` // office of the officer's post
}

// Name of the act.
func (Assign) Name() string { return "assign" }

// Draws the number of the control slip when the dossier leaves the desk with it.
func (Assign) Draws() Draw { return Draw{Control: true} }

// Apply assigns.
func (a Assign) Apply(d Dossier, m Moment) (Dossier, error) {
	if err := check(d, "assign"); err != nil {
		return d, err
	}
	if a.Officer == "" {
		return d, refusal.Invalid("officer", "Chọn người thụ lý hồ sơ.")
	}
	if a.Office != d.Working() {
		return d, refusal.Rule("SET-1", "officer", "Người thụ lý phải thuộc cơ quan có thẩm quyền giải quyết hồ sơ này, hoặc cơ quan đang giữ hồ sơ trong chuỗi xử lý.")
	}
	if d.Officer == a.Officer && d.State == InProcess {
		return d, refusal.Conflict("Hồ sơ đã được phân công cho chính người này.")
	}
	if !d.Forwarded() { // what nobody has handed on yet goes with its handler
		var err error
		if d, err = (Forward{}).Apply(d, m); err != nil {
			return d, err
		}
	}
	d = Took(d, m)
	d.Officer, d.State = a.Officer, InProcess
	d.Step = string(procedure.StepExamine)
	return d, nil
}
