package citizen

import (
	"net/http"
	"net/url"

	"motcua/dossier"
	"motcua/dossier/letters"
	"motcua/web/page"
	"motcua/web/trail"
)

// letterGot is a letter of apology the applicant can confirm having got (APO-5).
type letterGot struct{ Ground, Name, Action string }

func lettersGot(x trail.View, base string) []letterGot {
	var out []letterGot
	add := func(ground string, w dossier.Way) {
		if !w.Acknowledged.Set() && x.Can("acknowledge_letter") {
			out = append(out, letterGot{ground, trail.LetterName(ground), base + "/letter-received"})
		}
	}
	if x.Apology != nil {
		add("late", x.Apology.Way)
	}
	for _, l := range x.Losses {
		add(l.Ground, l.Way)
	}
	return out
}

// letterReceived notes that the applicant has the letter.
func (p pages) letterReceived(w http.ResponseWriter, r *http.Request) error {
	x, who, err := p.own(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	flash := page.Flash{Text: "Đã ghi nhận: ông/bà đã nhận thư xin lỗi."}
	_, err = p.Dossiers.Do(r.Context(), who, dossier.Key{Home: x.Home, ID: x.ID}, letters.AcknowledgeLetter{Ground: f.Text("ground", 16)})
	if err != nil {
		if !f.Problems.Refused(err) {
			return err
		}
		flash = page.Flash{Kind: "warning", Text: f.Problems[len(f.Problems)-1].Sentence}
	}
	page.Redirect(w, r, "/mine/"+url.PathEscape(x.Code), flash)
	return nil
}
