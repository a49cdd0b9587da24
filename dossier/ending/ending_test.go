package ending_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/access"
	"motcua/calendar"
	"motcua/clock"
	"motcua/dossier"
	"motcua/dossier/demand"
	"motcua/dossier/ending"
	"motcua/law"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// tax is a tax office of the list in the law of 2019.
const tax = "Cục Thuế Thành phố Hồ Chí Minh"

func on(day, hour int) clock.Instant {
	return clock.At(time.Date(2019, 6, day, hour, 0, 0, 0, clock.Zone))
}

var city = func() *office.Tree {
	all, err := office.Shipped()
	if err != nil {
		panic(err)
	}
	tree, err := office.NewTree(all, nil)
	if err != nil {
		panic(err)
	}
	return tree
}()

func moment(at clock.Instant) dossier.Moment {
	p, _ := law.For("2019-06-03")
	return dossier.Moment{Now: at, Calendar: calendar.Civil(), Profile: p, Today: p, Offices: city, Version: procedure.Version{Obliges: true}, Who: access.Who{Official: "x"}}
}

// open is a dossier of five working days received on Monday 3 June and examined.
func open() dossier.Dossier {
	d := dossier.Dossier{ID: "d", State: dossier.InProcess, Channel: 1, Limit: "5wd", Examined: true, ReceivedAt: on(3, 9), Due: on(10, 17), LateFrom: on(11, 0), Fee: 50_000}
	d.Appointments = []dossier.Appointment{{Kind: dossier.First, From: on(3, 9), Due: on(10, 17), LimitEnd: on(10, 17)}}
	return d
}

func done() dossier.Dossier {
	d := open()
	d.State, d.SettledAt, d.Class, d.Outcome = dossier.Completed, on(7, 9), dossier.Early, dossier.Granted
	d.Result = &dossier.Result{Number: "01/KQ", File: "old", At: on(7, 8), Signer: "head"}
	return d
}

func with(d dossier.Dossier, change func(*dossier.Dossier)) dossier.Dossier { change(&d); return d }

