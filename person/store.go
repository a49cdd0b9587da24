package person

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"motcua/clock"
	"motcua/db"
	"motcua/refusal"
)

// Store keeps persons. Nothing is held in memory: who is read is for the caller to record.
type Store struct {
	db  *db.DB
	ids *clock.IDs
}

// NewStore opens the store.
func NewStore(d *db.DB, ids *clock.IDs) *Store { return &Store{db: d, ids: ids} }

// Save cleans and writes a person in its own transaction and gives the stored form.
func (s *Store) Save(ctx context.Context, p Person, at time.Time) (Person, error) {
	var saved Person
	err := s.db.Update(ctx, func(tx db.Tx) error {
		var err error
		saved, err = s.SaveTx(tx, p, at)
		return err
	})
	return saved, err
}

// SaveTx writes inside the caller's transaction. A person without an id whose number
// is known is that person: the stored contact data are renewed. A known id keeps its
// kind; a number another person carries is refused as a conflict, an erased person
// as missing.
func (s *Store) SaveTx(tx db.Tx, p Person, at time.Time) (Person, error) {
	p, err := p.Clean()
	if err != nil {
		return Person{}, err
	}
	q := New(tx)
	if p.Number != "" {
		row, err := q.PrivateOfNumber(tx.Ctx, p.Number)
		switch {
		case err == nil && (p.ID == "" || p.ID == row.Person):
			p.ID = row.Person
		case err == nil:
			return Person{}, refusal.Conflict("Số giấy tờ này đã thuộc về một người hoặc tổ chức khác trong hệ thống.")
		case !db.IsMissing(err):
			return Person{}, fmt.Errorf("person: %w", err)
		}
	}
	if p.ID == "" {
		p.ID = s.ids.New()
	}
	if err := q.PutEntry(tx.Ctx, PutEntryParams{ID: p.ID, Kind: string(p.Kind), Created: clock.Micros(at)}); err != nil {
		return Person{}, fmt.Errorf("person: %w", err)
	}
	entry, err := q.Entry(tx.Ctx, p.ID)
	if err != nil {
		return Person{}, fmt.Errorf("person: %w", err)
	}
	if entry.Erased != 0 {
		return Person{}, missing()
	}
	if entry.Kind != string(p.Kind) {
		return Person{}, refusal.Invalid("kind", "Không thể đổi giữa cá nhân và tổ chức; hãy tạo mới.")
	}
	err = q.PutPrivate(tx.Ctx, PutPrivateParams{Person: p.ID, Name: p.Name, Number: p.Number, Phone: p.Phone, Email: p.Email, Address: p.Address, Birth: p.Birth})
	if err != nil {
		return Person{}, fmt.Errorf("person: %w", err)
	}
	return p, nil
}

// Saving is SaveTx as a step of somebody else's transaction. A number that another
// writer took in the same moment is the same conflict.
func (s *Store) Saving(p Person, at time.Time) func(db.Tx) error {
	return func(tx db.Tx) error {
		_, err := s.SaveTx(tx, p, at)
		if db.IsUnique(err) {
			return refusal.Conflict("Số giấy tờ này đã thuộc về một người hoặc tổ chức khác trong hệ thống.")
		}
		return err
	}
}

// Find gives a person; one who is not there or was erased is refused as missing.
func (s *Store) Find(ctx context.Context, id string) (Person, error) {
	r, err := New(s.db.Read()).Private(ctx, id)
	if db.IsMissing(err) {
		return Person{}, missing()
	}
	if err != nil {
		return Person{}, fmt.Errorf("person: %w", err)
	}
	return fromRow(PrivateOfManyRow(r)), nil
}

// Seen is what a desk has seen: name and number on the paper, in the hands of whose person
// this is.
type Seen struct{ Person, Name, Number, By string }

// Paper is what stands on a paper that was shown: kept beside the event, erasable.
type Paper struct {
	Name   string `json:"name"`
	Number string `json:"number"`
}

// Verify is VerifyTx in a transaction of its own, together with its steps: the code the
// person reads out, and the event that says who verified.
func (s *Store) Verify(ctx context.Context, x Seen, at time.Time, steps ...func(db.Tx) error) error {
	err := s.stepping(ctx, steps, func(tx db.Tx) error { return s.VerifyTx(tx, x, at) })
	if db.IsUnique(err) { // another desk, in the same moment
		return elsewhere()
	}
	return err
}

// Unverify takes a verification back: the number counts no more until a desk sees a paper
// again. One who is not verified is a conflict.
func (s *Store) Unverify(ctx context.Context, id string, steps ...func(db.Tx) error) error {
	return s.stepping(ctx, steps, func(tx db.Tx) error {
		n, err := New(tx).Unverify(tx.Ctx, id)
		if err != nil {
			return fmt.Errorf("person: %w", err)
		}
		if n == 0 {
			return refusal.Conflict("Tài khoản này chưa được xác thực, hoặc xác thực đã được gỡ.")
		}
		return nil
	})
}

