-- Reason: notices about days off come late (CAL-6) and offices set their hours
-- themselves (CAL-7), so the calendar is changed while dossiers run. Each change is kept
-- for ever; which open dossiers it would have moved stands on a list for their heads.
-- +goose Up
CREATE TABLE almanac_revision (
    n         BIGINT NOT NULL PRIMARY KEY,
    id        TEXT   NOT NULL UNIQUE,
    scope     TEXT   NOT NULL,
    lines     TEXT   NOT NULL,
    reason    TEXT   NOT NULL,
    decision  TEXT   NOT NULL,
    first_day TEXT   NOT NULL,
    author    TEXT   NOT NULL,
    made_at   BIGINT NOT NULL
);

-- A change that is being looked at or carried out, and how far.
CREATE TABLE almanac_draft (
    id       TEXT   NOT NULL PRIMARY KEY,
    base     BIGINT NOT NULL,
    scope    TEXT   NOT NULL,
    lines    TEXT   NOT NULL,
    reason   TEXT   NOT NULL,
    decision TEXT   NOT NULL,
    author   TEXT   NOT NULL,
    made_at  BIGINT NOT NULL,
    state    TEXT   NOT NULL,
    at_home  TEXT   NOT NULL,
    at_id    TEXT   NOT NULL,
    total    BIGINT NOT NULL,
    scanned  BIGINT NOT NULL,
    moved    BIGINT NOT NULL
);

CREATE TABLE almanac_moved (
    change     TEXT   NOT NULL,
    home       TEXT   NOT NULL,
    dossier    TEXT   NOT NULL,
    code       TEXT   NOT NULL,
    procedure  TEXT   NOT NULL,
    office     TEXT   NOT NULL,
    due_at     BIGINT NOT NULL,
    would_at   BIGINT NOT NULL,
    promised_at BIGINT NOT NULL,
    state      TEXT   NOT NULL,
    decision   TEXT   NOT NULL,
    decided_at BIGINT NOT NULL,
    decided_by TEXT   NOT NULL,
    PRIMARY KEY (change, home, dossier)
);
-- head: the review list of the office
CREATE INDEX almanac_review ON almanac_moved (office, due_at, dossier) WHERE state = 'open';
-- admin: what a change would move, by date
CREATE INDEX almanac_effect ON almanac_moved (change, due_at, dossier);
-- the scan of a change: open dossiers in the order of their keys
CREATE INDEX dossier_running ON dossier (home, id) WHERE is_open;
