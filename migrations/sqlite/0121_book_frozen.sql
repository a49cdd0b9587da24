-- Reason: no number enters a locked year, a lock is never taken back, void numbers
-- are never changed (docs/house.md 6).
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER dossier_book_locked BEFORE INSERT ON dossier_book
WHEN EXISTS (SELECT 1 FROM book_year WHERE home = NEW.home AND year = NEW.year AND locked_at > 0)
BEGIN SELECT RAISE(ABORT, 'dossier_book is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER book_year_no_update BEFORE UPDATE ON book_year WHEN OLD.locked_at > 0 BEGIN SELECT RAISE(ABORT, 'book_year is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER book_year_no_delete BEFORE DELETE ON book_year BEGIN SELECT RAISE(ABORT, 'book_year is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER book_void_no_update BEFORE UPDATE ON book_void BEGIN SELECT RAISE(ABORT, 'book_void is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER book_void_no_delete BEFORE DELETE ON book_void BEGIN SELECT RAISE(ABORT, 'book_void is frozen'); END;
-- +goose StatementEnd
