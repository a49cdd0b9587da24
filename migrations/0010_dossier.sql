-- Reason: the dossier and all that must stay unique, gap-free or frozen about it.
-- Keys begin with home, the receiving office at reception, so that the large
-- tables can be spread over nodes. Each index answers a named page.
-- +goose Up
CREATE TABLE dossier (
    home           TEXT    NOT NULL,
    id             TEXT    NOT NULL,
    code           TEXT    NOT NULL UNIQUE,
    token          TEXT    NOT NULL UNIQUE,
    seq            BIGINT  NOT NULL,
    state          TEXT    NOT NULL,
    procedure      TEXT    NOT NULL,
    procedure_name TEXT    NOT NULL,
    field          TEXT    NOT NULL,
    channel        BIGINT  NOT NULL,
    receiving      TEXT    NOT NULL,
    competent      TEXT    NOT NULL,
    holder         TEXT    NOT NULL,
    return_at      TEXT    NOT NULL,
    step           TEXT    NOT NULL,
    officer        TEXT    NOT NULL,
    person         TEXT    NOT NULL,
    is_open        BOOLEAN NOT NULL,
    filed_at       BIGINT  NOT NULL,
    received_at    BIGINT  NOT NULL,
    due_at         BIGINT  NOT NULL,
    late_from      BIGINT  NOT NULL,
    promised_at    BIGINT  NOT NULL,
    limit_end      BIGINT  NOT NULL,
    letter_by      BIGINT  NOT NULL,
    apology_at     BIGINT  NOT NULL,
    settled_at     BIGINT  NOT NULL,
    ended_at       BIGINT  NOT NULL,
    returned_at    BIGINT  NOT NULL,
    class          TEXT    NOT NULL,
    class_at       BIGINT  NOT NULL,
    next_what      TEXT    NOT NULL,
    next_at        BIGINT  NOT NULL,
    doc            TEXT    NOT NULL,
    PRIMARY KEY (home, id)
);
-- desk: the queue of online filings; dossiers to hand over
CREATE INDEX dossier_desk ON dossier (receiving, state, filed_at, id) WHERE state IN ('filed', 'received', 'supplementing');
-- desk: results to return
CREATE INDEX dossier_to_return ON dossier (return_at, settled_at, id) WHERE state = 'completed';
-- officer: my work by working time left
CREATE INDEX dossier_officer ON dossier (officer, late_from, id) WHERE is_open;
-- head: what the office holds, what is late, what is to sign, letters due
CREATE INDEX dossier_office ON dossier (competent, late_from, id) WHERE is_open;
-- board: the lists behind the numbers
CREATE INDEX dossier_received ON dossier (competent, received_at, id) WHERE received_at > 0;
CREATE INDEX dossier_classed ON dossier (competent, class_at, id) WHERE class <> '';
CREATE INDEX dossier_apologised ON dossier (competent, apology_at, id) WHERE apology_at > 0;
CREATE INDEX dossier_refused ON dossier (competent, ended_at, id) WHERE state = 'refused';
-- citizen: my dossiers
CREATE INDEX dossier_person ON dossier (person, filed_at, id) WHERE person <> '';

-- One line of any list: the row without its document.
CREATE VIEW dossier_line AS
SELECT home, id, code, state, procedure, procedure_name, field, channel, receiving, competent, holder, return_at, step, officer, person, is_open,
    filed_at, received_at, due_at, late_from, promised_at, letter_by, apology_at, settled_at, ended_at, returned_at, class, class_at
FROM dossier;

-- Personal values, erasable; the event keeps a salted commitment to them.
CREATE TABLE dossier_applicant (
    home    TEXT NOT NULL,
    dossier TEXT NOT NULL,
    name    TEXT NOT NULL,
    folded  TEXT NOT NULL,
    phone   TEXT NOT NULL,
    email   TEXT NOT NULL,
    address TEXT NOT NULL,
    id_no   TEXT NOT NULL,
    PRIMARY KEY (home, dossier)
);

-- desk: somebody of the same name with an open dossier
CREATE INDEX dossier_namesakes ON dossier_applicant (home, folded);

CREATE TABLE dossier_appointment (
    home      TEXT   NOT NULL,
    dossier   TEXT   NOT NULL,
    n         BIGINT NOT NULL,
    kind      TEXT   NOT NULL,
    due_at    BIGINT NOT NULL,
    limit_end BIGINT NOT NULL,
    made_at   BIGINT NOT NULL,
    made_by   TEXT   NOT NULL,
    reason    TEXT   NOT NULL,
    PRIMARY KEY (home, dossier, n)
);
-- NĐ 61 and directive 2.9: not more than one re-appointment by apology for life.
CREATE UNIQUE INDEX dossier_one_apology ON dossier_appointment (home, dossier) WHERE kind = 'apology';

CREATE TABLE dossier_consultation (
    home        TEXT   NOT NULL,
    dossier     TEXT   NOT NULL,
    n           BIGINT NOT NULL,
    office      TEXT   NOT NULL,
    limit_at    BIGINT NOT NULL,
    answered_at BIGINT NOT NULL,
    PRIMARY KEY (home, dossier, n)
);
CREATE INDEX dossier_consulted ON dossier_consultation (office, limit_at) WHERE answered_at = 0;

-- The same idempotency key twice is the same dossier.
CREATE TABLE dossier_filing (
    key     TEXT NOT NULL PRIMARY KEY,
    home    TEXT NOT NULL,
    dossier TEXT NOT NULL
);

-- Running numbers: of the day for codes (CODE-1), of the year for books.
CREATE TABLE dossier_series (
    home   TEXT   NOT NULL,
    name   TEXT   NOT NULL,
    period TEXT   NOT NULL,
    n      BIGINT NOT NULL,
    PRIMARY KEY (home, name, period)
);

-- One line for each paper issued, in its yearly book, without gaps.
CREATE TABLE dossier_book (
    home      TEXT   NOT NULL,
    kind      TEXT   NOT NULL,
    year      BIGINT NOT NULL,
    n         BIGINT NOT NULL,
    dossier   TEXT   NOT NULL,
    issued_at BIGINT NOT NULL,
    PRIMARY KEY (home, kind, year, n)
);

-- A code that was drawn and not used stays void for ever, with its reason.
CREATE TABLE dossier_void (
    code    TEXT   NOT NULL PRIMARY KEY,
    home    TEXT   NOT NULL,
    void_at BIGINT NOT NULL,
    void_by TEXT   NOT NULL,
    reason  TEXT   NOT NULL
);
