-- Reason: what people are told (SMS, e-mail) is a row with the proof of its
-- sending, so that an apology by SMS can be shown to have gone out (APO-5, APO-6).
-- +goose Up
CREATE TABLE notice (
    id         TEXT   NOT NULL PRIMARY KEY,
    home       TEXT   NOT NULL,
    dossier    TEXT   NOT NULL,
    event_id   TEXT   NOT NULL,
    kind       TEXT   NOT NULL,
    channel    TEXT   NOT NULL,
    recipient  TEXT   NOT NULL,
    address    TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    body       TEXT   NOT NULL,
    state      TEXT   NOT NULL,
    tries      BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    queued_at  BIGINT NOT NULL DEFAULT 0,
    sent_at    BIGINT NOT NULL DEFAULT 0,
    is_final   BOOLEAN NOT NULL DEFAULT FALSE,
    proof      TEXT   NOT NULL DEFAULT '',
    error      TEXT   NOT NULL DEFAULT '',
    UNIQUE (event_id, channel, kind, recipient)
);
-- The timeline of a dossier.
CREATE INDEX notice_dossier ON notice (home, dossier, created_at);
-- What still has to be handed to the delivery jobs.
CREATE INDEX notice_open ON notice (queued_at) WHERE NOT is_final;
-- The page of messages that never arrived.
CREATE INDEX notice_dead ON notice (created_at) WHERE state = 'dead';
