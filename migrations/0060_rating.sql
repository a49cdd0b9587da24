-- Reason: one vote per dossier (REC-7, EVA-9), and nobody can read from the
-- database who voted what (EVA-7): the ballot says that a dossier has voted, the
-- vote carries no dossier and no person, free text stands apart and is erasable.
-- +goose Up
CREATE TABLE rating_ballot (
    home    TEXT NOT NULL,
    dossier TEXT NOT NULL,
    day     TEXT NOT NULL,
    PRIMARY KEY (home, dossier)
);

CREATE TABLE rating_vote (
    home      TEXT   NOT NULL,
    id        TEXT   NOT NULL,
    day       TEXT   NOT NULL,
    competent TEXT   NOT NULL,
    officer   TEXT   NOT NULL,
    procedure TEXT   NOT NULL,
    field     TEXT   NOT NULL,
    channel   BIGINT NOT NULL,
    level     BIGINT NOT NULL,
    speed     BIGINT NOT NULL,
    contacts  BIGINT NOT NULL,
    agencies  BIGINT NOT NULL,
    attitude  BIGINT NOT NULL,
    PRIMARY KEY (home, id)
);
-- The satisfaction of offices over a period (EVA-6).
CREATE INDEX rating_vote_competent ON rating_vote (competent, day);

CREATE TABLE rating_said (
    home TEXT NOT NULL,
    id   TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (home, id)
);
