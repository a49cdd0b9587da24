package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"motcua/clock"

	_ "modernc.org/sqlite" // the same driver as the product's
)

// floor is the same durable work with nothing else: no session, no rights, no
// deadline, no ledger, no page. One row and one event for each act, merged into
// shared commits.
type floor struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	queue chan *floorJob
	ids   *clock.IDs
}

type floorJob struct {
	do   func(*floor) error
	err  error
	done chan struct{}
}

const (
	floorInsert = `INSERT INTO d (id, code, state, office, due, body) VALUES (?,?,?,?,?,?)`
	floorEvent  = `INSERT INTO e (id, d, seq, at, body) VALUES (?,?,?,?,?)`
	floorUpdate = `UPDATE d SET state = ?, due = ?, body = ? WHERE id = ?`
	floorSeq    = `SELECT count(*) FROM e WHERE d = ?`
)

func openFloor(dir string) (*floor, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "floor.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-65536)&_pragma=wal_autocheckpoint(8000)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	f := &floor{stmts: map[string]*sql.Stmt{}, queue: make(chan *floorJob, 1024), ids: clock.NewIDs(clock.Wall())}
	if f.conn, err = db.Conn(context.Background()); err != nil {
		return nil, err
	}
	for _, q := range []string{
		`CREATE TABLE d (id TEXT PRIMARY KEY, code TEXT UNIQUE, state TEXT, office TEXT, due INTEGER, body TEXT)`,
		`CREATE INDEX d_office ON d (office, due)`,
		`CREATE TABLE e (id TEXT PRIMARY KEY, d TEXT, seq INTEGER, at INTEGER, body TEXT, UNIQUE (d, seq))`,
	} {
		if _, err := f.conn.ExecContext(context.Background(), q); err != nil {
			return nil, err
		}
	}
	for _, q := range []string{floorInsert, floorEvent, floorUpdate, floorSeq, "BEGIN IMMEDIATE", "COMMIT"} {
		if f.stmts[q], err = f.conn.PrepareContext(context.Background(), q); err != nil {
			return nil, fmt.Errorf("%s: %w", q, err)
		}
	}
	go f.run()
	return f, nil
}

func (f *floor) exec(q string, args ...any) error {
	_, err := f.stmts[q].ExecContext(context.Background(), args...)
	return err
}

// run merges whoever waits into one commit.
func (f *floor) run() {
	for j := range f.queue {
		batch := []*floorJob{}
		err := f.exec("BEGIN IMMEDIATE")
		for j != nil && err == nil {
			j.err = j.do(f)
			batch = append(batch, j)
			select {
			case j = <-f.queue:
			default:
				j = nil
			}
		}
		if err == nil {
			err = f.exec("COMMIT")
		}
		for _, b := range batch {
			if err != nil {
				b.err = err
			}
			close(b.done)
		}
	}
}

func (f *floor) do(fn func(*floor) error) error {
	j := &floorJob{do: fn, done: make(chan struct{})}
	f.queue <- j
	<-j.done
	return j.err
}

type floorBody struct {
	Code string `json:"code"`
	Body string `json:"body"`
}

// ServeHTTP answers POST /create and POST /move/{id}.
func (f *floor) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var b floorBody
	data, err := io.ReadAll(io.LimitReader(r.Body, 1<<16))
	if err == nil {
		err = json.Unmarshal(data, &b)
	}
	if err != nil {
		http.Error(w, "bad body", http.StatusBadRequest)
		return
	}
	id := r.PathValue("id")
	now := clock.Wall().Now().UnixMicro()
	if id == "" {
		id = f.ids.New()
		err = f.do(func(f *floor) error {
			if err := f.exec(floorInsert, id, b.Code+id, "received", "o1", now, b.Body); err != nil {
				return err
			}
			return f.exec(floorEvent, f.ids.New(), id, 1, now, b.Body)
		})
	} else {
		err = f.do(func(f *floor) error {
			var n int
			if err := f.stmts[floorSeq].QueryRow(id).Scan(&n); err != nil {
				return err
			}
			if err := f.exec(floorUpdate, b.Code, now, b.Body, id); err != nil {
				return err
			}
			return f.exec(floorEvent, f.ids.New(), id, n+1, now, b.Body)
		})
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	fmt.Fprint(w, id)
}

// serve listens on loopback and gives the address and how to stop.
func serve(h http.Handler) (string, func(), error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	s := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go s.Serve(ln)
	return "http://" + ln.Addr().String(), func() { s.Close() }, nil
}

func (f *floor) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /create", f)
	mux.Handle("POST /move/{id}", f)
	return mux
}
