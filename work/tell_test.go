package work_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/access"
	"motcua/apology/apologytest"
	"motcua/clock"
	"motcua/db"
	"motcua/db/dbtest"
	"motcua/dossier"
	"motcua/dossier/decision"
	"motcua/dossier/dossiertest"
	"motcua/dossier/ending"
	"motcua/gateway"
	"motcua/job"
	"motcua/ledger"
	"motcua/notice"
	"motcua/office"
	"motcua/work"

	"golang.org/x/text/unicode/norm"
)

const fiveDays = "1.004746" // Thủ tục đăng ký lại kết hôn: 5 ngày làm việc

// town is a city whose events are told through the simulated gateways.
type town struct {
	*dossiertest.City
	seq  *ledger.Sequencer
	sim  *gateway.Simulator
	box  *notice.Store
	tell *work.Teller
}

func given(t *testing.T, d *db.DB) *town {
	t.Helper()
	c := &town{City: dossiertest.Given(t, d)}
	keys, err := ledger.LoadKeys(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	c.seq = &ledger.Sequencer{DB: d, Keys: keys, Civil: c.Civil, Wall: clock.Wall(), Holder: "a", Log: slog.Default()}
	if c.sim, err = gateway.NewSimulator(c.Civil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.sim.Close() })
	c.box = &notice.Store{DB: d, Civil: c.Civil, Wall: clock.Wall(), Mail: c.sim.Relay(), SMS: c.sim.Centre()}
	people := work.People{
		Staff: func(of, _ string, roles ...office.Role) (out []office.Post) {
			for _, r := range roles {
				out = append(out, office.Post{Official: string(r) + "@" + of, Office: of, Role: r})
			}
			return out
		},
		Official: func(id string) (office.Official, bool) { return office.Official{ID: id, Email: mailbox(id)}, true },
	}
	c.tell = &work.Teller{DB: d, Civil: c.Civil, Dossiers: c.Dossiers, Letters: apologytest.Letters(c.City), Notices: c.box, People: people, Log: quiet,
		Links: work.Links{Track: func(x dossier.Dossier) string { return "https://motcua.test/" + x.Token }, Rate: func(x dossier.Dossier) string { return "https://motcua.test/r/" + x.Token }}}
	c.box.Died = c.tell.Died
	return c
}

func mailbox(id string) string { return strings.ReplaceAll(id, "@", ".") + "@motcua.test" }

// told sequences and follows everything and gives the messages of a dossier.
func (c *town) told(x dossier.Dossier) []notice.Notice {
	c.T.Helper()
	if _, err := c.seq.Sequence(context.Background()); err != nil {
		c.T.Fatal(err)
	}
	if err := c.tell.Step(context.Background()); err != nil {
		c.T.Fatal(err)
	}
	ns, err := c.box.OfDossier(context.Background(), x.Home, x.ID)
	if err != nil {
		c.T.Fatal(err)
	}
	return ns
}

func pick(ns []notice.Notice, kind string, by notice.Channel) (out []notice.Notice) {
	for _, n := range ns {
		if n.Kind == kind && n.Channel == by {
			out = append(out, n)
		}
	}
	return out
}

// delivers starts the delivery jobs; without them messages only wait.
func (c *town) delivers() {
	c.T.Helper()
	jobs, err := job.Open(c.DB, job.Options{Log: quiet, Backoff: func(int) time.Duration { return 10 * time.Millisecond }}, c.box.Kinds()...)
	if err != nil {
		c.T.Fatal(err)
	}
	if err := jobs.Start(context.Background()); err != nil {
		c.T.Fatal(err)
	}
	c.tell.Jobs = jobs
	c.T.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := jobs.Stop(ctx); err != nil {
			c.T.Error(err)
		}
	})
}

func (c *town) until(x dossier.Dossier, what string, ok func([]notice.Notice) bool) []notice.Notice {
	c.T.Helper()
	for range 1500 {
		if ns := c.told(x); ok(ns) {
			return ns
		}
		time.Sleep(10 * time.Millisecond)
	}
	c.T.Fatalf("waited in vain: %s\n%+v", what, c.told(x))
	return nil
}

func allSent(ns []notice.Notice) bool {
	return len(ns) > 0 && !slices.ContainsFunc(ns, func(n notice.Notice) bool { return n.State != notice.Sent })
}

