-- Reason: dossiers follow what was approved, so an approved process can be neither changed nor removed (KS-9), and no version is ever removed.
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER process_version_frozen BEFORE UPDATE ON process_version WHEN OLD.state = 'approved' BEGIN SELECT RAISE(ABORT, 'process_version is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER process_version_kept BEFORE DELETE ON process_version BEGIN SELECT RAISE(ABORT, 'process_version is kept'); END;
-- +goose StatementEnd
