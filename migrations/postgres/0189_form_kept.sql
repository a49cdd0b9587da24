-- Reason: what cannot be changed line by line cannot be emptied at one stroke either
-- (docs/house.md 6): the published forms too.
-- +goose Up
CREATE TRIGGER form_body_kept BEFORE TRUNCATE ON form_body FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER form_version_kept BEFORE TRUNCATE ON form_version FOR EACH STATEMENT EXECUTE FUNCTION frozen();
