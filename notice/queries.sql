-- name: InsertNotice :execrows
INSERT INTO notice (id, home, dossier, event_id, kind, channel, recipient, address, subject, body, state, created_at)
VALUES (@id, @home, @dossier, @event_id, @kind, @channel, @recipient, @address, @subject, @body, 'waiting', @created_at)
ON CONFLICT DO NOTHING;

-- name: Unqueued :many
SELECT id, channel FROM notice WHERE NOT is_final AND queued_at < @before ORDER BY queued_at, id LIMIT @most;

-- name: MarkQueued :exec
UPDATE notice SET queued_at = @at WHERE id IN (SELECT i.value FROM json_each(CAST(@ids AS TEXT)) AS i);

-- name: Begin :one
UPDATE notice SET state = 'sending', tries = tries + 1 WHERE id = @id AND NOT is_final RETURNING *;

-- name: MarkSent :execrows
UPDATE notice SET state = 'sent', is_final = TRUE, sent_at = @sent_at, proof = @proof, error = '' WHERE id = @id AND NOT is_final;

-- name: MarkFailed :execrows
UPDATE notice SET state = 'failed', error = @error WHERE id = @id AND NOT is_final;

-- name: MarkDead :execrows
UPDATE notice SET state = 'dead', is_final = TRUE, error = @error WHERE id = @id AND NOT is_final;

-- name: OfDossier :many
SELECT * FROM notice WHERE home = @home AND dossier = @dossier ORDER BY created_at, id;

-- name: DeadSince :many
SELECT * FROM notice WHERE state = 'dead' AND created_at >= @since ORDER BY created_at, id LIMIT @most;

-- name: Backlog :one
SELECT CAST(count(*) AS BIGINT) AS n, CAST(coalesce(min(created_at), 0) AS BIGINT) AS oldest FROM notice WHERE NOT is_final;

-- name: Erase :execrows
UPDATE notice SET address = '', subject = '', body = '', error = '', is_final = TRUE,
    state = CASE WHEN state = 'sent' THEN 'sent' ELSE 'dead' END
WHERE home = @home AND dossier = @dossier AND recipient = @recipient;
