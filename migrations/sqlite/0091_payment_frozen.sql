-- Reason: what was receipted can be neither changed nor taken out (house 6).
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER fee_order_no_update BEFORE UPDATE ON fee_order BEGIN SELECT RAISE(ABORT, 'fee_order is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER fee_order_no_delete BEFORE DELETE ON fee_order BEGIN SELECT RAISE(ABORT, 'fee_order is frozen'); END;
-- +goose StatementEnd
