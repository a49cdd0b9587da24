package publication

import "testing"

// KS-4: what is accepted or sent back is what was read; a reminder in between is no change.
func TestKS_4_NobodyDecidesOnWhatTheyDidNotRead(t *testing.T) {
	m := at(t, "2019-06-03")
	f := done(t, drafted(t, m), m, Put{Item: amended(t, m, "1.001193")}, Submit{})
	read := f.Edition()
	reminded := done(t, f, m, Remind{Clock: "publish:3"})
	if reminded.Edition() != read {
		t.Error("a reminder makes the reader read again")
	}
	done(t, reminded, m, Accept{Seen: read})
	x := amended(t, m, "1.001193")
	x.Proposed.Steps = "Nội dung khác hẳn, người kiểm soát chưa đọc"
	again := done(t, f, m, SendBack{Remarks: []Remark{{}}, Words: Words{"Cần ghi rõ nơi nộp"}}, Put{Item: x}, Submit{})
	for _, act := range []Act{Accept{Seen: read}, SendBack{Seen: read, Remarks: []Remark{{}}, Words: Words{"Cần ghi rõ nơi nộp"}}} {
		_, _, err := Apply(again, m, act)
		refusedBy(t, "", "kể từ khi mở trang", err)
	}
	done(t, again, m, Accept{Seen: again.Edition()})
}

// Two who edit one procedure of a file: the second is told, nothing is lost in silence; two
// who edit different ones are not in each other's way.
func TestKS_4_AnEditDoesNotOverwriteAnother(t *testing.T) {
	m := at(t, "2019-06-03")
	f := done(t, drafted(t, m), m, Put{Item: amended(t, m, "1.001193")}, Put{Item: amended(t, m, "2.000635")})
	opened, _ := f.Item("1.001193")
	other, _ := f.Item("2.000635")
	x := amended(t, m, "1.001193")
	x.Proposed.Name = "Tên do người thứ nhất sửa"
	g := done(t, f, m, Put{Item: x, Was: opened.Edition()})
	_, _, err := Apply(g, m, Put{Item: amended(t, m, "1.001193"), Was: opened.Edition()})
	refusedBy(t, "", "người khác vừa sửa", err)
	_, _, err = Apply(g, m, Put{Item: amended(t, m, "1.001193"), Was: Absent})
	refusedBy(t, "", "đã có trong hồ sơ", err)
	done(t, g, m, Put{Item: amended(t, m, "2.000635"), Was: other.Edition()})
}
