-- Reason: the numbered books of an office are locked at the end of the year, and a
-- number that was drawn and not used is shown with its reason (TT 01/2018 Art 10).
-- +goose Up

-- The books of one office in one year: numbers made void, and the lock.
CREATE TABLE book_year (
    home      TEXT   NOT NULL,
    year      BIGINT NOT NULL,
    seq       BIGINT NOT NULL,
    locked_at BIGINT NOT NULL,
    doc       TEXT   NOT NULL,
    PRIMARY KEY (home, year)
);

-- A number of a book that was drawn and not used stays void for ever.
CREATE TABLE book_void (
    home    TEXT   NOT NULL,
    kind    TEXT   NOT NULL,
    year    BIGINT NOT NULL,
    n       BIGINT NOT NULL,
    void_at BIGINT NOT NULL,
    void_by TEXT   NOT NULL,
    reason  TEXT   NOT NULL,
    PRIMARY KEY (home, kind, year, n)
);

-- The book of results is the deciding office's, the dossier another's. Empty means
-- the same office, as in all lines written before.
ALTER TABLE dossier_book ADD COLUMN dossier_home TEXT NOT NULL DEFAULT '';