func TestDV_3_AnActBecomesMessagesThatAreSentWithProof(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		c.delivers()
		x := c.In(dossier.Received, fiveDays)
		for _, n := range c.until(x, "sent", allSent) {
			if n.Proof == "" || !n.Sent.Set() || n.Tries != 1 {
				t.Errorf("%s by %s: proof %q, tries %d", n.Kind, n.Channel, n.Proof, n.Tries)
			}
		}
		got := c.sim.To("0900000123")
		if len(got) != 1 || !strings.Contains(got[0].Body, x.Code) || !strings.Contains(got[0].Body, "Hẹn trả kết quả: 17 giờ 00, thứ Hai, 10/6/2019") {
			t.Errorf("on the phone: %+v", got)
		}
		if mails := c.sim.To("mau@example.org"); len(mails) != 1 || !strings.Contains(mails[0].Body, "https://motcua.test/"+x.Token) {
			t.Errorf("in the mailbox: %+v", mails)
		}
	})
}

func TestAGatewayThatIsDownOrLosesItsAnswerDeliversOnceInTheEnd(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		c.delivers()
		for _, row := range []struct {
			name   string
			faults gateway.Faults
		}{{"down", gateway.Faults{Fail: 3}}, {"answer lost", gateway.Faults{Lose: 2}}} {
			c.sim.Set(row.faults)
			before := len(c.sim.All())
			x := c.In(dossier.Received, fiveDays)
			tries := 0
			for _, n := range c.until(x, "sent after "+row.name, allSent) {
				tries += n.Tries
			}
			if n := len(c.sim.All()) - before; n != 2 || tries <= 2 {
				t.Errorf("%s: %d messages at the receiver after %d tries, want one text and one mail after more than two", row.name, n, tries)
			}
		}
	})
}

func TestAPO_5_AnApologyBySMSThatCannotArriveIsBroughtBackToTheHead(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		c.delivers()
		c.sim.Set(gateway.Faults{Refuse: "0900000123"})
		x := c.late("sms")
		ns := c.until(x, "brought back", func(ns []notice.Notice) bool { return len(pick(ns, "undelivered", notice.ByEmail)) > 0 })
		dead := pick(ns, "apologise", notice.BySMS)
		if len(dead) != 1 || dead[0].State != notice.Dead || dead[0].Tries != 1 {
			t.Errorf("the refused message: %+v", dead)
		}
		if to := recipients(ns, "undelivered"); !slices.Contains(to, "head@"+c.Ward) {
			t.Errorf("brought back to %v", to)
		}
	})
}

// late brings a dossier to its letter of apology through the channels.
func (c *town) late(channels ...string) dossier.Dossier {
	c.T.Helper()
	x := c.In(dossier.InProcess, fiveDays)
	c.To("2019-06-10 09:00")
	send := apologytest.Letter(c.T, "2019-06-14 17:00")
	send.Channels = channels
	x, err := apologytest.Letters(c.City).Send(context.Background(), c.Who("head", c.Ward), dossiertest.Key(x), send)
	if err != nil {
		c.T.Fatal(err)
	}
	return x
}

