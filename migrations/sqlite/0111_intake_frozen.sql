-- Reason: a hand-over record fixes the moment of filing (REC-11), and marks are what the
-- events said: neither can be changed afterwards.
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER intake_record_no_update BEFORE UPDATE ON intake_record BEGIN SELECT RAISE(ABORT, 'intake_record is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER intake_record_no_delete BEFORE DELETE ON intake_record BEGIN SELECT RAISE(ABORT, 'intake_record is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER intake_parcel_no_update BEFORE UPDATE ON intake_parcel BEGIN SELECT RAISE(ABORT, 'intake_parcel is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER intake_parcel_no_delete BEFORE DELETE ON intake_parcel BEGIN SELECT RAISE(ABORT, 'intake_parcel is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER intake_mark_no_update BEFORE UPDATE ON intake_mark BEGIN SELECT RAISE(ABORT, 'intake_mark is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER intake_mark_no_delete BEFORE DELETE ON intake_mark BEGIN SELECT RAISE(ABORT, 'intake_mark is frozen'); END;
-- +goose StatementEnd