func TestRules(t *testing.T) {
	posted := with(done(), func(d *dossier.Dossier) {
		d.Fee, d.PostedAt, d.Mailings = 0, on(7, 9), []dossier.Mailing{{Slip: "RG1", Posted: on(7, 9)}}
	})
	invited := func(days ...int) dossier.Dossier {
		return with(posted, func(d *dossier.Dossier) {
			m := d.Mailings[0]
			for _, n := range days {
				m.Invited = append(m.Invited, on(n, 9))
			}
			d.Mailings = []dossier.Mailing{m}
		})
	}
	obliged := with(open(), func(d *dossier.Dossier) {
		d.State, d.Obligations = dossier.Obliged, []dossier.Obligation{{Office: "Thuế", Sent: on(5, 9), First: dossier.Early}}
		d.Due, d.LateFrom = 0, 0
	})
	tell := ending.Tell{Amount: 1, Notice: "1", Where: "Kho bạc", PayBy: on(28, 17)}
	for _, c := range []struct {
		rule, says string
		d          dossier.Dossier
		act        dossier.Act
		at         clock.Instant
		refused    string // "" is done
	}{
		{"SET-10", "the slip goes out after the appraisal", with(open(), func(d *dossier.Dossier) { d.Examined = false }), ending.Oblige{Office: tax, Slip: "1"}, on(5, 9), "thẩm định"},
		{"SET-10", "the slip has its number", open(), ending.Oblige{Office: tax}, on(5, 9), "số phiếu"},
		{"SET-10", "and its tax office", open(), ending.Oblige{Slip: "1"}, on(5, 9), "Chọn cơ quan thuế"},
		{"SET-10", "which is one", open(), ending.Oblige{Office: "Một nơi nào đó", Slip: "1"}, on(5, 9), "trong danh sách"},
		{"SET-10", "that of a district too", open(), ending.Oblige{Office: "Chi cục Thuế Quận 1", Slip: "1"}, on(5, 9), ""},
		{"SET-10", "in time it meets the first appointment", open(), ending.Oblige{Office: tax, Slip: "1"}, on(5, 9), ""},
		{"SET-10", "on the last evening too", open(), ending.Oblige{Office: tax, Slip: "1"}, on(10, 23), ""},
		{"SET-10", "a late dossier without its letter does not hide here", open(), ending.Oblige{Office: tax, Slip: "1"}, on(11, 9), "thư xin lỗi"},
		{"SET-10", "not twice", with(open(), func(d *dossier.Dossier) { d.Obligations = obliged.Obligations }), ending.Oblige{Office: tax, Slip: "2"}, on(5, 9), "một lần"},
		{"SET-10", "an amount without a place helps nobody", obliged, ending.Tell{Amount: 1, Notice: "1", PayBy: on(28, 17)}, on(6, 9), "nơi nộp"},
		{"SET-10", "a last day that is over", obliged, ending.Tell{Amount: 1, Notice: "1", Where: "K", PayBy: on(5, 9)}, on(6, 9), "sau hôm nay"},
		{"SET-10", "nothing to pay needs no place", obliged, ending.Tell{Notice: "1"}, on(6, 9), ""},
		{"SET-10", "amount, place and last day", obliged, tell, on(6, 9), ""},
		{"SET-10", "no confirmation before the amount", obliged, ending.Confirm{Paper: "1"}, on(6, 9), "thông báo số tiền"},
		{"SET-11", "exactly what is owed", done(), ending.FeePaid{Amount: 1}, on(7, 10), "đúng bằng mức"},
		{"SET-11", "is taken", done(), ending.FeePaid{Amount: 50_000}, on(7, 10), ""},
		{"SET-11", "an exemption has its proof", done(), ending.FeeExempt{Ground: "poor", Cut: 50_000}, on(7, 10), "giấy tờ chứng minh"},
		{"SET-11", "and cuts no more than the fee", done(), ending.FeeExempt{Ground: "poor", Cut: 50_001, Paper: "p"}, on(7, 10), "căn cứ"},
		{"SET-11", "nothing taken, nothing given back", done(), ending.FeeRefund{Amount: 1, Reason: "Thu nhầm do lỗi cơ quan"}, on(7, 10), "đã thu"},
		{"SET-11", "no paper fee is asked at the door", done(), ending.Post{Slip: "RG1"}, on(7, 10), "phí"},
		{"REC-11", "what is in the post is not posted again", posted, ending.Post{Slip: "RG2"}, on(7, 10), "đang ở bưu chính"},
		{"REC-11", "first invitation", posted, ending.Invite{}, on(7, 10), ""},
		{"REC-11", "Friday and Monday are one working day apart", invited(7), ending.Invite{}, on(10, 10), "02 ngày làm việc"},
		{"REC-11", "Friday and Tuesday are two", invited(7), ending.Invite{}, on(11, 10), ""},
		{"REC-11", "one invitation is not enough", invited(7), ending.PostBack{}, on(12, 10), "02 lần"},
		{"REC-11", "two are", invited(7, 11), ending.PostBack{}, on(12, 10), ""},
		{"REC-11", "what is lost waits for none", posted, ending.PostBack{Lost: true}, on(7, 11), ""},
		{"PRI-3", "the digital result while the paper is in the post", posted, ending.Collect{}, on(7, 11), "bưu chính"},
		{"PRI-3", "the digital result stands for the paper", with(done(), func(d *dossier.Dossier) { d.Fee = 0 }), ending.Collect{}, on(7, 11), ""},
		{"SET-11", "but not before the fee", done(), ending.Collect{}, on(7, 11), "phí"},
		{"SET-8", "a correction has its file", done(), ending.Correct{Reason: "Ghi sai năm sinh"}, on(12, 9), "tệp"},
		{"SET-8", "its reason", done(), ending.Correct{File: "new", Signature: dossier.Signature{Hash: "h"}}, on(12, 9), "lý do"},
		{"SET-8", "and replaces the result", done(), ending.Correct{File: "new", Signature: dossier.Signature{Hash: "h"}, Reason: "Ghi sai năm sinh"}, on(12, 9), ""},
		{"APO-7", "no official ends a late dossier without its letter", open(), ending.Withdraw{Reason: "Người nộp đề nghị rút hồ sơ", Paper: "request"}, on(11, 9), "thư xin lỗi"},
		{"APO-7", "with its letter it ends", with(open(), func(d *dossier.Dossier) { d.Apology = &dossier.ApologyMark{Sent: on(10, 9)} }), ending.Withdraw{Reason: "Người nộp đề nghị rút hồ sơ", Paper: "request"}, on(11, 9), ""},
		{"APO-16", "in time it ends without one", open(), ending.Withdraw{Reason: "Người nộp đề nghị rút hồ sơ", Paper: "request"}, on(10, 16), ""},
		{"SET-8", "originals have a name and a number", open(), ending.Hold{Originals: []dossier.Original{{Name: "Hộ chiếu"}}}, on(4, 9), "số lượng"},
		{"SET-8", "nothing ticked, nothing given back", open(), ending.GiveBack{Which: []int{0}}, on(4, 9), "Đánh dấu"},
	} {
		before := c.d
		got, err := c.act.Apply(c.d, moment(c.at))
		no, refused := refusal.As(err)
		if refused != (c.refused != "") || refused && !strings.Contains(no.Sentence, c.refused) {
			t.Errorf("%s %s: %v", c.rule, c.says, err)
		}
		if !dossier.Equal(before, c.d) {
			t.Errorf("%s %s: the act changed the dossier it was given", c.rule, c.says)
		}
		if refused && !dossier.Equal(got, c.d) {
			t.Errorf("%s %s: refused, and changed", c.rule, c.says)
		}
	}
}