func recipients(ns []notice.Notice, kind string) (out []string) {
	for _, n := range ns {
		if n.Kind == kind {
			out = append(out, n.To)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func TestAPO_6_TheSMSCarriesTheSevenItemsInTheirOrder(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	x := c.late("sms")
	texts := pick(c.told(x), "apologise", notice.BySMS)
	if len(texts) != 1 {
		t.Fatalf("%d apologies by SMS", len(texts))
	}
	at := 0
	for i, item := range []string{"Nguyễn Thị Mẫu", x.ProcedureName, "Giấy tiếp nhận số 1, mã hồ sơ " + x.Code, "Tình trạng: Đang giải quyết",
		"Lý do trễ hạn: Thiếu người thụ lý trong tuần", "lần sau: 17 giờ 00, thứ Sáu, 14/6/2019", "thành thật xin lỗi vì không trả được kết quả đúng ngày hẹn thứ Hai, 10/6/2019"} {
		n := strings.Index(texts[0].Body[at:], item)
		if n < 0 {
			t.Fatalf("item %d (%s) is missing or out of order:\n%s", i+1, item, texts[0].Body)
		}
		at += n
	}
}

func TestAPO_6_AnSMSThatWouldMissAnItemIsNotSent(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	x := c.late("sms")
	if err := c.DB.Update(context.Background(), func(tx db.Tx) error {
		_, err := tx.ExecContext(tx.Ctx, "UPDATE dossier_applicant SET name = ' '")
		return err
	}); err != nil {
		t.Fatal(err)
	}
	ns := c.told(x)
	if n := pick(ns, "apologise", notice.BySMS); len(n) != 0 {
		t.Errorf("an invalid apology was composed: %s", n[0].Body)
	}
	if to := recipients(ns, "undelivered"); !slices.Contains(to, "head@"+c.Ward) {
		t.Errorf("the head was not told: %v", to)
	}
}

func TestAPO_7_ALetterOnPaperIsAnnouncedNotRepeated(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	ns := c.told(c.late("letter"))
	if n := len(pick(ns, "apologise", notice.BySMS)) + len(pick(ns, "apologise", notice.ByEmail)); n != 0 {
		t.Errorf("%d apologies beside the letter", n)
	}
	for _, n := range pick(ns, "letter_sent", notice.BySMS) {
		if strings.Contains(n.Body, "thành thật xin lỗi") || !strings.Contains(n.Body, "14/6/2019") {
			t.Errorf("announced: %s", n.Body)
		}
	}
	if len(pick(ns, "letter_sent", notice.BySMS)) != 1 {
		t.Error("the letter and its new date were not announced")
	}
}

func TestFollowingTwiceOrByTwoProcessesChangesNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		x := c.In(dossier.Completed, fiveDays)
		c.To("2019-06-03 08:01") // the machine announces at once
		x = c.Must(c.Who("reception", c.Ward), x, ending.Return{How: "receipt"})
		ns := c.told(x)
		if kinds := fmt.Sprint(recipients(ns, "received"), recipients(ns, "completed"), recipients(ns, "returned")); kinds != "[applicant] [applicant] [applicant]" {
			t.Fatal(kinds)
		}
		if err := d.Update(context.Background(), func(tx db.Tx) error { return ledger.Move(tx, "notice", 0) }); err != nil {
			t.Fatal(err) // a process that was behind moved the cursor back
		}
		if again := c.told(x); len(again) != len(ns) {
			t.Errorf("%d messages, then %d", len(ns), len(again))
		}
	})
}

