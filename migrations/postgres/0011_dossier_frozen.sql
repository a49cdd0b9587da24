-- Reason: appointments, books, void numbers and filing keys are never changed
-- (docs/house.md 6, law CODE-1, APO-7).
-- +goose Up
CREATE TRIGGER dossier_appointment_frozen BEFORE UPDATE OR DELETE ON dossier_appointment FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER dossier_book_frozen BEFORE UPDATE OR DELETE ON dossier_book FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER dossier_void_frozen BEFORE UPDATE OR DELETE ON dossier_void FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER dossier_filing_frozen BEFORE UPDATE OR DELETE ON dossier_filing FOR EACH ROW EXECUTE FUNCTION frozen();
