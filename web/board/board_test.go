package board_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"motcua/access"
	"motcua/web/board"
	"motcua/web/hall/halltest"
	"motcua/web/page"
)

type screen struct {
	header http.Header
	status int
	body   string
}

func get(x *halltest.House, path string, hint string) screen {
	x.T.Helper()
	req, err := http.NewRequest(http.MethodGet, x.Server.URL+path, nil)
	if err != nil {
		x.T.Fatal(err)
	}
	if hint != "" {
		req.Header.Set("Sec-CH-Prefers-Reduced-Motion", hint)
	}
	resp, err := x.As(access.Who{}).Do(req)
	if err != nil {
		x.T.Fatal(err)
	}
	resp.Body.Close()
	_, body := x.Get(x.As(access.Who{}), path)
	return screen{resp.Header, resp.StatusCode, body}
}

var turn = regexp.MustCompile(`^20; url=(/board/[^?]+\?auto=20&p=(\d+))$`)

func TestCK_1_TheCounterScreenShowsEveryProcedureOnceAndTurnsWithoutScript(t *testing.T) {
	x := halltest.Open(t, halltest.Mount{Audience: page.Citizen, Routes: board.Routes})
	at := "/board/" + x.Ward
	still := get(x, at, "")
	if still.status != 200 || still.header.Get("Refresh") != "" || strings.Contains(still.body, "<script") {
		t.Fatalf("a screen nobody set running turns by itself, or carries a script: %v", still.header)
	}
	for _, w := range []string{"Bản đang có hiệu lực ngày", "Trang 1/", "Thời hạn", "Nhận qua bưu chính công ích", "1022", "Trang sau", "Tự chuyển trang sau 20 giây"} {
		if !strings.Contains(still.body, w) {
			t.Errorf("the screen does not say %q", w)
		}
	}
	seen, pages := map[string]bool{}, 0
	for path := at + "?auto=20"; ; pages++ {
		s := get(x, path, "")
		m := turn.FindStringSubmatch(s.header.Get("Refresh"))
		if m == nil || pages > 60 {
			t.Fatalf("page %d turns to %q", pages, s.header.Get("Refresh"))
		}
		for _, c := range regexp.MustCompile(`· (\d\.\d{6})<`).FindAllStringSubmatch(s.body, -1) {
			if seen[c[1]] {
				t.Errorf("%s stands on two pages", c[1])
			}
			seen[c[1]] = true
		}
		if !strings.Contains(s.body, "Dừng tự chuyển trang") {
			t.Error("a screen that turns cannot be stopped")
		}
		if path = m[1]; m[2] == "1" {
			if !strings.Contains(s.body, "Công chức bộ phận một cửa") || !strings.Contains(s.body, "Công chức tiếp nhận và trả kết quả") {
				t.Error("CK-5: the last page does not name the people of the one-stop unit")
			}
			break
		}
	}
	codes, err := x.Hall.Postings.Unposted(t.Context(), x.Who("head", x.Ward), x.Ward)
	if err != nil || len(codes) != len(seen) || len(seen) < 20 {
		t.Errorf("the screen shows %d procedures, the office receives %d: %v", len(seen), len(codes), err)
	}
}

func TestCK_1_AScreenRespectsLessMotionAndWrongAddresses(t *testing.T) {
	x := halltest.Open(t, halltest.Mount{Audience: page.Citizen, Routes: board.Routes})
	if s := get(x, "/board/"+x.Ward+"?auto=20", "reduce"); s.header.Get("Refresh") != "" || !strings.Contains(strings.Join(s.header.Values("Vary"), ","), "Sec-CH-Prefers-Reduced-Motion") {
		t.Errorf("a device that asked for less motion is turned: %v", s.header)
	}
	for _, auto := range []string{"1", "x", "-20"} {
		if s := get(x, "/board/"+x.Ward+"?auto="+auto, ""); s.header.Get("Refresh") != "" {
			t.Errorf("auto=%s turns the page: %v", auto, s.header.Get("Refresh"))
		}
	}
	if s := get(x, "/board/nowhere", ""); s.status != 404 {
		t.Errorf("no office: %d", s.status)
	}
	if s := get(x, "/board/"+x.Ward+"?p=999", ""); !strings.Contains(s.body, "Trang 1/") {
		t.Error("a page beyond the last is not the first")
	}
}
