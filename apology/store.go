package apology

import (
	"context"
	"fmt"
	"strings"

	"motcua/access"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
	"motcua/dossier/letters"
	"motcua/fold"
	"motcua/refusal"
)

// Store keeps letters.
type Store struct {
	DB       *db.DB
	Dossiers *dossier.Store
}

// Draft is the row of a letter that is being written, or was sent.
type Draft struct {
	Text
	Ground  Ground
	Version int64
	State   string // draft, sent, void
	Office  string
	Number  int
	Year    int
	VoidWhy string
	Flags
}

// Suggest gives what a new letter would say before anybody has written anything.
func (s *Store) Suggest(d dossier.Dossier, who access.Who) (Draft, error) {
	m, err := s.Dossiers.MomentOf(who, d)
	if err != nil {
		return Draft{}, err
	}
	dr := Draft{Ground: Late, Office: d.Causing(), Text: Text{Status: statusOf(d)}}
	if l, ok := dossier.Letters(d, m); ok {
		dr.Flags = flags(l, m.Now)
	}
	return dr, nil
}

// Of gives the letter of a dossier for a ground, if one was begun.
func (s *Store) Of(ctx context.Context, key dossier.Key, g Ground) (Draft, bool, error) {
	return read(ctx, s.DB.Read(), key, g)
}

func read(ctx context.Context, on db.DBTX, key dossier.Key, g Ground) (Draft, bool, error) {
	r, err := New(on).DraftOf(ctx, DraftOfParams{Home: key.Home, Dossier: key.ID, Ground: string(g)})
	if db.IsMissing(err) {
		return Draft{}, false, nil
	}
	if err != nil {
		return Draft{}, false, fmt.Errorf("apology: %w", err)
	}
	return drafted(r), true, nil
}

func drafted(r DraftRecord) Draft {
	return Draft{Text: Text{Cause: r.Cause, Why: r.Why, Status: r.Status, NewDate: clock.Instant(r.NewDate),
		Loss: Loss{Papers: r.Papers, Office: r.LossOffice, Official: r.LossOfficial, Cost: r.Cost, CostNote: r.CostNote, Delays: r.Delays}},
		Ground: Ground(r.Ground), Version: r.Version, State: r.State, Office: r.Office, Number: int(r.Number), Year: int(r.Year), VoidWhy: r.VoidWhy,
		Flags: Flags{By5157: clock.Instant(r.By5157), ByND61: clock.Instant(r.ByNd61), ND61Applies: r.ByNd61 != 0}}
}

// Draft writes or rewrites the draft: always a version of the one row. The number
// of the register is given with the first draft and stays with the dossier.
func (s *Store) Draft(ctx context.Context, who access.Who, key dossier.Key, g Ground, t Text) (Draft, error) {
	var out Draft
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		d, err := s.Dossiers.OpenTx(tx, key)
		if err != nil {
			return err
		}
		if err := access.May(who, "draft_letter", d.Subject()); err != nil {
			return err
		}
		out, err = s.draft(tx, who, d, g, t)
		return err
	})
	return out, err
}

func (s *Store) draft(tx db.Tx, who access.Who, d dossier.Dossier, g Ground, t Text) (Draft, error) {
	key := dossier.Key{Home: d.Home, ID: d.ID}
	m, err := s.Dossiers.MomentOf(who, d)
	if err != nil {
		return Draft{}, err
	}
	if g != Late {
		t.Cause, t.NewDate = string(g.Kind()), 0
	}
	if err := t.Check(g, d.Over()); err != nil {
		return Draft{}, err
	}
	if g != Late {
		if g, err = occasion(tx, d, g.Kind(), t.Loss.Papers); err != nil {
			return Draft{}, err
		}
	}
	old, there, err := read(tx.Ctx, tx, key, g)
	if err != nil {
		return Draft{}, err
	}
	if there && old.State == "sent" {
		return Draft{}, second(g)
	}
	f := Flags{}
	if l, ok := dossier.Letters(d, m); ok && g == Late {
		f = flags(l, m.Now)
	}
	if there {
		err = s.rewrite(tx, who, d, old, rewriting{g, t, f, m.Now})
	} else {
		err = s.begin(tx, who, d, InsertDraftParams{Ground: string(g), Cause: t.Cause, Why: t.Why, Status: t.Status, NewDate: int64(t.NewDate),
			By5157: int64(f.By5157), ByNd61: int64(f.ByND61), DraftedAt: int64(m.Now), Papers: t.Loss.Papers, LossOffice: t.Loss.Office,
			LossOfficial: t.Loss.Official, Cost: t.Loss.Cost, CostNote: t.Loss.CostNote, Delays: t.Loss.Delays})
	}
	if err != nil {
		return Draft{}, err
	}
	out, _, err := read(tx.Ctx, tx, key, g)
	out.Flags = f
	return out, err
}

