package leader_test

import (
	"net/http"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/web/leader/chair"
	"motcua/web/leader/leadertest"
)

// SET-4, SET-9: the control slip and the notice of a stop are printed from the page of
// whoever leads.
func TestSET_9_TheNoticeOfAStopIsPrinted(t *testing.T) {
	x := open(t)
	d := x.In(dossier.InProcess, leadertest.FiveDays)
	head := x.Head()
	if code, _ := x.Get(head, chair.PathOf(d.Code)+"/stop.pdf"); code != http.StatusNotFound {
		t.Errorf("a notice before the stop: %d", code)
	}
	x.Must(x.Who("head", x.Ward), d, dossier.Stop{Cause: "applicant", Reason: "Người nộp đề nghị dừng", Paper: "request"})
	_, body := x.Get(head, chair.PathOf(d.Code))
	for _, paper := range []string{"/control.pdf", "/stop.pdf"} {
		if !strings.Contains(body, chair.PathOf(d.Code)+paper) {
			t.Errorf("the page does not lead to %s", paper)
		}
		if code, pdf := x.Get(head, chair.PathOf(d.Code)+paper); code != http.StatusOK || !strings.HasPrefix(pdf, "%PDF") {
			t.Errorf("%s: %d", paper, code)
		}
	}
}
