-- Reason: what the calendar was, and who changed it why, can be neither changed nor removed (CAL-6).
-- +goose Up
CREATE TRIGGER almanac_revision_frozen BEFORE UPDATE OR DELETE ON almanac_revision FOR EACH ROW EXECUTE FUNCTION frozen();
