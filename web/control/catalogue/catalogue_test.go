package catalogue_test

import (
	"bytes"
	"context"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"motcua/bundle"
	"motcua/procedure"
	"motcua/web/control"
	"motcua/web/control/catalogue"
	"motcua/web/hall"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

func open(t *testing.T) (*halltest.House, *http.Client) {
	t.Helper()
	x := halltest.Open(t, halltest.Mount{Audience: page.Official, Routes: control.Routes}, halltest.Mount{Audience: page.Official, Routes: catalogue.Routes})
	part := procedure.Part{Store: x.Hall.Procedures}
	x.Hall.Configuration = hall.Configuration{DB: x.Hall.DB, Parts: []hall.Part{{Name: part.Name(), Title: "Danh mục thủ tục", Export: part.Export, Check: part.Check, Apply: part.ApplyTx, Refresh: part.Refresh}}}
	return x, x.As(x.Who("control", x.Procedures.City()))
}

func wants(t *testing.T, code int, body string, status int, says ...string) {
	t.Helper()
	if code != status {
		t.Errorf("status %d, want %d", code, status)
	}
	for _, s := range says {
		if !strings.Contains(body, s) {
			t.Errorf("the page does not say %q", s)
		}
	}
}

func TestTheCatalogueShowsPartsGapsAndVersions(t *testing.T) {
	x, c := open(t)
	code, body := x.Get(c, "/control")
	wants(t, code, body, 200, "/control/catalogue", "/control/configuration")
	code, body = x.Get(c, "/control/catalogue")
	wants(t, code, body, 200, "Còn phần thiếu", "Quyết định công bố")
	code, body = x.Get(c, "/control/catalogue?q=khong+co+gi+nhu+the")
	wants(t, code, body, 200, "Không có thủ tục nào")
	code, body = x.Get(c, "/control/catalogue/1.001193")
	wants(t, code, body, 200, "d) Thành phần, số lượng hồ sơ", "Phiên bản đầu tiên", "KS-1 h")
	code, _ = x.Get(c, "/control/catalogue/9.999999")
	wants(t, code, "", 404)
	if code, _ := x.Get(x.As(x.Who("officer", x.Ward)), "/control/configuration"); code == 200 {
		t.Error("an officer opens the configuration")
	}
}

// sent uploads a packed configuration and gives the page it leads to.
func sent(t *testing.T, x *halltest.House, c *http.Client, data []byte) (int, string, string) {
	t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	w, err := m.CreateFormFile("file", "cau-hinh.zip")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPost, x.Server.URL+"/control/configuration", &b)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", m.FormDataContentType())
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	resp, err := c.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body), resp.Request.URL.Path
}

func TestConfigurationIsLookedAtBeforeItIsTakenOver(t *testing.T) {
	x, c := open(t)
	_, packed := x.Get(c, "/control/configuration/files.zip")
	files, bad := bundle.Unzip([]byte(packed))
	if bad != nil {
		t.Fatal(bad)
	}
	code, body, _ := sent(t, x, c, []byte(packed))
	wants(t, code, body, 200, "Không có gì khác cấu hình hiện hành")
	code, body, _ = sent(t, x, c, []byte("không phải tệp nén"))
	wants(t, code, body, 422, "không phải tệp nén ZIP")

	const path = "procedures/1.001193.json"
	whole := string(files[path])
	files[path] = []byte(strings.Replace(whole, `"in_person"`, `"by_pigeon"`, 1))
	data, err := bundle.Zip(files)
	if err != nil {
		t.Fatal(err)
	}
	code, body, at := sent(t, x, c, data)
	wants(t, code, body, 422, "bị từ chối, chưa có gì thay đổi", path, "versions[0].channels[0].channel")
	if code, _ := x.Post(c, at, nil); code != 422 {
		t.Errorf("refused files are taken over: %d", code)
	}

	v, _ := x.Hall.Procedures.InForce("1.001193", "2019-06-03")
	files[path] = []byte(strings.Replace(whole, `"valid_from": "`+v.ValidFrom+`"`, `"valid_from": "`+v.ValidFrom+`",`+"\n      \"valid_to\": \"2019-06-30\",\n      \"ended_by\": \"77/QĐ-UBND\"", 1))
	if data, err = bundle.Zip(files); err != nil {
		t.Fatal(err)
	}
	code, body, at = sent(t, x, c, data)
	wants(t, code, body, 200, "Chưa có gì thay đổi: 1 mục sẽ đổi", "hết hiệu lực", "Ngày cuối còn hiệu lực 30/6/2019", "Nhận cấu hình này")
	if _, still := x.Hall.Procedures.InForce("1.001193", "2019-07-01"); !still {
		t.Error("looking changed something")
	}
	for _, other := range []string{"control", "admin"} { // KS-4: of a ward, or who keeps the machine
		if code, _ := x.Post(x.As(x.Who(other, x.Ward)), at, nil); code != 403 {
			t.Errorf("%s of a ward takes files over: %d", other, code)
		}
	}
	code, body = x.Post(c, at, nil)
	wants(t, code, body, 200)
	if _, still := x.Hall.Procedures.InForce("1.001193", "2019-07-01"); still {
		t.Error("what was confirmed did not happen")
	}
	again, err := x.Hall.Configuration.Export(context.Background())
	if err != nil || string(again[path]) != string(files[path]) {
		t.Errorf("the export is not what was imported (%v)", err)
	}
}
