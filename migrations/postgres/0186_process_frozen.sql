-- Reason: dossiers follow what was approved, so an approved process can be neither changed nor removed (KS-9), and no version is ever removed.
-- +goose Up
CREATE TRIGGER process_version_frozen BEFORE UPDATE ON process_version FOR EACH ROW WHEN (OLD.state = 'approved') EXECUTE FUNCTION frozen();
CREATE TRIGGER process_version_kept BEFORE DELETE ON process_version FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER process_version_whole BEFORE TRUNCATE ON process_version EXECUTE FUNCTION frozen();
