-- name: InsertEvent :exec
INSERT INTO event (id, home, kind, subject, seq, act, ver, at, recorded, office, step, official, post, behalf, channel, request, body, secret, salt, leaf_hash)
VALUES (@id, @home, @kind, @subject, @seq, @act, @ver, @at, @recorded, @office, @step, @official, @post, @behalf, @channel, @request, @body, @secret, @salt, @leaf_hash);

-- name: InsertPending :exec
INSERT INTO event_pending (event_id, recorded, leaf_hash) VALUES (@event_id, @recorded, @leaf_hash);

-- name: InsertPrivate :exec
INSERT INTO event_private (event_id, salt, body) VALUES (@event_id, @salt, @body);

-- name: OfSubject :many
SELECT * FROM event WHERE home = @home AND subject = @subject ORDER BY seq;

-- name: LastSeq :one
SELECT CAST(coalesce(max(seq), 0) AS BIGINT) AS seq FROM event WHERE home = @home AND subject = @subject;

-- name: ByID :one
SELECT * FROM event WHERE id = @id;

-- name: PrivateOfSubject :many
SELECT p.* FROM event e JOIN event_private p ON p.event_id = e.id
WHERE e.home = @home AND e.subject = @subject;

-- name: Erase :execrows
DELETE FROM event_private WHERE event_id = @event_id;

-- name: Pending :many
SELECT event_id, leaf_hash FROM event_pending ORDER BY recorded, event_id LIMIT @most;

-- name: DropPending :execrows
DELETE FROM event_pending WHERE event_id IN (SELECT e.value FROM json_each(CAST(@ids AS TEXT)) AS e);

-- name: OldestPending :one
SELECT CAST(coalesce(min(recorded), 0) AS BIGINT) AS recorded, CAST(count(*) AS BIGINT) AS n FROM event_pending;

-- name: ByIDs :many
SELECT e.* FROM event e WHERE e.id IN (SELECT i.value FROM json_each(CAST(@ids AS TEXT)) AS i);

-- name: Count :one
SELECT CAST(count(*) AS BIGINT) AS n FROM event;

-- name: SubjectsOfKind :many
SELECT DISTINCT subject FROM event WHERE home = @home AND kind = @kind ORDER BY subject;
