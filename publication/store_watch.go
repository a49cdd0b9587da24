package publication

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"motcua/access"
	"motcua/db"
	"motcua/event"
	"motcua/fold"
	"motcua/office"
	"motcua/procedure"
	"motcua/refusal"
)

// Watching is a text to be noted. Office reviews the procedures whose own text does not
// name a department of the city.
type Watching struct {
	Watch
	Office string
}

// Note puts a text on the watch-list, or notes what became of it, and raises a review task
// for every procedure in force that cites it. Tasks gives the new ones.
func (s *Store) Note(ctx context.Context, who access.Who, w Watching) (t Text, tasks []Task, err error) {
	if _, err := s.Procedures.Refresh(ctx); err != nil {
		return t, nil, err
	}
	err = s.DB.Update(ctx, func(tx db.Tx) error {
		t, tasks, err = s.note(tx, who, w)
		return err
	})
	return t, tasks, err
}

func (s *Store) note(tx db.Tx, who access.Who, w Watching) (Text, []Task, error) {
	m, err := s.moment(who)
	if err != nil {
		return Text{}, nil, err
	}
	id := "text-" + Key(w.Law.Number)
	was, err := s.text(tx, id)
	if err != nil {
		return was, nil, err
	}
	if err := access.May(who, "watch", was.Subject(m.City)); err != nil {
		return was, nil, err
	}
	done, err := w.Watch.decide(was, m)
	if err != nil {
		return was, nil, err
	}
	t := done.on(id)
	t.Seq = was.Seq + 1
	if err := keepText(tx, was, t); err != nil {
		return t, nil, err
	}
	if err := s.write(tx, m, event.Event{Kind: kindText, Subject: id, Seq: t.Seq, Act: done.Name()}, done); err != nil {
		return t, nil, err
	}
	tasks, err := s.raise(tx, m, t, w.Office)
	return t, tasks, err
}

// text reads a text; one that is not on the list is empty.
func (s *Store) text(tx db.Tx, id string) (Text, error) {
	r, err := New(tx).TextByID(tx.Ctx, id)
	if db.IsMissing(err) {
		return Text{}, nil
	}
	if err != nil {
		return Text{}, fmt.Errorf("publication: %w", err)
	}
	var t Text
	if err := json.Unmarshal([]byte(r.Doc), &t); err != nil {
		return t, fmt.Errorf("publication: stored text: %w", err)
	}
	t.Seq = r.Seq
	return t, nil
}

// listed finds texts on the watch-list as it is now.
func listed(ctx context.Context, on db.DBTX) (func(Legal) (Text, bool), error) {
	rows, err := New(on).AllTexts(ctx)
	if err != nil {
		return nil, fmt.Errorf("publication: %w", err)
	}
	all := make([]Text, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal([]byte(r.Doc), &all[i]); err != nil {
			return nil, fmt.Errorf("publication: stored text: %w", err)
		}
	}
	return func(l Legal) (Text, bool) { return Noted(all, l) }, nil
}

// MovedOf says which day of a file's text of law moved on the watch-list; "" is none.
func (s *Store) MovedOf(ctx context.Context, f File) (string, error) {
	find, err := listed(ctx, s.DB.Read())
	if err != nil {
		return "", err
	}
	says := ""
	if t, ok := find(f.Law); ok {
		_, says = f.Moved(t)
	}
	return says, nil
}

func keepText(tx db.Tx, was, t Text) error {
	doc, err := json.Marshal(t)
	if err != nil {
		return err
	}
	q := New(tx)
	if was.Seq == 0 {
		err := q.InsertText(tx.Ctx, InsertTextParams{ID: t.ID, Ord: t.Law.Effect, Seq: t.Seq, Doc: string(doc)})
		if db.IsUnique(err) {
			return db.ErrStale
		}
		return err
	}
	n, err := q.UpdateText(tx.Ctx, UpdateTextParams{ID: t.ID, Ord: t.Law.Effect, Seq: t.Seq, Doc: string(doc), Was: was.Seq})
	if err == nil && n == 0 {
		return db.ErrStale
	}
	return err
}

// raise gives every procedure that cites the text to its department, unless that review
// is open already.
func (s *Store) raise(tx db.Tx, m Moment, t Text, otherwise string) ([]Task, error) {
	var out []Task
	day := m.Day().String()
	for _, v := range Citing(s.Procedures.All(), day, t.Law.Number) {
		_, err := New(tx).OpenTask(tx.Ctx, OpenTaskParams{Law: Key(t.Cause()), Code: v.Code})
		if err == nil {
			continue
		}
		if !db.IsMissing(err) {
			return nil, fmt.Errorf("publication: %w", err)
		}
		of := s.departmentOf(v, day, otherwise)
		if of == "" {
			return nil, refusal.Rule("KS-4", "office", "Thủ tục "+v.Code+" không ghi sở, ban, ngành nào của Thành phố. Chọn đơn vị chủ trì rà soát.")
		}
		k := Task{ID: s.IDs.New(), Text: t.ID, Number: t.Cause(), Code: v.Code, Name: v.Name, Office: of, City: m.City, State: TaskOpen, Raised: m.done()}
		k.Due = reviewBy(t.Law, m)
		if err := s.keepTask(tx, m, Task{}, k, "raise", Raise{Task: k}); err != nil {
			return nil, err
		}
		if err := s.rememberTask(tx, k); err != nil {
			return nil, err
		}
		out = append(out, k)
	}
	return out, nil
}