// Nobody ends a dossier in the applicant's name without the kept request and a reason.
func TestPRI1AnOfficialEndsADossierForTheApplicantOnlyOnTheirRequest(t *testing.T) {
	for _, c := range []struct {
		says    string
		act     dossier.Act
		refused string // "" is done
	}{
		{"the desk withdraws nothing without the applicant's request", ending.Withdraw{Reason: "Người nộp đề nghị rút"}, "đơn đề nghị"},
		{"nor without saying why", ending.Withdraw{Paper: "request"}, "lý do"},
		{"with both it does", ending.Withdraw{Reason: "Người nộp đề nghị rút", Paper: "request"}, ""},
		{"nor is anything stopped in the applicant's name without it", dossier.Stop{Cause: "applicant", Reason: "Người nộp đề nghị dừng"}, "đơn đề nghị"},
		{"with it it is", dossier.Stop{Cause: "applicant", Reason: "Người nộp đề nghị dừng", Paper: "request"}, ""},
		{"an authority nobody can find", dossier.Stop{Cause: "authority", Reason: "Theo quyết định của tòa án"}, "cơ quan có thẩm quyền"},
		{"a document without its number", dossier.Stop{Cause: "authority", Reason: "Theo quyết định của tòa án", Demand: &demand.Document{Issuer: "Tòa án nhân dân Thành phố", Day: "2019-06-03"}}, "số, ký hiệu"},
		{"a document of tomorrow", dossier.Stop{Cause: "authority", Reason: "Theo quyết định của tòa án", Demand: &demand.Document{Issuer: "Tòa án nhân dân Thành phố", Number: "12/2019/QĐ-BPKCTT", Day: "2039-06-03"}}, "không sau hôm nay"},
		{"an authority needs no request of the applicant", dossier.Stop{Cause: "authority", Reason: "Theo quyết định của tòa án", Demand: &demand.Document{Issuer: "Tòa án nhân dân Thành phố", Number: "12/2019/QĐ-BPKCTT", Day: "2019-06-03"}}, ""},
	} {
		_, err := c.act.Apply(open(), moment(on(5, 9)))
		no, refused := refusal.As(err)
		if refused != (c.refused != "") || refused && !strings.Contains(no.Sentence, c.refused) {
			t.Errorf("PRI-1 %s: %v", c.says, err)
		}
	}
	m := moment(on(5, 9))
	m.Who = access.Who{Person: "p"}
	if d, err := (ending.Withdraw{}).Apply(open(), m); err != nil || d.State != dossier.Withdrawn {
		t.Errorf("PRI-1 the applicant needs neither: %v", err)
	}
}

