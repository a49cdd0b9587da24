-- Reason: letters of apology and payment receipts take no number of a locked year either
-- (TT 01/2018 Art 10; docs/house.md 6).
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER fee_order_locked BEFORE INSERT ON fee_order
WHEN EXISTS (SELECT 1 FROM book_year WHERE home = NEW.office AND year = NEW.year AND locked_at > 0)
BEGIN SELECT RAISE(ABORT, 'fee_order is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER apology_locked BEFORE INSERT ON apology
WHEN EXISTS (SELECT 1 FROM book_year WHERE home = NEW.office AND year = NEW.year AND locked_at > 0)
BEGIN SELECT RAISE(ABORT, 'apology is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER apology_moved_locked BEFORE UPDATE OF office, year, number ON apology
WHEN EXISTS (SELECT 1 FROM book_year WHERE home = NEW.office AND year = NEW.year AND locked_at > 0)
BEGIN SELECT RAISE(ABORT, 'apology is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER apology_letter_locked BEFORE INSERT ON apology_letter
WHEN EXISTS (SELECT 1 FROM book_year WHERE home = NEW.office AND year = NEW.year AND locked_at > 0)
BEGIN SELECT RAISE(ABORT, 'apology_letter is frozen'); END;
-- +goose StatementEnd
