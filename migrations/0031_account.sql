-- Reason: who signs in; one account for each official or citizen.
-- +goose Up
CREATE TABLE account (
    id         TEXT    NOT NULL PRIMARY KEY,
    login      TEXT    NOT NULL UNIQUE,
    hash       TEXT    NOT NULL,
    official   TEXT    NOT NULL,
    person     TEXT    NOT NULL,
    disabled   BOOLEAN NOT NULL,
    created_at BIGINT  NOT NULL
);
CREATE INDEX account_official ON account (official) WHERE official <> '';
CREATE INDEX account_person ON account (person) WHERE person <> '';
