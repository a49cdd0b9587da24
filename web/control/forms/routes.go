package forms

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"motcua/access"
	"motcua/form"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/control"
	"motcua/web/hall"
	"motcua/web/page"
)

type pages struct{ control.Room }

// home is the address of the list; everything else stands below.
const home = "/control/forms"

// fileMost bounds a form that comes as a file.
const fileMost = 1 << 20

// Routes is the map of these pages.
func Routes(h *hall.Hall) []hall.Route {
	p := pages{control.Room{Hall: h}}
	const one = home + "/{procedure}"
	out := []hall.Route{
		{Pattern: "GET " + home, Handle: p.list},
		{Pattern: "GET " + one, Handle: p.show},
		{Pattern: "POST " + one + "/begin", Handle: p.begin},
		{Pattern: "POST " + one + "/restore", Handle: p.restore},
		{Pattern: "GET " + one + "/file", Handle: p.download},
		{Pattern: "POST " + one + "/file", Limit: fileMost + 64<<10, Handle: p.upload},
		{Pattern: "GET " + one + "/edit", Handle: p.edit},
		{Pattern: "POST " + one + "/edit", Handle: p.change},
		{Pattern: "GET " + one + "/question", Handle: p.question},
		{Pattern: "POST " + one + "/question", Handle: p.putQuestion},
		{Pattern: "GET " + one + "/preview", Handle: p.preview},
		{Pattern: "POST " + one + "/preview", Handle: p.try},
		{Pattern: "GET " + one + "/publish", Handle: p.askPublish},
		{Pattern: "POST " + one + "/publish", Handle: p.publish},
		{Pattern: "POST " + one + "/drop", Handle: p.drop},
	}
	for i := range out {
		out[i].Access = string(office.Control)
	}
	return out
}

func at(code, what string) string {
	to := home + "/" + url.PathEscape(code)
	if what != "" {
		to += "/" + what
	}
	return to
}

func (p pages) who(r *http.Request) (access.Who, error) {
	return p.Official(r, string(office.Control))
}

// subject is the procedure of the address.
func (p pages) subject(r *http.Request) (access.Who, procedure.Version, error) {
	who, err := p.who(r)
	if err != nil {
		return who, procedure.Version{}, err
	}
	v, ok := p.Procedures.InForce(r.PathValue("procedure"), p.Today())
	if !ok {
		return who, v, refusal.Missing("Không tìm thấy thủ tục này, hoặc thủ tục không còn hiệu lực.")
	}
	return who, v, nil
}

// keeper is the procedure of the address for somebody who prescribes its form.
func (p pages) keeper(r *http.Request) (access.Who, procedure.Version, error) {
	who, v, err := p.subject(r)
	if err == nil {
		err = p.Forms.May(who)
	}
	return who, v, err
}

// working is the copy being worked on.
func (p pages) working(r *http.Request) (access.Who, procedure.Version, form.Work, error) {
	who, v, err := p.subject(r)
	if err != nil {
		return who, v, form.Work{}, err
	}
	w, err := p.Forms.Working(r.Context(), who, v.Code)
	return who, v, w, err
}

func (p pages) frame(r *http.Request, title string, v procedure.Version) page.Frame {
	above := []page.Link{{Text: "Tờ khai", Href: home}}
	if v.Code != "" {
		above = append(above, page.Link{Text: v.Code, Href: at(v.Code, "")})
	}
	return p.Framed(r, title, above...)
}

// placeOf reads "section.field.inner" as the editor writes it.
func placeOf(s string) (form.Place, bool) {
	all := strings.Split(s, ".")
	if len(all) != 3 {
		return form.Place{}, false
	}
	var n [3]int
	for i, x := range all {
		var err error
		if n[i], err = strconv.Atoi(x); err != nil {
			return form.Place{}, false
		}
	}
	return form.Place{Section: n[0], Field: n[1], Inner: n[2]}, true
}

func placeText(p form.Place) string {
	return strconv.Itoa(p.Section) + "." + strconv.Itoa(p.Field) + "." + strconv.Itoa(p.Inner)
}
