package door

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"motcua/account"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

type accountView struct {
	Frame    page.Frame
	Problems page.Problems
	Facts    []parts.Fact
	Sessions parts.Table
	Others   int
	Posts    bool
	Citizen  bool
	Verified string // when a desk saw the paper
	Code     string // just issued, to read out at the desk
}

func (d door) account(w http.ResponseWriter, r *http.Request) error {
	return d.showAccount(w, r, http.StatusOK, nil, "")
}

// verifyFor is how long a code to read out at the desk is good.
const verifyFor = 15 * time.Minute

// askCode gives a citizen the code that shows a desk whose account this is.
func (d door) askCode(w http.ResponseWriter, r *http.Request) error {
	id := d.Sessions.Of(r.Context())
	if id.Nobody() || id.Person == "" {
		return hall.ErrSignIn
	}
	code, err := session.NewOneTime(d.DB, d.Wall, d.IDs).IssueCode(r.Context(), hall.VerifyPurpose(id.Person), verifyFor)
	if err != nil {
		return err
	}
	return d.showAccount(w, r, http.StatusOK, nil, code[:4]+" "+code[4:])
}

func (d door) showAccount(w http.ResponseWriter, r *http.Request, status int, problems page.Problems, code string) error {
	ctx := r.Context()
	id := d.Sessions.Of(ctx)
	if id.Nobody() {
		return hall.ErrSignIn
	}
	open, err := d.open(ctx, id)
	if err != nil {
		return err
	}
	v := accountView{Frame: d.frame(r, "Tài khoản"), Problems: problems, Others: len(open) - 1, Posts: id.Official != ""}
	v.Frame.Failed = problems.Any()
	if u := v.Frame.User; u != nil {
		v.Facts = append(v.Facts, parts.Fact{Key: "Họ và tên", Value: u.Name})
		if u.Post != "" {
			v.Facts = append(v.Facts, parts.Fact{Key: "Chức vụ đang làm việc", Value: u.Post, More: []string{u.Office}, Change: "/posts", What: "chức vụ"})
		}
	}
	v.Facts = append(v.Facts, parts.Fact{Key: "Đăng nhập lúc", Value: page.DateTime(d.Sessions.Since(ctx))})
	if id.Person != "" && id.Official == "" {
		me, err := d.People.Find(ctx, id.Person)
		if err != nil {
			return err
		}
		v.Citizen, v.Code = true, code
		if me.Verified.Set() {
			v.Verified = page.DateTime(me.Verified.Time())
		}
	}
	v.Sessions = sessionTable(open)
	page.Render(w, r, status, accountPage(v))
	return nil
}

func (d door) open(ctx context.Context, id session.Identity) ([]session.Open, error) {
	if id.Official != "" {
		return d.Sessions.OfOfficial(ctx, id.Official)
	}
	return d.Sessions.OfPerson(ctx, id.Person)
}

func sessionTable(open []session.Open) parts.Table {
	t := parts.Table{Caption: "Các phiên đang mở", CaptionHidden: true, Columns: []parts.Column{{Title: "Mở lúc"}, {Title: "Dùng lần cuối"}, {Title: "Từ địa chỉ", Code: true}},
		Empty: parts.Empty{Title: "Không có phiên nào khác", Why: "Mỗi lần đăng nhập trên một máy hiện ở đây."}}
	for _, s := range open {
		t.Rows = append(t.Rows, parts.Row{Cells: []parts.Cell{{Text: page.ShortDateTime(s.Created)}, {Text: page.ShortDateTime(s.Seen)}, {Text: s.From}}})
	}
	return t
}

// endOthers ends every session of the owner and goes on under a new id.
func (d door) endOthers(w http.ResponseWriter, r *http.Request) error {
	id := d.Sessions.Of(r.Context())
	if id.Nobody() {
		return hall.ErrSignIn
	}
	n, err := d.alone(r.Context(), id)
	if err != nil {
		return err
	}
	page.Redirect(w, r, "/account", page.Flash{Kind: "success", Text: fmt.Sprintf("Đã kết thúc %d phiên khác.", max(n-1, 0))})
	return nil
}

// alone ends all sessions of an identity and opens a fresh one for this browser.
func (d door) alone(ctx context.Context, id session.Identity) (ended int, err error) {
	used := d.Sessions.Kept(ctx, keptAccount)
	if id.Official != "" {
		ended, err = d.Sessions.EndForOfficial(ctx, id.Official)
	} else {
		ended, err = d.Sessions.EndForPerson(ctx, id.Person)
	}
	if err != nil {
		return 0, err
	}
	if err := d.Sessions.SignIn(ctx, id); err != nil {
		return 0, err
	}
	d.Sessions.Keep(ctx, keptAccount, used)
	return ended, nil
}

func (d door) changePassword(w http.ResponseWriter, r *http.Request) error {
	id := d.Sessions.Of(r.Context())
	if id.Nobody() {
		return hall.ErrSignIn
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	err = d.newPassword(r, id, secret(r, "old"), secret(r, "password"))
	if err == nil {
		page.Redirect(w, r, "/account", page.Flash{Kind: "success", Text: "Đã đổi mật khẩu. Các phiên khác đã kết thúc."})
		return nil
	}
	no, ok := refusal.As(err)
	if !ok {
		return err
	}
	f.Problems = append(f.Problems, page.Problem{Field: no.Field, Sentence: no.Sentence})
	return d.showAccount(w, r, page.StatusOf(err), f.Problems, "")
}

// newPassword changes the password of the account signed in with; whoever sits down at
// an open browser still needs the old one, and guesses it as slowly as at the door.
func (d door) newPassword(r *http.Request, id session.Identity, old, password string) error {
	ctx := r.Context()
	a, err := d.own(ctx, id)
	if err != nil {
		return err
	}
	if err := d.Throttle.Allow(ctx, session.Account(a.Login)); err != nil {
		return err
	}
	ok, err := d.Hasher.Check(ctx, a.Hash, old)
	if err != nil {
		return err
	}
	if !ok {
		return refusal.Invalid("old", "Mật khẩu đang dùng không đúng.")
	}
	if err := session.Acceptable(password, a.Login); err != nil {
		return err
	}
	hash, err := d.Hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	if err := d.Throttle.Succeeded(ctx, session.Account(a.Login)); err != nil {
		return err
	}
	if err := d.Accounts.SetHash(ctx, a.ID, hash); err != nil {
		return err
	}
	_, err = d.alone(ctx, id)
	return err
}

// own is the account this session was opened with, if it is still the identity's.
func (d door) own(ctx context.Context, id session.Identity) (account.Account, error) {
	used := d.Sessions.Kept(ctx, keptAccount)
	d.Sessions.Keep(ctx, keptAccount, used)
	a, found, err := d.Accounts.ByID(ctx, used)
	if err == nil && (!found || a.Official != id.Official || a.Person != id.Person) {
		err = refusal.Invalid("", "Phiên này không còn gắn với tài khoản. Đăng xuất, đăng nhập lại rồi đổi mật khẩu.")
	}
	return a, err
}
