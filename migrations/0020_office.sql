-- Reason: offices, their dated codes and successors, officials, posts and
-- delegations are data with a history: a dossier of 2019 must find its office in
-- 2026 (docs/house.md 5a, validity).
-- +goose Up
CREATE TABLE office_unit (
    id         TEXT   NOT NULL PRIMARY KEY,
    ord        BIGINT NOT NULL,
    kind       TEXT   NOT NULL,
    place      TEXT   NOT NULL,
    parent     TEXT   NOT NULL,
    gso        TEXT   NOT NULL,
    hours      TEXT   NOT NULL,
    valid_from TEXT   NOT NULL,
    valid_to   TEXT   NOT NULL
);

CREATE TABLE office_code (
    office     TEXT NOT NULL REFERENCES office_unit (id),
    value      TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL,
    PRIMARY KEY (office, value, valid_from)
);

CREATE TABLE office_succession (
    old_office TEXT NOT NULL REFERENCES office_unit (id),
    new_office TEXT NOT NULL REFERENCES office_unit (id),
    on_day     TEXT NOT NULL,
    PRIMARY KEY (old_office, new_office)
);

CREATE TABLE office_official (
    id    TEXT NOT NULL PRIMARY KEY,
    name  TEXT NOT NULL,
    title TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL
);

CREATE TABLE office_post (
    id         TEXT NOT NULL PRIMARY KEY,
    official   TEXT NOT NULL REFERENCES office_official (id),
    office     TEXT NOT NULL REFERENCES office_unit (id),
    role       TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to   TEXT NOT NULL
);

CREATE TABLE office_delegation (
    id        TEXT NOT NULL PRIMARY KEY,
    from_post TEXT NOT NULL REFERENCES office_post (id),
    to_post   TEXT NOT NULL REFERENCES office_post (id),
    begin_day TEXT NOT NULL,
    end_day   TEXT NOT NULL,
    scope     TEXT NOT NULL,
    form      TEXT NOT NULL,
    revoked   TEXT NOT NULL
);

-- One row: counts the changes, so that every replica knows when its copy is old.
CREATE TABLE office_state (
    id       BIGINT NOT NULL PRIMARY KEY,
    revision BIGINT NOT NULL
);
INSERT INTO office_state (id, revision) VALUES (1, 0);
