-- Reason: what identifies a citizen or organisation stands in one erasable row;
-- everything else refers to the id, which says nothing by itself.
-- +goose Up
CREATE TABLE person_entry (
    id      TEXT   NOT NULL PRIMARY KEY,
    kind    TEXT   NOT NULL,
    created BIGINT NOT NULL,
    erased  BIGINT NOT NULL
);

CREATE TABLE person_private (
    person  TEXT NOT NULL PRIMARY KEY REFERENCES person_entry (id),
    name    TEXT NOT NULL,
    number  TEXT NOT NULL,
    phone   TEXT NOT NULL,
    email   TEXT NOT NULL,
    address TEXT NOT NULL,
    birth   TEXT NOT NULL
);
-- Answers: the desk asks whether this identity or tax number is known already.
CREATE UNIQUE INDEX person_number ON person_private (number) WHERE number <> '';
