-- Reason: no number enters a locked year, a lock is never taken back, void numbers
-- are never changed (docs/house.md 6).
-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION book_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM book_year WHERE home = NEW.home AND year = NEW.year AND locked_at > 0) THEN
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER dossier_book_locked BEFORE INSERT ON dossier_book FOR EACH ROW EXECUTE FUNCTION book_locked();
CREATE TRIGGER book_year_frozen BEFORE UPDATE ON book_year FOR EACH ROW WHEN (OLD.locked_at > 0) EXECUTE FUNCTION frozen();
CREATE TRIGGER book_year_kept BEFORE DELETE ON book_year FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER book_void_frozen BEFORE UPDATE OR DELETE ON book_void FOR EACH ROW EXECUTE FUNCTION frozen();
