package citizen_test

import (
	"context"
	"strings"
	"testing"

	"motcua/procedure"
)

func TestTwoVersionsStandSideBySide(t *testing.T) {
	x := open(t)
	code, body := x.Get(x.As(x.Citizen()), "/procedures/"+birth+"/changes")
	if code != 200 || !strings.Contains(body, "Hai phiên bản không khác nhau") {
		t.Errorf("one version alone: %d", code)
	}
	old, _ := x.Hall.Procedures.InForce(birth, "2019-06-03")
	next := old
	next.No, next.ValidFrom, next.Agency = 0, "2019-06-02", "Ủy ban nhân dân phường mới"
	if _, err := x.Hall.Procedures.Import(context.Background(), procedure.File{Source: "x", Versions: []procedure.Version{next}}); err != nil {
		t.Fatal(err)
	}
	_, body = x.Get(x.As(x.Citizen()), "/procedures/"+birth)
	if !strings.Contains(body, "/procedures/"+birth+"/changes?from=1&amp;to=2") {
		t.Error("the procedure does not lead to its changes")
	}
	code, body = x.Get(x.As(x.Citizen()), "/procedures/"+birth+"/changes?from=1&to=2")
	for _, want := range []string{`<ins class="mc-came">`, `<del class="mc-gone">`, "thêm:", "bỏ:", "phường mới", "Phiên bản 2, từ", `id="section-agency"`} {
		if code != 200 || !strings.Contains(body, want) {
			t.Errorf("%d: the comparison lacks %q", code, want)
		}
	}
	if strings.Contains(body, `id="section-papers"`) {
		t.Error("a section that stayed is shown")
	}
	if code, _ := x.Get(x.As(x.Citizen()), "/procedures/9.999999/changes"); code != 404 {
		t.Errorf("no such procedure: %d", code)
	}
}

func TestDV1ListByLevelOfServiceAndByEventOfLife(t *testing.T) {
	x := open(t)
	_, all := x.Get(x.As(x.Citizen()), "/procedures")
	_, four := x.Get(x.As(x.Citizen()), "/procedures?service=3")
	_, event := x.Get(x.As(x.Citizen()), "/procedures?event=sinh-con")
	if !strings.Contains(four, "Mức độ 3") || strings.Count(four, "href=\"/procedures/1.") == 0 || !strings.Contains(event, "Thủ tục đăng ký khai sinh") || strings.Contains(event, "/procedures/1.001612") {
		t.Error("DV-1: the lists by level and by event are wrong")
	}
	if strings.Count(all, "href=\"/procedures/1.") <= strings.Count(event, "href=\"/procedures/1.") {
		t.Error("an event of life does not narrow the list")
	}
}
