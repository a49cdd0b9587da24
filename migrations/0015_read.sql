-- Reason: an official who opens a dossier sees personal data; who looked, and when,
-- is on record (docs/house.md 7a). Nothing is ever changed here.
-- +goose Up
CREATE TABLE dossier_read (
    home     TEXT   NOT NULL,
    dossier  TEXT   NOT NULL,
    official TEXT   NOT NULL,
    post     TEXT   NOT NULL,
    office   TEXT   NOT NULL,
    read_at  BIGINT NOT NULL
);
CREATE INDEX dossier_read_of ON dossier_read (home, dossier, read_at);
