-- Reason: a filing online is not asked for what a published database holds either (REC-10): the
-- look belongs to a draft, then to its dossier, and names the consent it was made with. A report
-- of extra demands may carry files, which nobody but the control office finds (PRI-2).
-- +goose Up
ALTER TABLE intake_lookup ADD COLUMN draft TEXT NOT NULL DEFAULT '';
ALTER TABLE intake_lookup ADD COLUMN consent TEXT NOT NULL DEFAULT '';
-- filing: what was found for a draft
CREATE INDEX intake_lookup_draft ON intake_lookup (draft, at);
-- desk: the proof beside the papers of a dossier
CREATE INDEX intake_lookup_dossier ON intake_lookup (home, dossier);

-- officials who had done something on the dossier when the report came: they never read it
ALTER TABLE intake_report ADD COLUMN concerned TEXT NOT NULL DEFAULT '[]';
