-- Reason: what cannot be changed line by line cannot be emptied at one stroke either
-- (docs/house.md 6): TRUNCATE asks no row's trigger.
-- +goose Up
CREATE TRIGGER checkpoint_kept BEFORE TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER dossier_appointment_kept BEFORE TRUNCATE ON dossier_appointment FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER dossier_book_kept BEFORE TRUNCATE ON dossier_book FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER dossier_void_kept BEFORE TRUNCATE ON dossier_void FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER dossier_filing_kept BEFORE TRUNCATE ON dossier_filing FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER apology_letter_kept BEFORE TRUNCATE ON apology_letter FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER apology_void_kept BEFORE TRUNCATE ON apology_void FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER fee_order_kept BEFORE TRUNCATE ON fee_order FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER intake_record_kept BEFORE TRUNCATE ON intake_record FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER intake_parcel_kept BEFORE TRUNCATE ON intake_parcel FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER intake_mark_kept BEFORE TRUNCATE ON intake_mark FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER book_year_whole BEFORE TRUNCATE ON book_year FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER book_void_kept BEFORE TRUNCATE ON book_void FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER almanac_revision_kept BEFORE TRUNCATE ON almanac_revision FOR EACH STATEMENT EXECUTE FUNCTION frozen();