func TestSET10OnlyAProcedureWithAFinancialObligationStopsItsClockForIt(t *testing.T) {
	m := moment(on(5, 9))
	m.Version.Obliges = false
	if _, err := (ending.Oblige{Office: tax, Slip: "1"}).Apply(open(), m); err == nil || !strings.Contains(err.Error(), "SET-10") || !strings.Contains(err.Error(), "không có nghĩa vụ tài chính") {
		t.Errorf("a copy of an extract waits for the tax office: %v", err)
	}
}

func TestSET10TheSecondAppointmentCountsFromTheConfirmationAndHidesNoLateness(t *testing.T) {
	late := with(open(), func(d *dossier.Dossier) {
		d.Apology = &dossier.ApologyMark{Number: 1, Sent: on(7, 9), NewDate: on(28, 17)}
	})
	for _, c := range []struct {
		says  string
		d     dossier.Dossier
		sent  clock.Instant
		first dossier.Class
		due   clock.Instant // what the first part left over, at least a day
		class dossier.Class
	}{
		{"in time", open(), on(5, 9), dossier.Early, on(20, 17), dossier.Early},
		{"on the day", open(), on(10, 16), dossier.OnTime, on(18, 17), dossier.Early},
		{"late, with its letter", late, on(12, 9), dossier.Late, on(18, 17), dossier.Late},
	} {
		d := c.d
		for _, step := range []struct {
			act dossier.Act
			at  clock.Instant
		}{{ending.Oblige{Office: tax, Slip: "1"}, c.sent}, {ending.Tell{Notice: "1"}, on(13, 9)}, {ending.Confirm{Paper: "2"}, on(17, 9)}} {
			var err error
			if d, err = step.act.Apply(d, moment(step.at)); err != nil {
				t.Fatalf("%s: %v", c.says, err)
			}
			if d.State == dossier.Obliged && (d.LateAt(on(28, 0)) || d.Due.Set()) {
				t.Errorf("%s: somebody is late while the applicant pays", c.says)
			}
		}
		legal, _ := d.Legal()
		if d.Obligations[0].First != c.first || legal.Kind != dossier.Second || d.Due != c.due || d.ClassAt(on(17, 15)) != c.class {
			t.Errorf("%s: first part %s, %s appointment %s, class %s", c.says, d.Obligations[0].First, legal.Kind, d.Due.Time(), d.ClassAt(on(17, 15)))
		}
		if would, moved := dossier.Shift(d, calendar.Civil(), calendar.Civil()); moved || would != d.Due {
			t.Errorf("%s: counted again the second appointment is %s", c.says, would.Time())
		}
		m := moment(on(17, 9)) // a profile that counts the whole limit anew
		m.Profile.Clock.Second.Value = law.SecondWhole
		if whole, err := dossier.SecondAppointment(d, m, ""); err != nil || whole.Due != on(24, 17) {
			t.Errorf("%s: the whole limit anew gives %s, %v", c.says, whole.Due.Time(), err)
		}
	}
}

// Whatever is paid, waived and given back in whatever order: never more than was
// published is taken, never more than was taken goes back.
func TestSET11MoneyNeverLeavesItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := done()
		d.Fee = rapid.Int64Range(0, 100_000).Draw(t, "fee")
		for range rapid.IntRange(1, 12).Draw(t, "acts") {
			n := rapid.OneOf(rapid.Just(d.Owes()), rapid.Int64Range(-10, 120_000)).Draw(t, "amount")
			act := rapid.SampledFrom([]dossier.Act{ending.FeePaid{Amount: n}, ending.FeeExempt{Ground: "poor", Cut: n, Paper: "p"}, ending.FeeRefund{Amount: n, Reason: "Thu nhầm do lỗi cơ quan"}}).Draw(t, "act")
			if after, err := act.Apply(d, moment(on(12, 9))); err == nil {
				d = after
			}
			if d.FeePaid+d.FeeCut > d.Fee || d.FeeBack > d.FeePaid || d.FeePaid < 0 || d.FeeCut < 0 || d.FeeBack < 0 || d.Owes() != d.Fee-d.FeeCut-d.FeePaid {
				t.Fatalf("%T %d leads to %+v", act, n, d)
			}
		}
	})
}
