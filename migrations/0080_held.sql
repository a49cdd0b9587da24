-- Reason: days held per office (law.md 12.8, directive 2.8) are read for a period and
-- open to the dossiers behind them; and an office of a chain lists what it has been
-- handed.
-- +goose Up
-- One ended span of the time account of a dossier: who answered for it, in which step.
CREATE TABLE held_span (
    home    TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    n       BIGINT NOT NULL,
    kind    TEXT   NOT NULL,
    office  TEXT   NOT NULL,
    step    TEXT   NOT NULL,
    lead    TEXT   NOT NULL,
    since   BIGINT NOT NULL,
    until   BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    over    BIGINT NOT NULL,
    PRIMARY KEY (home, dossier, n)
);
-- leader: days held per office, and the list behind them
CREATE INDEX held_by_office ON held_span (office, until, dossier, n) WHERE kind = 'office';
-- leader: what the office has of a chain led by another
CREATE INDEX dossier_handed ON dossier (holder, late_from, id) WHERE is_open AND holder <> competent AND step <> 'receive';
-- desk: what has not been forwarded yet
CREATE INDEX dossier_to_forward ON dossier (receiving, filed_at, id) WHERE state = 'received' AND step = 'receive';
