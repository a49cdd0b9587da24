-- name: Newest :one
SELECT CAST(coalesce(max(n), 0) AS BIGINT) AS n FROM almanac_revision;

-- name: Revisions :many
SELECT * FROM almanac_revision ORDER BY n;

-- name: InsertRevision :exec
INSERT INTO almanac_revision (n, id, scope, lines, reason, decision, first_day, author, made_at)
VALUES (@n, @id, @scope, @lines, @reason, @decision, @first_day, @author, @made_at);

-- name: InsertDraft :exec
INSERT INTO almanac_draft (id, base, scope, lines, reason, decision, author, made_at, state, at_home, at_id, total, scanned, moved)
VALUES (@id, @base, @scope, @lines, @reason, @decision, @author, @made_at, 'looking', '', '', @total, 0, 0);

-- name: DraftByID :one
SELECT * FROM almanac_draft WHERE id = @id;

-- name: Drafts :many
SELECT * FROM almanac_draft WHERE state = 'looking' OR state = 'ready' OR state = 'applying' ORDER BY made_at, id;

-- name: Move :execrows
UPDATE almanac_draft SET state = @state, at_home = @at_home, at_id = @at_id, scanned = scanned + @scanned, moved = moved + @moved, limits = limits + @limits
WHERE id = @id AND state = @was AND at_home = @was_home AND at_id = @was_id;

-- name: Begin :execrows
UPDATE almanac_draft SET state = 'applying', at_home = '', at_id = '', scanned = 0, moved = 0, limits = 0, total = @total WHERE id = @id AND state = 'ready';

-- name: Drop :execrows
UPDATE almanac_draft SET state = 'dropped' WHERE id = @id AND (state = 'looking' OR state = 'ready');

-- name: PutMoved :exec
INSERT INTO almanac_moved (change, home, dossier, code, procedure, office, due_at, would_at, promised_at, state, decision, decided_at, decided_by)
VALUES (@change, @home, @dossier, @code, @procedure, @office, @due_at, @would_at, @promised_at, @state, @decision, @decided_at, @decided_by)
ON CONFLICT (change, home, dossier) DO UPDATE SET office = excluded.office, due_at = excluded.due_at, would_at = excluded.would_at,
    promised_at = excluded.promised_at, state = excluded.state, decision = excluded.decision, decided_at = excluded.decided_at, decided_by = excluded.decided_by;

-- name: PutLimit :exec
INSERT INTO almanac_limit (change, home, dossier, what, code, office, was_at, now_at, state)
VALUES (@change, @home, @dossier, @what, @code, @office, @was_at, @now_at, @state)
ON CONFLICT (change, home, dossier, what) DO UPDATE SET office = excluded.office, was_at = excluded.was_at, now_at = excluded.now_at, state = excluded.state;

-- name: PassLimits :exec
UPDATE almanac_limit SET state = 'passed' WHERE change = @change AND state = 'preview';

-- name: LimitsOf :many
SELECT * FROM almanac_limit WHERE change = @change AND (was_at, dossier, what) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT), CAST(@after_what AS TEXT))
ORDER BY was_at, dossier, what LIMIT @most;

-- name: PassPreview :exec
UPDATE almanac_moved SET state = 'passed' WHERE change = @change AND state = 'preview';

-- name: MovedOf :many
SELECT * FROM almanac_moved WHERE change = @change AND (due_at, dossier) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY due_at, dossier LIMIT @most;

-- name: Waiting :many
SELECT * FROM almanac_moved WHERE office = @office AND state = 'open' AND (due_at, dossier) > (CAST(@after AS BIGINT), CAST(@after_id AS TEXT))
ORDER BY due_at, dossier LIMIT @most;

-- name: CountWaiting :one
SELECT CAST(count(*) AS BIGINT) AS n FROM almanac_moved WHERE office = @office AND state = 'open';

-- name: ByOffice :many
SELECT office, CAST(sum(CASE WHEN state = 'open' THEN 1 ELSE 0 END) AS BIGINT) AS waiting, CAST(count(*) AS BIGINT) AS moved
FROM almanac_moved WHERE change = @change AND state <> 'passed' GROUP BY office ORDER BY office;
