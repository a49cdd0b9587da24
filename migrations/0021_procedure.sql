-- Reason: a dossier keeps the version of its procedure in force at reception
-- (KS-9), so versions are only added; the body is the record exactly as imported,
-- kept as text so that export gives back what import read.
-- +goose Up
CREATE TABLE procedure_version (
    id         TEXT   NOT NULL PRIMARY KEY,
    code       TEXT   NOT NULL,
    no         BIGINT NOT NULL,
    ord        BIGINT NOT NULL UNIQUE,
    valid_from TEXT   NOT NULL,
    valid_to   TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    UNIQUE (code, no)
);

-- One row: the number of changes, and where the newest import came from.
CREATE TABLE procedure_state (
    id       BIGINT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL,
    origin   TEXT   NOT NULL
);
INSERT INTO procedure_state (id, revision, origin) VALUES (1, 0, '{}');
