-- Reason: what happens at one moment happens to the newest dossiers of all offices. Keys that
-- begin with the dossier, whose ids grow with time, keep these entries on the same pages; keys
-- that begin with the office spread them. The same columns are unique as before.
-- +goose Up
ALTER TABLE event DROP CONSTRAINT event_home_subject_seq_key, ADD UNIQUE (subject, seq, home);
ALTER TABLE dossier_applicant DROP CONSTRAINT dossier_applicant_pkey, ADD PRIMARY KEY (dossier, home);
ALTER TABLE dossier_appointment DROP CONSTRAINT dossier_appointment_pkey, ADD PRIMARY KEY (dossier, n, home);
