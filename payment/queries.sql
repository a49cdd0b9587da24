-- name: InsertOrder :exec
INSERT INTO fee_order (home, dossier, n, code, kind, office, year, number, amount, method, ground, paper, at, by_whom)
VALUES (@home, @dossier, @n, @code, @kind, @office, @year, @number, @amount, @method, @ground, @paper, @at, @by_whom);

-- name: OrdersOf :many
SELECT * FROM fee_order WHERE home = @home AND dossier = @dossier ORDER BY n;

-- name: NextOrder :one
SELECT CAST(coalesce(max(n), 0) + 1 AS BIGINT) AS n FROM fee_order WHERE home = @home AND dossier = @dossier;

-- name: NextNumber :one
INSERT INTO fee_series (office, kind, year, n) VALUES (@office, @kind, @year, 1)
ON CONFLICT (office, kind, year) DO UPDATE SET n = fee_series.n + 1
RETURNING n;

-- name: Book :many
SELECT * FROM fee_order WHERE office = @office AND at >= @since AND at < @until AND (at, kind, number) > (CAST(@after AS BIGINT), CAST(@after_kind AS TEXT), CAST(@after_number AS BIGINT))
ORDER BY at, kind, number LIMIT @most;

-- name: Sums :many
SELECT kind, method, CAST(count(*) AS BIGINT) AS orders, CAST(sum(amount) AS BIGINT) AS amount FROM fee_order
WHERE office = @office AND at >= @since AND at < @until GROUP BY kind, method ORDER BY kind, method;
