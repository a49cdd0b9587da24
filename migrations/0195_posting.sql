-- Reason: what hangs at each office, in which version, since when and seen by whom, is on record
-- (CK-6, CK-7); what is wrong there, and where the city's catalogue differs from the national
-- database (CK-1), is listed and worked off.
-- +goose Up
CREATE TABLE posting_place (
    id      TEXT   NOT NULL PRIMARY KEY,
    no      BIGINT NOT NULL UNIQUE,
    office  TEXT   NOT NULL,
    is_open BIGINT NOT NULL,
    seq     BIGINT NOT NULL,
    doc     TEXT   NOT NULL
);
-- desk, control: the places of an office
CREATE INDEX posting_place_of ON posting_place (office, no);

CREATE TABLE posting_sheet (
    id      TEXT   NOT NULL PRIMARY KEY,
    place   TEXT   NOT NULL,
    office  TEXT   NOT NULL,
    code    TEXT   NOT NULL,
    version TEXT   NOT NULL,
    state   TEXT   NOT NULL,
    seq     BIGINT NOT NULL,
    doc     TEXT   NOT NULL
);
-- desk: what hangs at a place; a version hangs, or is wanted, once at a place
CREATE UNIQUE INDEX posting_sheet_once ON posting_sheet (place, version) WHERE state IN ('wanted', 'hanging', 'flagged');
CREATE INDEX posting_sheet_at ON posting_sheet (place, state, code);
-- the day a version ends: every sheet of the procedure
CREATE INDEX posting_sheet_code ON posting_sheet (code, state);
-- desk, control: what an office has to take down and to post
CREATE INDEX posting_sheet_office ON posting_sheet (office, state, code);

CREATE TABLE posting_finding (
    id       TEXT   NOT NULL PRIMARY KEY,
    office   TEXT   NOT NULL,
    state    TEXT   NOT NULL,
    sheet    TEXT   NOT NULL,
    found_on TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    doc      TEXT   NOT NULL
);
-- control: what waits; the findings of a period; those of a sheet; the reports of a day
CREATE INDEX posting_finding_waits ON posting_finding (state, found_on, id);
CREATE INDEX posting_finding_in ON posting_finding (found_on, id);
CREATE INDEX posting_finding_sheet ON posting_finding (sheet, state);
CREATE INDEX posting_finding_office ON posting_finding (office, found_on);

CREATE TABLE posting_difference (
    id       TEXT   NOT NULL PRIMARY KEY,
    code     TEXT   NOT NULL,
    is_open  BIGINT NOT NULL,
    found_on TEXT   NOT NULL,
    seq      BIGINT NOT NULL,
    doc      TEXT   NOT NULL
);
-- control: open differences; one code is open once
CREATE UNIQUE INDEX posting_difference_once ON posting_difference (code) WHERE is_open = 1;
CREATE INDEX posting_difference_open ON posting_difference (is_open, code);
CREATE INDEX posting_difference_code ON posting_difference (code, id);

CREATE TABLE posting_comparison (
    day TEXT   NOT NULL,
    n   BIGINT NOT NULL,
    doc TEXT   NOT NULL,
    PRIMARY KEY (day, n)
);

CREATE TABLE posting_series (
    name TEXT   NOT NULL PRIMARY KEY,
    n    BIGINT NOT NULL
);
