package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
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
// deadline, no ledger, no figure, no page. Creating writes the row, who it is for, the
// appointment, the line of the book, what falls due, the event and its place in the
// queue; a move writes the row, the event and its place in the queue, and what the
// product must keep of that step too: the control slip's line at the first hand-over,
// at the supplement its line, its words apart from the event and the duty that ends,
// the words of the end. All merged into shared commits. A bare one leaves out what a
// step keeps besides its row, its event and its place in the queue: the lesser floor,
// measured too so that nobody has to take our word for what "the same" is.
type floor struct {
	bare  bool
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	queue chan *floorJob
	ids   *clock.IDs
	// serial is the line of the book; only the committer's goroutine touches it.
	serial int
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
	floorWho    = `INSERT INTO who (d, name, folded, phone) VALUES (?,?,?,?)`
	floorDate   = `INSERT INTO appointment (d, n, due) VALUES (?,1,?)`
	floorBook   = `INSERT INTO book (office, n, d) VALUES (?,?,?)`
	floorDuty   = `INSERT INTO duty (d, due) VALUES (?,?)`
	floorWords  = `INSERT INTO words (e, body) VALUES (?,?)`
	floorRest   = `DELETE FROM duty WHERE d = ?`
	floorQueue  = `INSERT INTO queue (e, at) VALUES (?,?)`
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
		`CREATE INDEX d_received ON d (office, state, id)`,
		`CREATE TABLE e (id TEXT PRIMARY KEY, d TEXT, seq INTEGER, at INTEGER, body TEXT, UNIQUE (d, seq))`,
		`CREATE TABLE who (d TEXT PRIMARY KEY, name TEXT, folded TEXT, phone TEXT)`,
		`CREATE TABLE appointment (d TEXT, n INTEGER, due INTEGER, PRIMARY KEY (d, n))`,
		`CREATE TABLE book (office TEXT, n INTEGER, d TEXT, PRIMARY KEY (office, n))`,
		`CREATE TABLE duty (d TEXT PRIMARY KEY, due INTEGER)`,
		`CREATE INDEX duty_due ON duty (due)`,
		`CREATE TABLE words (e TEXT PRIMARY KEY, body TEXT)`,
		`CREATE TABLE queue (e TEXT PRIMARY KEY, at INTEGER)`,
	} {
		if _, err := f.conn.ExecContext(context.Background(), q); err != nil {
			return nil, err
		}
	}
	for _, q := range []string{floorInsert, floorEvent, floorUpdate, floorSeq, floorWho, floorDate, floorBook, floorDuty, floorWords, floorRest, floorQueue, "BEGIN IMMEDIATE", "COMMIT"} {
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

func (f *floor) event(d string, seq int, now int64, body string) error {
	id := f.ids.New()
	return errors.Join(f.exec(floorEvent, id, d, seq, now, body), f.exec(floorQueue, id, now))
}

// The steps of a case after its creation: assigned (2), examined (3), a supplement asked
// for (4), withdrawn (5).
func (f *floor) beside(d string, step int, words string) error {
	if f.bare {
		return nil
	}
	switch step {
	case 2:
		f.serial++
		return f.exec(floorBook, "control", f.serial, d)
	case 4:
		f.serial++
		return errors.Join(f.exec(floorBook, "supplement", f.serial, d), f.exec(floorWords, f.ids.New(), words), f.exec(floorRest, d))
	case 5:
		return f.exec(floorWords, f.ids.New(), words)
	}
	return nil
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
			f.serial++
			if err := errors.Join(f.exec(floorInsert, id, b.Code+id, "received", "o1", now, b.Body), f.exec(floorWho, id, "Nguyễn Văn Mẫu", "nguyen van mau", "0100000123"),
				f.exec(floorDate, id, now), f.exec(floorBook, "o1", f.serial, id), f.exec(floorDuty, id, now)); err != nil {
				return err
			}
			return f.event(id, 1, now, b.Body)
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
			return errors.Join(f.beside(id, n+1, b.Body), f.event(id, n+1, now, b.Body))
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
