package leader_test

import (
	"net/url"
	"testing"

	"motcua/dossier"
	"motcua/dossier/ending"
	"motcua/web/leader/leadertest"
	"motcua/web/trail"
)

func TestSET8TheHeadCorrectsAResultAtTheCostOfTheAgency(t *testing.T) {
	x := open(t)
	d := x.drafted("ket-qua.pdf", pdf(t, "a"))
	c, path := x.Head(), "/leader/dossiers/"+d.Code
	if code, _ := x.Post(c, path+"/sign", url.Values{"draft": {d.Proposal.File}}); code != 200 {
		t.Fatal("not signed")
	}
	d = x.Must(x.Who("reception", x.Ward), d, ending.Complete{})
	if code, body := x.Post(c, path+"/correct", url.Values{"reason": {"Ghi sai năm sinh của người nộp"}, "cost": {"20000"}}); code != 422 || leadertest.Find(body, "href", "#f-file") == nil {
		t.Errorf("%d: a correction without a file", code)
	}
	if code, _ := x.Upload(c, path+"/correct", url.Values{"reason": {"Ghi sai năm sinh của người nộp"}, "cost": {"20000"}}, "file", "sua.pdf", []byte("no pdf")); code != 422 {
		t.Errorf("%d: no PDF", code)
	}
	old := d.Result.File
	if code, body := x.Upload(c, path+"/correct", url.Values{"reason": {"Ghi sai năm sinh của người nộp"}, "cost": {"20000"}}, "file", "sua.pdf", pdf(t, "b")); code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	d = x.Now(d)
	if len(d.Corrections) != 1 || d.Corrections[0].Was.File != old || d.Corrections[0].Cost != 20_000 || d.Result.File == old || d.Result.Number != "02/KQ" {
		t.Errorf("%+v %+v", d.Corrections, d.Result)
	}
	hash, _, n := x.Kept(d, trail.Result)
	if n != 2 || hash != d.Result.File || d.Result.Signature.Hash == "" {
		t.Errorf("%d results kept, newest %s, the row names %s", n, hash, d.Result.File)
	}
	orders, err := x.Hall.Payments.Of(t.Context(), dossier.Key{Home: d.Home, ID: d.ID})
	if err != nil || len(orders) != 1 || orders[0].Amount != 20_000 || orders[0].Kind != "cost" {
		t.Errorf("%+v %v", orders, err)
	}
}
