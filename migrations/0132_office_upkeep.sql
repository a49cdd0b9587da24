-- Reason: the directory is kept on pages: an office has a published phone (PRI-7), a
-- delegation a number and a reason (APO-4).
-- +goose Up
ALTER TABLE office_unit ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE office_delegation ADD COLUMN number TEXT NOT NULL DEFAULT '';
ALTER TABLE office_delegation ADD COLUMN reason TEXT NOT NULL DEFAULT '';
