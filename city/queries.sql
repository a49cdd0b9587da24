-- name: Setting :one
SELECT value FROM setting WHERE name = @name;

-- name: PutSetting :exec
INSERT INTO setting (name, value) VALUES (@name, @value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value;

-- name: AddSetting :execrows
INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING;
