package procedure

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/access"
	"motcua/bundle"
	"motcua/db"
	"motcua/refusal"
)

// Part is the catalogue as a part of the configuration that travels as files.
type Part struct{ *Store }

// Name is the folder of the part.
func (p Part) Name() string { return Folder }

// Export gives every version as files, texts exactly as imported.
func (p Part) Export(ctx context.Context) (bundle.Files, error) {
	versions, from, err := stored(ctx, p.db.Read())
	if err != nil {
		return nil, err
	}
	return filesOf(versions, from)
}

func stored(ctx context.Context, on db.DBTX) ([]Version, origin, error) {
	var from origin
	q := New(on)
	rows, err := q.Versions(ctx)
	if err != nil {
		return nil, from, fmt.Errorf("procedure: %w", err)
	}
	state, err := q.State(ctx)
	if err != nil {
		return nil, from, fmt.Errorf("procedure: %w", err)
	}
	if err := json.Unmarshal([]byte(state.Origin), &from); err != nil {
		return nil, from, fmt.Errorf("procedure: origin: %w", err)
	}
	versions, err := fromRows(rows)
	return versions, from, err
}

// Check says what the files would change and what is wrong with them.
func (p Part) Check(ctx context.Context, files bundle.Files) ([]bundle.Change, []bundle.Fault, error) {
	versions, from, err := stored(ctx, p.db.Read())
	if err != nil {
		return nil, nil, err
	}
	b := planBundle(p.guard(len(versions)), versions, from, files)
	return b.changes, b.faults, nil
}

// Apply takes the files over, whole or not at all.
func (p Part) Apply(ctx context.Context, who access.Who, files bundle.Files) error {
	err := p.db.Update(ctx, func(tx db.Tx) error { return p.ApplyTx(tx, who, files) })
	if err != nil {
		return err
	}
	return p.load(ctx)
}

// ApplyTx is Apply inside a transaction of the caller, who calls Refresh after its commit.
func (p Part) ApplyTx(tx db.Tx, who access.Who, files bundle.Files) error {
	if err := access.May(who, "import", p.subject()); err != nil {
		return err
	}
	return p.apply(tx, who, files)
}

func (p Part) apply(tx db.Tx, who access.Who, files bundle.Files) error {
	q := New(tx)
	state, err := q.State(tx.Ctx)
	if err != nil {
		return fmt.Errorf("procedure: %w", err)
	}
	versions, from, err := stored(tx.Ctx, tx)
	if err != nil {
		return err
	}
	b := planBundle(p.guard(len(versions)), versions, from, files)
	if len(b.faults) > 0 {
		return refusal.Invalid("file", b.faults[0].Error())
	}
	if len(b.changes) == 0 {
		return nil
	}
	made, err := p.write(tx, b)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(b.from)
	if err != nil {
		return fmt.Errorf("procedure: %w", err)
	}
	n, err := q.SetState(tx.Ctx, SetStateParams{Origin: string(raw), Revision: state.Revision})
	if err != nil {
		return fmt.Errorf("procedure: %w", err)
	}
	if n == 0 {
		return db.ErrStale
	}
	return p.note(tx, who, "configure", made)
}

// write puts the new versions and ends those that got their last day.
func (p Part) write(tx db.Tx, b bundled) (change, error) {
	var made change
	q := New(tx)
	ord, err := q.LastOrd(tx.Ctx)
	if err != nil {
		return made, fmt.Errorf("procedure: %w", err)
	}
	for _, v := range b.end {
		row, err := p.ending(tx, v)
		if err != nil {
			return made, err
		}
		made.End = append(made.End, loggedOf(row))
	}
	for _, v := range b.put {
		no := v.No
		v.No = 0
		body, err := encode(v)
		if err != nil {
			return made, err
		}
		ord++
		row := ProcedureVersion{ID: p.ids.New(), Code: v.Code, No: int64(no), Ord: ord, ValidFrom: v.ValidFrom, ValidTo: v.ValidTo, Body: string(body)}
		if err := q.PutVersion(tx.Ctx, PutVersionParams(row)); err != nil {
			return made, fmt.Errorf("procedure %s: %w", v.Code, err)
		}
		made.Put = append(made.Put, loggedOf(row))
	}
	return made, nil
}

// ending gives an open version its last day, once.
func (p Part) ending(tx db.Tx, v Version) (ProcedureVersion, error) {
	rows, err := New(tx).VersionsOf(tx.Ctx, v.Code)
	if err != nil {
		return ProcedureVersion{}, fmt.Errorf("procedure: %w", err)
	}
	for _, r := range rows {
		if r.No == int64(v.No) {
			return endRow(tx, r, v)
		}
	}
	return ProcedureVersion{}, db.ErrStale
}
