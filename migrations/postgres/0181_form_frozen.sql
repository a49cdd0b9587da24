-- Reason: what a filing asked, and who published it, can be neither changed nor removed.
-- +goose Up
CREATE TRIGGER form_body_frozen BEFORE UPDATE OR DELETE ON form_body FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER form_version_frozen BEFORE UPDATE OR DELETE ON form_version FOR EACH ROW EXECUTE FUNCTION frozen();
