-- Reason: a late dossier gets exactly one letter of apology for its whole life;
-- the database itself refuses a second (directive 2.9, APO-7). Lost or damaged
-- papers are another ground and are not counted against the limit (APO-13).
-- +goose Up
CREATE TABLE apology (
    home      TEXT   NOT NULL,
    dossier   TEXT   NOT NULL,
    ground    TEXT   NOT NULL,
    version   BIGINT NOT NULL,
    state     TEXT   NOT NULL,
    office    TEXT   NOT NULL,
    number    BIGINT NOT NULL,
    year      BIGINT NOT NULL,
    cause     TEXT   NOT NULL,
    why       TEXT   NOT NULL,
    status    TEXT   NOT NULL,
    new_date  BIGINT NOT NULL,
    by_5157   BIGINT NOT NULL,
    by_nd61   BIGINT NOT NULL,
    drafted_by TEXT  NOT NULL,
    drafted_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX apology_one ON apology (home, dossier, ground);
CREATE UNIQUE INDEX apology_one_for_lateness ON apology (home, dossier) WHERE ground = 'late';
CREATE UNIQUE INDEX apology_number ON apology (office, year, number);
CREATE INDEX apology_office ON apology (office, state, drafted_at);

CREATE TABLE apology_letter (
    home        TEXT   NOT NULL,
    dossier     TEXT   NOT NULL,
    ground      TEXT   NOT NULL,
    office      TEXT   NOT NULL,
    number      BIGINT NOT NULL,
    year        BIGINT NOT NULL,
    cause       TEXT   NOT NULL,
    new_date    BIGINT NOT NULL,
    sent_at     BIGINT NOT NULL,
    signer      TEXT   NOT NULL,
    form        TEXT   NOT NULL,
    channels    TEXT   NOT NULL,
    file        TEXT   NOT NULL,
    hash        TEXT   NOT NULL,
    certificate TEXT   NOT NULL,
    ok_5157     BOOLEAN NOT NULL,
    nd61_applies BOOLEAN NOT NULL,
    ok_nd61     BOOLEAN NOT NULL,
    PRIMARY KEY (home, dossier, ground)
);
CREATE UNIQUE INDEX apology_letter_once ON apology_letter (home, dossier) WHERE ground = 'late';
CREATE INDEX apology_register ON apology_letter (office, year, number);
