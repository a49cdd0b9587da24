-- Reason: a void number of the register stays void (APO-11).
-- +goose Up
CREATE TRIGGER apology_void_frozen BEFORE UPDATE OR DELETE ON apology_void FOR EACH ROW EXECUTE FUNCTION frozen();
