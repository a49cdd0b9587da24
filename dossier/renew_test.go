package dossier_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/procedure"
)

// filedOnline is a filing of 3 June with two papers, under the first version of a
// procedure that is in force until the day given; the second, from 5 June, keeps the
// first paper in another place, drops the second, asks for a new one, and has another
// limit and fee.
func filedOnline(t *testing.T, d *db.DB, until string) (*dossiertest.City, dossier.Dossier, procedure.Version) {
	t.Helper()
	c := dossiertest.Given(t, d)
	vs, err := procedure.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	v := vs[slices.IndexFunc(vs, func(v procedure.Version) bool { return v.Code == reregister })]
	v.Code, v.ValidTo = "1.999901", until
	v.Channels = []procedure.Channel{{Kind: procedure.Online, Limit: &procedure.Limit{Value: 5, Unit: procedure.WorkingDays}, Fee: &procedure.Fee{Amount: 20_000, Currency: "VND"}}}
	v.Papers = []procedure.Paper{{Key: "p1", Name: "Tờ khai", Originals: 1}, {Key: "p2", Name: "Bản sao trích lục", Copies: 1}}
	all := []procedure.Version{v}
	if until == "" {
		next := v
		next.ValidFrom, next.Name = "2019-06-05", v.Name+" (mới)"
		next.Channels = []procedure.Channel{{Kind: procedure.Online, Limit: &procedure.Limit{Value: 3, Unit: procedure.WorkingDays}, Fee: &procedure.Fee{Amount: 30_000, Currency: "VND"}}}
		next.Papers = []procedure.Paper{{Key: "p1", Name: "Giấy xác nhận", Originals: 1}, {Key: "p2", Name: "Tờ khai", Originals: 1}}
		all = append(all, next)
	}
	if _, err := c.Procedures.Import(context.Background(), procedure.File{Source: "test", Versions: all}); err != nil {
		t.Fatal(err)
	}
	filed := c.Must(c.Citizen(), dossier.Dossier{}, dossier.File{Procedure: v.Code, Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Key: "k", Person: "person-1",
		Applicant: dossiertest.Applicant(), Papers: []dossier.GivenPaper{{Paper: "p1", Name: "Tờ khai", Files: []string{"f1"}}, {Paper: "p2", Name: "Bản sao trích lục", Files: []string{"f2"}}}})
	of := c.Procedures.Of(v.Code)
	return c, filed, of[len(of)-1]
}

func TestKS9ReceptionDecidesWhichVersionOfTheProcedureIsFollowed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, filed, next := filedOnline(t, d, "")
		desk := c.Who("reception", c.Ward)
		c.To("2019-06-04 16:00")
		same, err := c.Dossiers.MomentOf(desk, filed)
		if err != nil || same.Version.ID != filed.Version {
			t.Errorf("before the new version is in force the old one is: %s %v", same.Version.ID, err)
		}
		c.To("2019-06-05 09:00")
		if m, err := c.Dossiers.MomentOf(desk, filed); err != nil || m.Version.ID != next.ID {
			t.Errorf("what the desk sees before it accepts is the new version: %s %v", m.Version.ID, err)
		}
		got := c.Must(desk, filed, dossier.Receive{Sets: 1})
		if got.Version != next.ID || got.Limit != "3wd" || got.Fee != 30_000 || got.ProcedureName != next.Name {
			t.Errorf("received under %s, %s, %d đồng, %q", got.Version, got.Limit, got.Fee, got.ProcedureName)
		}
		if got.Papers[0].Paper != "p2" || got.Papers[1].Paper != "earlier-p2" || !slices.Equal(got.Papers[1].Files, []string{"f2"}) {
			t.Errorf("what was handed in stands under its own name: %+v", got.Papers)
		}
		lines, err := dossier.New(c.DB.Read()).NamesakeLines(context.Background(), dossier.NamesakeLinesParams{Home: c.Ward, Folded: "nguyen thi mau", Most: 5})
		if err != nil || len(lines) != 1 || lines[0].ProcedureName != next.Name {
			t.Errorf("lists name the old version: %+v %v", lines, err)
		}
		events, err := c.Dossiers.Trail(context.Background(), dossiertest.Key(got))
		if err != nil {
			t.Fatal(err)
		}
		if folded, err := dossier.Fold(events); err != nil || !dossier.Equal(folded, c.Opened(got)) {
			t.Errorf("the events do not say so: %v", err)
		}
	})
}

