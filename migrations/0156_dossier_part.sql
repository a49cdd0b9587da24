-- Reason: an office that passed a dossier on, or gave its opinion, may still look at its
-- part (SET-3, SET-4), and must find it again without knowing the code.
-- +goose Up
CREATE TABLE dossier_part (
    home    TEXT   NOT NULL,
    dossier TEXT   NOT NULL,
    office  TEXT   NOT NULL,
    since   BIGINT NOT NULL,
    PRIMARY KEY (home, dossier, office)
);
-- officer and leader: what the office has passed on or answered, newest first
CREATE INDEX dossier_parted ON dossier_part (office, since, dossier);
