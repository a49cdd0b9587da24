package citizen_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/dossier"
	"motcua/office"
	"motcua/web/citizen"
)

// TestEveryRouteHoldsItsAccess tries every route of citizens as nobody and as every
// kind of official: all are sent to sign in, whatever the address names.
func TestEveryRouteHoldsItsAccess(t *testing.T) {
	x := open(t)
	d := x.asked()
	draft := strings.TrimPrefix(x.answered(), "/filing/")
	fill := strings.NewReplacer("{code}", url.PathEscape(d.Code), "{draft}", draft, "{step}", "check", "{paper}", "p2", "{file}", "x", "{token}", d.Token, "{$}", "")
	outsiders := map[string]*http.Client{"nobody": x.As(whoNobody)}
	for _, r := range office.Roles() {
		outsiders[string(r)] = x.As(x.Who(string(r), x.Ward))
	}
	for _, c := range outsiders {
		c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	n := 0
	for _, rt := range citizen.Routes(x.Hall) {
		if rt.Access != "citizen" {
			continue
		}
		method, path, _ := strings.Cut(fill.Replace(rt.Pattern), " ")
		for name, c := range outsiders {
			n++
			req, err := http.NewRequestWithContext(t.Context(), method, x.Server.URL+path, nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := c.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if to := resp.Header.Get("Location"); resp.StatusCode != http.StatusSeeOther || !strings.HasPrefix(to, "/signin") {
				t.Errorf("%s %s as %s: %d %s", method, path, name, resp.StatusCode, to)
			}
		}
	}
	if n < 150 {
		t.Errorf("only %d tries", n)
	}
	after, err := x.Dossiers.Find(t.Context(), x.Citizen(), d.Code)
	if err != nil || after.State != dossier.Supplementing {
		t.Errorf("nothing has changed: %v %v", after.State, err)
	}
}
