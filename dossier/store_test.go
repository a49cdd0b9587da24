package dossier_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"sync"
	"testing"

	"motcua/access"
	"motcua/book"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/dossiertest"
	"motcua/refusal"
)

const (
	marriage = "1.000894" // Thủ tục đăng ký kết hôn
	fiveDays = "1.004746" // Thủ tục đăng ký lại kết hôn: 5
)

// folded proves row = fold(events) for a dossier.
func folded(t *testing.T, c *dossiertest.City, d dossier.Dossier) {
	t.Helper()
	row, err := c.Dossiers.Open(context.Background(), dossiertest.Key(d))
	if err != nil {
		t.Fatal(err)
	}
	events, err := c.Dossiers.Trail(context.Background(), dossiertest.Key(d))
	if err != nil {
		t.Fatal(err)
	}
	got, err := dossier.Fold(events)
	if err != nil {
		t.Fatal(err)
	}
	if !dossier.Equal(got, row) {
		t.Errorf("row differs from its events after %s:\nrow  %+v\nfold %+v", events[len(events)-1].Act, row, got)
	}
}

func wantRule(t *testing.T, err error, rule string) {
	t.Helper()
	r, ok := refusal.As(err)
	if !ok || r.Rule != rule {
		t.Fatalf("%v, want a refusal by %s", err, rule)
	}
}

func TestADossierWalksAllTheWayThrough(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		x := c.In(dossier.Returned, fiveDays)
		folded(t, c, x)
		if x.Class != dossier.Early || x.ReceiptNo != 1 || x.Result.Number != "01/KQ" {
			t.Errorf("class %s, receipt %d, result %s", x.Class, x.ReceiptNo, x.Result.Number)
		}
		if !strings.HasSuffix(x.Code, "-190603-0001") {
			t.Errorf("code %s", x.Code)
		}
	})
}

func TestCODE_1_TheSameKeyTwiceIsTheSameDossier(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		filing := dossier.File{Procedure: marriage, Receiving: c.Ward, Competent: c.Ward, ReturnAt: c.Ward, Key: "draft-1", Person: "person-1", Applicant: dossiertest.Applicant()}
		var mu sync.Mutex
		codes := map[string]int{}
		var wg sync.WaitGroup
		for range 20 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				x, err := c.Dossiers.Do(context.Background(), c.Citizen(), dossier.Key{}, filing)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				codes[x.Code]++
				mu.Unlock()
			}()
		}
		wg.Wait()
		if len(codes) != 1 {
			t.Errorf("one key gave %v", codes)
		}
		filing.Key = "draft-2"
		x := c.Must(c.Citizen(), dossier.Dossier{}, filing)
		if !strings.HasSuffix(x.Code, "-0002") {
			t.Errorf("the second dossier has code %s: the losers of the race used up numbers", x.Code)
		}
		if err := c.Try(access.Who{Person: "stranger"}, dossier.Dossier{}, filing); err == nil {
			t.Error("a stranger's press with the same key must not show the dossier")
		}
	})
}

func TestBooksAreGapFreeAndRefusedActsDrawNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		desk := c.Who("reception", c.Ward)
		for i := range 12 {
			b := c.Brought(fiveDays)
			if i%3 == 2 {
				b.Applicant.Name = "" // refused: nothing may be drawn
			}
			_, _ = c.Dossiers.Do(context.Background(), desk, dossier.Key{}, b)
		}
		code, err := c.Dossiers.VoidCode(context.Background(), desk, c.Ward, "Giấy tiếp nhận in hỏng, hủy số", "")
		if err != nil || !strings.HasSuffix(code, "-0009") {
			t.Errorf("void code %s %v", code, err)
		}
		x := c.Must(desk, dossier.Dossier{}, c.Brought(fiveDays))
		if !strings.HasSuffix(x.Code, "-0010") || x.ReceiptNo != 9 {
			t.Errorf("after the void: code %s, receipt %d", x.Code, x.ReceiptNo)
		}
		lines, err := book.New(d.Read()).BookLines(context.Background(), book.BookLinesParams{Home: c.Ward, Kind: dossier.BookReceipt, Year: 2019, Most: 100})
		if err != nil || len(lines) != 9 {
			t.Fatalf("%d lines %v", len(lines), err)
		}
		for i, l := range lines {
			if l.N != int64(i+1) {
				t.Errorf("line %d has number %d", i+1, l.N)
			}
		}
	})
}

