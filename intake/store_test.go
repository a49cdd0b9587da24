package intake_test

import (
	"context"
	"errors"
	"testing"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/intake"
	"motcua/refusal"
)

const reregister = "1.004746"

func open(t *testing.T, d *db.DB) (*dossiertest.City, *intake.Store) {
	t.Helper()
	c := dossiertest.Given(t, d)
	c.Log.Follow(intake.Follower())
	return c, &intake.Store{DB: d, IDs: c.IDs, Civil: c.Civil, Dossiers: c.Dossiers, Calendar: c.Dossiers.Calendar}
}

func field(err error) string {
	if r, ok := refusal.As(err); ok {
		return r.Rule + " " + r.Field
	}
	return ""
}

func TestREC11_ARecordIsSignedOnceAndListsItsDossiers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := open(t, d)
		ctx, desk := context.Background(), c.Who("reception", c.Ward)
		now := clock.At(c.Civil.Now())
		good := intake.Record{Number: "15/BBGN", Signed: now, Carrier: "Nhân viên mẫu"}
		for _, row := range []struct {
			says   string
			change func(*intake.Record)
			want   string
		}{
			{"no number", func(r *intake.Record) { r.Number = "" }, "REC-11 number"},
			{"no hour", func(r *intake.Record) { r.Signed = 0 }, "REC-11 time"},
			{"in the future", func(r *intake.Record) { r.Signed = now + 1 }, "REC-11 time"},
			{"too old", func(r *intake.Record) { r.Signed = clock.At(c.Civil.Now().AddDate(0, 0, -5)) }, "REC-11 day"},
			{"nobody signed", func(r *intake.Record) { r.Carrier = "" }, "REC-11 carrier"},
			{"all there", func(*intake.Record) {}, ""},
			{"the number a second time", func(*intake.Record) {}, "REC-11 number"},
		} {
			r := good
			row.change(&r)
			if _, err := s.Sign(ctx, desk, r); field(err) != row.want {
				t.Errorf("%s: %v", row.says, err)
			}
		}
		if _, err := s.Sign(ctx, c.Who("officer", c.Ward), good); err == nil {
			t.Error("an officer signs for the desk")
		}
		in := c.Brought(reregister)
		in.Channel, in.Record = 3, good.Post()
		x := c.Must(desk, dossier.Dossier{}, in)
		got, err := s.Record(ctx, c.Ward, 2019, "15/BBGN")
		if err != nil || len(got.Parcels) != 1 || got.Parcels[0].Code != x.Code || got.Carrier != good.Carrier {
			t.Errorf("%+v %v", got, err)
		}
		if _, err := s.Record(ctx, c.Other, 2019, "15/BBGN"); err == nil {
			t.Error("another desk reads the record")
		}
		if all, err := s.Records(ctx, c.Ward, calendar.DateOf(c.Civil.Now()), 10); err != nil || len(all) != 1 {
			t.Errorf("%v %v", all, err)
		}
	})
}

type axis map[string]bool

func (a axis) Held(_ context.Context, register, number string) (bool, error) {
	if number == "down" {
		return false, errors.New("no answer")
	}
	return a[register+number], nil
}

func TestREC10_WhatADatabaseHoldsIsNotAskedForAndTheLookIsNoted(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := open(t, d)
		ctx, desk := context.Background(), c.Who("reception", c.Ward)
		v, _ := c.Procedures.InForce("1.013222", "2019-06-03")
		for _, row := range []struct {
			number string
			inUse  []string
			want   intake.Answer
		}{{"1", []string{"enterprise"}, intake.Found}, {"2", []string{"enterprise"}, intake.Absent}, {"down", []string{"enterprise"}, intake.Failed}, {"1", nil, ""}} {
			got, err := s.Look(ctx, desk, axis{"enterprise1": true}, v, row.inUse, row.number)
			if err != nil || got["p3"] != row.want {
				t.Errorf("%s %v: %q %v", row.number, row.inUse, got["p3"], err)
			}
		}
		if _, err := s.Look(ctx, c.Citizen(), axis{}, v, []string{"enterprise"}, "1"); err == nil {
			t.Error("a citizen looks into a database through the desk")
		}
		day := calendar.DateOf(c.Civil.Now())
		m, err := s.Measure(ctx, c.Ward, day, day)
		if err != nil || m.Answers[intake.Found] != 1 || m.Answers[intake.Absent] != 1 || m.Answers[intake.Failed] != 1 {
			t.Errorf("%v %v", m.Answers, err)
		}
	})
}

