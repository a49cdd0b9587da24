-- name: Versions :many
SELECT * FROM procedure_version ORDER BY ord;

-- name: State :one
SELECT * FROM procedure_state WHERE id = 1;

-- name: SetState :execrows
UPDATE procedure_state SET revision = revision + 1, origin = @origin WHERE id = 1 AND revision = @revision;

-- name: PutVersion :exec
INSERT INTO procedure_version (id, code, no, ord, valid_from, valid_to, body)
VALUES (@id, @code, @no, @ord, @valid_from, @valid_to, @body);

-- name: VersionsOf :many
SELECT * FROM procedure_version WHERE code = @code ORDER BY no;

-- name: LastOrd :one
SELECT CAST(coalesce(max(ord), 0) AS BIGINT) AS ord FROM procedure_version;

-- name: EndVersion :execrows
UPDATE procedure_version SET valid_to = @valid_to, body = @body WHERE id = @id AND body = @was;

-- name: Touch :exec
UPDATE procedure_state SET revision = revision + 1 WHERE id = 1;
