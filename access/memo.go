package access

import (
	"slices"
	"strings"
	"sync"
)

// asked is everything of a who and a subject that a policy can read, so that two
// questions with the same asked have the same answer. The id of the subject is not in
// it: no policy names a single dossier, and the program does not start with one that does.
type asked struct {
	act, kind, official, role, office, delegate                  string
	home, receiving, competent, holder, returnAt                 string
	officer, examinedBy, consulted, passed, signer               string
	forwarded                                                    bool
	homeBelow, receivingBelow, competentBelow, holderBelow, back bool
}

// memo keeps answers about officials: a morning asks the same few questions many
// thousand times, and the policies do not change while the program runs.
type memo struct {
	mu sync.RWMutex
	m  map[asked]answer
}

type answer struct {
	ok      bool
	because string
}

// memoMost bounds the memory: about half a KB each.
const memoMost = 4096

var answers memo

// of gives the answer kept for a question, or asks.
func (k *memo) of(a asked, ask func() (bool, string)) (bool, string) {
	k.mu.RLock()
	x, ok := k.m[a]
	k.mu.RUnlock()
	if ok {
		return x.ok, x.because
	}
	x.ok, x.because = ask()
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.m == nil || len(k.m) >= memoMost {
		k.m = make(map[asked]answer, memoMost)
	}
	k.m[a] = x
	return x.ok, x.because
}

// asked is the question act as a key. ok is false when it is not kept: citizens and
// the machine are asked little and often only once.
func (q *question) asked(act string) (a asked, ok bool) {
	w, s := &q.who, &q.subject
	if w.Machine || w.Official == "" || w.Office == "" {
		return a, false
	}
	own := func(id string) string { return string(q.heir(id).ID) }
	below := func(id string) bool { return slices.Contains(w.Below, id) }
	a = asked{act: act, kind: s.Kind, official: w.Official, role: w.Role, office: w.Office, delegate: w.Behalf, home: own(s.Home),
		receiving: own(s.Receiving), competent: own(s.Competent), holder: own(s.Holder), returnAt: own(s.ReturnAt), officer: s.Officer, signer: s.Signer,
		examinedBy: strings.Join(s.ExaminedBy, "\n"), forwarded: s.Forwarded}
	a.consulted, a.passed = q.owned(s.Consulted), q.owned(s.Passed)
	a.homeBelow, a.receivingBelow, a.competentBelow = below(a.home), below(a.receiving), below(a.competent)
	a.holderBelow, a.back = below(a.holder), below(a.returnAt)
	return a, true
}

// owned joins offices as the actor sees them.
func (q *question) owned(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = string(q.heir(id).ID)
	}
	return strings.Join(all, "\n")
}