func TestREC10_ACitizenLooksOnceADayAndOnlyWithConsent(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := open(t, d)
		ctx, me := context.Background(), c.Citizen()
		v, _ := c.Procedures.InForce("1.013222", "2019-06-03")
		asked := 0
		at := counting{axis{"enterprise1": true}, &asked}
		look := func(own intake.Own) error { return s.LookOwn(ctx, me, at, v, []string{"enterprise"}, own) }
		own := intake.Own{Draft: "d1", Home: c.Ward, Number: "1", Consent: "Tôi đồng ý"}
		for says, bad := range map[string]intake.Own{"no consent": {Draft: "d1", Home: c.Ward, Number: "1"}, "no number": {Draft: "d1", Home: c.Ward, Consent: "Tôi đồng ý"}} {
			if err := look(bad); field(err) != "REC-10 agree" {
				t.Errorf("%s: %v", says, err)
			}
		}
		if err := s.LookOwn(ctx, c.Who("officer", c.Ward), at, v, []string{"enterprise"}, own); err == nil {
			t.Error("an officer looks in the name of a citizen")
		}
		for range 3 {
			if err := look(own); err != nil {
				t.Fatal(err)
			}
		}
		if asked != 1 {
			t.Errorf("what was answered today is asked again: %d", asked)
		}
		x := c.Must(me, dossier.Dossier{}, dossier.File{Procedure: v.Code, Receiving: c.Other, Competent: c.Other, ReturnAt: c.Other, Key: "d1", Person: me.Person,
			Applicant: dossiertest.Applicant(), Papers: []dossier.GivenPaper{{Paper: "p3", Register: "enterprise"}}})
		if err := d.Update(ctx, func(tx db.Tx) error { return intake.AttachTx(tx, "d1", x) }); err != nil {
			t.Fatal(err)
		}
		proofs, err := s.Proofs(ctx, x)
		if err != nil || len(proofs) != 1 || proofs[0].Answer != intake.Found || proofs[0].Consent != own.Consent {
			t.Errorf("%+v %v", proofs, err)
		}
		if left, err := s.Looked(ctx, "d1"); err != nil || len(left) != 0 {
			t.Errorf("the draft keeps what its dossier has: %v %v", left, err)
		}
	})
}

// counting counts the questions.
type counting struct {
	axis
	n *int
}

func (c counting) Held(ctx context.Context, register, number string) (bool, error) {
	*c.n++
	return c.axis.Held(ctx, register, number)
}

func TestPRI2_AReportIsTheControlOfficesAlone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := open(t, d)
		ctx := context.Background()
		x := c.In(dossier.Received, reregister)
		said := "Công chức yêu cầu nộp thêm đơn có xác nhận"
		for range 3 {
			if err := s.ReportBeyond(ctx, x.Token, said); err != nil {
				t.Fatal(err)
			}
		}
		if err := s.ReportBeyond(ctx, "nobody", said); err == nil {
			t.Error("without a receipt")
		}
		above := c.Who("control", c.District)
		above.Below = []string{c.Ward}
		if all, err := s.Beyonds(ctx, above, 10); err != nil || len(all) != 3 || all[0].Said != said || all[0].Code != x.Code {
			t.Errorf("%v %v", all, err)
		}
		if all, err := s.Beyonds(ctx, c.Who("control", c.Other), 10); err != nil || len(all) != 0 {
			t.Errorf("another control office: %v %v", all, err)
		}
		one := func(who access.Who) error {
			all, _ := s.Beyonds(ctx, above, 10)
			_, err := s.Beyond(ctx, who, c.Ward, all[0].ID)
			return err
		}
		if err := one(above); err != nil {
			t.Errorf("PRI-2 the control office opens it: %v", err)
		}
		if err := one(c.Who("control", c.Other)); err == nil {
			t.Error("PRI-2 another control office opens it")
		}
		self := above
		self.Official = c.Who("reception", c.Ward).Official // received the dossier, holds another post today
		if all, err := s.Beyonds(ctx, self, 10); err != nil || len(all) != 0 || one(self) == nil {
			t.Errorf("PRI-2 the official concerned reads it in another post: %v %v", all, err)
		}
		for _, role := range []string{"reception", "onestop_head", "officer", "head"} {
			if _, err := s.Beyonds(ctx, c.Who(role, c.Ward), 10); err == nil {
				t.Errorf("PRI-2 the %s of the office concerned reads the reports", role)
			}
		}
	})
}

func TestPRI4_GuidanceIsStoredWithTheVersionItCameFrom(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := open(t, d)
		ctx, desk := context.Background(), c.Who("reception", c.Ward)
		v, _ := c.Procedures.InForce(reregister, "2019-06-03")
		g := intake.Guidance{Channel: "hotline", Procedure: v.Code, Version: v.ID, Said: "Chuẩn bị bản sao giấy chứng nhận kết hôn"}
		if err := s.Guide(ctx, desk, g); err != nil {
			t.Fatal(err)
		}
		bad := g
		bad.Channel = "radio"
		if err := s.Guide(ctx, desk, bad); field(err) != "PRI-4 channel" {
			t.Errorf("%v", err)
		}
		all, err := s.Guidances(ctx, c.Ward, 10)
		if err != nil || len(all) != 1 || all[0].Version != v.ID || all[0].Official != desk.Official {
			t.Errorf("%+v %v", all, err)
		}
	})
}

func TestWhatWasSignedOrMeasuredCannotBeChanged(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c, s := open(t, d)
		ctx, desk := context.Background(), c.Who("reception", c.Ward)
		r, err := s.Sign(ctx, desk, intake.Record{Number: "1", Signed: clock.At(c.Civil.Now()), Carrier: "Nhân viên mẫu"})
		if err != nil {
			t.Fatal(err)
		}
		in := c.Brought(reregister)
		in.Channel, in.Record = 3, r.Post()
		x := c.Must(desk, dossier.Dossier{}, in)
		c.Must(desk, x, dossier.RequestSupplement{Reason: "Giấy tờ chưa đúng mẫu quy định", Lines: []dossier.SupplementLine{{Paper: "p1", What: "Nộp lại"}}})
		for _, sql := range []string{"UPDATE intake_record SET signed_at = 0", "DELETE FROM intake_record", "DELETE FROM intake_parcel", "UPDATE intake_mark SET slow = false", "DELETE FROM intake_mark"} {
			err := d.Update(ctx, func(tx db.Tx) error {
				_, err := tx.ExecContext(tx.Ctx, sql)
				return err
			})
			if err == nil {
				t.Errorf("%s went through", sql)
			}
		}
	})
}