func TestKS9WhatTheNewVersionAsksForIsAskedByMau02(t *testing.T) {
	c, filed, next := filedOnline(t, dbtest.SQLite(t), "")
	desk := c.Who("reception", c.Ward)
	c.To("2019-06-05 09:00")
	ask := func(key string) error {
		_, err := dossier.RequestSupplement{Reason: "Thủ tục có phiên bản mới", Lines: []dossier.SupplementLine{{Paper: key, What: "Chưa có"}}}.Apply(filed, momentOf(t, c, filed))
		return err
	}
	if err := ask("earlier-p2"); rule(err) != "PRI-1" {
		t.Errorf("a paper of the old list was asked for: %v", err)
	}
	d := c.Must(desk, filed, dossier.RequestSupplement{Reason: "Thủ tục có phiên bản mới", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Chưa có"}}})
	if d.Version != next.ID || d.Supplements[0].Lines[0].Name != "Giấy xác nhận" {
		t.Errorf("asked for %+v under %s", d.Supplements[0].Lines, d.Version)
	}
	d = c.Must(c.Citizen(), d, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: "p1", Name: "Giấy xác nhận", Files: []string{"f3"}}}})
	if d = c.Must(desk, d, dossier.Receive{Sets: 1}); d.Version != next.ID || len(d.Papers) != 3 {
		t.Errorf("%s %+v", d.Version, d.Papers)
	}
	c.To("2019-06-06 09:00")
	if m := momentOf(t, c, d); m.Version.ID != d.Version {
		t.Error("a dossier received keeps its version")
	}
}

func TestKS9WhatIsNoLongerInForceIsNotReceived(t *testing.T) {
	c, filed, _ := filedOnline(t, dbtest.SQLite(t), "2019-06-05")
	desk := c.Who("reception", c.Ward)
	c.To("2019-06-06 09:00")
	if err := c.Try(desk, filed, dossier.Receive{Sets: 1}); rule(err) != "KS-9" {
		t.Errorf("received: %v", err)
	}
	if d := c.Must(desk, filed, dossier.Refuse{Reason: "Thủ tục đã hết hiệu lực từ ngày 06/6/2019"}); d.State != dossier.Refused {
		t.Errorf("%s", d.State)
	}
}

func momentOf(t *testing.T, c *dossiertest.City, d dossier.Dossier) dossier.Moment {
	t.Helper()
	m, err := c.Dossiers.MomentOf(c.Who("reception", c.Ward), d)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestKS9TwoPapersOfOneNameKeepTheirPlacesUnderANewVersion(t *testing.T) {
	of := func(names ...string) (out []procedure.Paper) {
		for i, n := range names {
			out = append(out, procedure.Paper{Key: "p" + strconv.Itoa(i+1), Name: n})
		}
		return out
	}
	given := []dossier.GivenPaper{{Paper: "p1", Name: "Tờ khai", Copies: 1}, {Paper: "p2", Name: "Tờ khai", Copies: 2}, {Paper: "p3", Name: "Bản sao", Copies: 3}}
	for _, row := range []struct {
		sentence string
		papers   []procedure.Paper
		want     []string
	}{
		{"the same list", of("Tờ khai", "Tờ khai", "Bản sao"), []string{"p1", "p2", "p3"}},
		{"moved down by one", of("Giấy mới", "Tờ khai", "Tờ khai", "Bản sao"), []string{"p3", "p2", "p4"}},
		{"one of the two is gone", of("Bản sao", "Tờ khai"), []string{"earlier-p1", "p2", "p1"}},
	} {
		got := dossier.Dossier{Version: "old", Papers: given}.UnderVersion(procedure.Version{ID: "new", Papers: row.papers})
		for i, g := range got.Papers {
			if g.Paper != row.want[i] || g.Copies != i+1 {
				t.Errorf("%s: paper %d stands at %s", row.sentence, i+1, g.Paper)
			}
		}
	}
	if given[0].Paper != "p1" || given[2].Paper != "p3" {
		t.Error("the dossier given was changed")
	}
}
