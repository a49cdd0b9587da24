-- Reason: what a filing asks is kept by version and date, and a dossier finds for ever the
-- form it was filled in from: a body is named by the hash of what it says and never changes.
-- +goose Up
CREATE TABLE form_body (
    hash TEXT NOT NULL PRIMARY KEY,
    body TEXT NOT NULL
);

CREATE TABLE form_version (
    id         TEXT   NOT NULL PRIMARY KEY,
    procedure  TEXT   NOT NULL,
    no         BIGINT NOT NULL,
    valid_from TEXT   NOT NULL,
    hash       TEXT   NOT NULL,
    note       TEXT   NOT NULL,
    author     TEXT   NOT NULL,
    made_at    BIGINT NOT NULL,
    UNIQUE (procedure, no)
);

-- The copy the control office works on, one for each procedure, until it is published.
CREATE TABLE form_draft (
    procedure TEXT   NOT NULL PRIMARY KEY,
    body      TEXT   NOT NULL,
    rev       BIGINT NOT NULL,
    author    TEXT   NOT NULL,
    saved_at  BIGINT NOT NULL
);
