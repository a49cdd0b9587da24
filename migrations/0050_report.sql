-- Reason: the daily screens read figures, not dossiers. Leaf cells only, kept in step by
-- a follower of the events; no total is stored (docs/house.md 5a).
-- +goose Up
-- One figure of one day: office is the competent office, day the civil day it belongs to.
-- The key has the day behind what boards group by, so that a year is one sweep.
CREATE TABLE rollup_cell (
    office    TEXT   NOT NULL,
    day       TEXT   NOT NULL,
    measure   TEXT   NOT NULL,
    procedure TEXT   NOT NULL,
    channel   BIGINT NOT NULL,
    n         BIGINT NOT NULL,
    PRIMARY KEY (office, measure, channel, day, procedure)
);
-- Open dossiers by the hour from which they are late, so that "late now" needs no event.
-- letter is 1 when the letter of apology has gone out.
CREATE TABLE rollup_open (
    office    TEXT   NOT NULL,
    hour      BIGINT NOT NULL,
    procedure TEXT   NOT NULL,
    letter    BIGINT NOT NULL,
    n         BIGINT NOT NULL,
    PRIMARY KEY (office, hour, procedure, letter)
);
-- board: the lists behind supplements asked, appointments missed, second misses
CREATE INDEX event_board ON event (act, at) WHERE kind = 'dossier' AND act IN ('supplement', 'lapse', 'escalate');
-- board: the list behind results returned
CREATE INDEX dossier_given ON dossier (competent, returned_at, id) WHERE returned_at > 0;
