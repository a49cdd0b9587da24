-- Reason: what the calendar was, and who changed it why, can be neither changed nor removed (CAL-6).
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER almanac_revision_no_update BEFORE UPDATE ON almanac_revision BEGIN SELECT RAISE(ABORT, 'almanac_revision is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER almanac_revision_no_delete BEFORE DELETE ON almanac_revision BEGIN SELECT RAISE(ABORT, 'almanac_revision is frozen'); END;
-- +goose StatementEnd
