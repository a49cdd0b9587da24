-- Reason: everything that happens is one event; the ledger makes the log
-- tamper-evident; what the law makes due is a row (docs/house.md 5a).
-- +goose Up
CREATE TABLE event (
    id       TEXT   NOT NULL PRIMARY KEY,
    home     TEXT   NOT NULL,
    kind     TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    act      TEXT   NOT NULL,
    ver      BIGINT NOT NULL,
    at       BIGINT NOT NULL,
    recorded BIGINT NOT NULL,
    office   TEXT   NOT NULL,
    step     TEXT   NOT NULL,
    official TEXT   NOT NULL,
    post     TEXT   NOT NULL,
    behalf   TEXT   NOT NULL,
    channel  TEXT   NOT NULL,
    request  TEXT   NOT NULL,
    body     TEXT   NOT NULL,
    secret   TEXT   NOT NULL,
    salt     TEXT   NOT NULL,
    leaf_hash TEXT  NOT NULL,
    UNIQUE (home, subject, seq)
);

CREATE TABLE event_private (
    event_id TEXT NOT NULL PRIMARY KEY,
    salt     TEXT NOT NULL,
    body     TEXT NOT NULL
);

CREATE TABLE event_pending (
    event_id TEXT   NOT NULL PRIMARY KEY,
    recorded BIGINT NOT NULL
);

CREATE TABLE leaf (
    idx      BIGINT NOT NULL PRIMARY KEY,
    event_id TEXT   NOT NULL UNIQUE,
    hash     TEXT   NOT NULL
);

CREATE TABLE ledger_page (
    n      BIGINT NOT NULL PRIMARY KEY,
    hashes BYTEA  NOT NULL
);

CREATE TABLE checkpoint (
    size BIGINT NOT NULL PRIMARY KEY,
    root TEXT   NOT NULL,
    note TEXT   NOT NULL,
    at   BIGINT NOT NULL
);

CREATE TABLE lease (
    name   TEXT   NOT NULL PRIMARY KEY,
    holder TEXT   NOT NULL,
    until  BIGINT NOT NULL
);

CREATE TABLE cursor_at (
    name TEXT   NOT NULL PRIMARY KEY,
    idx  BIGINT NOT NULL
);

CREATE TABLE duty (
    subject TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    home    TEXT   NOT NULL,
    due_at  BIGINT NOT NULL,
    done_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (subject, kind)
);
CREATE INDEX duty_due ON duty (due_at, subject, kind) WHERE done_at = 0;

-- Facts about the database itself: whether it is a demo, the civil clock of a demo.
CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
