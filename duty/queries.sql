-- name: SetDuty :exec
INSERT INTO duty (subject, kind, home, due_at, done_at) VALUES (@subject, @kind, @home, @due_at, 0)
ON CONFLICT (subject, kind) DO UPDATE SET due_at = excluded.due_at, done_at = 0;

-- name: CancelDuty :exec
UPDATE duty SET done_at = @done_at WHERE subject = @subject AND kind = @kind AND done_at = 0;

-- name: Due :many
SELECT * FROM duty WHERE done_at = 0 AND due_at <= @now ORDER BY due_at, subject, kind LIMIT @most;

-- name: Claim :execrows
UPDATE duty SET done_at = @done_at WHERE subject = @subject AND kind = @kind AND due_at = @due_at AND done_at = 0;

-- name: Next :one
SELECT CAST(coalesce(min(due_at), 0) AS BIGINT) AS due_at FROM duty WHERE done_at = 0;

-- name: OfSubject :many
SELECT * FROM duty WHERE subject = @subject ORDER BY due_at, kind;
