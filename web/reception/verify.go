package reception

import (
	"net/http"

	"motcua/access"
	"motcua/account"
	"motcua/person"
	"motcua/refusal"
	"motcua/session"
	"motcua/web/hall"
	"motcua/web/page"
	"motcua/web/page/parts"
)

// verifyView is the page on which a desk that has seen somebody's identity paper makes
// the number of their account count.
type verifyView struct {
	Frame                     page.Frame
	Problems                  page.Problems
	Login, Code, Name, Number string
}

func (p pages) askVerify(w http.ResponseWriter, r *http.Request) error {
	if _, err := p.who(r); err != nil {
		return err
	}
	return p.showVerify(w, r, http.StatusOK, verifyView{})
}

func (p pages) showVerify(w http.ResponseWriter, r *http.Request, status int, v verifyView) error {
	v.Frame = p.frame(r, "Xác thực tài khoản công dân")
	v.Frame.Back, v.Frame.Failed = &page.Link{Text: "Bàn tiếp nhận", Href: "/desk"}, v.Problems.Any()
	page.Render(w, r, status, verifyPage(v))
	return nil
}

// verify spends the code the citizen reads out from their own account and takes name and
// number from the paper in hand. Whoever only knows the number has no code; whoever only
// has an account has no paper.
func (p pages) verify(w http.ResponseWriter, r *http.Request) error {
	who, err := p.who(r)
	if err != nil {
		return err
	}
	f, err := page.ReadForm(w, r, 0)
	if err != nil {
		return err
	}
	v := verifyView{Login: f.Need("login", 100, "Nhập số điện thoại đăng nhập của người nộp."), Code: f.Need("code", 20, "Nhập mã 8 chữ số người nộp đọc từ trang Tài khoản của họ."),
		Name: f.Need("name", 250, "Nhập họ tên như trên giấy tờ tùy thân."), Number: f.Need("number", 20, "Nhập số giấy tờ tùy thân.")}
	if !f.Problems.Any() {
		err := p.verified(r, who, v)
		if err == nil {
			page.Redirect(w, r, "/desk", page.Flash{Kind: "success", Text: "Đã xác thực tài khoản của " + v.Name + "."})
			return nil
		}
		if no, ok := refusal.As(err); ok && no.Kind == refusal.KindTooMany || !f.Problems.Refused(err) {
			return err
		}
	}
	v.Problems = f.Problems
	return p.showVerify(w, r, http.StatusUnprocessableEntity, v)
}

func (p pages) verified(r *http.Request, who access.Who, v verifyView) error {
	ctx := r.Context()
	key := session.Code("verify " + account.Login(v.Login)) // as the account is found: the same phone in other letters is the same try
	if err := p.Throttle.Allow(ctx, key); err != nil {
		return err
	}
	a, found, err := p.Accounts.ByLogin(ctx, v.Login)
	if err != nil {
		return err
	}
	wrong := refusal.Invalid("code", "Số điện thoại hoặc mã không đúng, hoặc mã đã hết hạn. Đề nghị người nộp mở lại trang Tài khoản để lấy mã mới.")
	if !found || a.Person == "" {
		return wrong
	}
	once, purpose := session.NewOneTime(p.DB, p.Wall, p.IDs), hall.VerifyPurpose(a.Person)
	said := hall.OfPerson(who, a.Person, "verify_person")
	err = p.People.Verify(ctx, person.Seen{Person: a.Person, Name: v.Name, Number: v.Number, By: who.Official}, p.Civil.Now(),
		once.Spending(purpose, session.WithCode(purpose, v.Code)), p.Book().Writing(said, struct{}{}, person.Paper{Name: v.Name, Number: v.Number}))
	if no, ok := refusal.As(err); ok && no.Field == "token" {
		return wrong
	}
	if err != nil {
		return err
	}
	return p.Throttle.Succeeded(ctx, key)
}

// verifyHelp says why both are needed.
func verifyHelp() parts.Note {
	return parts.Note{Kind: parts.Plain, Title: "Chỉ xác thực khi người nộp có mặt", Text: "Xem giấy tờ tùy thân bản chính. Người nộp mở trang Tài khoản trên điện thoại của mình, bấm Lấy mã xác thực và đọc mã 8 chữ số. Sau khi xác thực, hồ sơ nộp tại quầy bằng số giấy tờ này hiện trong tài khoản."}
}
