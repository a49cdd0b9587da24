-- name: AddCell :exec
INSERT INTO rollup_cell (office, day, measure, procedure, channel, n) VALUES (@office, @day, @measure, @procedure, @channel, @n)
ON CONFLICT (office, measure, channel, day, procedure) DO UPDATE SET n = rollup_cell.n + excluded.n;

-- name: AddOpen :exec
INSERT INTO rollup_open (office, hour, procedure, letter, n) VALUES (@office, @hour, @procedure, @letter, @n)
ON CONFLICT (office, hour, procedure, letter) DO UPDATE SET n = rollup_open.n + excluded.n;

-- name: SweepOpen :execrows
DELETE FROM rollup_open WHERE n = 0;

-- name: ClearCells :exec
DELETE FROM rollup_cell;

-- name: ClearOpen :exec
DELETE FROM rollup_open;

-- name: LeafCells :many
SELECT * FROM rollup_cell WHERE n <> 0 ORDER BY office, measure, channel, day, procedure;

-- name: OpenCells :many
SELECT * FROM rollup_open WHERE n <> 0 ORDER BY office, hour, procedure, letter;

-- name: PeriodSums :many
SELECT office, measure, channel, CAST(sum(n) AS BIGINT) AS n FROM rollup_cell
WHERE office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o)
    AND measure IN (SELECT m.value FROM json_each(CAST(@measures AS TEXT)) AS m) AND channel IN (1, 2, 3) AND day >= @since AND day <= @until
GROUP BY office, measure, channel ORDER BY office, measure, channel;

-- name: OpenSums :many
SELECT x.office, CAST(sum(x.n) AS BIGINT) AS n, CAST(sum(x.waiting) AS BIGINT) AS waiting, CAST(sum(x.late) AS BIGINT) AS late, CAST(sum(x.bare) AS BIGINT) AS bare
FROM (
    SELECT r.office, r.n, CASE WHEN r.hour = CAST(@never AS BIGINT) THEN r.n ELSE 0 END AS waiting, CASE WHEN r.hour < CAST(@hour AS BIGINT) THEN r.n ELSE 0 END AS late,
        CASE WHEN r.hour < CAST(@hour AS BIGINT) AND r.letter = 0 THEN r.n ELSE 0 END AS bare
    FROM rollup_open r WHERE r.office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o)
    UNION ALL
    SELECT d.competent, 0, 0, 1, CASE WHEN d.apology_at = 0 THEN 1 ELSE 0 END
    FROM dossier d WHERE d.competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND d.is_open
        AND d.late_from >= CAST(@hour AS BIGINT) AND d.late_from <= @now
) x GROUP BY x.office ORDER BY x.office;

