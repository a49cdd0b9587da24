-- name: Versions :many
SELECT v.id, v.procedure, v.no, v.valid_from, v.hash, v.note, v.author, v.made_at, b.body FROM form_version v JOIN form_body b ON b.hash = v.hash ORDER BY v.procedure, v.no;

-- name: CountVersions :one
SELECT CAST(count(*) AS BIGINT) AS n FROM form_version;

-- name: LastNo :one
SELECT CAST(coalesce(max(no), 0) AS BIGINT) AS no FROM form_version WHERE procedure = @procedure;

-- name: InsertVersion :exec
INSERT INTO form_version (id, procedure, no, valid_from, hash, note, author, made_at) VALUES (@id, @procedure, @no, @valid_from, @hash, @note, @author, @made_at);

-- name: KeepBody :exec
INSERT INTO form_body (hash, body) VALUES (@hash, @body) ON CONFLICT (hash) DO NOTHING;

-- name: BodyByHash :one
SELECT body FROM form_body WHERE hash = @hash;

-- name: DraftByProcedure :one
SELECT * FROM form_draft WHERE procedure = @procedure;

-- name: Drafts :many
SELECT procedure, author, saved_at FROM form_draft ORDER BY saved_at DESC;

-- name: BeginDraft :execrows
INSERT INTO form_draft (procedure, body, rev, author, saved_at) VALUES (@procedure, @body, 1, @author, @saved_at) ON CONFLICT (procedure) DO NOTHING;

-- name: SaveDraft :execrows
UPDATE form_draft SET body = @body, rev = rev + 1, author = @author, saved_at = @saved_at WHERE procedure = @procedure AND rev = @rev;

-- name: DropDraft :execrows
DELETE FROM form_draft WHERE procedure = @procedure;
