-- Reason: sign-in sessions, throttles and one-time tokens stand in the database,
-- so that they end everywhere at once and several servers share them (docs/house.md 7a).
-- +goose Up
CREATE TABLE session (
    hash     TEXT   NOT NULL PRIMARY KEY,
    official TEXT   NOT NULL,
    person   TEXT   NOT NULL,
    data     TEXT   NOT NULL,
    created  BIGINT NOT NULL,
    seen     BIGINT NOT NULL,
    expires  BIGINT NOT NULL,
    ended    BIGINT NOT NULL DEFAULT 0
);
-- Answers: end or list every session of an official or of a citizen.
CREATE INDEX session_official ON session (official) WHERE official <> '';
CREATE INDEX session_person ON session (person) WHERE person <> '';
-- Answers: the sweep of what is over.
CREATE INDEX session_expires ON session (expires);

CREATE TABLE throttle (
    name  TEXT   NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL,
    tries BIGINT NOT NULL
);
-- Answers: the sweep of windows long past.
CREATE INDEX throttle_since ON throttle (since);

CREATE TABLE one_time (
    hash    TEXT   NOT NULL PRIMARY KEY,
    purpose TEXT   NOT NULL,
    expires BIGINT NOT NULL,
    used    BIGINT NOT NULL DEFAULT 0
);
