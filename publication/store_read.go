package publication

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"motcua/access"
	"motcua/db"
	"motcua/event"
)

// One gives a file to somebody who may see it.
func (s *Store) One(ctx context.Context, who access.Who, id string) (File, error) {
	r, err := New(s.DB.Read()).FileByID(ctx, id)
	if db.IsMissing(err) {
		return File{}, missing()
	}
	if err != nil {
		return File{}, fmt.Errorf("publication: %w", err)
	}
	f, err := fileOf(r.Doc, r.Seq)
	if err != nil {
		return f, err
	}
	return f, access.May(who, access.See, f.Subject())
}

// In gives the files of a state that who may see, by their latest day.
func (s *Store) In(ctx context.Context, who access.Who, state State) ([]File, error) {
	rows, err := New(s.DB.Read()).FilesIn(ctx, FilesInParams{State: string(state), Most: listMost})
	if err != nil {
		return nil, fmt.Errorf("publication: %w", err)
	}
	var out []File
	for _, r := range rows {
		f, err := fileOf(r.Doc, r.Seq)
		if err != nil {
			return nil, err
		}
		if access.May(who, access.See, f.Subject()) == nil {
			out = append(out, f)
		}
	}
	return out, nil
}

// IssuedIn gives the decisions of a period, newest first, that who may see (measure of KS-5).
func (s *Store) IssuedIn(ctx context.Context, who access.Who, since, until string) ([]File, error) {
	rows, err := New(s.DB.Read()).FilesIssued(ctx, FilesIssuedParams{Since: since, Until: until, Most: listMost})
	if err != nil {
		return nil, fmt.Errorf("publication: %w", err)
	}
	var out []File
	for _, r := range rows {
		f, err := fileOf(r.Doc, r.Seq)
		if err != nil {
			return nil, err
		}
		if access.May(who, access.See, f.Subject()) == nil {
			out = append(out, f)
		}
	}
	return out, nil
}

// Events are what happened to a file, text or task, oldest first, with the free words.
func (s *Store) Events(ctx context.Context, subject string) ([]event.Event, error) {
	return event.Load(ctx, s.DB.Read(), event.Directory, subject)
}

// SaidIn reads the free words beside an event.
func SaidIn(e event.Event) Said {
	var out Said
	if e.Private != "" && json.Unmarshal([]byte(e.Private), &out) != nil {
		return Said{}
	}
	return out
}

// Texts is the watch-list, newest effect first.
func (s *Store) Texts(ctx context.Context) ([]Text, error) {
	rows, err := New(s.DB.Read()).Texts(ctx, listMost)
	if err != nil {
		return nil, fmt.Errorf("publication: %w", err)
	}
	out := make([]Text, len(rows))
	for i, r := range rows {
		if err := json.Unmarshal([]byte(r.Doc), &out[i]); err != nil {
			return nil, fmt.Errorf("publication: stored text: %w", err)
		}
		out[i].Seq = r.Seq
	}
	return out, nil
}

// OpenTasks are the reviews that wait, by day, that who may see.
func (s *Store) OpenTasks(ctx context.Context, who access.Who) ([]Task, error) {
	rows, err := New(s.DB.Read()).OpenTasks(ctx, listMost)
	if err != nil {
		return nil, fmt.Errorf("publication: %w", err)
	}
	var out []Task
	for _, r := range rows {
		t, err := taskOf(r.Doc, r.Seq)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return seen(who, out), nil
}

// TasksOf are the reviews a text caused, under the number a draft for them cites.
func (s *Store) TasksOf(ctx context.Context, who access.Who, number string) ([]Task, error) {
	rows, err := New(s.DB.Read()).TasksOf(ctx, TasksOfParams{Law: Key(number), Most: listMost})
	if err != nil {
		return nil, fmt.Errorf("publication: %w", err)
	}
	var out []Task
	for _, r := range rows {
		t, err := taskOf(r.Doc, r.Seq)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return seen(who, out), nil
}

// Task gives a review to somebody who may see it.
func (s *Store) Task(ctx context.Context, who access.Who, id string) (Task, error) {
	t, err := s.task(ctx, s.DB.Read(), id)
	if err != nil {
		return t, err
	}
	return t, access.May(who, access.See, t.Subject())
}

func (s *Store) task(ctx context.Context, on db.DBTX, id string) (Task, error) {
	r, err := New(on).TaskByID(ctx, id)
	if db.IsMissing(err) {
		return Task{}, missing()
	}
	if err != nil {
		return Task{}, fmt.Errorf("publication: %w", err)
	}
	return taskOf(r.Doc, r.Seq)
}

func taskOf(doc string, seq int64) (Task, error) {
	var t Task
	if err := json.Unmarshal([]byte(doc), &t); err != nil {
		return t, fmt.Errorf("publication: stored task: %w", err)
	}
	t.Seq = seq
	return t, nil
}

func seen(who access.Who, all []Task) []Task {
	return slices.DeleteFunc(all, func(t Task) bool { return access.May(who, access.See, t.Subject()) != nil })
}
