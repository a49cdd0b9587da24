-- name: InsertDossier :exec
INSERT INTO dossier (home, id, code, token, seq, state, procedure, procedure_name, field, channel, receiving, competent, holder, return_at, step,
    officer, person, is_open, filed_at, received_at, due_at, late_from, promised_at, limit_end, letter_by, apology_at, settled_at, ended_at, returned_at,
    class, class_at, next_what, next_at, doc)
VALUES (@home, @id, @code, @token, @seq, @state, @procedure, @procedure_name, @field, @channel, @receiving, @competent, @holder, @return_at, @step,
    @officer, @person, @is_open, @filed_at, @received_at, @due_at, @late_from, @promised_at, @limit_end, @letter_by, @apology_at, @settled_at, @ended_at, @returned_at,
    @class, @class_at, @next_what, @next_at, @doc);

-- name: UpdateDossier :execrows
UPDATE dossier SET seq = @seq, state = @state, procedure_name = @procedure_name, field = @field, receiving = @receiving, competent = @competent, holder = @holder, return_at = @return_at, step = @step,
    officer = @officer, is_open = @is_open, filed_at = @filed_at, received_at = @received_at, due_at = @due_at, late_from = @late_from, promised_at = @promised_at,
    limit_end = @limit_end, letter_by = @letter_by, apology_at = @apology_at, settled_at = @settled_at, ended_at = @ended_at, returned_at = @returned_at,
    class = @class, class_at = @class_at, next_what = @next_what, next_at = @next_at, doc = @doc
WHERE home = @home AND id = @id AND seq = @was;

-- name: TouchDossier :execrows
UPDATE dossier SET seq = @seq, holder = @holder, step = @step, due_at = @due_at, promised_at = @promised_at, limit_end = @limit_end,
    next_what = @next_what, next_at = @next_at, doc = @doc
WHERE home = @home AND id = @id AND seq = @was;

-- name: HandDossier :execrows
UPDATE dossier SET seq = @seq, state = @state, holder = @holder, step = @step, officer = @officer, due_at = @due_at,
    promised_at = @promised_at, limit_end = @limit_end, letter_by = @letter_by, next_what = @next_what, next_at = @next_at, doc = @doc
WHERE home = @home AND id = @id AND seq = @was;

-- name: MoveDossier :execrows
UPDATE dossier SET seq = @seq, state = @state, holder = @holder, step = @step, officer = @officer, due_at = @due_at, late_from = @late_from,
    promised_at = @promised_at, limit_end = @limit_end, letter_by = @letter_by, next_what = @next_what, next_at = @next_at, doc = @doc
WHERE home = @home AND id = @id AND seq = @was;

-- name: EndDossier :execrows
UPDATE dossier SET seq = @seq, state = @state, holder = @holder, step = @step, officer = @officer, is_open = @is_open, due_at = @due_at, late_from = @late_from,
    promised_at = @promised_at, limit_end = @limit_end, letter_by = @letter_by, settled_at = @settled_at, ended_at = @ended_at, class = @class, class_at = @class_at,
    next_what = @next_what, next_at = @next_at, doc = @doc
WHERE home = @home AND id = @id AND seq = @was;

-- name: DossierByID :one
SELECT seq, next_what, next_at, doc FROM dossier WHERE home = @home AND id = @id;

-- name: MarkByID :one
SELECT seq, next_what, next_at FROM dossier WHERE home = @home AND id = @id;

-- name: MarkByCode :one
SELECT home, id, seq, next_what, next_at FROM dossier WHERE code = @code;

-- name: KeyByCode :one
SELECT home, id FROM dossier WHERE code = @code;

-- name: KeyByToken :one
SELECT home, id FROM dossier WHERE token = @token;

-- name: KeyByFiling :one
SELECT home, dossier FROM dossier_filing WHERE key = @key;

-- name: InsertFiling :exec
INSERT INTO dossier_filing (key, home, dossier) VALUES (@key, @home, @dossier);

-- name: InsertApplicant :exec
INSERT INTO dossier_applicant (home, dossier, name, folded, phone, email, address, id_no)
VALUES (@home, @dossier, @name, @folded, @phone, @email, @address, @id_no);

-- name: ApplicantOf :one
SELECT * FROM dossier_applicant WHERE home = @home AND dossier = @dossier;

-- name: ApplicantNames :many
SELECT dossier, name FROM dossier_applicant WHERE home = @home AND dossier IN (SELECT i.value FROM json_each(CAST(@ids AS TEXT)) AS i);

