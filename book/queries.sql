-- name: NextInSeries :one
INSERT INTO dossier_series (home, name, period, n) VALUES (@home, @name, @period, 1)
ON CONFLICT (home, name, period) DO UPDATE SET n = dossier_series.n + 1
RETURNING n;

-- name: HoldSeries :exec
-- Whoever draws a number of these series now waits until the lock is made.
UPDATE dossier_series SET n = n WHERE home = @home AND period = @period;

-- name: LockedAt :one
SELECT locked_at FROM book_year WHERE home = @home AND year = @year;

-- name: InsertBook :exec
INSERT INTO dossier_book (home, kind, year, n, dossier, issued_at, dossier_home) VALUES (@home, @kind, @year, @n, @dossier, @issued_at, @dossier_home);

-- name: BookLines :many
SELECT * FROM dossier_book WHERE home = @home AND kind = @kind AND year = @year AND n > @after ORDER BY n LIMIT @most;

-- name: BookKinds :many
SELECT DISTINCT kind FROM dossier_book WHERE home = @home AND year = @year;

-- name: Shelves :many
SELECT year, kind, CAST(count(*) AS BIGINT) AS n, CAST(min(n) AS BIGINT) AS first, CAST(max(n) AS BIGINT) AS last,
    CAST(count(*) FILTER (WHERE dossier = '') AS BIGINT) AS voids, CAST(max(issued_at) AS BIGINT) AS newest
FROM dossier_book WHERE home = @home GROUP BY year, kind ORDER BY year DESC, kind;

-- name: InsertVoid :exec
INSERT INTO dossier_void (code, home, void_at, void_by, reason) VALUES (@code, @home, @void_at, @void_by, @reason);

-- name: Voids :many
SELECT * FROM dossier_void WHERE home = @home AND void_at >= @since AND void_at < @until ORDER BY void_at, code;

-- name: InsertBookVoid :exec
INSERT INTO book_void (home, kind, year, n, void_at, void_by, reason) VALUES (@home, @kind, @year, @n, @void_at, @void_by, @reason);

-- name: BookVoids :many
SELECT * FROM book_void WHERE home = @home AND year = @year ORDER BY kind, n;

-- name: YearByID :one
SELECT seq, doc FROM book_year WHERE home = @home AND year = @year;

-- name: YearsOf :many
SELECT year, seq, doc FROM book_year WHERE home = @home ORDER BY year DESC;

-- name: InsertYear :exec
INSERT INTO book_year (home, year, seq, locked_at, doc) VALUES (@home, @year, @seq, @locked_at, @doc);

-- name: UpdateYear :execrows
UPDATE book_year SET seq = @seq, locked_at = @locked_at, doc = @doc WHERE home = @home AND year = @year AND seq = @was;

-- name: Unlocked :one
-- Whether the office drew numbers in the year and nobody has locked its books.
SELECT CAST(count(*) AS BIGINT) AS n FROM dossier_series s WHERE s.home = @home AND s.period = @period
    AND NOT EXISTS (SELECT 1 FROM book_year y WHERE y.home = s.home AND y.year = @year AND y.locked_at > 0);
