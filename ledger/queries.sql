-- name: InsertLeaves :exec
INSERT INTO leaf (idx, event_id, hash)
SELECT CAST(@first AS BIGINT) + CAST(i.key AS BIGINT), substr(i.value, 65), substr(i.value, 1, 64)
FROM json_each(CAST(@leaves AS TEXT)) AS i;

-- name: Size :one
SELECT CAST(coalesce(max(idx) + 1, 0) AS BIGINT) AS n FROM leaf;

-- name: Leaves :many
SELECT * FROM leaf WHERE idx >= @from_idx ORDER BY idx LIMIT @most;

-- name: LeafOf :one
SELECT * FROM leaf WHERE event_id = @event_id;

-- name: Page :one
SELECT hashes FROM ledger_page WHERE n = @n;

-- name: PutPage :exec
INSERT INTO ledger_page (n, hashes) VALUES (@n, @hashes)
ON CONFLICT (n) DO UPDATE SET hashes = excluded.hashes;

-- name: InsertCheckpoint :exec
INSERT INTO checkpoint (size, root, note, at) VALUES (@size, @root, @note, @at);

-- name: LatestCheckpoint :one
SELECT * FROM checkpoint ORDER BY size DESC LIMIT 1;

-- name: CheckpointAt :one
SELECT * FROM checkpoint WHERE size >= @size ORDER BY size LIMIT 1;

-- name: Checkpoints :many
SELECT * FROM checkpoint ORDER BY size;

-- name: TakeLease :one
INSERT INTO lease (name, holder, until) VALUES (@name, @holder, @until)
ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE lease.holder = excluded.holder OR lease.until < @now
RETURNING holder;

-- name: Cursor :one
SELECT idx FROM cursor_at WHERE name = @name;

-- name: MoveCursor :exec
INSERT INTO cursor_at (name, idx) VALUES (@name, @idx)
ON CONFLICT (name) DO UPDATE SET idx = excluded.idx;