// occasion finds which letter a text about lost or damaged papers is: that of the same
// papers, the one still being written, or a further one (APO-13).
func occasion(tx db.Tx, d dossier.Dossier, kind Ground, papers string) (Ground, error) {
	rows, err := New(tx).LossDrafts(tx.Ctx, LossDraftsParams{Home: d.Home, Dossier: d.ID})
	if err != nil {
		return "", fmt.Errorf("apology: %w", err)
	}
	open := Ground(d.NextLoss(string(kind)))
	for _, r := range rows {
		if Ground(r.Ground).Kind() != kind {
			continue
		}
		if fold.Fold(r.Papers) == fold.Fold(papers) {
			return Ground(r.Ground), nil
		}
	}
	return open, nil
}

type rewriting struct {
	ground Ground
	text   Text
	flags  Flags
	now    clock.Instant
}

// rewrite makes the next version of a draft. A draft begun by an office that no longer
// holds the dossier gets a number of the office that does, and one whose year is locked
// a number of this year; the old one is void there.
func (s *Store) rewrite(tx db.Tx, who access.Who, d dossier.Dossier, old Draft, w rewriting) error {
	q, g, t := New(tx), string(w.ground), w.text
	if old.State == "void" {
		if _, err := q.Reopen(tx.Ctx, ReopenParams{Home: d.Home, Dossier: d.ID, Ground: g}); err != nil {
			return fmt.Errorf("apology: %w", err)
		}
		old.Version++
	}
	why, err := outgrown(tx, d, old)
	if err != nil {
		return err
	}
	if why != "" {
		if err := s.move(tx, d, old, moving{who, why, w.now}); err != nil {
			return err
		}
		old.Version++
	}
	n, err := q.ChangeDraft(tx.Ctx, ChangeDraftParams{Cause: t.Cause, Why: t.Why, Status: t.Status, NewDate: int64(t.NewDate), By5157: int64(w.flags.By5157),
		ByNd61: int64(w.flags.ByND61), DraftedBy: who.Official, DraftedAt: int64(w.now), Papers: t.Loss.Papers, LossOffice: t.Loss.Office,
		LossOfficial: t.Loss.Official, Cost: t.Loss.Cost, CostNote: t.Loss.CostNote, Delays: t.Loss.Delays, Home: d.Home, Dossier: d.ID, Ground: g, Was: old.Version})
	if err == nil && n == 0 {
		return db.ErrStale
	}
	if err != nil {
		return fmt.Errorf("apology: %w", err)
	}
	return nil
}

// begin inserts the row with its number. Two people beginning at once collide on
// a key; the one who comes second runs again and finds the row.
func (s *Store) begin(tx db.Tx, who access.Who, d dossier.Dossier, p InsertDraftParams) error {
	q := New(tx)
	p.Home, p.Dossier, p.Code, p.Office, p.DraftedBy = d.Home, d.ID, d.Code, d.Causing(), who.Official
	p.Year = int64(clock.Instant(p.DraftedAt).Time().Year())
	n, err := next(tx, p.Office, p.Year)
	if err != nil {
		return err
	}
	p.Number = n
	err = q.InsertDraft(tx.Ctx, p)
	if db.IsUnique(err) {
		return db.ErrStale
	}
	return err
}

func second(g Ground) error {
	if g != Late {
		return refusal.Rule("APO-13", "papers", "Hồ sơ này đã có thư xin lỗi về chính giấy tờ này. Thư đã gửi không thể thay bằng thư khác; nếu là giấy tờ khác, ghi rõ giấy tờ nào.")
	}
	return refusal.Rule("APO-7", "", "Hồ sơ này đã có thư xin lỗi. Mỗi hồ sơ trễ hạn chỉ được thực hiện thư xin lỗi một lần; thư đã gửi không thể thay bằng thư khác.")
}

// Sending is what the head agrees to: the version read, how it goes out, and the
// signature over the rendered letter.
type Sending struct {
	Ground    Ground   // "" is Late
	Version   int64    // of the draft that was read and signed; 0 when Text is given at once
	Text      *Text    // write and send in one step
	Channels  []string // letter, sms, in_person (APO-5)
	Form      string   // "" head, KT. deputy under a dated delegation (APO-4)
	File      string   // hash of the stored, signed PDF; "" while none is kept
	Notice    string   // hash of the written notice to the one-stop unit (APO-14)
	Signature dossier.Signature
}

// Send signs and sends the letter: once (APO-7). The dossier's act, the frozen
// letter and the sent mark are one transaction, so of fifty heads pressing at
// once one sends.
func (s *Store) Send(ctx context.Context, who access.Who, key dossier.Key, send Sending, also ...func(db.Tx) error) (dossier.Dossier, error) {
	if send.Ground == "" {
		send.Ground = Late
	}
	to, err := s.Dossiers.Applicant(ctx, key)
	if err != nil {
		return dossier.Dossier{}, err
	}
	var out dossier.Dossier
	err = s.DB.Update(ctx, func(tx db.Tx) error {
		d, err := s.Dossiers.OpenTx(tx, key)
		if err != nil {
			return err
		}
		if err := access.May(who, actOf(send.Ground), d.Subject()); err != nil {
			return err
		}
		out, err = s.send(tx, who, d, to, send)
		return db.Then(tx, err, also...)
	})
	return out, err
}

func actOf(g Ground) string {
	if g == Late {
		return "apologise"
	}
	return "apologise_lost"
}