func TestCODE_7_AboveFourDigitsIsRefusedAndNothingIsStored(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		c.In(dossier.Received, fiveDays)
		if err := d.Update(context.Background(), func(tx db.Tx) error {
			_, err := tx.ExecContext(tx.Ctx, "UPDATE dossier_series SET n = 9999 WHERE name = 'code'")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			wantRule(t, c.Try(c.Who("reception", c.Ward), dossier.Dossier{}, c.Brought(fiveDays)), "CODE-7")
		}
	})
}

func TestTwoHeadsPressingAtOnceSignOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		x := c.In(dossier.Proposed, fiveDays)
		var wg sync.WaitGroup
		var mu sync.Mutex
		signed, conflicts := 0, 0
		for range 16 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				err := c.Try(c.Who("head", c.Ward), x, dossiertest.Signing("draft"))
				mu.Lock()
				defer mu.Unlock()
				var r *refusal.Refusal
				switch {
				case err == nil:
					signed++
				case errors.As(err, &r) && r.Kind == refusal.KindConflict:
					conflicts++
				default:
					t.Error(err)
				}
			}()
		}
		wg.Wait()
		if signed != 1 || conflicts != 15 {
			t.Errorf("%d signed, %d told that somebody was faster", signed, conflicts)
		}
		row, _ := c.Dossiers.Open(context.Background(), dossiertest.Key(x))
		folded(t, c, row)
	})
}

func TestWhoExaminedMayNotSign(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	officer := c.Who("officer", c.Ward)
	x := c.In(dossier.Proposed, fiveDays)
	both := c.Who("head", c.Ward)
	both.Official = officer.Official // the same person in the head's chair
	err := c.Try(both, x, dossiertest.Signing("draft"))
	if r, ok := refusal.As(err); !ok || r.Kind != refusal.KindForbidden {
		t.Fatalf("%v", err)
	}
}

func TestNotYoursLooksLikeNotThere(t *testing.T) {
	c := dossiertest.Given(t, dbtest.SQLite(t))
	x := c.In(dossier.InProcess, fiveDays)
	_, there := c.Dossiers.Find(context.Background(), c.Who("officer", c.Other), x.Code)
	_, not := c.Dossiers.Find(context.Background(), c.Who("officer", c.Other), "000.00.00.H29-190603-9998")
	if there == nil || not == nil || there.Error() != not.Error() {
		t.Errorf("not yours: %v\nnot there: %v", there, not)
	}
}

func TestEqualSeesEveryField(t *testing.T) {
	// A field that Equal or Fold does not see would make the proof above worthless.
	var zero dossier.Dossier
	v := reflect.ValueOf(&zero).Elem()
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() || f.Tag.Get("json") == "-" {
			continue
		}
		changed := dossier.Dossier{}
		set(reflect.ValueOf(&changed).Elem().Field(i))
		if dossier.Equal(zero, changed) {
			t.Errorf("Equal does not see field %s", f.Name)
		}
	}
}

func set(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	default:
		panic(fmt.Sprint("no value for ", v.Type()))
	}
}

func TestAnOfficialsReadIsOnRecord(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := dossiertest.Given(t, d)
		x := c.In(dossier.Received, fiveDays)
		for _, who := range []access.Who{c.Who("reception", c.Ward), c.Citizen(), c.Who("head", c.Ward)} {
			if err := c.Dossiers.NoteRead(context.Background(), who, dossiertest.Key(x)); err != nil {
				t.Fatal(err)
			}
		}
		reads, err := dossier.New(d.Read()).ReadsOf(context.Background(), dossier.ReadsOfParams{Home: x.Home, Dossier: x.ID})
		if err != nil || len(reads) != 2 || reads[0].Official == "" || reads[0].ReadAt != int64(clock.At(c.Civil.Now())) {
			t.Errorf("%+v %v: two officials read, a citizen looked at her own", reads, err)
		}
	})
}
