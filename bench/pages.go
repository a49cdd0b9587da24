package main

import (
	"fmt"
	"html/template"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"

	"motcua/office"
)

// row is what a line of the work list says.
type row struct{ Code, Procedure, Person, Due, Left, State string }

var bare = template.Must(template.New("list").Parse(`<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Việc của tôi</title></head><body>
<h1>Việc của tôi</h1><table><thead><tr><th>Mã</th><th>Thủ tục</th><th>Người nộp</th><th>Hẹn trả</th><th>Còn</th><th>Trạng thái</th></tr></thead><tbody>
{{range .}}<tr><td><a href="/officer/dossiers/{{.Code}}">{{.Code}}</a></td><td>{{.Procedure}}</td><td>{{.Person}}</td><td>{{.Due}}</td><td>{{.Left}}</td><td>{{.State}}</td></tr>
{{end}}</tbody></table></body></html>`))

// barePage is net/http and html/template with fifty rows in memory: no session, no
// rights, no database.
func barePage() http.Handler {
	rows := make([]row, 50)
	for i := range rows {
		rows[i] = row{fmt.Sprintf("000.01.26.H29-190603-%04d", i), "Thủ tục đăng ký lại kết hôn", "Nguyễn Văn Mẫu", "17 giờ 00, thứ Hai, 10/6/2019", "còn 4 ngày làm việc", "Đang xử lý"}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_ = bare.Execute(w, rows)
	})
}

func get(hc *http.Client, url, want string) error {
	resp, err := hc.Get(url)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && (resp.StatusCode != http.StatusOK || strings.Count(string(text), want) < 50) {
		err = fmt.Errorf("GET %s: %d, %d rows", url, resp.StatusCode, strings.Count(string(text), want))
	}
	return err
}

// pages: the officer's list of fifty, with session, rights and database, beside the
// bare page.
func (b *bench) pages() error {
	bp, err := start(nil, "page")
	if err != nil {
		return err
	}
	defer bp.stop()
	p, err := start(nil, "city")
	if err != nil {
		return err
	}
	defer p.stop()
	ts, err := teams(p.url, 8)
	if err != nil {
		return err
	}
	for i := range 50 * offices {
		t := ts[i%offices]
		to, err := t.desk.post("/desk/new/"+benchProcedure, url.Values{"do": {"accept"}, "key": {fmt.Sprintf("page-%d", i)}, "name": {fmt.Sprintf("Trần Thị Mẫu %d", i)},
			"phone": {fmt.Sprintf("0100%06d", i)}, "channel": {"1"}, "sets": {"1"}, "have": {"p1"}, "o-p1": {"1"}, "competent": {t.ward}})
		if err != nil {
			return err
		}
		code := path.Base(strings.TrimSuffix(to, "/done"))
		if _, err := t.head.post("/leader/dossiers/"+code+"/assign", url.Values{"officer": {login(i%offices, office.Officer)}}); err != nil {
			return err
		}
	}
	hc := client(8)
	floor := driver{one: func(int, int) error { return get(hc, bp.url, "190603-") }}
	mine := driver{one: func(c, _ int) error {
		return get(ts[c%offices].officer.hc, p.url+"/officer", "-190603-")
	}}
	var ratios []float64
	var fr, pr rate
	for range b.repeats {
		if fr, err = floor.run(8, b.seconds); err != nil {
			return err
		}
		if pr, err = mine.run(8, b.seconds); err != nil {
			return err
		}
		ratios = append(ratios, pr.cases/fr.cases)
	}
	fmt.Fprintf(b.out, "\nWork list of 50 rows, 8 clients: %.0f pages/s beside %.0f of bare html/template = %.2f; p99 %.1f ms beside %.1f ms\n", pr.cases, fr.cases,
		median(ratios), ms(pr.p99), ms(fr.p99))
	return nil
}
