-- Reason: the register of letters of apology is printed from rows (APO-11): what a line
-- says stands on it, a number that was given and not used is void with its reason, and a
-- letter for lost or damaged papers names who lost them and what it costs (APO-13).
-- +goose Up
ALTER TABLE apology ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE apology ADD COLUMN void_why TEXT NOT NULL DEFAULT '';
ALTER TABLE apology ADD COLUMN papers TEXT NOT NULL DEFAULT '';
ALTER TABLE apology ADD COLUMN loss_office TEXT NOT NULL DEFAULT '';
ALTER TABLE apology ADD COLUMN loss_official TEXT NOT NULL DEFAULT '';
ALTER TABLE apology ADD COLUMN cost BIGINT NOT NULL DEFAULT 0;
ALTER TABLE apology ADD COLUMN cost_note TEXT NOT NULL DEFAULT '';
ALTER TABLE apology ADD COLUMN delays BOOLEAN NOT NULL DEFAULT FALSE;

ALTER TABLE apology_letter ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE apology_letter ADD COLUMN procedure_name TEXT NOT NULL DEFAULT '';
ALTER TABLE apology_letter ADD COLUMN officer TEXT NOT NULL DEFAULT '';
ALTER TABLE apology_letter ADD COLUMN receiving TEXT NOT NULL DEFAULT '';
ALTER TABLE apology_letter ADD COLUMN old_due BIGINT NOT NULL DEFAULT 0;
ALTER TABLE apology_letter ADD COLUMN told_file TEXT NOT NULL DEFAULT '';

-- A number whose draft moved to another office of the chain: it stays in its register.
CREATE TABLE apology_void (
    office  TEXT   NOT NULL,
    year    BIGINT NOT NULL,
    number  BIGINT NOT NULL,
    home    TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    code    TEXT   NOT NULL,
    why     TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    by_whom TEXT   NOT NULL,
    PRIMARY KEY (office, year, number)
);
