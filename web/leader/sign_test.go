package leader_test

import (
	"bytes"
	"context"
	"image"
	picture "image/png"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"motcua/deadline"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/letter"
	"motcua/office"
	"motcua/web/leader/leadertest"
	"motcua/web/trail"
)

// lettersOf gives the latest moments for a dossier's letter.
func lettersOf(x house, d dossier.Dossier) (deadline.Letters, bool) {
	x.T.Helper()
	m, err := x.Dossiers.MomentOf(x.Who("head", x.Ward), d)
	if err != nil {
		x.T.Fatal(err)
	}
	return dossier.Letters(d, m)
}

func TestTheSignatureIsMadeOverTheDraftThatWasRead(t *testing.T) {
	x := open(t)
	d := x.drafted("ket-qua.pdf", pdf(t, "a"))
	c, path := x.Head(), "/leader/dossiers/"+d.Code
	_, body := x.Get(c, path+"/sign")
	draft := leadertest.Attr(leadertest.Find(body, "name", "draft"), "value")
	if draft != d.Proposal.File || leadertest.Find(body, "href", path+"/draft") == nil || !strings.Contains(body, "Đủ điều kiện theo quy định.") {
		t.Fatal("the page shows neither the draft nor what its author said")
	}
	if code, raw := x.Get(c, path+"/draft"); code != 200 || raw != string(pdf(t, "a")) {
		t.Errorf("the draft cannot be read: %d", code)
	}
	if code, body := x.Post(c, path+"/sign", url.Values{"draft": {draft}}); code != 200 || !strings.Contains(body, "Đã ký kết quả số") {
		t.Fatalf("%d %s", code, leadertest.Text(leadertest.Find(body, "class", "govuk-error-summary")))
	}
	got := x.Now(d)
	hash, raw, n := x.Kept(got, trail.Result)
	if got.State != dossier.Signed || n != 1 || got.Result.File != hash || got.Result.Signature.Hash != draft || got.Result.Form != "" {
		t.Errorf("%s %d %+v", got.State, n, got.Result)
	}
	seen, err := x.Hall.Signer.(*letter.Keys).Verify(raw)
	if err != nil || len(seen) != 1 || !seen[0].Valid() {
		t.Errorf("the signature does not verify: %+v %v", seen, err)
	}
	if code, body := x.Post(c, path+"/sign", url.Values{"draft": {draft}}); code != 422 || !strings.Contains(body, "Đã ký") {
		t.Errorf("pressed twice: %d", code)
	}
	if _, _, n := x.Kept(got, trail.Result); n != 1 {
		t.Errorf("the second press left %d signed files", n)
	}
}

func TestWhatMayNotBeSignedIsRefusedAndLeavesNothing(t *testing.T) {
	x := open(t)
	changed := x.drafted("a.pdf", pdf(t, "a"))
	read := changed.Proposal.File
	changed = x.Must(x.Who("head", x.Ward), changed, decision.SendBack{Reason: "Sửa lại dòng 2"})
	changed = x.Must(x.Who("officer", x.Ward), changed, decision.Examine{Fit: true})
	changed = x.proposed(changed, "b.pdf", pdf(t, "b"))
	picture := x.drafted("anh.png", png(t))
	lost := x.In(dossier.Proposed, leadertest.FiveDays) // its draft was never stored
	for _, row := range []struct {
		sentence string
		d        dossier.Dossier
		draft    string
		says     string
	}{
		{"a draft changed after it was read", changed, read, "đã thay đổi sau khi mở trang ký"},
		{"a draft that is no PDF", picture, picture.Proposal.File, "Chỉ ký số được dự thảo dạng PDF"},
		{"a draft that is not there", lost, lost.Proposal.File, "Không tìm thấy tệp dự thảo"},
		{"no draft named", changed, "", "SET-1"},
	} {
		code, body := x.Post(x.Head(), "/leader/dossiers/"+row.d.Code+"/sign", url.Values{"draft": {row.draft}})
		if code != http.StatusUnprocessableEntity || !strings.Contains(body, row.says) {
			t.Errorf("%s: %d %s", row.sentence, code, leadertest.Text(leadertest.Find(body, "role", "alert")))
		}
		if _, _, n := x.Kept(row.d, trail.Result); n != 0 || x.Now(row.d).State != dossier.Proposed {
			t.Errorf("%s: %d signed files, state %s", row.sentence, n, x.Now(row.d).State)
		}
	}
}

