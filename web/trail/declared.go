package trail

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"

	"motcua/access"
	"motcua/dossier"
	"motcua/dossier/declaration"
	"motcua/event"
	"motcua/form"
	"motcua/office"
	"motcua/refusal"
	"motcua/slip"
	"motcua/web/hall"
	"motcua/web/page/parts/questions"
)

// declare takes the filled form of a dossier along; nil when it has none, or its answers
// were erased.
func (v *View) declare(ctx context.Context) error {
	f, a, ok, err := declared(ctx, v.hall, v.Dossier, v.Events)
	if err != nil || !ok {
		return err
	}
	s := f.Show(a)
	v.Sheet, v.answers = &s, a
	return nil
}

// Answered are the answers of the filled form, nil when there is none.
func (v View) Answered() form.Answers { return v.answers }

func declared(ctx context.Context, h *hall.Hall, d dossier.Dossier, events []event.Event) (form.Form, form.Answers, bool, error) {
	raw := declaration.Answers(events)
	if d.Declared == nil || len(raw) == 0 {
		return form.Form{}, nil, false, nil
	}
	f, err := h.Forms.Named(ctx, d.Declared.Form)
	if err != nil {
		return f, nil, false, err
	}
	a, err := Answers(raw)
	return f, a, err == nil, err
}

// Answers reads answers as they were kept, numbers as they were written.
func Answers(raw []byte) (form.Answers, error) {
	var a form.Answers
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	return a, d.Decode(&a)
}

// PrintForm sends the filled form of a dossier as PDF.
func (v View) PrintForm(w http.ResponseWriter) error {
	if v.Sheet == nil {
		return refusal.Missing("Hồ sơ này chưa có tờ khai điện tử.")
	}
	return v.send(w, "to-khai", v.hall.Slips().Declaration(slip.Case{Dossier: v.Dossier, Who: v.Applicant}, *v.Sheet, v.Declared.At).Render)
}

// earlierMost is how many earlier dossiers are looked through for known answers.
const earlierMost = 10

// Earlier gives what a person answered in forms before, newest first (DV-8). An official is
// given what stands in dossiers they may open, and that they read it is recorded: a number
// typed in at a desk opens nobody's papers (REC-5).
func Earlier(ctx context.Context, h *hall.Hall, who access.Who, person string) ([]form.Before, error) {
	if person == "" {
		return nil, nil
	}
	lines, err := dossier.New(h.DB.Read()).PersonLines(ctx, dossier.PersonLinesParams{Person: person, Most: 500})
	if err != nil {
		return nil, err
	}
	slices.Reverse(lines)
	var out []form.Before
	for _, l := range lines[:min(len(lines), earlierMost)] {
		key := dossier.Key{Home: l.Home, ID: l.ID}
		d, err := h.Dossiers.Open(ctx, key)
		if err != nil {
			return nil, err
		}
		if d.Declared == nil || who.Official != "" && access.May(who, access.See, d.Subject()) != nil {
			continue
		}
		if err := h.Dossiers.NoteRead(ctx, who, key); err != nil {
			return nil, err
		}
		events, err := h.Dossiers.Trail(ctx, key)
		if err != nil {
			return nil, err
		}
		f, a, ok, err := declared(ctx, h, d, events)
		if err != nil {
			return nil, err
		}
		if ok {
			out = append(out, form.Before{Dossier: d.Code, Form: f, Answers: a})
		}
	}
	return out, nil
}

// Places names the provinces, and the city's own districts and communes, of today.
func Places(h *hall.Hall) questions.Places {
	var districts, communes []string
	for o := range h.Offices.Tree().Each(h.Today()) {
		switch o.Kind {
		case office.District:
			districts = append(districts, o.Place)
		case office.Commune:
			communes = append(communes, o.Place)
		}
	}
	return questions.PlacesOf(h.Today(), districts, communes)
}
