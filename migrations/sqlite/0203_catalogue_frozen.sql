-- Reason: dossiers keep the version they were received under (KS-9), so a published version
-- gets its last day and by what it ended, once, and nothing else ever changes; what a
-- publication went through moves one act at a time and is never removed (KS-4).
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER procedure_version_frozen BEFORE UPDATE ON procedure_version
WHEN NOT (
    NEW.id = OLD.id AND NEW.code = OLD.code AND NEW.no = OLD.no AND NEW.ord = OLD.ord AND NEW.valid_from = OLD.valid_from
    AND NEW.valid_to <> '' AND (OLD.valid_to = '' OR OLD.valid_to < OLD.valid_from)
    AND json_valid(NEW.body) AND json_valid(OLD.body)
    AND json_extract(NEW.body, '$.valid_to') IS NEW.valid_to
    AND NOT EXISTS (SELECT 1 FROM json_each(OLD.body) o WHERE o.key NOT IN ('valid_to', 'ended_by')
        AND NOT EXISTS (SELECT 1 FROM json_each(NEW.body) n WHERE n.key = o.key AND n.value IS o.value))
    AND NOT EXISTS (SELECT 1 FROM json_each(NEW.body) n WHERE n.key NOT IN ('valid_to', 'ended_by')
        AND NOT EXISTS (SELECT 1 FROM json_each(OLD.body) o WHERE o.key = n.key))
) BEGIN SELECT RAISE(ABORT, 'procedure_version is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER procedure_version_kept BEFORE DELETE ON procedure_version BEGIN SELECT RAISE(ABORT, 'procedure_version is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_file_frozen BEFORE UPDATE ON publication_file WHEN NOT (NEW.id = OLD.id AND NEW.seq = OLD.seq + 1) BEGIN SELECT RAISE(ABORT, 'publication_file is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_file_kept BEFORE DELETE ON publication_file BEGIN SELECT RAISE(ABORT, 'publication_file is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_text_frozen BEFORE UPDATE ON publication_text WHEN NOT (NEW.id = OLD.id AND NEW.seq = OLD.seq + 1) BEGIN SELECT RAISE(ABORT, 'publication_text is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_text_kept BEFORE DELETE ON publication_text BEGIN SELECT RAISE(ABORT, 'publication_text is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_task_frozen BEFORE UPDATE ON publication_task WHEN NOT (NEW.id = OLD.id AND NEW.seq = OLD.seq + 1) BEGIN SELECT RAISE(ABORT, 'publication_task is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_task_kept BEFORE DELETE ON publication_task BEGIN SELECT RAISE(ABORT, 'publication_task is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_series_frozen BEFORE UPDATE ON publication_series WHEN NOT (NEW.year = OLD.year AND NEW.n = OLD.n + 1) BEGIN SELECT RAISE(ABORT, 'publication_series is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER publication_series_kept BEFORE DELETE ON publication_series BEGIN SELECT RAISE(ABORT, 'publication_series is frozen'); END;
-- +goose StatementEnd