func (s *Store) send(tx db.Tx, who access.Who, d dossier.Dossier, to dossier.Applicant, send Sending) (dossier.Dossier, error) {
	key := dossier.Key{Home: d.Home, ID: d.ID}
	if err := channels(send.Channels); err != nil {
		return d, err
	}
	if send.Text != nil {
		dr, err := s.draft(tx, who, d, send.Ground, *send.Text)
		if err != nil {
			return d, err
		}
		send.Version, send.Ground = dr.Version, dr.Ground
	}
	dr, there, err := read(tx.Ctx, tx, key, send.Ground)
	if err != nil {
		return d, err
	}
	switch {
	case !there || dr.State == "void":
		return d, refusal.Rule("APO-6", "", "Chưa có dự thảo thư xin lỗi.")
	case dr.State == "sent":
		return d, second(send.Ground)
	case dr.Version != send.Version:
		return d, refusal.Conflict("Dự thảo thư đã thay đổi sau khi mở trang ký. Vui lòng tải lại và xem lại trước khi ký.")
	case dr.Office != d.Causing():
		return d, refusal.Rule("APO-4", "", "Hồ sơ đã chuyển sang cơ quan khác. Mở lại dự thảo và lưu để thư mang số của cơ quan đang giữ hồ sơ.")
	}
	if err := s.ItemsOf(d, dr, to).valid(send.Channels, to.Phone); err != nil {
		return d, err
	}
	m, err := s.Dossiers.MomentOf(who, d)
	if err != nil {
		return d, err
	}
	f := Flags{}
	if l, ok := dossier.Letters(d, m); ok && send.Ground == Late {
		f = flags(l, m.Now)
	}
	after, err := s.Dossiers.DoTx(tx, who, key, dr.act(f))
	if err != nil {
		return d, err
	}
	return after, s.freeze(tx, who, dr, after, sent{send, f, m.Now})
}

// act is what the dossier must know of the letter.
func (dr Draft) act(f Flags) dossier.Act {
	if dr.Ground == Late {
		return letters.Apologise{Number: dr.Number, NewDate: dr.NewDate, Reason: dr.Cause, LateSent: !f.OK5157}
	}
	l := dr.Loss
	return letters.ApologiseLost{Ground: string(dr.Ground), Number: dr.Number, Office: l.Office, Official: l.Official, Cost: l.Cost, Delays: l.Delays, Papers: l.Papers}
}

// Act is act for a rehearsal before anything is signed.
func (dr Draft) Act() dossier.Act { return dr.act(dr.Flags) }

// ItemsOf gives the seven items as this letter says them in every channel.
func (s *Store) ItemsOf(d dossier.Dossier, dr Draft, to dossier.Applicant) Items {
	tree := s.Dossiers.Offices()
	o, _ := tree.Office(dr.Office)
	t := dr.Text
	if dr.Loss.Delays && d.Apology != nil {
		t.NewDate = d.Apology.NewDate
	}
	return ItemsOf(d, dr.Ground, t, Names{Applicant: to.Name, Office: o.Name(), ReturnAt: tree.Title(d.ReturnAt)})
}

type sent struct {
	Sending
	flags Flags
	at    clock.Instant
}

func (s *Store) freeze(tx db.Tx, who access.Who, dr Draft, d dossier.Dossier, send sent) error {
	q := New(tx)
	if n, err := q.MarkSent(tx.Ctx, MarkSentParams{Home: d.Home, Dossier: d.ID, Ground: string(dr.Ground), Was: dr.Version}); err != nil || n == 0 {
		if err == nil {
			err = db.ErrStale
		}
		return err
	}
	legal, _ := d.Legal()
	f := send.flags
	err := q.InsertLetter(tx.Ctx, InsertLetterParams{Home: d.Home, Dossier: d.ID, Ground: string(dr.Ground), Office: dr.Office, Number: int64(dr.Number),
		Year: int64(dr.Year), Cause: dr.Cause, NewDate: int64(dr.NewDate), SentAt: int64(send.at), Signer: who.Official, Form: send.Form,
		Channels: strings.Join(send.Channels, ","), File: send.File, Hash: send.Signature.Hash, Certificate: send.Signature.Certificate,
		Ok5157: f.OK5157, Nd61Applies: f.ND61Applies, OkNd61: f.OKND61, Code: d.Code, ProcedureName: d.ProcedureName, Officer: d.Officer,
		Receiving: d.Receiving, OldDue: int64(legal.Due), ToldFile: send.Notice})
	if db.IsUnique(err) {
		return second(dr.Ground)
	}
	if err != nil {
		return fmt.Errorf("apology: %w", err)
	}
	return nil
}

func channels(cs []string) error {
	if len(cs) == 0 {
		return refusal.Rule("APO-5", "channels", "Chọn ít nhất một hình thức gửi: văn bản, tin nhắn hoặc trực tiếp.")
	}
	for _, c := range cs {
		switch c {
		case "letter", "sms", "in_person":
		default:
			return refusal.Rule("APO-5", "channels", "Hình thức gửi không có trong quy định.")
		}
	}
	return nil
}
