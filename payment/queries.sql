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

-- name: OfQuarter :many
SELECT * FROM fee_order WHERE office = @office AND at >= @since AND at < @until AND (at, kind, number) > (CAST(@after AS BIGINT), CAST(@after_kind AS TEXT), CAST(@after_number AS BIGINT))
ORDER BY at, kind, number LIMIT @most;

-- name: Sums :many
SELECT kind, method, CAST(count(*) AS BIGINT) AS orders, CAST(sum(amount) AS BIGINT) AS amount FROM fee_order
WHERE office = @office AND at >= @since AND at < @until GROUP BY kind, method ORDER BY kind, method;

-- name: HoldSeries :exec
-- Whoever draws a number of this book now waits until the year is locked, the first one too.
INSERT INTO fee_series (office, kind, year, n) VALUES (@office, @kind, @year, 0)
ON CONFLICT (office, kind, year) DO UPDATE SET n = fee_series.n;

-- name: Volumes :many
SELECT year, kind, CAST(count(*) AS BIGINT) AS n, CAST(min(number) AS BIGINT) AS first, CAST(max(number) AS BIGINT) AS last, CAST(max(at) AS BIGINT) AS newest
FROM fee_order WHERE office = @office GROUP BY year, kind ORDER BY year DESC, kind;

-- name: YearLines :many
SELECT number, dossier, at FROM fee_order WHERE office = @office AND kind = @kind AND year = @year AND number > @after ORDER BY number LIMIT @most;
