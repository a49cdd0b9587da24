-- Reason: who is asked for more than the published list before there is a dossier reports it from
-- the procedure's page or from a posted sheet (PRI-2): the report names procedure and office, and
-- the official when they know one.
-- +goose Up
ALTER TABLE intake_report ADD COLUMN procedure TEXT NOT NULL DEFAULT '';
ALTER TABLE intake_report ADD COLUMN named TEXT NOT NULL DEFAULT '';
-- control office: the reports of a period per office
CREATE INDEX intake_report_home ON intake_report (home, at);
