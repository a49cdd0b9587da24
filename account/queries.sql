-- name: AccountByLogin :one
SELECT * FROM account WHERE login = @login;

-- name: AccountByID :one
SELECT * FROM account WHERE id = @id;

-- name: InsertAccount :exec
INSERT INTO account (id, login, hash, official, person, disabled, created_at)
VALUES (@id, @login, @hash, @official, @person, FALSE, @created_at);

-- name: SetHash :execrows
UPDATE account SET hash = @hash WHERE id = @id;

-- name: Logins :many
SELECT login, official, person FROM account WHERE NOT disabled ORDER BY login LIMIT @most;

-- name: OfOfficial :one
SELECT CAST(count(*) AS BIGINT) AS n FROM account WHERE official = @official;

-- name: AccountsOfOfficial :many
SELECT * FROM account WHERE official = @official ORDER BY created_at, id;

-- name: SetDisabled :execrows
UPDATE account SET disabled = @disabled WHERE id = @id AND disabled <> @disabled;

-- name: Locked :one
SELECT CAST(count(*) AS BIGINT) AS n FROM account WHERE disabled;

-- name: Officials :many
SELECT official, login, disabled FROM account WHERE official <> '' ORDER BY official, created_at;