// departmentOf is the department a procedure's own text names, by its whole name.
func (s *Store) departmentOf(v procedure.Version, day, otherwise string) string {
	text := fold.Fold(v.Agency + "\n" + v.Competent)
	for _, o := range s.Offices().On(day) {
		if (o.Kind == office.Department || o.Kind == office.Vertical) && strings.Contains(text, fold.Fold(o.Place)) {
			return o.ID
		}
	}
	if o, ok := s.Offices().Office(otherwise); ok && (o.Kind == office.Department || o.Kind == office.Vertical) {
		return o.ID
	}
	return ""
}

func (s *Store) keepTask(tx db.Tx, m Moment, was, t Task, act string, body any) error {
	doc, err := json.Marshal(t)
	if err != nil {
		return err
	}
	q := New(tx)
	if was.Seq == 0 {
		err = q.InsertTask(tx.Ctx, InsertTaskParams{ID: t.ID, Law: Key(t.Number), Code: t.Code, State: string(t.State), Due: t.Due.Day, Seq: 1, Doc: string(doc)})
		if db.IsUnique(err) {
			return db.ErrStale
		}
	} else {
		var n int64
		n, err = q.UpdateTask(tx.Ctx, UpdateTaskParams{ID: t.ID, State: string(t.State), Due: t.Due.Day, Seq: was.Seq + 1, Doc: string(doc), Was: was.Seq})
		if err == nil && n == 0 {
			return db.ErrStale
		}
	}
	if err != nil {
		return fmt.Errorf("publication: %w", err)
	}
	return s.write(tx, m, event.Event{Kind: kindTask, Subject: t.ID, Seq: was.Seq + 1, Act: act}, body)
}

// Review ends a task with a reason why nothing changes.
func (s *Store) Review(ctx context.Context, who access.Who, id string, a Settle) (Task, error) {
	var out Task
	err := s.DB.Update(ctx, func(tx db.Tx) error {
		m, err := s.moment(who)
		if err != nil {
			return err
		}
		t, err := s.task(tx.Ctx, tx, id)
		if err != nil {
			return err
		}
		if err := access.May(who, "review", t.Subject()); err != nil {
			return err
		}
		out, err = s.settle(tx, m, t, a)
		return err
	})
	return out, err
}

func (s *Store) settle(tx db.Tx, m Moment, t Task, a Settle) (Task, error) {
	done, err := a.decide(t, m)
	if err != nil {
		return t, err
	}
	next := done.on(t)
	if err := s.keepTask(tx, m, t, next, "review", done); err != nil {
		return t, err
	}
	next.Seq = t.Seq + 1
	return next, s.forget(tx, t.ID, ClockReview)
}

// taken ends the review of a procedure that came into a file for the same text.
func (s *Store) taken(tx db.Tx, m Moment, f File, code string) error {
	r, err := New(tx).OpenTask(tx.Ctx, OpenTaskParams{Law: Key(f.Law.Number), Code: code})
	if db.IsMissing(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("publication: %w", err)
	}
	t, err := taskOf(r.Doc, r.Seq)
	if err != nil || t.Office != f.Office {
		return err
	}
	_, err = s.settle(tx, m, t, Settle{File: f.ID})
	return err
}

// reviews ends the review of a procedure that came into a file and opens it again when the
// file takes it up no more (KS-4).
func (s *Store) reviews(tx db.Tx, m Moment, f File, done Act) error {
	switch x := done.(type) {
	case Put:
		return s.taken(tx, m, f, x.Item.Code)
	case TakeOut:
		return s.reopen(tx, m, f, func(code string) bool { return code == x.Code })
	case Drop, GiveUp:
		return s.reopen(tx, m, f, func(string) bool { return true })
	}
	return nil
}

// reopen opens the reviews the file had ended, but for a procedure that was given out for
// review anew meanwhile.
func (s *Store) reopen(tx db.Tx, m Moment, f File, of func(code string) bool) error {
	rows, err := New(tx).TasksOf(tx.Ctx, TasksOfParams{Law: Key(f.Law.Number), Most: listMost})
	if err != nil {
		return fmt.Errorf("publication: %w", err)
	}
	open := map[string]bool{}
	var ended []Task
	for _, r := range rows {
		t, err := taskOf(r.Doc, r.Seq)
		if err != nil {
			return err
		}
		open[t.Code] = open[t.Code] || t.State == TaskOpen
		if t.State == TaskDrafted && t.File == f.ID && of(t.Code) {
			ended = append(ended, t)
		}
	}
	for _, t := range ended {
		if open[t.Code] {
			continue
		}
		open[t.Code] = true
		done := Reopen{Done: m.done()}
		if err := s.keepTask(tx, m, t, done.on(t), "reopen", done); err != nil {
			return err
		}
		if err := s.rememberTask(tx, done.on(t)); err != nil {
			return err
		}
	}
	return nil
}
