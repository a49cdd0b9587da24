package reception

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/dossier"
	"motcua/draft"
	"motcua/fold"
	"motcua/web/page"
	"motcua/web/trail"
)

// take accepts or refuses at the counter: exactly one of the outcomes of REC-2.
func (p pages) take(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v, err := p.form(r, who, f)
	if err != nil {
		return err
	}
	v.Do = f.Choice("do", "accept", "at_once", "incomplete", "refuse", "look")
	if v.Do == "look" || v.Registers && v.Typed.IDNo != "" && f.Bool("looked") {
		if err := p.look(r, who, f, &v); err != nil {
			return err
		}
	}
	if v.Do == "look" {
		return p.looked(w, r, who, v, f)
	}
	act := p.outcome(r.Context(), who, f, &v)
	if !f.Problems.Any() && v.Do != "refuse" {
		if err := p.alike(r.Context(), who, f, &v); err != nil {
			return err
		}
	}
	if !f.Problems.Any() {
		d, err := p.Drafts.DoOnce(r.Context(), who, draft.Form{Key: formKey(who, v.Key), Owner: deskOwner(who)}, act)
		if err == nil {
			http.Redirect(w, r, "/desk/dossiers/"+d.Code+"/done", http.StatusSeeOther)
			return nil
		}
		if !trail.Took(f, err, "office", "competent") {
			return err
		}
		for i := range f.Problems {
			if f.Problems[i].Field == "lines" {
				f.Problems[i].Field = "lack"
			}
		}
	}
	v.Problems = f.Problems
	return p.draw(w, r, http.StatusUnprocessableEntity, who, v)
}

// looked shows the form again with what the databases said; nothing else of it is
// judged yet.
func (p pages) looked(w http.ResponseWriter, r *http.Request, who access.Who, v counterView, f *page.Form) error {
	status := http.StatusOK
	if e := f.Problems.At("id_no"); e != "" {
		status, v.Problems = http.StatusUnprocessableEntity, page.Problems{}
		v.Problems.Add("id_no", e)
	}
	return p.draw(w, r, status, who, v)
}

// used reports whether the form already led to a dossier: the second press then is no
// second dossier of the same person.
func (p pages) used(ctx context.Context, who access.Who, key string) (bool, error) {
	before, err := p.Drafts.Of(ctx, deskOwner(who), formKey(who, key))
	if missing(err) {
		return false, nil
	}
	return before.Dossier != "", err
}

// outcome is the act of the button pressed: exactly one of the three of REC-2.
func (p pages) outcome(ctx context.Context, who access.Who, f *page.Form, v *counterView) dossier.Act {
	papers := v.papers(f)
	channel, _ := strconv.Atoi(v.Channel)
	sets, _ := strconv.Atoi(v.Sets)
	applicant := v.Typed
	if v.Channel == byPost && v.post() == nil {
		f.Problems.Add("record", "Chọn biên bản giao nhận đã ký với nhân viên bưu chính. Chưa có thì lập ở trang Biên bản bưu chính.")
	}
	if v.Do == "refuse" {
		return dossier.Refuse{Reason: v.Reason, Procedure: v.Version.Code, Channel: channel, Receiving: who.Office, Competent: v.Competent, Papers: papers,
			Applicant: &applicant, Record: v.post()}
	}
	place := v.ReturnAt
	if place != v.Competent {
		place = who.Office
	}
	in := dossier.Receive{Procedure: v.Version.Code, Channel: channel, Receiving: who.Office, Competent: v.Competent, ReturnAt: place, Papers: papers,
		Sets: sets, Person: p.person(ctx, v.Typed), Applicant: &applicant, Record: v.post(), Prompt: v.Do == "at_once",
		Outside: v.Outside}
	if v.Do == "incomplete" {
		if len(v.lacking()) == 0 {
			f.Problems.Add("lack", "Chọn ít nhất một giấy tờ còn thiếu hoặc cần sửa.")
		}
		return dossier.RequestSupplement{Brought: &in, Lines: v.lacking(), Reason: v.Reason}
	}
	if len(v.Papers) > 0 && len(papers) == 0 {
		f.Problems.Add("have", "Đánh dấu các giấy tờ đã nhận.")
	}
	return in
}

// person links the dossier with the account of somebody whose number a desk has verified,
// so that they find it among their own. A number alone links nothing: anybody can type it.
func (p pages) person(ctx context.Context, who dossier.Applicant) string {
	if who.IDNo == "" {
		return ""
	}
	known, err := p.People.ByNumber(ctx, who.IDNo)
	if err != nil || !known.Is(who.Name) {
		return ""
	}
	return known.ID
}

// alike shows, once, the open dossiers of the same person for the same procedure at
// this desk; pressing again says that this is another one.
func (p pages) alike(ctx context.Context, who access.Who, f *page.Form, v *counterView) error {
	name := fold.Fold(v.Typed.Name)
	if name == "" {
		return nil
	}
	lines, err := dossier.New(p.DB.Read()).NamesakeLines(ctx, dossier.NamesakeLinesParams{Home: who.Office, Folded: name, Most: rowsMost})
	if err != nil {
		return err
	}
	var codes []string
	for _, l := range lines {
		s := dossier.State(l.State)
		if l.Procedure != v.Version.Code || !s.Open() && s != dossier.Filed {
			continue
		}
		a, err := p.Dossiers.Applicant(ctx, dossier.Key{Home: l.Home, ID: l.ID})
		if err != nil {
			return err
		}
		if figures(a.Phone) == figures(v.Typed.Phone) && !strings.Contains(v.Known, l.Code) {
			codes = append(codes, l.Code)
			v.Alike = append(v.Alike, page.Link{Text: l.Code, Href: "/desk/dossiers/" + l.Code})
		}
	}
	if len(codes) == 0 {
		return nil
	}
	// Asked after they were found: the other press of this form may have made one of them.
	used, err := p.used(ctx, who, v.Key)
	if err != nil {
		return err
	}
	if used {
		v.Alike = nil
	} else {
		v.Known = strings.TrimSpace(v.Known + " " + strings.Join(codes, " "))
		f.Problems.Add("name", "Người này đang có hồ sơ cùng thủ tục: "+strings.Join(codes, ", ")+". Nếu đây là hồ sơ khác, bấm Tiếp nhận lần nữa.")
	}
	return nil
}

func figures(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// deskOwner keeps the forms of one clerk apart from those of others and of citizens.
func deskOwner(who access.Who) string { return "desk:" + who.Official }

// formKey is the key of a form among those of one clerk: a key seen elsewhere, or a
// citizen's draft, means nothing here.
func formKey(who access.Who, key string) string { return deskOwner(who) + "/" + key }
