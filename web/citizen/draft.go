package citizen

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"motcua/access"
	"motcua/dossier"
	"motcua/draft"
	"motcua/form"
	"motcua/intake"
	"motcua/office"
	"motcua/paper"
	"motcua/person"
	"motcua/posting"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/page"
)

// answers are what a citizen has given so far; they stand in the draft as JSON.
type answers struct {
	Office  string `json:"office"`
	Name    string `json:"name"`
	Phone   string `json:"phone"`
	Email   string `json:"email"`
	Address string `json:"address"`
	Number  string `json:"number"`
	Return  string `json:"return"` // desk or post
	// Form is what was typed into the form, nil before it was opened.
	Form form.Typed `json:"form,omitempty"`
}

// Places of the result.
const (
	atDesk = "desk"
	byPost = "post"
)

// filingSteps is the order of the questions.
var filingSteps = []string{"office", "person", "form", "papers", "return", "check"}

var stepTitles = map[string]string{
	"office": "Nộp hồ sơ ở đâu?", "person": "Người nộp hồ sơ", "form": "Tờ khai", "papers": "Giấy tờ của hồ sơ", "return": "Nhận kết quả ở đâu?", "check": "Xem lại trước khi nộp",
}

// filing is one draft being worked on, with all that its pages show.
type filing struct {
	who   access.Who
	draft draft.Draft
	proc  procedure.Version
	form  form.Form
	given answers
	files []paper.PaperFile
	held  map[string]intake.Lookup // what the databases answered today, by paper (REC-10)
}

// filed says that the draft has become a dossier already: its code.
type filed string

func (filed) Error() string { return "citizen: the draft was filed" }

// open finds the draft of the request, if it is the caller's own.
func (p pages) open(r *http.Request) (filing, error) {
	var x filing
	var err error
	if x.who, err = p.Citizen(r); err != nil {
		return x, err
	}
	if x.draft, err = p.Drafts.Of(r.Context(), x.who.Person, r.PathValue("draft")); err != nil {
		return x, err
	}
	if x.draft.Dossier != "" {
		return x, filed(x.draft.Dossier)
	}
	if x.proc, err = p.inForce(x.draft.Procedure); err != nil {
		return x, err
	}
	x.form = p.Forms.For(x.proc)
	if err := json.Unmarshal([]byte(x.draft.Data), &x.given); err != nil {
		return x, fmt.Errorf("citizen: draft %s: %w", x.draft.ID, err)
	}
	if x.files, err = p.Papers.Of(r.Context(), x.draft.ID); err != nil || p.Registers == nil {
		return x, err
	}
	x.held, err = p.Intake.Looked(r.Context(), x.draft.ID)
	return x, err
}

// keep saves the answers and the question to come back to.
func (p pages) keep(r *http.Request, x *filing, step string) error {
	data, err := json.Marshal(x.given)
	if err != nil {
		return fmt.Errorf("citizen: %w", err)
	}
	x.draft.Data, x.draft.Step = string(data), step
	x.draft, err = p.Drafts.Save(r.Context(), x.draft)
	return err
}

func (x filing) href(step string) string { return "/filing/" + x.draft.ID + "/" + step }

func next(step string) string {
	i := slices.Index(filingSteps, step)
	return filingSteps[min(i+1, len(filingSteps)-1)]
}

// saved is the line that says the draft is safe.
func (x filing) saved() string { return "Đã lưu lúc " + page.Hour(x.draft.Saved.Time()) }

// frame is the frame of one question of the filing.
func (p pages) stepFrame(r *http.Request, x filing, step string) page.Frame {
	f := p.frame(r, stepTitles[step])
	i := slices.Index(filingSteps, step)
	if i > 0 {
		f.Back = &page.Link{Href: x.href(filingSteps[i-1])}
	} else {
		f.Back = &page.Link{Href: "/procedures/" + url.PathEscape(x.proc.Code)}
	}
	return f
}

func caption(step string) string {
	return "Bước " + strconv.Itoa(slices.Index(filingSteps, step)+1) + " trên " + strconv.Itoa(len(filingSteps))
}

// begin makes a draft, or finds the one the citizen has begun for this procedure.
func (p pages) begin(w http.ResponseWriter, r *http.Request) error {
	who, err := p.Citizen(r)
	if err != nil {
		return err
	}
	v, err := p.inForce(r.PathValue("code"))
	if err != nil {
		return err
	}
	if !p.online(v) {
		return refusal.Rule("DV-1", "", "Thủ tục này chưa nhận hồ sơ trực tuyến. Xin nộp tại quầy hoặc qua bưu chính công ích.")
	}
	drafts, err := p.Drafts.AllOf(r.Context(), who.Person, 100)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if d.Procedure == v.Code {
			page.Redirect(w, r, "/filing/"+d.ID+"/"+d.Step, page.Flash{Kind: "info", Text: "Đang tiếp tục bản nháp đã lưu lúc " + page.DateTime(d.Saved.Time()) + "."})
			return nil
		}
	}
	x := filing{who: who, proc: v, draft: draft.Draft{Person: who.Person, Procedure: v.Code}, given: p.prefilled(r, who)}
	if all := posting.Receivers(p.Offices.Tree(), v, p.Today()); len(all) == 1 {
		x.given.Office = all[0].ID
	}
	if err := p.keep(r, &x, "office"); err != nil {
		return err
	}
	http.Redirect(w, r, x.href("office"), http.StatusSeeOther)
	return nil
}

// prefilled takes what the city knows already (DV-2).
func (p pages) prefilled(r *http.Request, who access.Who) answers {
	me, err := p.People.Find(r.Context(), who.Person)
	if err != nil {
		return answers{} // nothing known, or erased: the form is empty
	}
	return answers{Name: me.Name, Phone: me.Phone, Email: me.Email, Address: me.Address, Number: me.Number}
}

func (a answers) applicant() dossier.Applicant {
	out := dossier.Applicant{Name: a.Name, Phone: a.Phone, Email: a.Email, Address: a.Address, IDNo: a.Number}
	if a.Return == byPost {
		// The desk reads the wish where it reads the address; both are erasable.
		out.Address += " (đề nghị trả kết quả qua bưu chính công ích về địa chỉ này)"
	}
	return out
}

// check holds the answers to person's rules; the fields have the form's names.
func (a answers) check() (answers, error) {
	kind := person.Citizen
	if len(a.Number) == 10 || len(a.Number) == 14 {
		kind = person.Organisation // a tax code
	}
	me, err := person.Person{Kind: kind, Name: a.Name, Number: a.Number, Phone: a.Phone, Email: a.Email, Address: a.Address}.Clean()
	if err != nil {
		return a, err
	}
	if me.Phone == "" {
		return a, refusal.Invalid("phone", "Hãy nhập số điện thoại để nhận tin về hồ sơ.")
	}
	a.Name, a.Phone, a.Email, a.Address, a.Number = me.Name, me.Phone, me.Email, me.Address, me.Number
	return a, nil
}

// missing names the first question that is not answered yet, "" when all are.
func (p pages) missing(x filing) string {
	t := p.Offices.Tree()
	switch {
	case x.given.Office == "" || !has(posting.Receivers(t, x.proc, p.Today()), x.given.Office):
		return "office"
	case x.given.Name == "" || x.given.Phone == "":
		return "person"
	case !x.declared():
		return "form"
	case len(x.proc.Asked()) > 0 && len(x.papers()) == 0:
		return "papers"
	case x.given.Return == "":
		return "return"
	}
	return ""
}

func (p pages) officeOf(id string) (office.Office, bool) { return p.Offices.Tree().Office(id) }