-- name: ChannelLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND received_at > 0 AND channel = @channel AND received_at >= @since AND received_at < @until AND (received_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY received_at, id LIMIT @most;

-- name: SettledLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND class <> '' AND class IN (SELECT c.value FROM json_each(CAST(@classes AS TEXT)) AS c) AND class_at >= @since AND class_at < @until AND (class_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY class_at, id LIMIT @most;

-- name: EndedLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND class <> '' AND state = @state AND class_at >= @since AND class_at < @until AND (class_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY class_at, id LIMIT @most;

-- name: FalseAlarmLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND class <> '' AND class <> 'late' AND settled_at > 0 AND apology_at > 0 AND class_at >= @since AND class_at < @until AND (class_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY class_at, id LIMIT @most;

-- name: NoLetterLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND class <> '' AND class = 'late' AND apology_at = 0 AND class_at >= @since AND class_at < @until AND (class_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY class_at, id LIMIT @most;

-- name: ReturnedLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND returned_at > 0 AND returned_at >= @since AND returned_at < @until AND (returned_at, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY returned_at, id LIMIT @most;

-- name: OpenLines :many
-- The plus before received_at keeps SQLite on the index of open dossiers: those ever received are many more.
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND is_open AND +received_at > 0 AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: InTimeLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND is_open AND +received_at > 0 AND late_from > @now AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: BareLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND is_open AND apology_at = 0 AND late_from <= @now AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: WaitingLines :many
SELECT * FROM dossier_line WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND is_open AND +received_at > 0 AND late_from = CAST(@never AS BIGINT) AND (late_from, id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY late_from, id LIMIT @most;

-- name: ActLines :many
SELECT e.at AS mark, sqlc.embed(l) FROM event e JOIN dossier_line l ON l.home = e.home AND l.id = e.subject
WHERE e.kind = 'dossier' AND e.act IN ('supplement', 'lapse', 'escalate') AND e.act = @act AND e.at >= @since AND e.at < @until
    AND e.body LIKE @holding AND l.competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND (e.at, l.id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY e.at, l.id LIMIT @most;

-- name: KeyLines :many
SELECT * FROM dossier_line WHERE home IN (SELECT h.value FROM json_each(CAST(@homes AS TEXT)) AS h) AND id IN (SELECT i.value FROM json_each(CAST(@ids AS TEXT)) AS i)
ORDER BY home, id;

-- name: Subjects :many
SELECT id, home, subject FROM event WHERE kind = 'dossier' AND seq = 1 AND id > @after ORDER BY id LIMIT @most;

-- name: Candidates :many
SELECT d.home, d.id AS subject, d.received_at FROM dossier d
WHERE d.competent = @office AND d.received_at > 0 AND d.received_at < @until AND (d.received_at, d.id) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
    AND (d.class_at = 0 OR d.class_at >= @since OR EXISTS (SELECT 1 FROM event e WHERE e.home = d.home AND e.subject = d.id AND e.seq = d.seq AND e.recorded >= @since))
ORDER BY d.received_at, d.id LIMIT @most;

-- name: EventsOf :many
SELECT id, home, subject, seq, act, ver, at, recorded, body FROM event
WHERE kind = 'dossier' AND home IN (SELECT h.value FROM json_each(CAST(@homes AS TEXT)) AS h) AND subject IN (SELECT s.value FROM json_each(CAST(@subjects AS TEXT)) AS s)
ORDER BY home, subject, seq;

-- name: RegisterLines :many
-- A numbered book with the dossiers behind its numbers, from a number on.
SELECT b.n, b.dossier, b.issued_at, COALESCE(v.reason, '') AS void, COALESCE(d.doc, '') AS doc, COALESCE(a.name, '') AS name, COALESCE(a.phone, '') AS phone,
    COALESCE(a.address, '') AS address,
    CAST(COALESCE((SELECT e.body FROM event e WHERE e.home = d.home AND e.subject = d.id AND e.act = 'return' ORDER BY e.seq DESC LIMIT 1), '') AS TEXT) AS returned,
    CAST(COALESCE((SELECT min(f.at) FROM event f WHERE f.home = d.home AND f.subject = d.id AND f.act IN ('assign', 'forward')), 0) AS BIGINT) AS forwarded
FROM dossier_book b
LEFT JOIN book_void v ON v.home = b.home AND v.kind = b.kind AND v.year = b.year AND v.n = b.n
LEFT JOIN dossier d ON d.home = CASE WHEN b.dossier_home = '' THEN b.home ELSE b.dossier_home END AND d.id = b.dossier
LEFT JOIN dossier_applicant a ON a.home = d.home AND a.dossier = d.id
WHERE b.home = @home AND b.kind = @kind AND b.year = @year AND b.n > @after ORDER BY b.n LIMIT @most;

-- name: FeeLines :many
-- A book of receipts, exemptions, refunds or costs with the dossiers behind its numbers.
SELECT f.number, f.at, f.code, f.amount, f.method, COALESCE(d.procedure_name, '') AS procedure_name, COALESCE(a.name, '') AS name, COALESCE(a.phone, '') AS phone,
    COALESCE(a.address, '') AS address
FROM fee_order f
LEFT JOIN dossier d ON d.home = f.home AND d.id = f.dossier
LEFT JOIN dossier_applicant a ON a.home = f.home AND a.dossier = f.dossier
WHERE f.office = @office AND f.kind = @kind AND f.year = @year AND f.number > @after ORDER BY f.number LIMIT @most;
