package apology

import (
	"context"
	"fmt"

	"motcua/db"
	"motcua/dossier"
	"motcua/event"
)

// Follower marks a draft void when the dossier came to its end without needing the
// letter: settled in time, withdrawn or stopped (APO-16). Its number stays in the
// register as void, with the reason; a dossier that settles late still owes the letter,
// one that was withdrawn or stopped can have none any more.
func Follower() event.Follower {
	return func(tx db.Tx, e event.Event) error {
		d, ok := e.After.(dossier.Dossier)
		if !ok || d.Apology != nil || d.Class == "" || d.Class == dossier.Late && !d.EndedAt.Set() {
			return nil
		}
		if _, err := New(tx).MarkVoid(tx.Ctx, MarkVoidParams{Home: d.Home, Dossier: d.ID, Ground: string(Late), Why: voidWhy(d)}); err != nil {
			return fmt.Errorf("apology: %w", err)
		}
		return nil
	}
}

func voidWhy(d dossier.Dossier) string {
	switch d.State {
	case dossier.Withdrawn:
		return "Người nộp rút hồ sơ, không cần thư"
	case dossier.Stopped:
		return "Hồ sơ dừng giải quyết, không cần thư"
	}
	return "Có kết quả đúng hạn, không cần thư"
}

// Sent gives the frozen letter of a late dossier.
func (s *Store) Sent(ctx context.Context, key dossier.Key) (LetterRecord, bool, error) {
	return s.SentOf(ctx, key, Late)
}

// SentOf gives the frozen letter of a ground.
func (s *Store) SentOf(ctx context.Context, key dossier.Key, g Ground) (LetterRecord, bool, error) {
	r, err := New(s.DB.Read()).LetterOf(ctx, LetterOfParams{Home: key.Home, Dossier: key.ID, Ground: string(g)})
	if db.IsMissing(err) {
		return r, false, nil
	}
	return r, err == nil, err
}

// Register is the book of an office's letters in a year, by number: every number that
// was given stands in it once (APO-11).
func (s *Store) Register(ctx context.Context, office string, year int) (Book, error) {
	return letterBook(ctx, s.DB.Read(), office, year)
}

func letterBook(ctx context.Context, on db.DBTX, office string, year int) (Book, error) {
	q, y := New(on), int64(year)
	b := Book{Office: office, Year: year}
	letters, err := q.Register(ctx, RegisterParams{Office: office, Year: y})
	if err != nil {
		return b, fmt.Errorf("apology: %w", err)
	}
	drafts, err := q.Unsent(ctx, UnsentParams{Office: office, Year: y})
	if err != nil {
		return b, fmt.Errorf("apology: %w", err)
	}
	voids, err := q.Voids(ctx, VoidsParams{Office: office, Year: y})
	if err != nil {
		return b, fmt.Errorf("apology: %w", err)
	}
	for _, l := range letters {
		b.Lines = append(b.Lines, Line{Number: int(l.Number), State: "sent", Letter: l, Code: l.Code})
	}
	for _, r := range drafts {
		b.Lines = append(b.Lines, Line{Number: int(r.Number), State: r.State, Code: r.Code, Why: r.VoidWhy})
	}
	for _, v := range voids {
		b.Lines = append(b.Lines, Line{Number: int(v.Number), State: "void", Code: v.Code, Why: v.Why})
	}
	b.sort()
	return b, nil
}
