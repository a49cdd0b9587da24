-- Reason: in a chain the head of the office that holds the dossier prepares the letter
-- (APO-4) and finds it in the list of letters due.
-- +goose Up
CREATE INDEX dossier_held_letter ON dossier (holder, late_from, id) WHERE holder <> competent AND holder <> receiving AND is_open AND apology_at = 0;
