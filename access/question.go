package access

import (
	"slices"

	"github.com/cedar-policy/cedar-go"
)

// question is one who and one subject as Cedar's entities. They are made when a
// policy asks for them: most acts need two, and an office's place below another
// is looked up in the list the caller already has.
type question struct {
	who     Who
	subject Subject
	actor   cedar.EntityUID
	object  cedar.EntityUID
	made    bool
	is, of  cedar.Entity // the actor and the object
}

var kinds = map[string]cedar.EntityType{
	KindDossier: "Dossier", KindBoard: "Board", KindBook: "Book", KindProcedure: "Procedure", KindOffice: "Directory", KindAccount: "Account", KindCalendar: "Calendar",
	KindProcess:     "Process",
	KindForm:        "Form",
	KindPublication: "Publication",
	KindPosting:     "Posting",
}

// roles keeps the one parent an official has: their role.
var roles = func() map[Role]cedar.EntityUIDSet {
	out := map[Role]cedar.EntityUIDSet{}
	for _, r := range Roles() {
		out[r] = cedar.NewEntityUIDSet(cedar.NewEntityUID("Role", cedar.String(r)))
	}
	return out
}()

// Roles lists the roles policies speak of.
func Roles() []Role {
	return []Role{"reception", "officer", "head", "deputy_head", "onestop_head", "control", "inspector", "admin"}
}

func office(id string) cedar.EntityUID   { return cedar.NewEntityUID("Office", cedar.String(id)) }
func official(id string) cedar.EntityUID { return cedar.NewEntityUID("Official", cedar.String(id)) }

func (q *question) request(act string) cedar.Request {
	if !q.made {
		q.made = true
		q.make()
	}
	return cedar.Request{Principal: q.actor, Action: cedar.NewEntityUID("Act", cedar.String(act)), Resource: q.object}
}

// make builds the two entities. An official without post or office is nobody: an
// empty office must never equal the empty office of a dossier.
func (q *question) make() {
	w, s := &q.who, &q.subject
	switch {
	case w.Machine:
		q.actor = cedar.NewEntityUID("Machine", "clockwork")
	case w.Official != "" && w.Office != "":
		q.actor = official(w.Official)
		q.is = cedar.Entity{UID: q.actor, Parents: roles[w.Role], Attributes: cedar.NewRecord(cedar.RecordMap{
			"office": office(w.Office), "delegated": cedar.Boolean(w.Behalf != ""),
		})}
	case w.Official == "" && w.Person != "":
		q.actor = cedar.NewEntityUID("Citizen", cedar.String(w.Person))
	default:
		q.actor = cedar.NewEntityUID("Nobody", "")
	}
	q.object = cedar.NewEntityUID(kinds[s.Kind], cedar.String(s.ID))
	var has cedar.RecordMap
	switch s.Kind {
	case KindDossier:
		has = q.dossier()
	case KindBoard, KindBook:
		has = cedar.RecordMap{"holder": q.heir(s.Holder)}
	case KindProcedure:
		has = cedar.RecordMap{"home": q.heir(s.Home)}
	case KindProcess:
		has = cedar.RecordMap{"holder": q.heir(s.Holder), "home": q.heir(s.Home)}
	case KindForm:
		has = cedar.RecordMap{"home": q.heir(s.Home)}
	case KindPublication, KindPosting:
		has = cedar.RecordMap{"holder": q.heir(s.Holder), "competent": q.heir(s.Competent)}
	}
	q.of = cedar.Entity{UID: q.object, Attributes: cedar.NewRecord(has)}
}

// dossier gives the attributes that matter for this actor: citizens are asked for
// nothing but their name, and only officials about offices.
func (q *question) dossier() cedar.RecordMap {
	s := &q.subject
	if q.actor.Type != "Official" {
		return cedar.RecordMap{"person": cedar.NewEntityUID("Citizen", cedar.String(s.Person))}
	}
	return cedar.RecordMap{
		"home": q.heir(s.Home), "receiving": q.heir(s.Receiving), "competent": q.heir(s.Competent), "holder": q.heir(s.Holder),
		"return_at":   q.heir(s.ReturnAt),
		"officer":     official(s.Officer),
		"signer":      official(s.Signer),
		"examined_by": setOf(s.ExaminedBy, official),
		"consulted":   setOf(s.Consulted, q.heir),
		"passed":      setOf(s.Passed, q.heir),
		"forwarded":   cedar.Boolean(s.Forwarded),
	}
}

// heir reads an office that went over to the actor's as the actor's own.
func (q *question) heir(id string) cedar.EntityUID {
	if id != "" && slices.Contains(q.who.Former, id) {
		id = q.who.Office
	}
	return office(id)
}

var none = cedar.NewSet()

func setOf(ids []string, as func(string) cedar.EntityUID) cedar.Set {
	if len(ids) == 0 {
		return none
	}
	all := make([]cedar.Value, len(ids))
	for i, id := range ids {
		all[i] = as(id)
	}
	return cedar.NewSet(all...)
}

// Get hands Cedar an entity: the actor, the object, or an office with the actor's
// office above it.
func (q *question) Get(id cedar.EntityUID) (cedar.Entity, bool) {
	switch id.Type {
	case "Official":
		if id == q.actor {
			return q.is, true
		}
	case "Office":
		if id.ID != "" && slices.Contains(q.who.Below, string(id.ID)) {
			return cedar.Entity{UID: id, Parents: cedar.NewEntityUIDSet(office(q.who.Office))}, true
		}
	case q.object.Type:
		if id == q.object {
			return q.of, true
		}
	}
	return cedar.Entity{}, false
}
