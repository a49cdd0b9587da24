-- Reason: what a filing asked, and who published it, can be neither changed nor removed.
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER form_body_no_update BEFORE UPDATE ON form_body BEGIN SELECT RAISE(ABORT, 'form_body is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER form_body_no_delete BEFORE DELETE ON form_body BEGIN SELECT RAISE(ABORT, 'form_body is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER form_version_no_update BEFORE UPDATE ON form_version BEGIN SELECT RAISE(ABORT, 'form_version is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER form_version_no_delete BEFORE DELETE ON form_version BEGIN SELECT RAISE(ABORT, 'form_version is frozen'); END;
-- +goose StatementEnd
