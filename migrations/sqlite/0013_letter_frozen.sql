-- Reason: a letter that was sent can be neither changed nor replaced (house 6).
-- +goose Up
-- +goose StatementBegin
CREATE TRIGGER apology_letter_no_update BEFORE UPDATE ON apology_letter BEGIN SELECT RAISE(ABORT, 'apology_letter is frozen'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER apology_letter_no_delete BEFORE DELETE ON apology_letter BEGIN SELECT RAISE(ABORT, 'apology_letter is frozen'); END;
-- +goose StatementEnd
