-- name: PutVersion :exec
INSERT INTO process_version (id, code, no, seq, state, since, doc)
VALUES (@id, @code, @no, @seq, @state, @since, @doc);

-- name: MoveVersion :execrows
UPDATE process_version SET seq = @seq, state = @state, since = @since, doc = @doc WHERE id = @id AND seq = @was;

-- name: ByID :one
SELECT * FROM process_version WHERE id = @id;

-- name: OfCode :many
SELECT * FROM process_version WHERE code = @code ORDER BY no;

-- name: InState :many
SELECT * FROM process_version WHERE state = @state ORDER BY code, no;

-- name: NewestNo :one
SELECT CAST(coalesce(max(no), 0) AS BIGINT) AS n FROM process_version WHERE code = @code;

-- name: CountApproved :one
SELECT CAST(count(*) AS BIGINT) AS n FROM process_version WHERE state = 'approved';

-- name: Unapproved :many
SELECT * FROM process_version WHERE state <> 'approved' ORDER BY code, no;
