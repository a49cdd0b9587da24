package reception

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/dossier"
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
	if before, err := p.Dossiers.DraftOf(r.Context(), deskOwner(who), formKey(who, v.Key)); err == nil && before.Dossier != "" {
		http.Redirect(w, r, "/desk/dossiers/"+before.Dossier+"/done", http.StatusSeeOther) // the same form a second time
		return nil
	}
	v.Refusing = f.Choice("do", "accept", "refuse") == "refuse"
	act := p.outcome(r.Context(), who, f, &v)
	if !f.Problems.Any() && !v.Refusing {
		if err := p.alike(r.Context(), who, f, &v); err != nil {
			return err
		}
	}
	if !f.Problems.Any() {
		d, err := p.Dossiers.DoOnce(r.Context(), who, dossier.Form{Key: formKey(who, v.Key), Owner: deskOwner(who)}, act)
		if err == nil {
			http.Redirect(w, r, "/desk/dossiers/"+d.Code+"/done", http.StatusSeeOther)
			return nil
		}
		if !trail.Took(f, err, "office", "competent") {
			return err
		}
	}
	v.Frame.Failed, v.Problems = true, f.Problems
	page.Render(w, r, http.StatusUnprocessableEntity, counterPage(v))
	return nil
}

// outcome is the act of the button pressed.
func (p pages) outcome(ctx context.Context, who access.Who, f *page.Form, v *counterView) dossier.Act {
	papers := v.papers(f)
	channel, _ := strconv.Atoi(v.Channel)
	sets, _ := strconv.Atoi(v.Sets)
	applicant := v.Typed
	if v.Refusing {
		return dossier.Refuse{Reason: v.Reason, Procedure: v.Version.Code, Channel: channel, Receiving: who.Office, Competent: v.Competent, Papers: papers, Applicant: &applicant}
	}
	if len(v.Papers) > 0 && len(papers) == 0 {
		f.Problems.Add("have", "Đánh dấu các giấy tờ đã nhận.")
	}
	return dossier.Receive{Procedure: v.Version.Code, Channel: channel, Receiving: who.Office, Competent: v.Competent, ReturnAt: who.Office, Papers: papers,
		Sets: sets, Person: p.person(ctx, v.Typed.IDNo), Applicant: &applicant}
}

// person links the dossier with the account of somebody known by the number of the
// identity paper shown, so that they find it among their own.
func (p pages) person(ctx context.Context, number string) string {
	if number == "" {
		return ""
	}
	known, err := p.People.ByNumber(ctx, number)
	if err != nil {
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
	if len(codes) > 0 {
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
