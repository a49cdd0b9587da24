-- Reason: a row found by its own key stood in two trees, one for the key and one for the row
-- (SQLite's rowid tables). Without a rowid it stands in one: half the work and fewer pages
-- for the rows every act writes. PostgreSQL has no such choice to make.
-- +goose Up
CREATE TABLE event_pending_anew (
    event_id TEXT   NOT NULL PRIMARY KEY,
    recorded BIGINT NOT NULL,
    leaf_hash TEXT  NOT NULL DEFAULT ''
) WITHOUT ROWID;
INSERT INTO event_pending_anew (event_id, recorded, leaf_hash)
SELECT event_id, recorded, leaf_hash FROM event_pending;
DROP TABLE event_pending;
ALTER TABLE event_pending_anew RENAME TO event_pending;

CREATE TABLE event_private_anew (
    event_id TEXT NOT NULL PRIMARY KEY,
    salt     TEXT NOT NULL,
    body     TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO event_private_anew (event_id, salt, body)
SELECT event_id, salt, body FROM event_private;
DROP TABLE event_private;
ALTER TABLE event_private_anew RENAME TO event_private;

CREATE TABLE leaf_anew (
    idx      BIGINT NOT NULL PRIMARY KEY,
    event_id TEXT   NOT NULL UNIQUE,
    hash     TEXT   NOT NULL
) WITHOUT ROWID;
INSERT INTO leaf_anew (idx, event_id, hash)
SELECT idx, event_id, hash FROM leaf;
DROP TABLE leaf;
ALTER TABLE leaf_anew RENAME TO leaf;
-- +goose StatementBegin
CREATE TRIGGER leaf_no_delete BEFORE DELETE ON leaf BEGIN SELECT RAISE(ABORT, 'leaf is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER leaf_no_update BEFORE UPDATE ON leaf BEGIN SELECT RAISE(ABORT, 'leaf is frozen'); END;
-- +goose StatementEnd

CREATE TABLE duty_anew (
    subject TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    home    TEXT   NOT NULL,
    due_at  BIGINT NOT NULL,
    done_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (subject, kind)
) WITHOUT ROWID;
INSERT INTO duty_anew (subject, kind, home, due_at, done_at)
SELECT subject, kind, home, due_at, done_at FROM duty;
DROP TABLE duty;
ALTER TABLE duty_anew RENAME TO duty;
CREATE INDEX duty_due ON duty (due_at, subject, kind) WHERE done_at = 0;

CREATE TABLE dossier_series_anew (
    home   TEXT   NOT NULL,
    name   TEXT   NOT NULL,
    period TEXT   NOT NULL,
    n      BIGINT NOT NULL,
    PRIMARY KEY (home, name, period)
) WITHOUT ROWID;
INSERT INTO dossier_series_anew (home, name, period, n)
SELECT home, name, period, n FROM dossier_series;
DROP TABLE dossier_series;
ALTER TABLE dossier_series_anew RENAME TO dossier_series;

CREATE TABLE dossier_book_anew (
    home      TEXT   NOT NULL,
    kind      TEXT   NOT NULL,
    year      BIGINT NOT NULL,
    n         BIGINT NOT NULL,
    dossier   TEXT   NOT NULL,
    issued_at BIGINT NOT NULL,
    dossier_home TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (home, kind, year, n)
) WITHOUT ROWID;
INSERT INTO dossier_book_anew (home, kind, year, n, dossier, issued_at, dossier_home)
SELECT home, kind, year, n, dossier, issued_at, dossier_home FROM dossier_book;
DROP TABLE dossier_book;
ALTER TABLE dossier_book_anew RENAME TO dossier_book;
-- +goose StatementBegin
CREATE TRIGGER dossier_book_locked BEFORE INSERT ON dossier_book
WHEN EXISTS (SELECT 1 FROM book_year WHERE home = NEW.home AND year = NEW.year AND locked_at > 0)
BEGIN SELECT RAISE(ABORT, 'dossier_book is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_book_no_delete BEFORE DELETE ON dossier_book BEGIN SELECT RAISE(ABORT, 'dossier_book is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_book_no_update BEFORE UPDATE ON dossier_book BEGIN SELECT RAISE(ABORT, 'dossier_book is frozen'); END;
-- +goose StatementEnd

CREATE TABLE intake_mark_anew (
    home      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    dossier   TEXT    NOT NULL,
    seq       BIGINT  NOT NULL,
    code      TEXT    NOT NULL,
    competent TEXT    NOT NULL,
    slow      BOOLEAN NOT NULL,
    violates  BOOLEAN NOT NULL,
    lines     BIGINT  NOT NULL,
    bases     BIGINT  NOT NULL,
    PRIMARY KEY (home, at, dossier, seq, kind)
) WITHOUT ROWID;
INSERT INTO intake_mark_anew (home, kind, at, dossier, seq, code, competent, slow, violates, lines, bases)
SELECT home, kind, at, dossier, seq, code, competent, slow, violates, lines, bases FROM intake_mark;
DROP TABLE intake_mark;
ALTER TABLE intake_mark_anew RENAME TO intake_mark;
-- +goose StatementBegin
CREATE TRIGGER intake_mark_no_delete BEFORE DELETE ON intake_mark BEGIN SELECT RAISE(ABORT, 'intake_mark is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER intake_mark_no_update BEFORE UPDATE ON intake_mark BEGIN SELECT RAISE(ABORT, 'intake_mark is frozen'); END;
-- +goose StatementEnd

CREATE TABLE rollup_cell_anew (
    office    TEXT   NOT NULL,
    day       TEXT   NOT NULL,
    measure   TEXT   NOT NULL,
    procedure TEXT   NOT NULL,
    channel   BIGINT NOT NULL,
    n         BIGINT NOT NULL,
    PRIMARY KEY (office, measure, channel, day, procedure)
) WITHOUT ROWID;
INSERT INTO rollup_cell_anew (office, day, measure, procedure, channel, n)
SELECT office, day, measure, procedure, channel, n FROM rollup_cell;
DROP TABLE rollup_cell;
ALTER TABLE rollup_cell_anew RENAME TO rollup_cell;

CREATE TABLE rollup_open_anew (
    office    TEXT   NOT NULL,
    hour      BIGINT NOT NULL,
    procedure TEXT   NOT NULL,
    letter    BIGINT NOT NULL,
    n         BIGINT NOT NULL,
    PRIMARY KEY (office, hour, procedure, letter)
) WITHOUT ROWID;
INSERT INTO rollup_open_anew (office, hour, procedure, letter, n)
SELECT office, hour, procedure, letter, n FROM rollup_open;
DROP TABLE rollup_open;
ALTER TABLE rollup_open_anew RENAME TO rollup_open;
