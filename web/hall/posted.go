package hall

import (
	"context"

	"motcua/calendar"
	"motcua/form"
	"motcua/letter/poster"
	"motcua/office"
	"motcua/posting"
	"motcua/procedure"
	"motcua/rating"
	"motcua/web/page"
)

// Remarks are where feedback goes, as lines of a sheet (CK-3).
func Remarks(f page.Feedback) []string {
	out := []string{f.Office}
	for _, x := range []struct{ what, value string }{{"địa chỉ ", f.Address}, {"điện thoại ", page.Phone(f.Phone)}, {"thư điện tử ", f.Email}} {
		if x.value != "" {
			out = append(out, x.what+x.value)
		}
	}
	return out
}

// Posting is a version as a sheet, for a place or, with a zero place, for anybody.
func (h *Hall) Posting(v procedure.Version, at posting.Place, remarks []string) poster.Sheet {
	base := h.Slips().Base
	p := posting.Print{Base: base, Feedback: append(remarks, "trang "+base), Form: blank(h.Forms.For(v)), At: h.Civil.Now()}
	if at.ID != "" {
		p.Office, p.Where = h.Offices.Tree().Title(h.Postings.Heir(at.Office)), at.Name
	}
	return posting.SheetOf(v, posting.Mark{Code: v.Code, No: v.No, Place: at.No}, p)
}

// Binder is what a place posts, bound, with the lists that are posted beside (CK-5).
func (h *Hall) Binder(ctx context.Context, at posting.Place, all []procedure.Version, remarks []string) (poster.Binder, error) {
	b := poster.Binder{Office: h.Offices.Tree().Title(h.Postings.Heir(at.Office)), Where: at.Name, Day: page.CivilDate(h.Today()), Feedback: append(remarks, "trang "+h.Slips().Base), Printed: h.Civil.Now()}
	all = posting.Sorted(all)
	for _, v := range all {
		b.Sheets = append(b.Sheets, h.Posting(v, at, remarks))
	}
	votes, err := h.votes(ctx, h.Postings.Heir(at.Office))
	if err != nil {
		return b, err
	}
	b.Lists = []poster.Table{posting.PostTable(all), posting.FeeTable(all), posting.StaffTable(h.Unit(h.Postings.Heir(at.Office))), posting.VotesTable(votes)}
	return b, nil
}

// Unit are the people of an office's one-stop unit with the counter's phone (CK-5).
func (h *Hall) Unit(of string) []posting.Official {
	o, _ := h.Offices.Office(of)
	var out []posting.Official
	for _, x := range h.Offices.Staff(of, h.Today(), office.OneStopHead, office.Reception) {
		if person, ok := h.Offices.Official(x.Official); ok {
			phone := person.Phone
			if phone == "" {
				phone = o.Phone
			}
			out = append(out, posting.Official{Name: person.Name, Post: x.Role.Vietnamese(), Phone: page.Phone(phone)})
		}
	}
	return out
}

// votes are the answers of the year so far.
func (h *Hall) votes(ctx context.Context, of string) (posting.Votes, error) {
	today := calendar.DateOf(h.Civil.Now())
	year, _, _ := today.Split()
	v := posting.Votes{Since: calendar.Make(year, 1, 1).String(), Until: today.String()}
	rows, err := (&rating.Store{DB: h.DB}).Count(ctx, []string{of}, rating.Period{Since: v.Since, Until: v.Until})
	for _, r := range rows {
		v.Very, v.Satisfied, v.Dissatisfied, v.All = v.Very+r.VerySatisfied, v.Satisfied+r.Satisfied, v.Dissatisfied+r.Dissatisfied, v.All+r.Votes
	}
	return v, err
}

// blank is a form with room to write.
func blank(f form.Form) *poster.Form {
	out := &poster.Form{Title: f.Title, Source: f.Source}
	for _, s := range f.Sections {
		g := poster.Group{Title: s.Title}
		for _, x := range s.Fields {
			g.Lines = append(g.Lines, questions(x)...)
		}
		if len(g.Lines) > 0 {
			out.Groups = append(out.Groups, g)
		}
	}
	if len(out.Groups) == 0 {
		return nil
	}
	return out
}

// questions are the lines of one field; what stands for a paper is handed in, not written.
func questions(x form.Field) []string {
	switch {
	case x.Type == form.Upload:
		return nil
	case x.Type == form.Choice || x.Type == form.Several:
		label := x.Label
		for i, o := range x.Options {
			if i == 0 {
				label += " ("
			} else {
				label += " / "
			}
			label += o
		}
		if len(x.Options) > 0 {
			label += ")"
		}
		return []string{label}
	case x.Type == form.Group || x.Type.Composite():
		var out []string
		for _, in := range x.Inner() {
			for _, q := range questions(in) {
				out = append(out, x.Label+" – "+q)
			}
		}
		return out
	}
	return []string{x.Label}
}
