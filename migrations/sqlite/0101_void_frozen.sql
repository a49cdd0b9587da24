-- Reason: a void number of the register stays void (APO-11).
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER apology_void_no_update BEFORE UPDATE ON apology_void BEGIN SELECT RAISE(ABORT, 'apology_void is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER apology_void_no_delete BEFORE DELETE ON apology_void BEGIN SELECT RAISE(ABORT, 'apology_void is frozen'); END;
-- +goose StatementEnd
