package sample

import (
	"bytes"
	"net/http"
	"net/url"

	"motcua/clock"
	"motcua/procedure"
	"motcua/refusal"
	"motcua/web/hall"
)

type pages struct{ *hall.Hall }

// Routes is the map of these pages.
func Routes(h *hall.Hall) []hall.Route {
	return []hall.Route{{Pattern: "GET /procedures/{code}/sample.pdf", Access: "anyone", Handle: pages{h}.sample}}
}

// Href is the address of a procedure's sample.
func Href(v procedure.Version) string {
	return "/procedures/" + url.PathEscape(v.Code) + "/sample.pdf"
}

func (p pages) sample(w http.ResponseWriter, r *http.Request) error {
	v, ok := p.Procedures.InForce(r.PathValue("code"), p.Today())
	if !ok {
		return refusal.Missing("Không tìm thấy thủ tục này, hoặc thủ tục đã hết hiệu lực. Xin tìm lại theo tên.")
	}
	f := p.Forms.For(v)
	a, _, err := f.Read(f.Sample())
	if err != nil {
		return err
	}
	city, _ := p.Offices.Tree().City(p.Today())
	var out bytes.Buffer
	if err := p.Slips().Sample(f.Show(a), city.ID, clock.At(p.Civil.Now())).Render(&out); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Content-Disposition", `inline; filename="mau-`+v.Code+`.pdf"`)
	_, err = w.Write(out.Bytes())
	return err
}