func TestWhoExaminedDoesNotSign(t *testing.T) {
	x := open(t)
	d := x.drafted("a.pdf", pdf(t, "a"))
	officer := x.Who("officer", x.Ward)
	err := x.Hall.Offices.Save(context.Background(), office.Change{Posts: []office.Post{{ID: "second", Official: officer.Official, Office: x.Ward, Role: office.Head, From: "2019-01-06"}}})
	if err != nil {
		t.Fatal(err)
	}
	officer.Post = "second"
	code, body := x.Get(x.As(officer), "/leader/dossiers/"+d.Code+"/sign")
	if code != http.StatusForbidden || !strings.Contains(body, "đã thẩm định hồ sơ này") {
		t.Errorf("status %d", code)
	}
}

// APO-7, SEED 2.9: first the letter, then the signature.
func TestALateDossierIsNotSignedWithoutItsLetter(t *testing.T) {
	x := open(t)
	d := x.drafted("a.pdf", pdf(t, "a"))
	x.To("2019-06-13 09:00")
	c, path := x.Head(), "/leader/dossiers/"+d.Code
	_, body := x.Get(c, path)
	if !strings.Contains(body, "Quá hạn, chưa có thư xin lỗi") {
		t.Error("the page does not say what stands in the way")
	}
	if _, body := x.Get(c, path+"/sign"); !strings.Contains(body, "Phải gửi thư xin lỗi") {
		t.Error("the page of the signature does not say it before it is pressed")
	}
	code, body := x.Post(c, path+"/sign", url.Values{"draft": {d.Proposal.File}})
	if code != 422 || !strings.Contains(body, "Phải gửi thư xin lỗi") || !strings.Contains(body, "APO-7") {
		t.Errorf("status %d", code)
	}
	if _, _, n := x.Kept(d, trail.Result); n != 0 {
		t.Error("a refused signature was made all the same")
	}
	if code, _ := x.Post(c, path+"/letter", leadertest.LetterForm("send", "0")); code != 200 {
		t.Fatalf("letter: %d", code)
	}
	if code, _ := x.Post(c, path+"/sign", url.Values{"draft": {d.Proposal.File}}); code != 200 || x.Now(d).State != dossier.Signed {
		t.Errorf("after the letter: %d %s", code, x.Now(d).State)
	}
}

// APO-4, VB-8: a deputy signs KT., in the post taken under the delegation.
func TestADeputySignsForTheHead(t *testing.T) {
	x := open(t)
	d := x.drafted("a.pdf", pdf(t, "a"))
	deputy, boss := x.Who("deputy_head", x.Ward), x.Who("head", x.Ward)
	err := x.Hall.Offices.Save(context.Background(), office.Change{Delegations: []office.Delegation{{ID: "g", From: boss.Post, To: deputy.Post, Begin: "2019-06-01", End: "2019-06-30", Form: "KT."}}})
	if err != nil {
		t.Fatal(err)
	}
	c := x.behalf(deputy, boss.Post)
	if code, body := x.Post(c, "/leader/dossiers/"+d.Code+"/sign", url.Values{"draft": {d.Proposal.File}}); code != 200 {
		t.Fatalf("%d %s", code, leadertest.Text(leadertest.Find(body, "role", "alert")))
	}
	if got := x.Now(d); got.Result.Form != "KT." || got.Result.Signer != deputy.Official {
		t.Errorf("%+v", got.Result)
	}
	events, err := x.Dossiers.Trail(context.Background(), dossiertest.Key(d))
	if err != nil || events[len(events)-1].Behalf != boss.Post {
		t.Errorf("the trail does not say for whom: %v", err)
	}
}

// png is a picture of one dot: a file that is accepted, and no PDF.
func png(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := picture.Encode(&out, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
