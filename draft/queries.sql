-- name: PutDraft :execrows
INSERT INTO dossier_draft (id, person, procedure, step, data, dossier, saved_at) VALUES (@id, @person, @procedure, @step, @data, '', @saved_at)
ON CONFLICT (id) DO UPDATE SET step = excluded.step, data = excluded.data, saved_at = excluded.saved_at
WHERE dossier_draft.person = excluded.person AND dossier_draft.dossier = '';

-- name: DraftByID :one
SELECT * FROM dossier_draft WHERE id = @id AND person = @person;

-- name: DraftsOf :many
SELECT * FROM dossier_draft WHERE person = @person AND dossier = '' ORDER BY saved_at DESC LIMIT @most;

-- name: CloseDraft :exec
UPDATE dossier_draft SET dossier = @dossier, data = '{}' WHERE id = @id;

-- name: DropDraft :execrows
DELETE FROM dossier_draft WHERE id = @id AND person = @person AND dossier = '';
