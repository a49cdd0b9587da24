-- name: SpansKept :one
SELECT CAST(count(*) AS BIGINT) AS n FROM held_span WHERE home = @home AND dossier = @dossier;

-- name: InsertSpan :exec
INSERT INTO held_span (home, dossier, n, kind, office, step, lead, since, until, minutes, over)
VALUES (@home, @dossier, @n, @kind, @office, @step, @lead, @since, @until, @minutes, @over) ON CONFLICT DO NOTHING;

-- name: PutSpan :exec
INSERT INTO held_span (home, dossier, n, kind, office, step, lead, since, until, minutes, over)
VALUES (@home, @dossier, @n, @kind, @office, @step, @lead, @since, @until, @minutes, @over)
ON CONFLICT (home, dossier, n) DO UPDATE SET minutes = excluded.minutes, over = excluded.over;

-- name: EndedSince :many
SELECT DISTINCT home, dossier FROM held_span WHERE until >= @made ORDER BY home, dossier;

-- name: SpansOf :many
SELECT * FROM held_span WHERE home = @home AND dossier = @dossier ORDER BY n;

-- name: HeldSums :many
SELECT office, CAST(count(DISTINCT dossier) AS BIGINT) AS dossiers, CAST(sum(minutes) AS BIGINT) AS minutes, CAST(sum(over) AS BIGINT) AS over,
    CAST(sum(CASE WHEN lead <> office THEN minutes ELSE 0 END) AS BIGINT) AS for_others
FROM held_span WHERE kind = 'office' AND office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND until >= @since AND until < @before
GROUP BY office ORDER BY office;

-- name: HeldLines :many
SELECT h.since, h.until, h.minutes, h.over, h.step AS held_step, h.n, sqlc.embed(l) FROM held_span h JOIN dossier_line l ON l.home = h.home AND l.id = h.dossier
WHERE h.kind = 'office' AND h.office = @office AND h.until >= @since AND h.until < @before AND (h.until, h.dossier, h.n) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT), CAST(@after_n AS BIGINT))
ORDER BY h.until, h.dossier, h.n LIMIT @most;

-- name: Subjects :many
SELECT id, home, subject FROM event WHERE kind = 'dossier' AND seq = 1 AND id > @after ORDER BY id LIMIT @most;
