package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"motcua/access"
	"motcua/city"
	"motcua/clock"
	"motcua/db"
	"motcua/dossier"
)

// transactions: the act of receiving, by its rules, beside the same rows written by
// hand in one transaction, on each engine, with 16 writers.
func (b *bench) transactions() error {
	urls := map[string]string{}
	dir, err := os.MkdirTemp("", "motcua-engines-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	urls["sqlite"] = "sqlite://" + filepath.Join(dir, "city.db")
	if pg := os.Getenv("MOTCUA_BENCH_PG"); pg != "" {
		urls["postgres"] = pg
	} else {
		fmt.Fprintln(b.out, "\n(PostgreSQL is measured when MOTCUA_BENCH_PG names an empty database: scripts/with-postgres.sh sets it through make bench)")
	}
	fmt.Fprintf(b.out, "\nReceiving a dossier, 16 writers, acts/s\n%10s %12s %12s %8s\n", "engine", "by hand", "by its act", "ratio")
	for _, engine := range []string{"sqlite", "postgres"} {
		if urls[engine] == "" {
			continue
		}
		if err := b.engine(engine, urls[engine], filepath.Join(dir, engine)); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) engine(name, url, data string) error {
	ctx := context.Background()
	c, err := city.Open(ctx, city.Config{DB: url, Data: data, Civil: clock.Fixed(time.Date(2019, 6, 3, 8, 0, 0, 0, clock.Zone)), Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		return err
	}
	defer c.Close()
	if err := c.Furnish(ctx); err != nil {
		return err
	}
	ws := wards(c)
	var serial atomic.Int64
	act := driver{one: func(cl, _ int) error {
		w := ws[cl%len(ws)].ID
		_, err := c.Dossiers.Do(ctx, access.Who{Official: "desk", Office: w, Role: "reception", Channel: "page"}, dossier.Key{},
			dossier.Receive{Procedure: benchProcedure, Channel: 1, Receiving: w, Competent: w, ReturnAt: w, Applicant: &dossier.Applicant{Name: "Nguyễn Văn Mẫu", Phone: "0100000123"}})
		return err
	}}
	ids := clock.NewIDs(clock.Wall())
	hand := driver{one: func(cl, _ int) error {
		return c.Store.Update(ctx, func(tx db.Tx) error { return byHand(tx, ids, ws[cl%len(ws)].ID, serial.Add(1)) })
	}}
	var ratios []float64
	var hr, ar rate
	for range b.repeats {
		if hr, err = hand.run(16, b.seconds); err != nil {
			return err
		}
		if ar, err = act.run(16, b.seconds); err != nil {
			return err
		}
		ratios = append(ratios, ar.cases/hr.cases)
	}
	fmt.Fprintf(b.out, "%10s %12.0f %12.0f %8.2f\n", name, hr.cases, ar.cases, median(ratios))
	return nil
}

// byHand writes the rows that receiving writes, without rules: what somebody would
// write who knows the answer already.
func byHand(tx db.Tx, ids *clock.IDs, home string, n int64) error {
	id := ids.New()
	doc := fmt.Sprintf("%01900d", n)
	for _, q := range []struct {
		sql  string
		args []any
	}{
		{"INSERT INTO dossier_series (home, name, period, n) VALUES ($1, 'hand', '2019', 1) ON CONFLICT (home, name, period) DO UPDATE SET n = dossier_series.n + 1", []any{home}},
		{"INSERT INTO dossier_series (home, name, period, n) VALUES ($1, 'hand2', '2019', 1) ON CONFLICT (home, name, period) DO UPDATE SET n = dossier_series.n + 1", []any{home}},
		{`INSERT INTO dossier (home, id, code, token, seq, state, procedure, procedure_name, field, channel, receiving, competent, holder, return_at, step, officer, person,
			is_open, filed_at, received_at, due_at, late_from, promised_at, limit_end, letter_by, apology_at, settled_at, ended_at, returned_at, class, class_at, next_what, next_at, doc)
			VALUES ($1, $2, $3, $4, 1, 'received', $5, 'Thủ tục', 'Hộ tịch', 1, $6, $6, $6, $6, 'receive', '', '', TRUE, $7, $7, $7, $7, $7, $7, $7, 0, 0, 0, 0, '', 0, 'warn2', $7, $8)`,
			[]any{home, id, id, ids.Token(), benchProcedure, home, n, doc}},
		{"INSERT INTO dossier_applicant (home, dossier, name, folded, phone, email, address, id_no) VALUES ($1, $2, 'Nguyễn Văn Mẫu', 'nguyen van mau', '0100', '', '', '')", []any{home, id}},
		{"INSERT INTO dossier_appointment (home, dossier, n, kind, due_at, limit_end, made_at, made_by, reason) VALUES ($1, $2, 1, 'first', $3, $3, $3, '', '')", []any{home, id, n}},
		{"INSERT INTO dossier_book (home, kind, year, n, dossier, issued_at) VALUES ($1, 'hand', 2019, $2, $3, $2)", []any{home, n, id}},
		{"INSERT INTO duty (subject, kind, home, due_at, done_at) VALUES ($1, 'hand', $2, 9000000000000000000, 0)", []any{id, home}},
		{"INSERT INTO event_private (event_id, salt, body) VALUES ($1, 'salt', '{}')", []any{id}},
		{`INSERT INTO event (id, home, kind, subject, seq, act, ver, at, recorded, office, step, official, post, behalf, channel, request, body, secret, salt, leaf_hash)
			VALUES ($1, $2, 'hand', $1, 1, 'receive', 1, $3, $3, $2, '', '', '', '', '', '', $4, '', '', '')`, []any{id, home, n, doc[:1200]}},
		{"INSERT INTO event_pending (event_id, recorded) VALUES ($1, $2)", []any{id, n}},
	} {
		if _, err := tx.ExecContext(tx.Ctx, q.sql, q.args...); err != nil {
			return err
		}
	}
	return nil
}
