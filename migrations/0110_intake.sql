-- Reason: what the one-stop desk keeps beside the dossiers: hand-over records of the
-- post (REC-11), guidance given (PRI-4), answers of published databases (REC-10),
-- reports of papers demanded beyond the list (PRI-2), and what is measured of the desk:
-- slow checks (REC-4), late and second requests (SET-2, PRI-6; law.md 12.5).
-- +goose Up
CREATE TABLE intake_record (
    home      TEXT   NOT NULL,
    year      BIGINT NOT NULL,
    number    TEXT   NOT NULL,
    signed_at BIGINT NOT NULL,
    carrier   TEXT   NOT NULL,
    official  TEXT   NOT NULL,
    made_at   BIGINT NOT NULL,
    PRIMARY KEY (home, year, number)
);
-- desk: the newest records
CREATE INDEX intake_record_newest ON intake_record (home, signed_at);

CREATE TABLE intake_parcel (
    home    TEXT   NOT NULL,
    year    BIGINT NOT NULL,
    number  TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    code    TEXT   NOT NULL,
    PRIMARY KEY (home, year, number, dossier)
);

CREATE TABLE intake_mark (
    home      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    dossier   TEXT    NOT NULL,
    seq       BIGINT  NOT NULL,
    code      TEXT    NOT NULL,
    competent TEXT    NOT NULL,
    slow      BOOLEAN NOT NULL,
    violates  BOOLEAN NOT NULL,
    lines     BIGINT  NOT NULL,
    bases     BIGINT  NOT NULL,
    PRIMARY KEY (home, at, dossier, seq, kind)
);

-- dossiers answered at once that have no receipt yet (REC-6)
CREATE TABLE intake_owed (
    home        TEXT   NOT NULL,
    dossier     TEXT   NOT NULL,
    code        TEXT   NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (home, dossier)
);

CREATE TABLE intake_guidance (
    home      TEXT   NOT NULL,
    id        TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    official  TEXT   NOT NULL,
    channel   TEXT   NOT NULL,
    procedure TEXT   NOT NULL,
    version   TEXT   NOT NULL,
    said      TEXT   NOT NULL,
    PRIMARY KEY (home, id)
);
-- desk: the newest guidance
CREATE INDEX intake_guidance_newest ON intake_guidance (home, at);

-- no number of a person is kept: who looked into which database, and what came of it
CREATE TABLE intake_lookup (
    home      TEXT   NOT NULL,
    id        TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    official  TEXT   NOT NULL,
    register  TEXT   NOT NULL,
    procedure TEXT   NOT NULL,
    paper     TEXT   NOT NULL,
    answer    TEXT   NOT NULL,
    dossier   TEXT   NOT NULL,
    PRIMARY KEY (home, id)
);
-- desk: answers of a period
CREATE INDEX intake_lookup_at ON intake_lookup (home, at);

-- seen by the control office alone, never by the office concerned; erasable
CREATE TABLE intake_report (
    home    TEXT   NOT NULL,
    id      TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    dossier TEXT   NOT NULL,
    code    TEXT   NOT NULL,
    body    TEXT   NOT NULL,
    PRIMARY KEY (home, id)
);
-- control office: the newest reports
CREATE INDEX intake_report_newest ON intake_report (at, id);
CREATE INDEX intake_report_dossier ON intake_report (home, dossier);
