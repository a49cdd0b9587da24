-- name: DraftOf :one
SELECT * FROM apology WHERE home = @home AND dossier = @dossier AND ground = @ground;

-- name: InsertDraft :exec
INSERT INTO apology (home, dossier, ground, version, state, office, number, year, cause, why, status, new_date, by_5157, by_nd61, drafted_by, drafted_at)
VALUES (@home, @dossier, @ground, 1, 'draft', @office, @number, @year, @cause, @why, @status, @new_date, @by_5157, @by_nd61, @drafted_by, @drafted_at);

-- name: ChangeDraft :execrows
UPDATE apology SET version = version + 1, cause = @cause, why = @why, status = @status, new_date = @new_date, by_5157 = @by_5157, by_nd61 = @by_nd61,
    drafted_by = @drafted_by, drafted_at = @drafted_at
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'draft' AND version = @was;

-- name: MarkSent :execrows
UPDATE apology SET state = 'sent', version = version + 1
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'draft' AND version = @was;

-- name: MarkVoid :execrows
UPDATE apology SET state = 'void', version = version + 1
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'draft';

-- name: Reopen :execrows
UPDATE apology SET state = 'draft', version = version + 1
WHERE home = @home AND dossier = @dossier AND ground = @ground AND state = 'void';

-- name: InsertLetter :exec
INSERT INTO apology_letter (home, dossier, ground, office, number, year, cause, new_date, sent_at, signer, form, channels, file, hash, certificate, ok_5157, nd61_applies, ok_nd61)
VALUES (@home, @dossier, @ground, @office, @number, @year, @cause, @new_date, @sent_at, @signer, @form, @channels, @file, @hash, @certificate, @ok_5157, @nd61_applies, @ok_nd61);

-- name: LetterOf :one
SELECT * FROM apology_letter WHERE home = @home AND dossier = @dossier AND ground = @ground;

-- name: Register :many
SELECT * FROM apology_letter WHERE office = @office AND year = @year ORDER BY number;

-- name: NextNumber :one
SELECT CAST(coalesce(max(number), 0) + 1 AS BIGINT) AS n FROM apology WHERE office = @office AND year = @year;

-- name: CountLetters :one
SELECT CAST(count(*) AS BIGINT) AS n FROM apology_letter WHERE home = @home AND dossier = @dossier AND ground = 'late';
