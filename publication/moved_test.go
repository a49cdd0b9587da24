package publication

import "testing"

// watched is a moment at which the watch-list says what it is given.
func watched(m Moment, all ...Text) Moment {
	m.Listed = func(l Legal) (Text, bool) { return Noted(all, l) }
	return m
}

// KS-5: no step goes on with a day the watch-list has otherwise; a draft takes it over with
// the latest day that counts from it.
func TestKS_5_NoStepWithADayThatMoved(t *testing.T) {
	m := at(t, "2019-06-03")
	text := func(issued, effect string) Text {
		return Text{ID: "text-x", Law: sample(issued, effect), State: TextNew, Noted: m.done()}
	}
	same, moved := watched(m, text("2019-05-20", "2019-07-01")), watched(m, text("2019-05-20", "2019-09-01"))
	f := done(t, drafted(t, m), same, Put{Item: amended(t, m, "1.001193")})
	_, _, err := Apply(f, moved, Submit{})
	refusedBy(t, "KS-5", "có hiệu lực từ ngày 01/9/2019; hồ sơ này ghi ngày 01/7/2019. Bấm “Cập nhật ngày", err)
	_, _, err = Apply(f, watched(m, text("2019-05-21", "2019-07-01")), Submit{})
	refusedBy(t, "KS-5", "được ban hành ngày 21/5/2019; hồ sơ này ghi ngày 20/5/2019", err)
	fast := text("2019-05-20", "2019-07-01")
	fast.Law.Fast = true
	_, _, err = Apply(f, watched(m, fast), Submit{})
	refusedBy(t, "KS-5", "rút gọn", err)

	checking := done(t, f, same, Submit{})
	_, _, err = Apply(checking, moved, Accept{})
	refusedBy(t, "KS-5", "Trả lại đơn vị soạn", err)
	done(t, checking, moved, SendBack{Remarks: []Remark{{}}, Words: Words{"Cập nhật ngày có hiệu lực"}})
	accepted := done(t, checking, same, Accept{})
	_, _, err = Apply(accepted, moved, Sign{})
	refusedBy(t, "KS-5", "Thôi ban hành", err)
	done(t, accepted, moved, GiveUp{Reason: "Văn bản lùi ngày hiệu lực"})
	done(t, accepted, same, Sign{})

	again := done(t, f, moved, Redate{Seen: f.Edition()})
	if again.Law.Effect != "2019-09-01" || again.Latest.Day != "2019-08-27" || again.Edition() == f.Edition() {
		t.Errorf("%+v %+v", again.Law, again.Latest)
	}
	_, _, err = Apply(again, moved, Redate{Seen: f.Edition()})
	refusedBy(t, "", "người khác sửa", err)
	_, _, err = Apply(again, moved, Redate{})
	refusedBy(t, "", "không ngày nào đổi", err)
	_, _, err = Apply(checking, moved, Redate{})
	refusedBy(t, "", "khi hồ sơ đang soạn", err)
	if got := done(t, again, moved, Submit{}, Accept{}, Sign{Number: 1}); got.From != "2019-09-01" {
		t.Errorf("in force from %s", got.From)
	}
}

// Of a text that changes another the list holds the day it takes effect, of several days that
// are all others than the file's the last word counts, and a list that cannot be right moves
// nothing.
func TestKS_5_WhatTheListSaysOfAText(t *testing.T) {
	m := at(t, "2019-06-03")
	later := m
	later.Now++
	changes := Text{ID: "text-a", Law: Legal{Number: "15/2015/TT-BTP", Name: "x", Issued: "2015-11-16", Effect: "2019-07-01"}, State: TextChanged, By: "05/2019/TT-VD", Noted: m.done()}
	f := done(t, drafted(t, m), m, Put{Item: amended(t, m, "1.001193")})
	done(t, f, watched(m, changes), Submit{}) // when that one was issued is no matter of this one
	newer := changes
	newer.ID, newer.Law.Number, newer.Law.Effect, newer.Noted = "text-b", "04/2016/TT-BTP", "2019-08-01", later.done()
	earlier := changes
	earlier.Law.Effect = "2019-06-15"
	_, _, err := Apply(f, watched(m, newer, earlier), Submit{})
	refusedBy(t, "KS-5", "01/8/2019", err)
	broken := changes
	broken.Law.Effect = "2019-01-01" // before the day the file's text was issued
	done(t, f, watched(m, broken), Submit{})
	other := changes
	other.By = "77/2019/TT-VD"
	done(t, f, watched(m, other), Submit{})
}

// KS-5: what is noted of one text moves no day of another that the same text changes: the
// text's own row counts, and without one a row with the file's day is enough.
func TestKS_5_ANoteAboutAnotherTextMovesNothing(t *testing.T) {
	m := at(t, "2019-06-03")
	later := m
	later.Now++
	row := func(number, by, effect string, done Done) Text {
		l := Legal{Number: number, Name: "x", Issued: "2015-11-16", Effect: effect}
		return Text{ID: "text-" + Key(number), Law: l, State: TextChanged, By: by, Noted: done}
	}
	f := done(t, drafted(t, m), m, Put{Item: amended(t, m, "1.001193")})
	own := Text{ID: "text-own", Law: f.Law, State: TextNew, Noted: m.done()}
	first, other := row("23/2015/NĐ-CP", f.Law.Number, "2019-07-01", m.done()), row("30/2014/NĐ-CP", f.Law.Number, "2019-09-01", later.done())
	for says, all := range map[string][]Text{"a row with the file's day": {first, other}, "the other way round": {other, first}, "the text's own row": {own, other},
		"the own row after it": {other, own}} {
		now := watched(m, all...)
		accepted := done(t, f, now, Submit{}, Accept{})
		if got := done(t, accepted, now, Sign{Number: 1}); got.From != "2019-07-01" {
			t.Errorf("%s: in force from %s", says, got.From)
		}
		if _, _, err := Apply(f, now, Redate{}); err == nil {
			t.Errorf("%s: the draft takes the day of another text", says)
		}
	}
	moved := own
	moved.Law.Effect = "2019-08-01"
	_, _, err := Apply(f, watched(m, moved, first, other), Submit{})
	refusedBy(t, "KS-5", "01/8/2019", err) // the own row is the word on it
	_, _, err = Apply(f, watched(m, other), Submit{})
	refusedBy(t, "KS-5", "01/9/2019", err) // no row says the file's day
}
