package posted_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/access"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/paper"
	"motcua/paper/papertest"
	"motcua/posting"
	"motcua/web/hall/halltest"
)

// A row is named by a page of ours, never by who sends the form: a report nobody can open,
// or one that stands in the place of something else, would silence whoever reports next.
func TestCK_7_NobodyNamesARowHimself(t *testing.T) {
	x := open(t)
	place := x.place("board")
	status, body := x.Upload(x.desk, place+"/post", url.Values{"codes": {code}}, "photo", "a.png", halltest.PNG)
	x.holds(place, status, body, 200)
	stale := "Biểu mẫu đã cũ. Tải lại trang rồi nhập lại."
	for _, key := range []string{"", strings.Repeat("0", 36), strings.Repeat("x", 36), "../../../../../../../../etc/passwd-xx", "' OR '1'='1' --                    --", "016B1C3E-5C00-7000-8123-456789ABCDEF"} {
		for _, row := range []struct {
			who  *http.Client
			at   string
			form url.Values
		}{
			{x.no, "/posted/" + code + "-1-1/report", url.Values{"wrong": {"unreadable"}}},
			{x.no, "/board/" + x.Ward + "/report", url.Values{"wrong": {"unreadable"}}},
			{x.inspect, place + "/find", url.Values{"wrong": {"unreadable"}}},
			{x.head, "/control/posting/offices/" + x.Ward + "/new", url.Values{"kind": {"board"}, "name": {"Sảnh tầng một"}}},
		} {
			row.form.Set("id", key)
			status, body := x.Upload(row.who, row.at, row.form, "photo", "a.png", halltest.PNG)
			x.holds(row.at, status, body, 422, stale)
			if strings.Contains(body, `name="id" value="`+key+`"`) {
				t.Errorf("%s: the form keeps the key %q and can never be sent", row.at, key)
			}
		}
	}
	all, err := x.Hall.Postings.Waiting(t.Context(), x.control(), "")
	if err != nil || len(all) != 0 {
		t.Errorf("%d findings under names of their senders: %v", len(all), err)
	}
	open, err := x.Hall.Postings.PlacesOf(t.Context(), x.Who("head", x.Ward), x.Ward)
	if err != nil || len(open) != 1 {
		t.Errorf("%d places, want the one: %v", len(open), err)
	}
}

// The id of something that is there, sent back as the name of a new row, names another row:
// no file comes to a dossier, and none is read through it.
func TestPRI_1_AnIDThatIsTakenNamesNothing(t *testing.T) {
	x := open(t)
	place := x.place("board")
	for at, who := range map[string]*http.Client{"/board/" + x.Ward + "/report": x.no, place + "/find": x.inspect, "/control/posting/offices/" + x.Ward + "/new": x.head} {
		taken := x.IDs.New() // of a dossier, say
		secret := papertest.Keep(t, x.Hall.Papers, paper.Given{Subject: taken, Paper: "result", Name: "ket-qua.pdf"}, paper.PDF.Name, strings.NewReader("%PDF of somebody else"))
		form := url.Values{"id": {taken}, "wrong": {"unreadable"}, "said": {"Bị tủ che mất nửa dưới"}, "kind": {"board"}, "name": {"Sảnh tầng một"}}
		if status, body := x.Upload(who, at, form, "photo", "a.png", halltest.PNG); status == 422 {
			t.Errorf("%s: %s", at, text(body))
		}
		if all, err := x.Hall.Papers.Of(t.Context(), taken); err != nil || len(all) != 1 {
			t.Errorf("PRI-1 %s: %d files stand in what somebody else's id names: %v", at, len(all), err)
		}
		for _, is := range []string{"/control/posting/places/", "/control/posting/findings/"} {
			if status, _ := x.Get(x.head, is+taken+"/photos/"+secret.ID); status != 404 {
				t.Errorf("%s: somebody else's paper is read at %s: %d", at, is, status)
			}
		}
	}
}

// However many reported the same office today, the next is heard: a cap that many made-up
// reports fill would silence whoever comes after, and tell him why.
func TestCK_6_NobodyReportsAnOfficeSilent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		x := openOn(t, d)
		for i := range 35 {
			f := posting.Finding{ID: x.IDs.New(), Office: x.Ward, Wrong: posting.Unreadable}
			if _, err := x.Hall.Postings.Report(t.Context(), access.Who{Channel: "page"}, f, "Bị tủ che", nil); err != nil {
				t.Fatalf("CK-6 report %d: %v", i+1, err)
			}
		}
		ids, err := x.Hall.Postings.Waiting(t.Context(), x.control(), x.Ward)
		if err != nil || len(ids) != 35 {
			t.Errorf("CK-6 %d of 35 wait: %v", len(ids), err)
		}
		if all, err := x.Hall.Postings.Findings(t.Context(), x.control(), ids); err != nil || len(all) != 35 || all[34].ID != ids[34] {
			t.Errorf("CK-6 %d of 35 are read: %v", len(all), err)
		}
		if all, err := x.Hall.Postings.Findings(t.Context(), x.Who("head", x.Other), ids); err != nil || len(all) != 0 {
			t.Errorf("CK-6 another office reads %d: %v", len(all), err)
		}
		if all, err := x.Hall.Postings.Tallies(t.Context(), x.control()); err != nil || len(all) != 1 || all[0].Reported != 35 {
			t.Errorf("CK-6 counted: %+v %v", all, err)
		}
	})
}
