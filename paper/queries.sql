-- name: InsertFile :exec
INSERT INTO paper_file (id, subject, paper, name, kind, size, hash, owner, added_at)
VALUES (@id, @subject, @paper, @name, @kind, @size, @hash, @owner, @added_at);

-- name: FileByID :one
SELECT * FROM paper_file WHERE id = @id;

-- name: FilesOf :many
SELECT * FROM paper_file WHERE subject = @subject ORDER BY added_at, id;

-- name: DropFile :execrows
DELETE FROM paper_file WHERE id = @id AND subject = @subject;

-- name: MoveFiles :exec
UPDATE paper_file SET subject = @to_subject WHERE subject = @from_subject;

-- name: Referenced :one
SELECT CAST(count(*) AS BIGINT) AS n FROM paper_file WHERE hash = @hash;

-- name: FilesOfMany :many
SELECT * FROM paper_file WHERE subject IN (SELECT i.value FROM json_each(CAST(@subjects AS TEXT)) AS i) ORDER BY added_at, id;
