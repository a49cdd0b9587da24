-- Reason: an office may lose or damage papers of one dossier more than once, and apologises
-- for each (APO-13): grounds lost, lost-2, damaged … have a letter each, the same papers one.
-- The letter for lateness stays one for life (apology_one_for_lateness, apology_letter_once).
-- +goose Up
CREATE UNIQUE INDEX apology_loss_once ON apology (home, dossier, substr(ground, 1, 4), papers) WHERE ground <> 'late';
