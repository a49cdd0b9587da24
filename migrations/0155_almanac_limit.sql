-- Reason: a change of the calendar also moves what offices owe each other within the
-- dossier, the limits of opinions and of hand-overs (SET-3, SET-4). These may move, unlike
-- a promise (CAL-6); each is listed with before and after.
-- +goose Up
CREATE TABLE almanac_limit (
    change  TEXT   NOT NULL,
    home    TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    what    TEXT   NOT NULL,
    code    TEXT   NOT NULL,
    office  TEXT   NOT NULL,
    was_at  BIGINT NOT NULL,
    now_at  BIGINT NOT NULL,
    state   TEXT   NOT NULL,
    PRIMARY KEY (change, home, dossier, what)
);
-- admin: the limits a change moves, by date
CREATE INDEX almanac_limits ON almanac_limit (change, was_at, dossier, what);

ALTER TABLE almanac_draft ADD COLUMN limits BIGINT NOT NULL DEFAULT 0;
