-- Reason: what a citizen has typed is saved on every step and found again on
-- another device; files are rows before they belong to a dossier.
-- +goose Up
CREATE TABLE dossier_draft (
    id         TEXT   NOT NULL PRIMARY KEY,
    person     TEXT   NOT NULL,
    procedure  TEXT   NOT NULL,
    step       TEXT   NOT NULL,
    data       TEXT   NOT NULL,
    dossier    TEXT   NOT NULL,
    saved_at   BIGINT NOT NULL
);
CREATE INDEX dossier_draft_person ON dossier_draft (person, saved_at);

CREATE TABLE paper_file (
    id       TEXT   NOT NULL PRIMARY KEY,
    subject  TEXT   NOT NULL,
    paper    TEXT   NOT NULL,
    name     TEXT   NOT NULL,
    kind     TEXT   NOT NULL,
    size     BIGINT NOT NULL,
    hash     TEXT   NOT NULL,
    owner    TEXT   NOT NULL,
    added_at BIGINT NOT NULL
);
CREATE INDEX paper_file_subject ON paper_file (subject, added_at);
CREATE INDEX paper_file_hash ON paper_file (hash);
