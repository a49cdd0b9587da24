-- Reason: money taken, waived, given back or borne by the agency for a dossier stands in
-- one append-only book with gap-free numbers per office, kind and year (SET-8, SET-11);
-- and the desk lists the dossiers that wait for a financial obligation (SET-10).
-- +goose Up
CREATE TABLE fee_order (
    home    TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    n       BIGINT NOT NULL,
    code    TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    office  TEXT   NOT NULL,
    year    BIGINT NOT NULL,
    number  BIGINT NOT NULL,
    amount  BIGINT NOT NULL,
    method  TEXT   NOT NULL,
    ground  TEXT   NOT NULL,
    paper   TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    by_whom TEXT   NOT NULL,
    PRIMARY KEY (home, dossier, n)
);
CREATE UNIQUE INDEX fee_order_number ON fee_order (office, kind, year, number);
-- desk: the book of a quarter
CREATE INDEX fee_order_book ON fee_order (office, at, kind, number);
-- the next number waits for the one before it, so that many counters at once leave no gap
CREATE TABLE fee_series (
    office TEXT   NOT NULL,
    kind   TEXT   NOT NULL,
    year   BIGINT NOT NULL,
    n      BIGINT NOT NULL,
    PRIMARY KEY (office, kind, year)
);
-- desk: waiting for a financial obligation
CREATE INDEX dossier_obliged ON dossier (receiving, filed_at, id) WHERE state = 'obliged';
