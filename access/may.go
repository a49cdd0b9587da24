package access

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cedar-policy/cedar-go"

	"motcua/refusal"
)

//go:embed policies.cedar
var policyText string

// Policies is the text the decisions are made by, comments and all: auditors read
// it, `motcua doctor --policies` prints it.
func Policies() string { return policyText }

// The sentences for what is not there or not yours; they are the same on purpose.
const (
	missingDossier = "Không tìm thấy hồ sơ này, hoặc hồ sơ không thuộc phạm vi của ông/bà."
	missingOther   = "Không tìm thấy nội dung này, hoặc nội dung không thuộc phạm vi của ông/bà."

	handedOn = "Hồ sơ đã được chuyển đi. Có thể người khác vừa xử lý hồ sơ này; vui lòng tải lại trang để xem diễn biến mới nhất."
)

// May says whether who may do act on s: nil, refusal.Missing when they may not
// even see it (the same sentence as for what is not there), or refusal.Forbidden
// with a sentence that says who may; who would have handed a dossier on, had a colleague
// not been faster, gets refusal.Conflict. An act no kind of subject knows is a fault
// of the program, not a refusal, and is not allowed either.
func May(who Who, act string, s Subject) error {
	if s.Kind == KindPaper { // a paper is part of its dossier and has no rights of its own
		s.Kind = KindDossier
	}
	spoken, ok := sentences[Act{Kind: s.Kind, Name: act}]
	if !ok {
		return fmt.Errorf("access: nobody may %q on a %q: no such act; add it to acts.go and policies.cedar", act, s.Kind)
	}
	q := question{who: who, subject: s}
	ok, because := q.ask(act)
	if ok {
		return nil
	}
	seen := false
	if act != See {
		seen, _ = q.ask(See)
	}
	switch {
	case !seen && s.Kind == KindDossier:
		return refusal.Missing(missingDossier)
	case !seen:
		return refusal.Missing(missingOther)
	case act == "forward" && s.Gave != "" && s.Gave == who.Office && (s.Holder != who.Office || who.Role == "reception" || who.Role == "onestop_head"):
		return refusal.Conflict(handedOn)
	case because != "":
		return refusal.Forbidden(because)
	}
	return refusal.Forbidden(spoken)
}

// policy is one policy with the sentence of its @sentence line.
type policy struct {
	id       cedar.PolicyID
	p        *cedar.Policy
	sentence string
}

// chosen is a set of policies that could match one act; Cedar iterates over it.
type chosen []policy

// All gives the policies to Cedar.
func (c chosen) All() iter.Seq2[cedar.PolicyID, *cedar.Policy] {
	return func(yield func(cedar.PolicyID, *cedar.Policy) bool) {
		for i := range c {
			if !yield(c[i].id, c[i].p) {
				return
			}
		}
	}
}

// policies are parsed once at the start. The text is part of the program, so one
// that cannot be read is a broken build and stops it at once.
var policies = func() chosen {
	list, err := cedar.NewPolicyListFromBytes("policies.cedar", []byte(policyText))
	if err != nil {
		panic("access: policies.cedar: " + err.Error())
	}
	for kind := range kinds { // the memory of answers leaves the subject's id out
		if strings.Contains(policyText, string(kinds[kind])+`::"`) {
			panic("access: policies.cedar names a single " + kind)
		}
	}
	out := make(chosen, len(list))
	for i, p := range list {
		notes := p.Annotations()
		out[i] = policy{id: cedar.PolicyID(notes["id"]), p: p, sentence: string(notes["sentence"])}
	}
	return out
}()

// byAct keeps for each act the policies whose action line names it or names none:
// the others cannot match, and not asking them halves the cost of a decision.
var byAct = func() map[string]chosen {
	out := map[string]chosen{}
	for a := range sentences {
		out[a.Name] = slices.DeleteFunc(slices.Clone(policies), func(p policy) bool { return !p.names(a.Name) })
	}
	return out
}()

// names reports whether the action line of the policy lets act through.
func (p policy) names(act string) bool {
	type entity struct{ ID string }
	var line struct {
		Action struct {
			Op       string
			Entity   entity
			Entities []entity
		}
	}
	text, err := p.p.MarshalJSON()
	if err == nil {
		err = json.Unmarshal(text, &line)
	}
	if err != nil {
		panic("access: policies.cedar: " + string(p.id) + ": " + err.Error())
	}
	switch line.Action.Op {
	case "==":
		return line.Action.Entity.ID == act
	case "in":
		return slices.Contains(line.Action.Entities, entity{ID: act})
	}
	return true
}

// ask answers one question, from memory where the same was asked before.
func (q *question) ask(act string) (ok bool, because string) {
	a, kept := q.asked(act)
	if !kept {
		return q.decide(act)
	}
	return answers.of(a, func() (bool, string) { return q.decide(act) })
}

// decide puts one question to Cedar. because is the sentence of the forbid that said
// no. A policy that could not be evaluated might have been a forbid, so it denies.
func (q *question) decide(act string) (ok bool, because string) {
	decision, why := cedar.Authorize(byAct[act], q, q.request(act))
	if decision == cedar.Allow && len(why.Errors) == 0 {
		return true, ""
	}
	for _, reason := range why.Reasons {
		i := slices.IndexFunc(policies, func(p policy) bool { return p.id == reason.PolicyID })
		if i >= 0 && decision == cedar.Deny && policies[i].sentence != "" {
			return false, policies[i].sentence
		}
	}
	return false, ""
}
