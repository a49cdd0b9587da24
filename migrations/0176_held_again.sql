-- Reason: spans that ended before a change of the calendar were counted, and compared, with
-- the calendar of today. They are derived: where there are changes they are counted anew,
-- each by the calendar of its end (CAL-6).
-- +goose Up
DELETE FROM held_span WHERE EXISTS (SELECT 1 FROM almanac_revision);
DELETE FROM cursor_at WHERE name = 'analysis' AND EXISTS (SELECT 1 FROM almanac_revision);
