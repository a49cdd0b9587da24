-- Reason: dossiers keep the version they were received under (KS-9), so a published version
-- gets its last day and by what it ended, once, and nothing else ever changes; what a
-- publication went through moves one act at a time and is never removed (KS-4).
-- +goose Up
CREATE TRIGGER procedure_version_frozen BEFORE UPDATE ON procedure_version FOR EACH ROW WHEN (NOT (
    NEW.id = OLD.id AND NEW.code = OLD.code AND NEW.no = OLD.no AND NEW.ord = OLD.ord AND NEW.valid_from = OLD.valid_from
    AND NEW.valid_to <> '' AND (OLD.valid_to = '' OR OLD.valid_to < OLD.valid_from)
    AND (NEW.body::jsonb - 'valid_to' - 'ended_by') IS NOT DISTINCT FROM (OLD.body::jsonb - 'valid_to' - 'ended_by')
    AND (NEW.body::jsonb ->> 'valid_to') IS NOT DISTINCT FROM NEW.valid_to)) EXECUTE FUNCTION frozen();
CREATE TRIGGER procedure_version_kept BEFORE DELETE ON procedure_version FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER procedure_version_whole BEFORE TRUNCATE ON procedure_version FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_file_frozen BEFORE UPDATE ON publication_file FOR EACH ROW WHEN (NOT (NEW.id = OLD.id AND NEW.seq = OLD.seq + 1)) EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_file_kept BEFORE DELETE ON publication_file FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_file_whole BEFORE TRUNCATE ON publication_file FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_text_frozen BEFORE UPDATE ON publication_text FOR EACH ROW WHEN (NOT (NEW.id = OLD.id AND NEW.seq = OLD.seq + 1)) EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_text_kept BEFORE DELETE ON publication_text FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_text_whole BEFORE TRUNCATE ON publication_text FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_task_frozen BEFORE UPDATE ON publication_task FOR EACH ROW WHEN (NOT (NEW.id = OLD.id AND NEW.seq = OLD.seq + 1)) EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_task_kept BEFORE DELETE ON publication_task FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_task_whole BEFORE TRUNCATE ON publication_task FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_series_frozen BEFORE UPDATE ON publication_series FOR EACH ROW WHEN (NOT (NEW.year = OLD.year AND NEW.n = OLD.n + 1)) EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_series_kept BEFORE DELETE ON publication_series FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER publication_series_whole BEFORE TRUNCATE ON publication_series FOR EACH STATEMENT EXECUTE FUNCTION frozen();
