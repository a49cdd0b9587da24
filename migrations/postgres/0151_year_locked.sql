-- Reason: letters of apology and payment receipts take no number of a locked year either
-- (TT 01/2018 Art 10; docs/house.md 6).
-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION office_year_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM book_year WHERE home = NEW.office AND year = NEW.year AND locked_at > 0) THEN
        RAISE EXCEPTION '% is frozen', TG_TABLE_NAME;
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER fee_order_locked BEFORE INSERT ON fee_order FOR EACH ROW EXECUTE FUNCTION office_year_locked();
CREATE TRIGGER apology_locked BEFORE INSERT OR UPDATE OF office, year, number ON apology FOR EACH ROW EXECUTE FUNCTION office_year_locked();
CREATE TRIGGER apology_letter_locked BEFORE INSERT ON apology_letter FOR EACH ROW EXECUTE FUNCTION office_year_locked();
