-- name: Versions :many
SELECT * FROM procedure_version ORDER BY ord;

-- name: State :one
SELECT * FROM procedure_state WHERE id = 1;

-- name: SetState :execrows
UPDATE procedure_state SET revision = revision + 1, origin = @origin WHERE id = 1 AND revision = @revision;

-- name: PutVersion :exec
INSERT INTO procedure_version (id, code, no, ord, valid_from, valid_to, body)
VALUES (@id, @code, @no, @ord, @valid_from, @valid_to, @body);
