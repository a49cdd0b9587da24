-- Reason: an inspector reads who looked at what, newest first within an area.
-- +goose Up
CREATE INDEX dossier_read_when ON dossier_read (home, read_at);
