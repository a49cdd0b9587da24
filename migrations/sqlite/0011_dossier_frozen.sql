-- Reason: appointments, books, void numbers and filing keys are never changed
-- (docs/house.md 6, law CODE-1, APO-7).
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER dossier_appointment_no_update BEFORE UPDATE ON dossier_appointment BEGIN SELECT RAISE(ABORT, 'dossier_appointment is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_appointment_no_delete BEFORE DELETE ON dossier_appointment BEGIN SELECT RAISE(ABORT, 'dossier_appointment is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_book_no_update BEFORE UPDATE ON dossier_book BEGIN SELECT RAISE(ABORT, 'dossier_book is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_book_no_delete BEFORE DELETE ON dossier_book BEGIN SELECT RAISE(ABORT, 'dossier_book is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_void_no_update BEFORE UPDATE ON dossier_void BEGIN SELECT RAISE(ABORT, 'dossier_void is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_void_no_delete BEFORE DELETE ON dossier_void BEGIN SELECT RAISE(ABORT, 'dossier_void is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_filing_no_update BEFORE UPDATE ON dossier_filing BEGIN SELECT RAISE(ABORT, 'dossier_filing is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER dossier_filing_no_delete BEFORE DELETE ON dossier_filing BEGIN SELECT RAISE(ABORT, 'dossier_filing is frozen'); END;
-- +goose StatementEnd
