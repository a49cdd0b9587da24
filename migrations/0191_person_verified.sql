-- Reason: anybody can type anybody's number into an account of their own. Only a desk
-- that has seen the paper makes a number count, so only verified numbers are unique.
-- +goose Up
ALTER TABLE person_private ADD COLUMN verified BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person_private ADD COLUMN verified_by TEXT NOT NULL DEFAULT '';
DROP INDEX person_number;
-- Answers: whose verified identity or tax number is this.
CREATE UNIQUE INDEX person_number ON person_private (number) WHERE number <> '' AND verified > 0;
