package letters

import (
	"bytes"
	"context"
	"io"
	"slices"

	"motcua/access"
	"motcua/apology"
	"motcua/dossier"
	"motcua/event"
	"motcua/letter"
	"motcua/notice"
	"motcua/paper"
	"motcua/slip"
	"motcua/web/leader/chair"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

// mayApologise asks right and rule before anything is written or signed.
func (l Pages) mayApologise(who access.Who, v trail.View, act dossier.Act) error {
	if err := access.May(who, act.Name(), v.Subject()); err != nil {
		return err
	}
	return l.Rehearse(who, v.Dossier, act)
}

// send renders, signs, keeps and sends a letter, with the written notice to the one-stop
// unit beside it (APO-3, APO-14). The rule is asked before a signature is made, and the
// papers are named in the transaction of the act.
func (l Pages) send(ctx context.Context, who access.Who, v trail.View, dr apology.Draft, channels []string) error {
	if err := l.mayApologise(who, v, dr.Act()); err != nil {
		return err
	}
	s, err := l.Signatory(who)
	if err != nil {
		return err
	}
	raw, err := l.renderLetter(v, dr, s)
	if err != nil {
		return err
	}
	kind, name := trail.Letter, "Thu-xin-loi-"
	if dr.Ground != apology.Late {
		kind, name = trail.LostLetter, "Thu-xin-loi-giay-to-"
	}
	kept, sig, err := l.signed(ctx, who, v, raw, paper.Given{Paper: kind, Name: name + v.Code + ".pdf"})
	if err != nil {
		return err
	}
	files := []paper.PaperFile{kept}
	sending := apology.Sending{Ground: dr.Ground, Version: dr.Version, Channels: channels, Form: chair.FormText(s.Form), File: kept.Hash, Signature: chair.SignatureOf(sig)}
	if dr.Ground == apology.Late {
		told, err := l.notice(ctx, who, v, dr, s)
		if err != nil {
			return err
		}
		sending.Notice, files = told.Hash, append(files, told)
	}
	_, err = l.Letters.Send(ctx, who, chair.Key(v.Dossier), sending, paper.Naming(files...))
	return err
}

// signed signs a paper of the office and stores its bytes, which the act names.
func (l Pages) signed(ctx context.Context, who access.Who, v trail.View, raw []byte, as paper.Given) (paper.PaperFile, letter.SignatureInfo, error) {
	s, err := l.Signatory(who)
	if err != nil {
		return paper.PaperFile{}, letter.SignatureInfo{}, err
	}
	signed, info, err := l.Signer.Sign(ctx, raw, "Ký "+as.Name, s.Official.Name, l.Civil.Now())
	if err != nil {
		return paper.PaperFile{}, info, err
	}
	as.Subject, as.Owner = v.ID, who.Official
	kept, err := l.Papers.Made(ctx, as, paper.PDF.Name, bytes.NewReader(signed))
	return kept, info, err
}

// notice is the signed notice to the one-stop unit that received the dossier.
func (l Pages) notice(ctx context.Context, who access.Who, v trail.View, dr apology.Draft, s slip.Signatory) (paper.PaperFile, error) {
	raw, err := rendered(l.Slips().LateNotice(slip.Case{Dossier: v.Dossier, Who: v.Applicant}, dr, s))
	if err != nil {
		return paper.PaperFile{}, err
	}
	kept, _, err := l.signed(ctx, who, v, raw, paper.Given{Paper: trail.LateNotice, Name: "Thong-bao-cham-tra-" + v.Code + ".pdf"})
	return kept, err
}

func (l Pages) renderLetter(v trail.View, dr apology.Draft, s slip.Signatory) ([]byte, error) {
	c := slip.Case{Dossier: v.Dossier, Who: v.Applicant}
	if dr.Ground != apology.Late {
		return rendered(l.Slips().LossApology(c, dr, l.Letters.ItemsOf(v.Dossier, dr, v.Applicant), s))
	}
	a := l.Slips().Apology(c, dr, s)
	if a.NewDue.IsZero() && v.SettledAt.Set() {
		a.NewDue = v.SettledAt.Time() // the result is already there: the letter says since when
	}
	return rendered(a)
}

func rendered(form interface{ Render(io.Writer) error }) ([]byte, error) {
	var out bytes.Buffer
	err := form.Render(&out)
	return out.Bytes(), err
}

// messageFact is the proof of the message centre for a letter that went out by SMS: the
// number it gave, and when (APO-5).
func (l Pages) messageFact(ctx context.Context, v trail.View, act string) ([]parts.Fact, error) {
	all, err := (&notice.Store{DB: l.DB}).OfDossier(ctx, v.Home, v.ID)
	if err != nil {
		return nil, err
	}
	var out []parts.Fact
	for _, n := range all {
		if n.Kind != "apologise" || n.Channel != notice.BySMS || !slices.ContainsFunc(v.Events, func(e event.Event) bool { return e.ID == n.Event && e.Act == act }) {
			continue
		}
		f := parts.Fact{Key: "Tin nhắn", Value: "Đang chờ tổng đài gửi"}
		switch n.State {
		case notice.Sent:
			f.Value, f.More = "Tổng đài đã gửi, "+page.DateTime(n.Sent.Time()), []string{"mã của tổng đài: " + n.Proof}
		case notice.Dead:
			f.Value = "Không gửi được: giao thư bằng văn bản hoặc trực tiếp"
		}
		out = append(out, f)
	}
	return out, nil
}
