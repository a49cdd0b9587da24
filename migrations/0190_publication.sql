-- Reason: a procedure changes by a decision that was drafted, checked, signed and numbered
-- (KS-3, KS-4); what a text of law makes the departments review stands as a task with a day.
-- +goose Up
CREATE TABLE publication_file (
    id        TEXT   NOT NULL PRIMARY KEY,
    state     TEXT   NOT NULL,
    office    TEXT   NOT NULL,
    latest    TEXT   NOT NULL,
    issued_on TEXT   NOT NULL,
    is_late   BIGINT NOT NULL,
    seq       BIGINT NOT NULL,
    doc       TEXT   NOT NULL
);
-- control, department: what is under way, by its latest day
CREATE INDEX publication_open ON publication_file (state, latest, id);
-- report: the decisions of a period
CREATE INDEX publication_issued ON publication_file (issued_on, id);

CREATE TABLE publication_text (
    id  TEXT   NOT NULL PRIMARY KEY,
    ord TEXT   NOT NULL,
    seq BIGINT NOT NULL,
    doc TEXT   NOT NULL
);
-- control: the watch-list, newest effect first
CREATE INDEX publication_watch ON publication_text (ord, id);

CREATE TABLE publication_task (
    id     TEXT   NOT NULL PRIMARY KEY,
    law    TEXT   NOT NULL,
    code   TEXT   NOT NULL,
    state  TEXT   NOT NULL,
    due    TEXT   NOT NULL,
    seq    BIGINT NOT NULL,
    doc    TEXT   NOT NULL
);
-- department, control: open tasks by day
CREATE INDEX publication_review ON publication_task (state, due, id);
-- a draft ends the task of its text and procedure; a text asks a procedure once
CREATE UNIQUE INDEX publication_asked ON publication_task (law, code) WHERE state = 'open';

CREATE TABLE publication_series (
    year BIGINT NOT NULL PRIMARY KEY,
    n    BIGINT NOT NULL
);