-- name: InsertAppointment :exec
INSERT INTO dossier_appointment (home, dossier, n, kind, due_at, limit_end, made_at, made_by, reason)
VALUES (@home, @dossier, @n, @kind, @due_at, @limit_end, @made_at, @made_by, @reason);

-- name: PutConsultation :exec
INSERT INTO dossier_consultation (home, dossier, n, office, limit_at, answered_at) VALUES (@home, @dossier, @n, @office, @limit_at, @answered_at)
ON CONFLICT (home, dossier, n) DO UPDATE SET answered_at = excluded.answered_at, office = excluded.office, limit_at = excluded.limit_at;

-- name: PutPart :exec
INSERT INTO dossier_part (home, dossier, office, since) VALUES (@home, @dossier, @office, @since)
ON CONFLICT (home, dossier, office) DO UPDATE SET since = excluded.since;

-- name: PartedLines :many
SELECT d.home, d.id, d.code, d.state, d.procedure_name, d.competent, d.holder, p.office, p.since FROM dossier_part p JOIN dossier_line d ON d.home = p.home AND d.id = p.dossier
WHERE p.office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND (p.since, p.dossier) < (CAST(@until AS BIGINT), CAST(@until_id AS TEXT))
    AND d.holder <> p.office AND d.competent <> p.office
ORDER BY p.since DESC, p.dossier DESC LIMIT @most;

-- name: LyingAt :many
-- Dossiers under way that an office has a part in: those that began at it or at an office that went over to it, those it
-- decides about, and results that wait at its counter. Read on the day of a reorganisation.
SELECT lying.home, lying.id FROM (
SELECT home, id FROM dossier WHERE home IN (SELECT o.value FROM json_each(CAST(@homes AS TEXT)) AS o)
AND state NOT IN ('returned', 'refused', 'withdrawn', 'stopped') AND (receiving = CAST(@office AS TEXT) OR competent = @office OR holder = @office OR return_at = @office)
UNION SELECT home, id FROM dossier WHERE competent = @office AND is_open
UNION SELECT home, id FROM dossier WHERE return_at = @office AND state = 'completed'
UNION SELECT home, dossier AS id FROM dossier_consultation WHERE office = @office AND answered_at = 0) AS lying
WHERE (lying.home, lying.id) > (CAST(@after_home AS TEXT), CAST(@after_id AS TEXT)) ORDER BY lying.home, lying.id LIMIT @most;

