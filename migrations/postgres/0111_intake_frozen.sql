-- Reason: a hand-over record fixes the moment of filing (REC-11), and marks are what the
-- events said: neither can be changed afterwards.
-- +goose Up
CREATE TRIGGER intake_record_frozen BEFORE UPDATE OR DELETE ON intake_record FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER intake_parcel_frozen BEFORE UPDATE OR DELETE ON intake_parcel FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER intake_mark_frozen BEFORE UPDATE OR DELETE ON intake_mark FOR EACH ROW EXECUTE FUNCTION frozen();
