package access

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// What is remembered is what Cedar says, whoever asks about whatever: each question is
// put twice, so that the second answer comes from memory, and to Cedar itself.
func TestARememberedAnswerIsCedars(t *testing.T) {
	offices := rapid.SampledFrom([]string{"", "ward", "land", "tax", "health", "city"})
	people := rapid.SampledFrom([]string{"", "an", "binh", "lan"})
	var acts []Act
	for a := range sentences {
		acts = append(acts, a)
	}
	slices.SortFunc(acts, func(a, b Act) int {
		if a.Kind+a.Name < b.Kind+b.Name {
			return -1
		}
		return 1
	})
	rapid.Check(t, func(t *rapid.T) {
		a := rapid.SampledFrom(acts).Draw(t, "act")
		w := Who{Official: people.Draw(t, "official"), Person: people.Draw(t, "person"), Office: offices.Draw(t, "office"),
			Role: rapid.SampledFrom(append(Roles(), "")).Draw(t, "role"), Behalf: people.Draw(t, "behalf"),
			Below: rapid.SliceOfN(offices, 0, 3).Draw(t, "below"), Former: rapid.SliceOfN(offices, 0, 2).Draw(t, "former")}
		s := Subject{Kind: a.Kind, ID: people.Draw(t, "id"), Home: offices.Draw(t, "home"), Receiving: offices.Draw(t, "receiving"),
			Competent: offices.Draw(t, "competent"), Holder: offices.Draw(t, "holder"), ReturnAt: offices.Draw(t, "return"),
			Consulted: rapid.SliceOfN(offices, 0, 2).Draw(t, "consulted"), Passed: rapid.SliceOfN(offices, 0, 2).Draw(t, "passed"), Person: people.Draw(t, "owner"), Officer: people.Draw(t, "officer"), Signer: people.Draw(t, "signer"),
			ExaminedBy: rapid.SliceOfN(people, 0, 2).Draw(t, "examined"), Forwarded: rapid.Bool().Draw(t, "forwarded")}
		asks := func() (bool, string) { q := question{who: w, subject: s}; return q.ask(a.Name) }
		ok, because := asks()
		again, too := asks()
		q := question{who: w, subject: s}
		want, reason := q.decide(a.Name)
		if ok != want || again != want || because != reason || too != reason {
			t.Fatalf("%s a %s: %v %q, then %v %q; Cedar says %v %q", a.Name, a.Kind, ok, because, again, too, want, reason)
		}
	})
}

// The memory is bounded: it begins anew when it is full.
func TestTheMemoryOfAnswersIsBounded(t *testing.T) {
	var k memo
	for i := range 3 * memoMost {
		k.of(asked{act: "see", official: string(rune('a' + i%26)), home: string(rune(i))}, func() (bool, string) { return true, "" })
	}
	if len(k.m) > memoMost {
		t.Errorf("%d answers are kept, at most %d may be", len(k.m), memoMost)
	}
}
