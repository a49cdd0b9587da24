-- Reason: offices end and go over to several others; one of these takes what lay on
-- the table (lead). Reception and return may move to another office from a day on,
-- as all departments' did on 27/12/2025 (REC-14, law.md 2.7).
-- +goose Up
ALTER TABLE office_succession ADD COLUMN lead BIGINT NOT NULL DEFAULT 0;

CREATE TABLE office_desk (
    office    TEXT NOT NULL REFERENCES office_unit (id),
    at_office TEXT NOT NULL,
    from_day  TEXT NOT NULL,
    PRIMARY KEY (office, from_day)
);
