-- name: InsertRecord :execrows
INSERT INTO intake_record (home, year, number, signed_at, carrier, official, made_at) VALUES (@home, @year, @number, @signed_at, @carrier, @official, @made_at)
ON CONFLICT (home, year, number) DO NOTHING;

-- name: Records :many
SELECT home, year, number, signed_at, carrier, official FROM intake_record WHERE home = @home AND signed_at >= @since ORDER BY signed_at DESC, number LIMIT @most;

-- name: RecordOf :one
SELECT home, year, number, signed_at, carrier, official FROM intake_record WHERE home = @home AND year = @year AND number = @number;

-- name: InsertParcel :exec
INSERT INTO intake_parcel (home, year, number, dossier, code) VALUES (@home, @year, @number, @dossier, @code)
ON CONFLICT (home, year, number, dossier) DO NOTHING;

-- name: Parcels :many
SELECT dossier, code FROM intake_parcel WHERE home = @home AND year = @year AND number = @number ORDER BY code;

-- name: InsertMark :exec
INSERT INTO intake_mark (home, kind, at, dossier, seq, code, competent, slow, violates, lines, bases)
VALUES (@home, @kind, @at, @dossier, @seq, @code, @competent, @slow, @violates, @lines, @bases);

-- name: Marks :many
SELECT * FROM intake_mark WHERE home = @home AND at >= @since AND at < @until ORDER BY at, dossier, seq LIMIT @most;

-- name: AllMarks :many
SELECT * FROM intake_mark ORDER BY home, at, dossier, seq, kind;

-- name: PutOwed :exec
INSERT INTO intake_owed (home, dossier, code, received_at) VALUES (@home, @dossier, @code, @received_at)
ON CONFLICT (home, dossier) DO NOTHING;

-- name: DropOwed :exec
DELETE FROM intake_owed WHERE home = @home AND dossier = @dossier;

-- name: Owed :many
SELECT * FROM intake_owed WHERE home = @home ORDER BY received_at, dossier LIMIT @most;

-- name: InsertGuidance :exec
INSERT INTO intake_guidance (home, id, at, official, channel, procedure, version, said)
VALUES (@home, @id, @at, @official, @channel, @procedure, @version, @said);

-- name: Guidances :many
SELECT * FROM intake_guidance WHERE home = @home ORDER BY at DESC, id LIMIT @most;

-- name: InsertLookup :exec
INSERT INTO intake_lookup (home, id, at, official, register, procedure, paper, answer, dossier)
VALUES (@home, @id, @at, @official, @register, @procedure, @paper, @answer, @dossier);

-- name: Lookups :many
SELECT answer, CAST(count(*) AS BIGINT) AS n FROM intake_lookup WHERE home = @home AND at >= @since AND at < @until GROUP BY answer ORDER BY answer;

-- name: InsertReport :exec
INSERT INTO intake_report (home, id, at, dossier, code, body, concerned, procedure, named) VALUES (@home, @id, @at, @dossier, @code, @body, @concerned, @procedure, @named);

-- name: Reports :many
SELECT * FROM intake_report WHERE home IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) ORDER BY at DESC, id LIMIT @most;

-- name: ReportsIn :many
SELECT * FROM intake_report WHERE home IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND at >= @since AND (at < @before OR at = @before AND CAST(@after AS TEXT) <> '' AND id > @after) ORDER BY at DESC, id LIMIT @most;

-- name: ReportsOf :many
SELECT * FROM intake_report WHERE home IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND id IN (SELECT i.value FROM json_each(CAST(@ids AS TEXT)) AS i);

-- name: ReportByID :one
SELECT * FROM intake_report WHERE home = @home AND id = @id;

-- name: InsertOwnLookup :exec
INSERT INTO intake_lookup (home, id, at, official, register, procedure, paper, answer, dossier, draft, consent)
VALUES (@home, @id, @at, '', @register, @procedure, @paper, @answer, '', @draft, @consent);

-- name: LookupsOfDraft :many
SELECT at, register, paper, answer, consent FROM intake_lookup WHERE draft = @draft AND dossier = '' AND at >= @since ORDER BY at, id;

-- name: AttachLookups :exec
UPDATE intake_lookup SET dossier = @dossier, home = @home WHERE draft = @draft AND dossier = '';

-- name: LookupsOfDossier :many
SELECT at, register, paper, answer, consent FROM intake_lookup WHERE home = @home AND dossier = @dossier ORDER BY at, id;
