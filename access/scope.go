package access

import "slices"

// Column is a place on a dossier's row that names an office.
type Column string

// The columns a scope may compare.
const (
	Home      Column = "home"
	Receiving Column = "receiving"
	Competent Column = "competent"
	Holder    Column = "holder"
	ReturnAt  Column = "return_at"
	Consulted Column = "consulted" // any open consultation
)

// Scope is which rows of a list somebody may see, as plain values for a query:
// all; or those where one of Columns names one of Offices; or those of Person.
// The zero Scope holds nothing. Official, when set, narrows it to the dossiers
// this official handles. Signer, alone, holds what was decided at one of SignsAt and given
// to this official for signature.
type Scope struct {
	All      bool
	Offices  []string
	Columns  []Column
	Official string
	Signer   string
	SignsAt  []string
	Person   string
}

// Of narrows the scope to what one official handles ("my work").
func (s Scope) Of(official string) Scope {
	s.Official = official
	return s
}

// columns of the dossiers each role sees; policies.cedar says the same in its
// own words and a property test compares the two.
var columns = map[Role][]Column{
	"reception":    {Receiving, Home, ReturnAt},
	"onestop_head": {Receiving, Home, Holder, ReturnAt},
	"officer":      {Holder, Competent, Consulted},
	"head":         {Holder, Competent, Consulted},
	"deputy_head":  {Holder, Competent, Consulted},
	"control":      {Home, Receiving, Competent, Holder},
	"inspector":    {Home, Receiving, Competent, Holder},
}

// ScopeOf is what who may see of a kind: filtering every row by May(who, See, …)
// gives the same rows.
func ScopeOf(who Who, kind string) Scope {
	if who.Machine {
		return Scope{All: true}
	}
	inPost := who.Official != "" && who.Office != ""
	switch kind {
	case KindDossier, KindPaper:
		if who.Official == "" && who.Person != "" {
			return Scope{Person: who.Person}
		}
		if !inPost || columns[who.Role] == nil {
			return Scope{}
		}
		if who.Role == "deputy_head" && who.Behalf == "" {
			return Scope{Signer: who.Official, SignsAt: who.reach(false)}
		}
		return Scope{Offices: who.reach(who.Role == "control" || who.Role == "inspector"), Columns: columns[who.Role]}
	case KindBoard:
		if inPost && slices.Contains([]Role{"head", "deputy_head", "onestop_head", "control", "inspector"}, who.Role) {
			return Scope{Offices: who.reach(true), Columns: []Column{Holder}}
		}
	case KindProcedure:
		return Scope{All: true}
	case KindOffice, KindCalendar:
		return Scope{All: inPost}
	case KindAccount:
		return Scope{All: inPost && who.Role == "admin"}
	}
	return Scope{}
}

// reach is the own office with those that went over to it, and with below also those
// under it.
func (w Who) reach(below bool) []string {
	own := append([]string{w.Office}, w.Former...)
	if !below {
		return own
	}
	return append(own, w.Below...)
}

// Holds says whether a subject lies in the scope; lists do the same in SQL.
func (s Scope) Holds(x Subject) bool {
	if s.Official != "" && x.Officer != s.Official {
		return false
	}
	if s.Signer != "" && x.Signer == s.Signer && (slices.Contains(s.SignsAt, x.Holder) || slices.Contains(s.SignsAt, x.Competent)) {
		return true
	}
	if s.All {
		return true
	}
	if s.Person != "" {
		return x.Person == s.Person
	}
	for _, c := range s.Columns {
		if slices.ContainsFunc(x.named(c), func(id string) bool { return id != "" && slices.Contains(s.Offices, id) }) {
			return true
		}
	}
	return false
}

func (x *Subject) named(c Column) []string {
	switch c {
	case Home:
		return []string{x.Home}
	case Receiving:
		return []string{x.Receiving}
	case Competent:
		return []string{x.Competent}
	case Holder:
		return []string{x.Holder}
	case ReturnAt:
		return []string{x.ReturnAt}
	case Consulted:
		return x.Consulted
	}
	return nil
}
