package dossier

import (
	"motcua/clock"
	"motcua/office"
	"motcua/refusal"
)

// creator is an act that can begin a dossier.
type creator interface{ origin() origin }

type origin struct {
	receiving, competent, procedure string
	signed                          clock.Instant
}

func (a File) origin() origin { return origin{a.Receiving, a.Competent, a.Procedure, 0} }
func (a Receive) origin() origin {
	return origin{a.Receiving, a.Competent, a.Procedure, a.Record.signed()}
}
func (a Refuse) origin() origin {
	return origin{a.Receiving, a.Competent, a.Procedure, a.Record.signed()}
}
func (a RequestSupplement) origin() origin {
	if a.Brought == nil {
		return origin{}
	}
	return a.Brought.origin()
}

func (r *PostRecord) signed() clock.Instant {
	if r == nil {
		return 0
	}
	return r.Signed
}

func (o origin) known(t *office.Tree, day string) error {
	for _, id := range []string{o.receiving, o.competent} {
		if of, ok := t.Office(id); !ok || !of.InForce(day) {
			return refusal.Invalid("office", "Chọn cơ quan tiếp nhận và cơ quan giải quyết đang hoạt động.")
		}
	}
	if at := t.DeskOf(o.receiving, day); at != o.receiving {
		return refusal.Rule("REC-14", "office", "Việc tiếp nhận của cơ quan này nay thực hiện tại "+t.Title(at)+".")
	}
	return nil
}
