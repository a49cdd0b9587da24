package posted_test

import (
	"net/url"
	"testing"

	"motcua/posting"
	"motcua/web/hall/halltest"
)

// CK-1: what a closed place was to post goes where it is not yet asked for; where the version
// hangs at every other place the task ends, and its days stay.
func TestCK_1_WhatAClosedPlaceWasToPost(t *testing.T) {
	x := open(t)
	first := x.place("board")
	status, body := x.Upload(x.desk, first+"/post", url.Values{"codes": {code, other}}, "photo", "a.png", halltest.PNG)
	x.holds(first, status, body, 200)
	x.amend(code, "2019-07-01")
	x.amend(other, "2019-07-01")
	x.to("2019-07-01")
	for _, s := range x.sheets(first) {
		if s.State == posting.Flagged {
			status, body = x.Upload(x.desk, "/control/posting/sheets/"+s.ID+"/down", url.Values{}, "photo", "a.png", halltest.PNG)
			x.holds(first, status, body, 200)
		}
	}
	x.to("2019-07-05")
	status, body = x.Post(x.head, first+"/close", nil)
	x.holds(first, status, body, 422, "nơi niêm yết cuối cùng", "còn 2 tờ phải niêm yết", "Lập nơi niêm yết khác trước")
	second := x.place("binder")
	status, body = x.Upload(x.desk, second+"/post", url.Values{"codes": {code}}, "photo", "a.png", halltest.PNG)
	x.holds(second, status, body, 200)
	status, body = x.Post(x.head, first+"/close", nil)
	x.holds(first, status, body, 200, "Đã đóng nơi niêm yết")
	got := map[string]posting.Sheet{}
	for _, s := range x.sheets(second) {
		got[s.Code+string(s.State)] = s
	}
	moved := got[other+string(posting.Wanted)]
	if len(got) != 2 || got[code+string(posting.Hanging)].ID == "" || moved.Due != "2019-07-01" || moved.Late("2019-07-05") != 4 {
		t.Fatalf("CK-1 %+v", got)
	}
	states := map[string]posting.FindingState{}
	found, err := x.Hall.Postings.FoundIn(t.Context(), x.control(), "2019-07-01", "2019-07-31", "")
	for _, f := range found.Verified {
		if f.Wrong == posting.Absent {
			states[f.Code] = f.State
			if f.Late("2019-07-05") != 4 {
				t.Errorf("CK-6 %s was missing for %d days", f.Code, f.Late("2019-07-05"))
			}
		}
	}
	if err != nil || len(states) != 2 || states[other] != posting.Open || states[code] != posting.Overtaken {
		t.Errorf("CK-6 %v %v", states, err)
	}
	x.wants(x.check, "/control/posting/findings?since-day=1&since-month=7&since-year=2019&until-day=31&until-month=7&until-year=2019", 200, "Hết phải niêm yết, chưa khắc phục")
	x.wants(x.desk, "/control/posting/sheets/"+moved.ID, 200, "Chuyển sang nơi niêm yết khác")
	if differ, err := x.Hall.Postings.Proof(t.Context()); err != nil || len(differ) > 0 {
		t.Errorf("rows differ from their events: %v %v", differ, err)
	}
}
