package procedure

import (
	"fmt"

	"motcua/access"
	"motcua/db"
	"motcua/refusal"
)

// Publication is what a decision does to one procedure: the version Ends has LastDay as its
// last day, and New, if any, follows.
type Publication struct {
	Code    string
	Ends    string // id of the version that ends; "" of a procedure that is new
	LastDay string // YYYY-MM-DD
	New     *Version
}

// PublishTx carries a decision out inside a transaction of the caller, who calls Refresh
// after its commit, and gives the ids of the new versions by code. A version that ended or
// was replaced meanwhile is a conflict. Nothing else of a stored version is touched (KS-9).
func (s *Store) PublishTx(tx db.Tx, who access.Who, all []Publication) (map[string]string, error) {
	q, made := New(tx), change{}
	ids := map[string]string{}
	for _, p := range all {
		rows, err := q.VersionsOf(tx.Ctx, p.Code)
		if err != nil {
			return nil, fmt.Errorf("procedure: %w", err)
		}
		over, err := finish(tx, rows, p)
		if err != nil {
			return nil, err
		}
		made.End = append(made.End, over...)
		if p.New == nil {
			continue
		}
		row, err := s.follow(tx, rows, *p.New)
		if err != nil {
			return nil, err
		}
		ids[p.Code], made.Put = row.ID, append(made.Put, loggedOf(row))
	}
	if err := q.Touch(tx.Ctx); err != nil {
		return nil, fmt.Errorf("procedure: %w", err)
	}
	return ids, s.note(tx, who, "publish", made)
}

// finish gives the version that ends its last day. Another open version of the code
// means that the decision was made on another state of the catalogue.
func finish(tx db.Tx, rows []ProcedureVersion, p Publication) (over []Logged, err error) {
	meanwhile := refusal.Conflict("Thủ tục " + p.Code + " đã có phiên bản khác từ khi soạn. Lập hồ sơ công bố mới từ phiên bản hiện hành.")
	for _, r := range rows {
		switch {
		case r.ID == p.Ends && r.ValidTo == "":
			v, bad := decode([]byte(r.Body))
			if bad != nil {
				return nil, fmt.Errorf("procedure: stored version %s of %s: %w", r.ID, r.Code, bad)
			}
			v.ValidTo = p.LastDay
			body, err := encode(v)
			if err != nil {
				return nil, err
			}
			n, err := New(tx).EndVersion(tx.Ctx, EndVersionParams{ID: r.ID, ValidTo: p.LastDay, Body: string(body), Was: r.Body})
			if err != nil {
				return nil, fmt.Errorf("procedure: %w", err)
			}
			if n == 0 {
				return nil, db.ErrStale
			}
			r.ValidTo, r.Body = p.LastDay, string(body)
			over = append(over, loggedOf(r))
		case r.ValidTo == "" || r.ValidTo > p.LastDay:
			return nil, meanwhile
		}
	}
	if p.Ends != "" && len(over) == 0 {
		return nil, meanwhile
	}
	return over, nil
}

// follow writes the next version of a code.
func (s *Store) follow(tx db.Tx, rows []ProcedureVersion, v Version) (ProcedureVersion, error) {
	var no, ord int64
	for _, r := range rows {
		no = max(no, r.No)
	}
	ord, err := New(tx).LastOrd(tx.Ctx)
	if err != nil {
		return ProcedureVersion{}, fmt.Errorf("procedure: %w", err)
	}
	v.No = 0
	body, err := encode(v)
	if err != nil {
		return ProcedureVersion{}, err
	}
	if _, bad := decode(body); bad != nil {
		return ProcedureVersion{}, refusal.Rule("KS-1", "", "Nội dung thủ tục "+v.Code+" chưa đúng: "+bad.Error())
	}
	row := ProcedureVersion{ID: s.ids.New(), Code: v.Code, No: no + 1, Ord: ord + 1, ValidFrom: v.ValidFrom, ValidTo: v.ValidTo, Body: string(body)}
	err = New(tx).PutVersion(tx.Ctx, PutVersionParams(row))
	if db.IsUnique(err) {
		return row, db.ErrStale
	}
	if err != nil {
		return row, fmt.Errorf("procedure: %w", err)
	}
	return row, nil
}
