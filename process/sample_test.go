package process

import (
	"fmt"

	"pgregory.net/rapid"

	"motcua/procedure"
)

// five is a procedure of five working days.
func five() procedure.Version {
	return procedure.Version{Code: "1.004746", No: 1, Channels: []procedure.Channel{{Kind: procedure.InPerson, Limit: &procedure.Limit{Value: 5, Unit: procedure.WorkingDays}}}}
}

func nobody(string) (string, bool) { return "", false }

// whole is a process of five days that may be submitted.
func whole() Process { return From(five().ProcessFor(procedure.InPerson)) }

// two is whole with an opinion asked side by side with the appraisal.
func two() Process {
	p := whole()
	s := Step{ID: "op", Key: procedure.StepConsult, Name: "Lấy ý kiến", Place: Consulted, Role: "officer", Minutes: 60, Counted: true, Papers: []string{"Văn bản lấy ý kiến"},
		Result: "Ý kiến", Next: []Next{{To: p.Steps[2].ID}}}
	p.Steps[0].Way, p.Steps[0].Next = All, []Next{{To: p.Steps[1].ID}, {To: "op"}}
	p.Steps = append(p.Steps[:2:2], append([]Step{s}, p.Steps[2:]...)...)
	return p
}

// builder draws well-formed processes: one after the other, choices and branches side by
// side, each coming together again.
type builder struct {
	t *rapid.T
	p Process
}

func (b *builder) step() int {
	n := len(b.p.Steps)
	key := rapid.SampledFrom(Keys).Draw(b.t, "key")
	s := Step{ID: fmt.Sprint("b", n+1), Key: key, Name: rapid.SampledFrom([]string{"Thẩm định hồ sơ", "Ký & duyệt <bản> \"chính\"", "Trả"}).Draw(b.t, "name"),
		Place: rapid.SampledFrom(Places[:3]).Draw(b.t, "place"), Role: string(rapid.SampledFrom(Roles).Draw(b.t, "role")), Counted: rapid.Bool().Draw(b.t, "counted"),
		Result: rapid.SampledFrom([]string{"", "Kết quả; dòng 1\ndòng 2", "Giấy <A>"}).Draw(b.t, "result")}
	if s.Counted {
		s.Minutes = 30 * rapid.IntRange(1, 40).Draw(b.t, "minutes")
	}
	if rapid.Bool().Draw(b.t, "paper") {
		s.Papers = []string{"Tờ khai", "Giấy tờ > 2 trang"}
	}
	b.p.Steps = append(b.p.Steps, s)
	return n
}

// chain builds n pieces in a row and gives the first step and where the row goes on from.
func (b *builder) chain(n, deep int) (first, last int) {
	first = b.step()
	last = first
	for range n {
		if deep == 0 || rapid.IntRange(0, 2).Draw(b.t, "piece") == 0 {
			next := b.step()
			b.link(last, next, "")
			last = next
			continue
		}
		last = b.block(last, deep-1)
	}
	return first, last
}

func (b *builder) link(from, to int, when string) {
	b.p.Steps[from].Next = append(b.p.Steps[from].Next, Next{To: b.p.Steps[to].ID, When: when})
}

// block parts at a step and comes together at a new one.
func (b *builder) block(fork, deep int) int {
	way := rapid.SampledFrom([]Way{Choice, All}).Draw(b.t, "way")
	b.p.Steps[fork].Way = way
	when := func(i int) string {
		if way == Choice {
			return fmt.Sprint("Trường hợp ", i)
		}
		return ""
	}
	var ends []int
	for i := range rapid.IntRange(2, 3).Draw(b.t, "branches") {
		first, last := b.chain(rapid.IntRange(0, 1).Draw(b.t, "long"), deep)
		b.link(fork, first, when(i))
		ends = append(ends, last)
	}
	meet := b.step()
	for _, e := range ends {
		b.link(e, meet, "")
	}
	if way == Choice && rapid.Bool().Draw(b.t, "direct") {
		b.link(fork, meet, when(9))
	}
	return meet
}

func drawn(t *rapid.T) Process {
	b := builder{t: t}
	_, last := b.chain(rapid.IntRange(1, 3).Draw(t, "pieces"), 2)
	b.p.Steps[last].Next = []Next{{To: End}}
	return b.p
}
