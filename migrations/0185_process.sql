-- Reason: the city issues one electronic process for every procedure (PRI-9): versions are drafted, checked, approved and then followed for ever by the dossiers of their time.
-- +goose Up
CREATE TABLE process_version (
    id    TEXT   NOT NULL PRIMARY KEY,
    code  TEXT   NOT NULL,
    no    BIGINT NOT NULL,
    seq   BIGINT NOT NULL,
    state TEXT   NOT NULL,
    since TEXT   NOT NULL, -- first day it counts for; '' before approval
    doc   TEXT   NOT NULL
);
-- control: the versions of a procedure; two at once get two numbers
CREATE UNIQUE INDEX process_version_code ON process_version (code, no);
-- control: what waits for approval, and what is in force
CREATE INDEX process_version_state ON process_version (state, code, no);
