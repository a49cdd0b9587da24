-- Reason: an applicant who signed in sees where the dossier is, down to the room (REC-5): the
-- room belongs to the post, as an official may work in two.
-- +goose Up
ALTER TABLE office_post ADD COLUMN room TEXT NOT NULL DEFAULT '';