func (s *Store) stepping(ctx context.Context, steps []func(db.Tx) error, last func(db.Tx) error) error {
	return s.db.Update(ctx, func(tx db.Tx) error {
		for _, step := range steps {
			if err := step(tx); err != nil {
				return err
			}
		}
		return last(tx)
	})
}

func elsewhere() error {
	return refusal.Conflict("Số giấy tờ này đã được xác thực cho một tài khoản khác. Đề nghị người quản trị kiểm tra.")
}

// VerifyTx notes that a desk has seen the paper. A number that another verified person
// carries is a conflict, and so is another name or number for somebody verified: whoever
// holds a desk does not turn one person into another.
func (s *Store) VerifyTx(tx db.Tx, x Seen, at time.Time) error {
	r, err := New(tx).Private(tx.Ctx, x.Person)
	if db.IsMissing(err) {
		return missing()
	}
	if err != nil {
		return fmt.Errorf("person: %w", err)
	}
	p := fromRow(PrivateOfManyRow(r))
	before := p
	p.Name, p.Number = x.Name, x.Number
	if p, err = p.Clean(); err != nil {
		return err
	}
	if p.Number == "" {
		return refusal.Invalid("number", "Nhập số giấy tờ tùy thân đúng như trên giấy người nộp xuất trình.")
	}
	if before.Verified.Set() && (before.Number != p.Number || !strings.EqualFold(before.Name, p.Name)) {
		return refusal.Conflict("Tài khoản này đã được xác thực với họ tên hoặc số giấy tờ khác. Nếu người nộp đã đổi giấy tờ, người quản trị gỡ xác thực cũ trước.")
	}
	other, err := New(tx).PrivateOfNumber(tx.Ctx, p.Number)
	if err == nil && other.Person != x.Person {
		return elsewhere()
	}
	if err != nil && !db.IsMissing(err) {
		return fmt.Errorf("person: %w", err)
	}
	n, err := New(tx).Verify(tx.Ctx, VerifyParams{Name: p.Name, Number: p.Number, At: clock.Micros(at), Official: x.By, Person: x.Person, Was: int64(before.Verified)})
	if err != nil {
		return fmt.Errorf("person: %w", err)
	}
	if n == 0 {
		return db.ErrStale // another desk was faster: look again
	}
	return nil
}

// ByNumber finds by a verified identity or tax number, or refuses as missing.
func (s *Store) ByNumber(ctx context.Context, number string) (Person, error) {
	r, err := New(s.db.Read()).PrivateOfNumber(ctx, number)
	if db.IsMissing(err) {
		return Person{}, missing()
	}
	if err != nil {
		return Person{}, fmt.Errorf("person: %w", err)
	}
	return fromRow(PrivateOfManyRow(r)), nil
}

// Many gives the persons of a list by id in one query; the erased are left out.
func (s *Store) Many(ctx context.Context, ids []string) (map[string]Person, error) {
	out := make(map[string]Person, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("person: %w", err)
	}
	rows, err := New(s.db.Read()).PrivateOfMany(ctx, string(list))
	if err != nil {
		return nil, fmt.Errorf("person: %w", err)
	}
	for _, r := range rows {
		out[r.Person] = fromRow(r)
	}
	return out, nil
}

// Erase removes what identifies a person; the id stays, so that dossiers keep their
// owner without a name. Erasing twice is no error.
func (s *Store) Erase(ctx context.Context, id string, at time.Time) error {
	return s.db.Update(ctx, func(tx db.Tx) error { return s.EraseTx(tx, id, at) })
}

// EraseTx is Erase inside the caller's transaction.
func (s *Store) EraseTx(tx db.Tx, id string, at time.Time) error {
	q := New(tx)
	if _, err := q.DropPrivate(tx.Ctx, id); err != nil {
		return fmt.Errorf("person: %w", err)
	}
	if _, err := q.MarkErased(tx.Ctx, MarkErasedParams{ID: id, Erased: clock.Micros(at)}); err != nil {
		return fmt.Errorf("person: %w", err)
	}
	return nil
}

func fromRow(r PrivateOfManyRow) Person {
	return Person{ID: r.Person, Kind: Kind(r.Kind), Name: r.Name, Number: r.Number, Phone: r.Phone, Email: r.Email, Address: r.Address, Birth: r.Birth, Verified: clock.Instant(r.Verified)}
}

func missing() error { return refusal.Missing("Không tìm thấy người hoặc tổ chức này.") }