-- name: DeskLines :many
SELECT * FROM dossier_line WHERE receiving = @office AND state = @state AND state IN ('filed', 'received', 'supplementing') AND (filed_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY filed_at, id LIMIT @most;

-- name: ObligedLines :many
SELECT * FROM dossier_line WHERE receiving = @office AND state = 'obliged' AND (filed_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY filed_at, id LIMIT @most;

-- name: ToForwardLines :many
SELECT * FROM dossier_line WHERE receiving = @office AND state = 'received' AND step = 'receive' AND (filed_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY filed_at, id LIMIT @most;

-- name: HandedLines :many
SELECT * FROM dossier_line WHERE holder = @office AND is_open AND holder <> competent AND step <> 'receive' AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: LateConsultLines :many
SELECT * FROM dossier_line WHERE competent = @office AND is_open AND state = 'in_process' AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
    AND EXISTS (SELECT 1 FROM dossier_consultation c WHERE c.home = dossier_line.home AND c.dossier = dossier_line.id AND c.answered_at = 0 AND c.limit_at < @now)
ORDER BY late_from, id LIMIT @most;

-- name: ToReturnLines :many
SELECT * FROM dossier_line WHERE return_at = @office AND state = 'completed' AND (settled_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY settled_at, id LIMIT @most;

-- name: OfficerLines :many
SELECT * FROM dossier_line WHERE officer = @officer AND is_open AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: WorkLines :many
-- What a work list shows of a dossier, with its applicant's name: eleven columns instead of twenty-eight.
SELECT d.home, d.id, d.code, d.state, d.procedure_name, d.competent, d.holder, d.step, d.due_at, d.late_from, COALESCE(a.name, '') AS name
FROM dossier_line AS d LEFT JOIN dossier_applicant AS a ON a.home = d.home AND a.dossier = d.id
WHERE d.officer = @officer AND d.is_open AND (d.late_from, d.id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT)) ORDER BY d.late_from, d.id LIMIT @most;

-- name: OfficeLines :many
SELECT * FROM dossier_line WHERE competent = @office AND is_open AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: OfficeStateLines :many
SELECT * FROM dossier_line WHERE competent = @office AND is_open AND state = @state AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: LetterLines :many
SELECT * FROM dossier_line WHERE competent = @office AND is_open AND apology_at = 0 AND letter_by <= @by AND letter_by > 0 AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: HeldLetterLines :many
SELECT * FROM dossier_line WHERE holder = @office AND holder <> competent AND holder <> receiving AND is_open AND apology_at = 0 AND letter_by <= @by AND letter_by > 0 AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: PersonLines :many
SELECT * FROM dossier_line WHERE person = @person AND person <> '' AND (filed_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY filed_at, id LIMIT @most;

-- name: OpenLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND is_open AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: LateLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND is_open AND late_from <= @now AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: ReceivedLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND received_at >= @since AND received_at < @until AND (received_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY received_at, id LIMIT @most;

-- name: ClassLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND class = @class AND class <> '' AND class_at >= @since AND class_at < @until AND (class_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY class_at, id LIMIT @most;

-- name: ApologisedLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND apology_at > 0 AND apology_at >= @since AND apology_at < @until AND (apology_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY apology_at, id LIMIT @most;

-- name: RefusedLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND state = 'refused' AND ended_at >= @since AND ended_at < @until AND (ended_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY ended_at, id LIMIT @most;

-- name: ConsultedLines :many
SELECT l.* FROM dossier_consultation c JOIN dossier_line l ON l.home = c.home AND l.id = c.dossier
WHERE c.office = @office AND c.answered_at = 0 ORDER BY c.limit_at, l.id LIMIT @most;

-- name: LateBetween :one
SELECT CAST(count(*) AS BIGINT) AS n FROM dossier WHERE is_open AND competent = @office AND late_from >= @since AND late_from <= @until;

-- name: SearchLines :many
SELECT l.* FROM dossier_applicant a JOIN dossier_line l ON l.home = a.home AND l.id = a.dossier
WHERE a.home = @home AND a.folded LIKE @pattern ORDER BY l.filed_at DESC, l.id LIMIT @most;

-- name: Keys :many
SELECT home, id FROM dossier ORDER BY home, id;

-- name: CountOpen :one
SELECT CAST(count(*) AS BIGINT) AS n FROM dossier WHERE is_open AND (home = CAST(@home AS TEXT) OR CAST(@home AS TEXT) = '') AND received_at < @received_until
    AND (due_at >= @due_from OR holder <> competent AND step <> 'receive'
        OR EXISTS (SELECT 1 FROM dossier_consultation c WHERE c.home = dossier.home AND c.dossier = dossier.id AND c.answered_at = 0 AND c.limit_at >= @due_from));

-- name: OpenDocs :many
SELECT id, seq, doc FROM dossier
WHERE is_open AND (home = CAST(@home AS TEXT) OR CAST(@home AS TEXT) = '') AND received_at < @received_until
    AND (due_at >= @due_from OR holder <> competent AND step <> 'receive'
        OR EXISTS (SELECT 1 FROM dossier_consultation c WHERE c.home = dossier.home AND c.dossier = dossier.id AND c.answered_at = 0 AND c.limit_at >= @due_from)) AND (home, id) > (CAST(@after_home AS TEXT), CAST(@after_id AS TEXT))
ORDER BY home, id LIMIT @most;

-- name: NamesakeLines :many
SELECT l.* FROM dossier_applicant a JOIN dossier_line l ON l.home = a.home AND l.id = a.dossier
WHERE a.home = @home AND a.folded = @folded ORDER BY l.filed_at DESC, l.id LIMIT @most;

-- name: InsertRead :exec
INSERT INTO dossier_read (home, dossier, official, post, office, read_at) VALUES (@home, @dossier, @official, @post, @office, @read_at);

-- name: ReadsOf :many
SELECT * FROM dossier_read WHERE home = @home AND dossier = @dossier ORDER BY read_at;

-- name: Reads :many
-- Who looked at what, newest first; an empty word narrows nothing.
SELECT r.read_at, r.official, r.office, r.post, d.code, d.procedure_name FROM dossier_read r JOIN dossier d ON d.home = r.home AND d.id = r.dossier
WHERE r.home IN (SELECT o.value FROM json_each(CAST(@homes AS TEXT)) AS o) AND r.read_at >= @since AND r.read_at < @until
    AND (r.official = CAST(@official AS TEXT) OR CAST(@official AS TEXT) = '') AND (d.code = CAST(@code AS TEXT) OR CAST(@code AS TEXT) = '')
ORDER BY r.read_at DESC, r.dossier, r.official LIMIT @most;
