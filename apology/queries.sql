-- name: DraftOf :one
SELECT * FROM apology WHERE home = @home AND dossier = @dossier AND ground = @ground;

-- name: LossDrafts :many
SELECT * FROM apology WHERE home = @home AND dossier = @dossier AND ground <> 'late' ORDER BY drafted_at, ground;

-- name: InsertDraft :exec
INSERT INTO apology (home, dossier, ground, version, state, office, number, year, cause, why, status, new_date, by_5157, by_nd61, drafted_by, drafted_at,
    code, papers, loss_office, loss_official, cost, cost_note, delays)
VALUES (@home, @dossier, @ground, 1, 'draft', @office, @number, @year, @cause, @why, @status, @new_date, @by_5157, @by_nd61, @drafted_by, @drafted_at,
    @code, @papers, @loss_office, @loss_official, @cost, @cost_note, @delays);

-- name: ChangeDraft :execrows
UPDATE apology SET version = version + 1, cause = @cause, why = @why, status = @status, new_date = @new_date, by_5157 = @by_5157, by_nd61 = @by_nd61,
    drafted_by = @drafted_by, drafted_at = @drafted_at, papers = @papers, loss_office = @loss_office, loss_official = @loss_official, cost = @cost,
    cost_note = @cost_note, delays = @delays
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'draft' AND version = @was;

-- name: MoveDraft :execrows
UPDATE apology SET version = version + 1, office = @office, number = @number, year = @year
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'draft' AND version = @was;

-- name: InsertVoid :exec
INSERT INTO apology_void (office, year, number, home, dossier, code, why, at, by_whom)
VALUES (@office, @year, @number, @home, @dossier, @code, @why, @at, @by_whom);

-- name: MarkSent :execrows
UPDATE apology SET state = 'sent', version = version + 1
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'draft' AND version = @was;

-- name: MarkVoid :execrows
UPDATE apology SET state = 'void', version = version + 1, void_why = @why
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'draft';

-- name: Reopen :execrows
UPDATE apology SET state = 'draft', version = version + 1, void_why = ''
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'void';

-- name: InsertLetter :exec
INSERT INTO apology_letter (home, dossier, ground, office, number, year, cause, new_date, sent_at, signer, form, channels, file, hash, certificate, ok_5157, nd61_applies, ok_nd61,
    code, procedure_name, officer, receiving, old_due, told_file)
VALUES (@home, @dossier, @ground, @office, @number, @year, @cause, @new_date, @sent_at, @signer, @form, @channels, @file, @hash, @certificate, @ok_5157, @nd61_applies, @ok_nd61,
    @code, @procedure_name, @officer, @receiving, @old_due, @told_file);

-- name: LetterOf :one
SELECT * FROM apology_letter WHERE home = @home AND dossier = @dossier AND ground = @ground;

-- name: Register :many
SELECT * FROM apology_letter WHERE office = @office AND year = @year ORDER BY number;

-- name: Unsent :many
SELECT * FROM apology WHERE office = @office AND year = @year AND state <> 'sent' ORDER BY number;

-- name: Voids :many
SELECT * FROM apology_void WHERE office = @office AND year = @year ORDER BY number;

-- name: NextNumber :one
INSERT INTO apology_series (office, year, n) VALUES (@office, @year, 1)
ON CONFLICT (office, year) DO UPDATE SET n = apology_series.n + 1
RETURNING n;

-- name: HoldSeries :exec
-- Whoever draws a number of this register now waits until the year is locked, the first one too.
INSERT INTO apology_series (office, year, n) VALUES (@office, @year, 0)
ON CONFLICT (office, year) DO UPDATE SET n = apology_series.n;

-- name: Volumes :many
SELECT year, CAST(count(*) AS BIGINT) AS n, CAST(count(*) FILTER (WHERE state = 'void') AS BIGINT) AS voids, CAST(min(number) AS BIGINT) AS first,
    CAST(max(number) AS BIGINT) AS last, CAST(max(at) AS BIGINT) AS newest
FROM (SELECT a.year, a.number, a.state, a.drafted_at AS at FROM apology a WHERE a.office = @office
    UNION ALL SELECT v.year, v.number, 'void' AS state, v.at FROM apology_void v WHERE v.office = @office) AS x
GROUP BY year ORDER BY year DESC;

-- name: CountLetters :one
SELECT CAST(count(*) AS BIGINT) AS n FROM apology_letter WHERE home = @home AND dossier = @dossier AND ground = 'late';
