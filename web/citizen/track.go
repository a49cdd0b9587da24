package citizen

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"motcua/access"
	"motcua/dossier/code"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/page"
	"motcua/web/trail"
)

type trackView struct {
	page.Frame
	Problems page.Problems
	Code     string
}

// kept is where the session remembers which dossiers were opened by code and digits.
const kept = "tracked"

const keptMost = 20

func (p pages) trackForm(w http.ResponseWriter, r *http.Request) error {
	v := trackView{Frame: p.frame(r, "Theo dõi hồ sơ"), Code: page.Query(r).Text("code", 60)}
	page.Render(w, r, http.StatusOK, trackPage(v))
	return nil
}

// track opens a dossier to whoever knows its code and the last four digits of the
// phone (REC-5); tries are counted before they are made.
func (p pages) track(w http.ResponseWriter, r *http.Request) error {
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	code := readCode(f)
	four := f.Need("four", 4, "Nhập 4 chữ số cuối của số điện thoại đã ghi trong hồ sơ.")
	if four != "" && (len(four) != 4 || strings.Trim(four, "0123456789") != "") {
		f.Problems.Add("four", "Nhập đúng 4 chữ số, ví dụ 4567.")
	}
	if !f.Problems.Any() {
		tries := []session.Key{session.Code(code), session.Spray(p.Address(r))}
		if err := p.Throttle.Allow(r.Context(), tries...); err != nil {
			return err
		}
		_, err := p.Dossiers.Track(r.Context(), code, four)
		if no, ok := refusal.As(err); ok && no.Kind == refusal.KindMissing {
			f.Problems.Add("code", "Không có hồ sơ nào có mã này và số điện thoại này. Xin xem lại cả hai; sau 5 lần sai phải chờ 60 phút.")
		} else if err != nil {
			return err
		} else {
			if err := p.Throttle.Succeeded(r.Context(), tries...); err != nil {
				return err
			}
			p.remember(r.Context(), code, four)
			http.Redirect(w, r, "/track/"+url.PathEscape(code), http.StatusSeeOther)
			return nil
		}
	}
	v := trackView{Frame: p.frame(r, "Theo dõi hồ sơ"), Problems: f.Problems, Code: f.Value("code")}
	v.Failed = true
	page.Render(w, r, http.StatusUnprocessableEntity, trackPage(v))
	return nil
}

// readCode takes a code of any format, with the blanks and hyphens a copy brings
// along (CODE-5).
func readCode(f *page.Form) string {
	typed := f.Need("code", 60, "Nhập mã hồ sơ ghi trên giấy tiếp nhận.")
	if typed == "" {
		return ""
	}
	c, err := code.Parse(typed)
	if no, ok := refusal.As(err); ok {
		f.Problems.Add("code", no.Sentence)
		return ""
	}
	return c.String()
}

func (p pages) remember(ctx context.Context, code, four string) {
	all := append([]string{code + "=" + four}, strings.Fields(p.Sessions.Kept(ctx, kept))...)
	p.Sessions.Keep(ctx, kept, strings.Join(all[:min(len(all), keptMost)], " "))
}

func (p pages) remembered(ctx context.Context, code string) (four string, ok bool) {
	all := p.Sessions.Kept(ctx, kept) // reading forgets, so it is kept again
	p.Sessions.Keep(ctx, kept, all)
	for _, one := range strings.Fields(all) {
		if c, digits, _ := strings.Cut(one, "="); c == code {
			return digits, true
		}
	}
	return "", false
}

// tracked shows the dossier without personal values, files or words of officials.
func (p pages) tracked(w http.ResponseWriter, r *http.Request) error {
	code := r.PathValue("code")
	four, ok := p.remembered(r.Context(), code)
	if !ok {
		http.Redirect(w, r, "/track?code="+url.QueryEscape(code), http.StatusSeeOther)
		return nil
	}
	d, err := p.Dossiers.Track(r.Context(), code, four)
	if err != nil {
		return err
	}
	x, err := trail.Read(r.Context(), p.Hall, access.Who{Channel: "page"}, d)
	if err != nil {
		return err
	}
	v, err := p.followed(r, x, "")
	if err != nil {
		return err
	}
	v.Timeline = x.Timeline()
	for i := range v.Timeline.Moments {
		v.Timeline.Moments[i].Why = ""
	}
	page.Render(w, r, http.StatusOK, followPage(v))
	return nil
}
