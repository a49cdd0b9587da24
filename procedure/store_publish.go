package procedure

import (
	"fmt"

	"motcua/access"
	"motcua/db"
	"motcua/procedure/reading"
	"motcua/refusal"
)

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

// finish gives the versions that end their last day.
func finish(tx db.Tx, rows []ProcedureVersion, p Publication) ([]Logged, error) {
	versions, err := fromRows(rows)
	if err != nil {
		return nil, err
	}
	over, err := p.Ending(versions)
	if err != nil {
		return nil, err
	}
	var out []Logged
	for _, r := range rows {
		for _, v := range over {
			if v.ID != r.ID {
				continue
			}
			ended, err := endRow(tx, r, v)
			if err != nil {
				return nil, err
			}
			out = append(out, loggedOf(ended))
		}
	}
	return out, nil
}

// endRow gives a stored version the last day of v, and by what it ended, and nothing else.
func endRow(tx db.Tx, r ProcedureVersion, v Version) (ProcedureVersion, error) {
	was, last := r.Body, v.ValidTo
	body, err := ending(r.Body, v)
	if err != nil {
		return r, err
	}
	n, err := New(tx).EndVersion(tx.Ctx, EndVersionParams{ID: r.ID, ValidTo: last, Body: body, Was: was})
	if err == nil && n == 0 {
		err = db.ErrStale
	}
	if err != nil {
		return r, fmt.Errorf("procedure: %w", err)
	}
	r.ValidTo, r.Body = last, body
	return r, nil
}

// ending is a stored record with its last day. What is written can always be read again: a
// record that could not is refused before anything is stored.
func ending(stored string, end Version) (string, error) {
	var in record
	if err := reading.Strict([]byte(stored), &in); err != nil {
		return "", fmt.Errorf("procedure: stored version: %w", err)
	}
	v, bad := in.version()
	if bad != nil {
		return "", bad
	}
	v.ValidTo, v.EndedBy = end.ValidTo, end.EndedBy
	body, err := encode(v)
	if err != nil {
		return "", err
	}
	if _, bad := decode(body); bad != nil {
		return "", bad
	}
	return string(body), nil
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
		return ProcedureVersion{}, refusal.Rule("KS-1", "", "Nội dung thủ tục "+v.Code+" chưa đúng: "+bad.Why)
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