func TestOldEventsAreNotToldAndSkippedOnesNeither(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	x := c.In(dossier.Returned, fiveDays)
	c.Civil.Advance(8 * 24 * time.Hour)
	if ns := c.told(x); len(ns) != 0 {
		t.Errorf("%d messages about events of last week", len(ns))
	}
	y := c.In(dossier.Received, fiveDays)
	if _, err := c.seq.Sequence(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := c.tell.SkipAll(context.Background()); err != nil {
		t.Fatal(err)
	}
	if ns := c.told(y); len(ns) != 0 {
		t.Errorf("%d messages about skipped events", len(ns))
	}
}

// Everything the acts of two lives make people receive.
func TestWhatPeopleRead(t *testing.T) {
	c := given(t, dbtest.SQLite(t))
	desk, officer := c.Who("reception", c.Ward), c.Who("officer", c.Ward)
	x := c.In(dossier.InProcess, fiveDays)
	c.must(officer, x, decision.Consult{Office: c.Other, Limit: "2wd", Question: "Xin ý kiến về tình trạng hôn nhân"})
	c.told(x)
	c.To("2019-06-11 09:00")
	ns := c.told(x)
	for kind, want := range map[string][]string{
		"received": {"applicant"}, "warn2": {officer.Official}, "warn1": {"head@" + c.Ward, officer.Official}, "warn0": {"head@" + c.Ward, officer.Official},
		"consult": {"head@" + c.Other}, "consult_late": {"head@" + c.Other, officer.Official, "onestop_head@" + c.Ward},
		"letter": {"head@" + c.Ward, officer.Official}, "lapse": {"control@" + c.Ward, "head@" + c.Ward, "onestop_head@" + c.Ward}} {
		slices.Sort(want)
		if got := recipients(ns, kind); !slices.Equal(got, want) {
			t.Errorf("%s: told %v, want %v", kind, got, want)
		}
	}
	y := c.In(dossier.Received, fiveDays)
	v, _ := c.Procedures.Version(y.Version)
	paper := v.Papers[0]
	y = c.must(desk, y, dossier.RequestSupplement{Reason: "Bản chụp bị mờ, không đọc được", Lines: []dossier.SupplementLine{{Paper: paper.Key, What: "chụp lại rõ nét"}}})
	y = c.must(desk, y, dossier.Supply{Papers: []dossier.GivenPaper{{Paper: paper.Key, Name: paper.Name, Copies: 1}}})
	c.must(c.Citizen(), y, ending.Withdraw{})
	mine := c.In(dossier.Received, fiveDays)
	mine = c.must(desk, mine, ending.Withdraw{Reason: "Người nộp đề nghị rút", Paper: "request"})
	if n := pick(c.told(mine), "withdrawn", notice.BySMS); len(n) != 1 || !strings.Contains(n[0].Body, "theo đơn đề nghị nộp tại") || !strings.Contains(n[0].Body, "Không đề nghị rút thì báo ngay") {
		t.Errorf("PRI-1 withdrawn by the desk, and the applicant is told in whose name: %+v", n)
	}
	a := dossiertest.Applicant()
	z := c.must(desk, dossier.Dossier{}, dossier.Refuse{Reason: "Hồ sơ không thuộc thẩm quyền của phường", Basis: "Luật Hộ tịch", Procedure: fiveDays, Channel: 1, Receiving: c.Ward, Competent: c.Ward, Applicant: &a})
	for kind, words := range map[string]string{"supplement": "chụp lại rõ nét", "supplied": "tính lại từ đầu", "withdrawn": "đã được rút"} {
		if n := pick(c.told(y), kind, notice.BySMS); len(n) != 1 || !strings.Contains(n[0].Body, words) {
			t.Errorf("%s: %+v", kind, n)
		}
	}
	if n := pick(c.told(z), "refused", notice.ByEmail); len(n) != 1 || !strings.Contains(n[0].Body, "Hồ sơ không thuộc thẩm quyền của phường.") || !strings.Contains(n[0].Body, "Luật Hộ tịch") {
		t.Errorf("refused: %+v", n)
	}
	for _, n := range slices.Concat(ns, c.told(y), c.told(z)) {
		plain(t, n)
	}
}

// plain holds the words of every message (docs/house.md 10, look of a page).
func plain(t *testing.T, n notice.Notice) {
	t.Helper()
	for _, s := range []string{n.Subject, n.Body} {
		if !norm.NFC.IsNormalString(s) || strings.ContainsAny(s, "!\t") || strings.Contains(s, "  ") || strings.Contains(s, "..") || strings.Contains(s, ". .") {
			t.Errorf("%s by %s: %q", n.Kind, n.Channel, s)
		}
		for _, code := range []string{"REC-", "APO-", "SET-", "DL-", "0 giờ 00, thứ"} {
			if strings.Contains(s, " "+code) {
				t.Errorf("%s speaks in our codes: %q", n.Kind, s)
			}
		}
	}
	if n.To != notice.Applicant && strings.Contains(n.Body+n.Subject, "Mẫu") {
		t.Errorf("%s to an official names the applicant: %q", n.Kind, n.Body)
	}
	if (n.Channel == notice.ByEmail) != (n.Subject != "") {
		t.Errorf("%s by %s has subject %q", n.Kind, n.Channel, n.Subject)
	}
}

func (c *town) must(who access.Who, d dossier.Dossier, act dossier.Act) dossier.Dossier {
	c.T.Helper()
	return c.Must(who, d, act)
}

// The whole desk by the wall clock: two processes over one database, one of them
// ends while there is work.
func TestTwoRunningDesksTellEachPersonOnce(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB) {
		c := given(t, d)
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error, 2)
		for range 2 {
			jobs, err := job.Open(d, job.Options{Log: quiet}, c.box.Kinds()...)
			if err != nil {
				t.Fatal(err)
			}
			tell := *c.tell
			tell.Jobs = jobs
			desk := &work.Desk{DB: d, Civil: c.Civil, Log: quiet, Tell: &tell, Duties: map[string]work.Doer{dossier.DutyKind: c.Dossiers.Work}}
			go func() { ended <- desk.Run(ctx) }()
		}
		x := c.In(dossier.Received, fiveDays)
		c.Civil.Set(time.Date(2019, 6, 6, 8, 30, 0, 0, clock.Zone)) // DL-9: two working days before
		sees := func() []notice.Notice {
			if _, err := c.seq.Sequence(context.Background()); err != nil {
				t.Fatal(err)
			}
			ns, err := c.box.OfDossier(context.Background(), x.Home, x.ID)
			if err != nil {
				t.Fatal(err)
			}
			return ns
		}
		for range 1500 {
			if ns := sees(); len(pick(ns, "warn2", notice.ByEmail)) > 0 && allSent(ns) {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		cancel()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
		ns := sees()
		if len(ns) != 3 || !allSent(ns) || len(c.sim.All()) != 3 {
			t.Errorf("%d messages, %d at the receiver: %+v", len(ns), len(c.sim.All()), ns)
		}
		for _, m := range c.sim.All() {
			if m.Times != 1 {
				t.Errorf("%q was sent %d times", m.Body, m.Times)
			}
		}
	})
}
