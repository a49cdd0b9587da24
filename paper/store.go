package paper

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"motcua/clock"
	"motcua/db"
	"motcua/refusal"
)

// Store keeps files: the bytes under their hash, the row that says whose they are.
type Store struct {
	DB    *db.DB
	Blobs Blob
	IDs   *clock.IDs
	Civil clock.Clock
}

// Given is a file somebody hands in: to a draft or a dossier (Subject), for a paper
// of the published list, by an owner (person or official).
type Given struct {
	Subject, Paper, Name, Owner string
}

// Most of one subject: a dossier with more files than this is a mistake.
const filesMost = 200

// Add checks, stores and registers a file. The bytes are on disk before the row is:
// a row never points at nothing.
func (s *Store) Add(ctx context.Context, g Given, r interface {
	io.ReaderAt
	io.Reader
}, size int64) (PaperFile, error) {
	kind, err := Check(g.Name, r, size)
	if err != nil {
		return PaperFile{}, err
	}
	have, err := New(s.DB.Read()).FilesOf(ctx, g.Subject)
	if err != nil {
		return PaperFile{}, fmt.Errorf("paper: %w", err)
	}
	if len(have) >= filesMost {
		return PaperFile{}, refusal.Invalid("file", "Hồ sơ đã có quá nhiều tệp. Gộp các trang của một giấy tờ vào một tệp PDF rồi tải lên lại.")
	}
	f, err := s.put(ctx, g, kind, r, size)
	if err != nil {
		return PaperFile{}, err
	}
	err = s.DB.Update(ctx, func(tx db.Tx) error { return AddTx(tx, f) })
	return f, err
}

// Stage checks and stores a file no row names yet: AddTx names it in the transaction of
// what it belongs to, or it is swept.
func (s *Store) Stage(ctx context.Context, g Given, r interface {
	io.ReaderAt
	io.Reader
}, size int64) (PaperFile, error) {
	kind, err := Check(g.Name, r, size)
	if err != nil {
		return PaperFile{}, err
	}
	return s.put(ctx, g, kind, r, size)
}

func (s *Store) put(ctx context.Context, g Given, kind Kind, r io.ReaderAt, size int64) (PaperFile, error) {
	hash, n, err := s.Blobs.Put(ctx, io.NewSectionReader(r, 0, size))
	if err != nil {
		return PaperFile{}, fmt.Errorf("paper: %w", err)
	}
	return PaperFile{ID: s.IDs.New(), Subject: g.Subject, Paper: g.Paper, Name: CleanName(g.Name), Kind: kind.Name, Size: n, Hash: hash,
		Owner: g.Owner, AddedAt: clock.Micros(s.Civil.Now())}, nil
}

// Naming is AddTx as a step of the transaction of an act: the papers are named with it or
// not at all.
func Naming(files ...PaperFile) func(db.Tx) error {
	return func(tx db.Tx) error {
		for _, f := range files {
			if err := AddTx(tx, f); err != nil {
				return fmt.Errorf("paper: %w", err)
			}
		}
		return nil
	}
}

// AddTx registers a staged file.
func AddTx(tx db.Tx, f PaperFile) error { return New(tx).InsertFile(tx.Ctx, InsertFileParams(f)) }

// Made stores bytes the program itself made and no row names yet: AddTx names them in the
// transaction of the act they belong to, so that neither stands without the other.
func (s *Store) Made(ctx context.Context, g Given, kind string, r io.Reader) (PaperFile, error) {
	hash, n, err := s.Blobs.Put(ctx, r)
	if err != nil {
		return PaperFile{}, fmt.Errorf("paper: %w", err)
	}
	return PaperFile{ID: s.IDs.New(), Subject: g.Subject, Paper: g.Paper, Name: g.Name, Kind: kind, Size: n, Hash: hash,
		Owner: g.Owner, AddedAt: clock.Micros(s.Civil.Now())}, nil
}

// Of lists the files of a subject, oldest first.
func (s *Store) Of(ctx context.Context, subject string) ([]PaperFile, error) {
	fs, err := New(s.DB.Read()).FilesOf(ctx, subject)
	if err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	return fs, nil
}

// OfMany lists the files of several subjects, by subject, oldest first.
func (s *Store) OfMany(ctx context.Context, subjects []string) (map[string][]PaperFile, error) {
	if len(subjects) == 0 {
		return nil, nil
	}
	ids, err := json.Marshal(subjects)
	if err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	rows, err := New(s.DB.Read()).FilesOfMany(ctx, string(ids))
	if err != nil {
		return nil, fmt.Errorf("paper: %w", err)
	}
	out := map[string][]PaperFile{}
	for _, f := range rows {
		out[f.Subject] = append(out[f.Subject], f)
	}
	return out, nil
}

// File gives one file of a subject; one of another subject looks like none.
func (s *Store) File(ctx context.Context, subject, id string) (PaperFile, error) {
	f, err := New(s.DB.Read()).FileByID(ctx, id)
	if db.IsMissing(err) || err == nil && f.Subject != subject {
		return PaperFile{}, refusal.Missing("Không tìm thấy tệp này.")
	}
	if err != nil {
		return PaperFile{}, fmt.Errorf("paper: %w", err)
	}
	return f, nil
}

// Drop takes a file out of a draft; its bytes go with the next sweep.
func (s *Store) Drop(ctx context.Context, subject, id string) error {
	return s.DB.Update(ctx, func(tx db.Tx) error {
		_, err := New(tx).DropFile(tx.Ctx, DropFileParams{ID: id, Subject: subject})
		return err
	})
}

// MoveTx gives the files of a draft to the dossier it became.
func MoveTx(tx db.Tx, from, to string) error {
	return New(tx).MoveFiles(tx.Ctx, MoveFilesParams{FromSubject: from, ToSubject: to})
}

// Referenced reports whether any row needs the bytes; Sweep asks.
func (s *Store) Referenced(ctx context.Context, hash string) (bool, error) {
	n, err := New(s.DB.Read()).Referenced(ctx, hash)
	return n > 0, err
}
