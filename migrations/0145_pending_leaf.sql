-- Reason: the sequencer finds the leaves that wait in the queue itself, without
-- looking each event up.
-- +goose Up
ALTER TABLE event_pending ADD COLUMN leaf_hash TEXT NOT NULL DEFAULT '';
UPDATE event_pending SET leaf_hash = (SELECT e.leaf_hash FROM event e WHERE e.id = event_pending.event_id);
