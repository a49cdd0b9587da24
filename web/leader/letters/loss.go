package letters

import (
	"context"
	"net/http"
	"slices"

	"motcua/access"
	"motcua/apology"
	"motcua/clock"
	"motcua/dossier"
	"motcua/refusal"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// lossView is the letter for lost or damaged papers (APO-13).
type lossView struct {
	Frame     page.Frame
	Problems  page.Problems
	Head      parts.DossierHead
	Back      string
	Sent      []parts.Summary
	Grounds   []parts.Option
	Offices   []parts.Option
	Officials []parts.Option
	Channels  []parts.Option
	Drafts    []page.Link
	Typed     func(string) string
	Values    func(string) []string
	Version   string
}

var lossGrounds = []parts.Option{{Value: "lost", Label: "Làm mất giấy tờ"}, {Value: "damaged", Label: "Làm hư hỏng giấy tờ"}}

var letterChannels = []parts.Option{{Value: "letter", Label: "Văn bản"}, {Value: "sms", Label: "Tin nhắn"}, {Value: "in_person", Label: "Trực tiếp"}}

func (l Pages) askLoss(w http.ResponseWriter, r *http.Request) error {
	_, v, err := l.Acting(r, "apologise_lost", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	return l.showLoss(w, r, http.StatusOK, v, nil)
}

func (l Pages) showLoss(w http.ResponseWriter, r *http.Request, status int, v trail.View, f *page.Form) error {
	out := lossView{Frame: l.Framed(r, l.Who(r), "Thư xin lỗi về giấy tờ bị mất, hư hỏng"), Head: v.Head(chair.PathOf(v.Code)), Back: chair.PathOf(v.Code), Channels: letterChannels,
		Typed: func(string) string { return "" }, Values: func(string) []string { return []string{"letter"} }}
	if err := l.lossState(r, v, &out); err != nil {
		return err
	}
	out.Offices, out.Officials = l.holders(v)
	if f != nil {
		out.Problems, out.Frame.Failed, out.Typed, out.Values = f.Problems, f.Problems.Any(), f.Value, f.Values
	}
	page.Render(w, r, status, lossPage(out))
	return nil
}

// lossState fills what went out already and what is drafted.
func (l Pages) lossState(r *http.Request, v trail.View, out *lossView) error {
	out.Grounds = lossGrounds
	for _, x := range v.Losses {
		g := apology.Ground(x.Ground)
		rec, sent, err := l.Letters.SentOf(r.Context(), chair.Key(v.Dossier), g)
		if err != nil || !sent {
			return err
		}
		dr, _, err := l.Letters.Of(r.Context(), chair.Key(v.Dossier), g)
		if err != nil {
			return err
		}
		facts := append([]parts.Fact{{Key: "Giấy tờ", Value: dr.Loss.Papers}}, l.lossFacts(rec, v.Dossier)...)
		out.Sent = append(out.Sent, parts.Summary{Title: trail.LetterName(x.Ground), Facts: facts})
	}
	sms, err := l.messageFact(r.Context(), v, "apologise_lost")
	if err == nil && len(sms) > 0 {
		out.Sent = append(out.Sent, parts.Summary{Title: "Tin nhắn", Facts: sms})
	}
	return err
}

func (l Pages) lossFacts(rec apology.LetterRecord, d dossier.Dossier) []parts.Fact {
	out := []parts.Fact{{Key: "Số", Value: numberOf(rec)}, {Key: "Gửi lúc", Value: page.DateTime(clock.FromMicros(rec.SentAt))}}
	for _, x := range d.Losses {
		if x.Ground != rec.Ground {
			continue
		}
		who := l.Offices.Tree().Title(x.Office)
		if o, ok := l.Offices.Official(x.Official); ok {
			who = o.Name + " · " + who
		}
		out = append(out, parts.Fact{Key: "Đơn vị, người để xảy ra", Value: who}, parts.Fact{Key: "Chi phí cơ quan chịu", Value: page.Money(x.Cost)})
		out = append(out, wayFacts(x.Way)...)
	}
	return out
}

// wayFacts say how a letter reached its applicant, with the proofs (APO-5).
func wayFacts(w dossier.Way) []parts.Fact {
	f := parts.Fact{Key: "Giao thư", Value: "Bộ phận một cửa chưa ghi nhận việc giao"}
	for i, h := range w.Handed {
		said := "Ký nhận trực tiếp, " + page.DateTime(h.At.Time())
		if h.How == "post" {
			said = "Gửi bưu chính, số phiếu " + h.Proof + ", " + page.DateTime(h.At.Time())
		}
		if i == 0 {
			f.Value = said
		} else {
			f.More = append(f.More, said)
		}
	}
	ack := parts.Fact{Key: "Người nộp xác nhận", Value: "Chưa xác nhận"}
	if w.Acknowledged.Set() {
		ack.Value = "Đã nhận, " + page.DateTime(w.Acknowledged.Time())
	}
	return []parts.Fact{f, ack}
}

// holders are the offices that had the dossier, and the officials who work there: one of
// them lost the papers.
func (l Pages) holders(v trail.View) (offices, officials []parts.Option) {
	ids := []string{v.Receiving, v.Competent, v.Holder, v.ReturnAt}
	for _, h := range v.Handovers {
		ids = append(ids, h.From, h.To)
	}
	for _, c := range v.Consultations {
		ids = append(ids, c.Office)
	}
	officials = []parts.Option{{Value: "", Label: "Chưa xác định được người"}}
	var seen []string
	for _, id := range ids {
		if id == "" || slices.Contains(seen, id) {
			continue
		}
		seen = append(seen, id)
		offices = append(offices, parts.Option{Value: id, Label: l.Offices.Tree().Title(id)})
		for _, p := range l.Offices.Staff(id, l.Today()) {
			if o, ok := l.Offices.Official(p.Official); ok && !slices.ContainsFunc(officials, func(x parts.Option) bool { return x.Value == o.ID }) {
				officials = append(officials, parts.Option{Value: o.ID, Label: o.Name + " · " + l.Offices.Tree().Title(id)})
			}
		}
	}
	return offices, officials
}

func values(of []parts.Option) []string {
	var out []string
	for _, o := range of {
		out = append(out, o.Value)
	}
	return out
}

// loss signs and sends the letter: reviewed on the page, one act.
func (l Pages) loss(w http.ResponseWriter, r *http.Request) error {
	who, v, err := l.Acting(r, "apologise_lost", chair.Head, chair.Deputy)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	offices, officials := l.holders(v)
	ground := apology.Ground(f.Choice("ground", values(lossGrounds)...))
	cost, _ := f.Int("cost", 0, 1<<40)
	text := apology.Text{Why: f.Lines("why", 2000), Status: f.Text("status", 300), Loss: apology.Loss{Papers: f.Text("papers", 500), Office: f.Choice("office", values(offices)...),
		CostNote: f.Text("cost_note", 500), Cost: cost, Delays: f.Bool("delays")}}
	if f.Value("official") != "" {
		text.Loss.Official = f.Choice("official", values(officials)...)
	}
	channels := f.Many("channels", "letter", "sms", "in_person")
	if len(channels) == 0 {
		f.Problems = append(f.Problems, page.Problem{Field: "channels", Sentence: "Chọn ít nhất một hình thức gửi: văn bản, tin nhắn hoặc trực tiếp.", Rule: "APO-5"})
	}
	if !f.Problems.Any() {
		if err = l.sendLoss(r.Context(), who, v, ground, text, channels); err == nil {
			page.Redirect(w, r, chair.PathOf(v.Code)+"/loss", page.Flash{Kind: "success", Text: "Đã ký và gửi thư xin lỗi. Bộ phận một cửa giao thư cho người nộp."})
			return nil
		}
		if !f.Problems.Refused(err) {
			return err
		}
	}
	return l.showLoss(w, r, http.StatusUnprocessableEntity, v, f)
}

// sendLoss asks the rule first, so that a number is only given to a letter that goes out.
func (l Pages) sendLoss(ctx context.Context, who access.Who, v trail.View, g apology.Ground, t apology.Text, channels []string) error {
	if err := t.Check(g, true); err != nil {
		return err
	}
	if err := l.Rehearse(who, v.Dossier, apology.Draft{Ground: apology.Ground(v.NextLoss(string(g))), Text: t}.Act()); err != nil {
		return err
	}
	if slices.Contains(channels, "sms") && v.Applicant.Phone == "" {
		return refusal.Rule("APO-5", "channels", "Người nộp không để lại số điện thoại nên không gửi được tin nhắn. Chọn gửi văn bản hoặc trao trực tiếp.")
	}
	dr, err := l.Letters.Draft(ctx, who, chair.Key(v.Dossier), g, t)
	if err != nil {
		return err
	}
	return l.send(ctx, who, v, dr, channels)
}
