-- Reason: a letter that was sent can be neither changed nor replaced (house 6).
-- +goose Up
CREATE TRIGGER apology_letter_frozen BEFORE UPDATE OR DELETE ON apology_letter FOR EACH ROW EXECUTE FUNCTION frozen();
