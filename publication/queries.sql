-- name: FileByID :one
SELECT seq, doc FROM publication_file WHERE id = @id;

-- name: InsertFile :exec
INSERT INTO publication_file (id, state, office, latest, issued_on, is_late, seq, doc)
VALUES (@id, @state, @office, @latest, @issued_on, @is_late, @seq, @doc);

-- name: UpdateFile :execrows
UPDATE publication_file SET state = @state, latest = @latest, issued_on = @issued_on, is_late = @is_late, seq = @seq, doc = @doc
WHERE id = @id AND seq = @was;

-- name: FilesIn :many
SELECT seq, doc FROM publication_file WHERE state = @state ORDER BY latest, id LIMIT @most;

-- name: FilesIssued :many
SELECT seq, doc FROM publication_file WHERE issued_on >= @since AND issued_on <= @until AND issued_on <> '' ORDER BY issued_on DESC, id LIMIT @most;

-- name: FilesNaming :many
SELECT seq, doc FROM publication_file WHERE issued_on <> '' AND doc LIKE @naming ORDER BY id;

-- name: TextByID :one
SELECT seq, doc FROM publication_text WHERE id = @id;

-- name: InsertText :exec
INSERT INTO publication_text (id, ord, seq, doc) VALUES (@id, @ord, @seq, @doc);

-- name: UpdateText :execrows
UPDATE publication_text SET ord = @ord, seq = @seq, doc = @doc WHERE id = @id AND seq = @was;

-- name: Texts :many
SELECT seq, doc FROM publication_text ORDER BY ord DESC, id LIMIT @most;

-- name: TaskByID :one
SELECT seq, doc FROM publication_task WHERE id = @id;

-- name: InsertTask :exec
INSERT INTO publication_task (id, law, code, state, due, seq, doc) VALUES (@id, @law, @code, @state, @due, @seq, @doc);

-- name: UpdateTask :execrows
UPDATE publication_task SET state = @state, due = @due, seq = @seq, doc = @doc WHERE id = @id AND seq = @was;

-- name: OpenTasks :many
SELECT seq, doc FROM publication_task WHERE state = 'open' ORDER BY due, id LIMIT @most;

-- name: OpenTask :one
SELECT seq, doc FROM publication_task WHERE law = @law AND code = @code AND state = 'open';

-- name: TasksOf :many
SELECT seq, doc FROM publication_task WHERE law = @law ORDER BY due, code LIMIT @most;

-- name: AllTexts :many
SELECT id, seq, doc FROM publication_text ORDER BY id;

-- name: NextNumber :one
INSERT INTO publication_series (year, n) VALUES (@year, 1)
ON CONFLICT (year) DO UPDATE SET n = publication_series.n + 1
RETURNING n;

-- name: LastNumber :one
SELECT CAST(coalesce(max(n), 0) AS BIGINT) AS n FROM publication_series WHERE year = @year;

-- name: AllFiles :many
SELECT id, doc FROM publication_file ORDER BY id;

-- name: AllTasks :many
SELECT id, doc FROM publication_task ORDER BY id;
