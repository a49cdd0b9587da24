package reception

import (
	"net/http"
	"strconv"

	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/web/page"
	"motcua/web/page/parts"
	"motcua/web/trail"
)

const uploadMost = trail.UploadMost

// authorisation and exemption are the papers the desk keeps beside a dossier.
const (
	authorisation = "authorisation"
	exemption     = "exemption"
)

// endings are the desk's acts around the end of a dossier: originals, announcing, post.
var endings = []act{
	{path: "announce", act: "announce", button: "Đã báo người nộp", title: "Ghi nhận đã báo có kết quả", yes: "Đã báo", said: "Đã ghi nhận báo kết quả.",
		open: func(v trail.View) bool { return !v.AnnouncedAt.Set() }, fields: announceFields, read: readAnnounce},
	{path: "post", act: "post", button: "Gửi qua bưu chính", title: "Giao kết quả cho bưu chính", yes: "Đã giao bưu chính", said: "Đã ghi nhận giao kết quả cho bưu chính.",
		open: func(v trail.View) bool { return !v.PostedAt.Set() }, fields: postFields, read: readPost},
	{path: "post-invite", act: "post_invite", button: "Bưu chính đã mời nhận", title: "Ghi một lần bưu chính mời nhận", yes: "Ghi lần mời này", said: "Đã ghi lần mời nhận.",
		open: onTheWay, fields: inviteFields, read: func(trail.View, *page.Form, *askView) dossier.Act { return ending.Invite{} }},
	{path: "post-back", act: "post_back", button: "Nhận lại từ bưu chính", title: "Nhận lại kết quả từ bưu chính", yes: "Đã nhận lại", said: "Kết quả đã về bộ phận một cửa.",
		open: onTheWay, fields: backFields, read: readPostBack},
	{path: "originals", act: "hold_originals", button: "Giữ bản chính", title: "Bản chính giữ lại để đối chiếu", yes: "Ghi vào danh sách", said: "Đã ghi bản chính được giữ.",
		fields: holdFields, read: readHold},
	{path: "originals-back", act: "give_originals", button: "Trả bản chính", title: "Trả bản chính đã giữ", yes: "Đã trả bản chính", said: "Đã ghi nhận trả bản chính.",
		open: func(v trail.View) bool { return len(v.Dossier.Held()) > 0 }, fields: giveFields, read: readGive},
}

func onTheWay(v trail.View) bool { return v.PostedAt.Set() }

// every is all that the desk's pages offer, in the order of the buttons.
func every() []act { return append(append([]act(nil), acts...), endings...) }

// offered reports whether the act can be done now by whoever looks.
func (a act) offered(v trail.View) bool { return v.Can(a.act) && (a.open == nil || a.open(v)) }

// returnable tells a result that waits from one that was given already.
func returnable(v trail.View) bool {
	return v.Dossier.State == dossier.Completed || v.Corrected()
}

// keep takes an uploaded photograph in and gives its hash; none chosen is "".
func (p pages) keep(r *http.Request, subject string, f *page.Form, as string) (string, error) {
	return trail.Keep(p.Hall, r, subject, f, as)
}

// requested keeps the applicant's request with the act that ends the dossier (PRI-1).
func requested(p pages, r *http.Request, v trail.View, f *page.Form, what dossier.Act) (dossier.Act, error) {
	var err error
	switch a := what.(type) {
	case ending.Withdraw:
		a.Paper, err = p.keep(r, v.ID, f, trail.Request)
		return a, err
	case dossier.Stop:
		if a.Cause == "applicant" {
			a.Paper, err = p.keep(r, v.ID, f, trail.Request)
		}
		return a, err
	}
	return what, nil
}

// authorised keeps the paper of an authorised person with the return (PRI-3).
func authorised(p pages, r *http.Request, v trail.View, f *page.Form, what dossier.Act) (dossier.Act, error) {
	a, ok := what.(ending.Return)
	if !ok || a.How != "authorised" {
		return what, nil
	}
	var err error
	a.Paper, err = p.keep(r, v.ID, f, authorisation)
	return a, err
}

func readReturn(v trail.View, f *page.Form, _ *askView) dossier.Act {
	return ending.Return{To: f.Text("to", 200), How: f.Text("how", 20), Originals: ticked(v, f), Note: f.Text("note", 300)}
}

func ticked(v trail.View, f *page.Form) []int {
	var out []int
	for _, s := range f.Values("originals") {
		if i, err := strconv.Atoi(s); err == nil && i < len(v.Dossier.Originals) {
			out = append(out, i)
		}
	}
	return out
}

// heldOptions are the originals still here, to be ticked off.
func heldOptions(d dossier.Dossier) []parts.Option {
	var out []parts.Option
	for i, o := range d.Originals {
		if !o.Given.Set() {
			out = append(out, parts.Option{Value: strconv.Itoa(i), Label: o.Name, Hint: strconv.Itoa(o.N) + " bản, giữ từ " + page.ShortDateTime(o.Taken.Time())})
		}
	}
	return out
}

func readAnnounce(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	a := dossier.Announce{}
	if c := f.Choice("channels", "phone", "paper"); c != "" {
		a.Channels = []string{c}
	}
	return a
}

func readPost(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	return ending.Post{Slip: f.Text("slip", 40)}
}

func readPostBack(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	return ending.PostBack{Lost: f.Choice("why", "undelivered", "lost") == "lost"}
}

func readHold(_ trail.View, f *page.Form, _ *askView) dossier.Act {
	n, ok := f.Int("n", 1, 99)
	name := f.Text("originals", 200)
	if !ok || name == "" {
		if name == "" {
			f.Problems.Add("originals", "Ghi tên bản chính được giữ, ví dụ “Giấy chứng nhận quyền sử dụng đất”.")
		}
		return ending.Hold{}
	}
	return ending.Hold{Originals: []dossier.Original{{Name: name, N: int(n)}}}
}

func readGive(v trail.View, f *page.Form, _ *askView) dossier.Act {
	return ending.GiveBack{Which: ticked(v, f), To: f.Text("to", 200)}
}
