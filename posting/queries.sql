-- name: NextNumber :one
INSERT INTO posting_series (name, n) VALUES ('place', 1)
ON CONFLICT (name) DO UPDATE SET n = posting_series.n + 1
RETURNING n;

-- name: Touch :exec
INSERT INTO posting_series (name, n) VALUES (@name, 1)
ON CONFLICT (name) DO UPDATE SET n = posting_series.n + 1;

-- name: PlaceByID :one
SELECT seq, doc FROM posting_place WHERE id = @id;

-- name: PlaceByNo :one
SELECT seq, doc FROM posting_place WHERE no = @no;

-- name: InsertPlace :exec
INSERT INTO posting_place (id, no, office, is_open, seq, doc) VALUES (@id, @no, @office, @is_open, @seq, @doc);

-- name: UpdatePlace :execrows
UPDATE posting_place SET is_open = @is_open, seq = @seq, doc = @doc WHERE id = @id AND seq = @was;

-- name: PlacesOf :many
SELECT seq, doc FROM posting_place WHERE office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) ORDER BY no;

-- name: OpenPlaces :many
SELECT seq, doc FROM posting_place WHERE is_open = 1 ORDER BY no;

-- name: AllPlaces :many
SELECT id, doc, no, office, is_open, seq FROM posting_place ORDER BY no;

-- name: SheetByID :one
SELECT seq, doc FROM posting_sheet WHERE id = @id;

-- name: InsertSheet :exec
INSERT INTO posting_sheet (id, place, office, code, version, state, seq, doc) VALUES (@id, @place, @office, @code, @version, @state, @seq, @doc);

-- name: UpdateSheet :execrows
UPDATE posting_sheet SET place = @place, office = @office, version = @version, state = @state, seq = @seq, doc = @doc WHERE id = @id AND seq = @was;

-- name: SheetsAt :many
SELECT seq, doc FROM posting_sheet WHERE place = @place AND state IN ('wanted', 'hanging', 'flagged') ORDER BY code, id LIMIT @most;

-- name: HistoryAt :many
SELECT seq, doc FROM posting_sheet WHERE place = @place AND state IN ('down', 'lapsed') ORDER BY id DESC LIMIT @most;

-- name: SheetsOfCode :many
SELECT seq, doc FROM posting_sheet WHERE code = @code AND state IN ('wanted', 'hanging', 'flagged') ORDER BY place, id;

-- name: TasksOf :many
SELECT seq, doc FROM posting_sheet WHERE office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND state IN ('wanted', 'flagged') ORDER BY code, id LIMIT @most;

-- name: CountHanging :one
SELECT count(*) FROM posting_sheet WHERE place = @place AND state IN ('hanging', 'flagged');

-- name: CountSheets :many
SELECT office, state, count(*) AS n FROM posting_sheet WHERE state IN ('wanted', 'hanging', 'flagged') GROUP BY office, state ORDER BY office, state;

-- name: CodesPosted :many
SELECT DISTINCT code FROM posting_sheet WHERE office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND state IN ('hanging', 'flagged') ORDER BY code;

-- name: AllSheets :many
SELECT id, doc, place, office, code, version, state, seq FROM posting_sheet ORDER BY id;

-- name: FindingByID :one
SELECT seq, doc FROM posting_finding WHERE id = @id;

-- name: InsertFinding :exec
INSERT INTO posting_finding (id, office, state, sheet, found_on, seq, doc) VALUES (@id, @office, @state, @sheet, @found_on, @seq, @doc);

-- name: UpdateFinding :execrows
UPDATE posting_finding SET state = @state, seq = @seq, doc = @doc WHERE id = @id AND seq = @was;

-- name: FindingsOfSheet :many
SELECT seq, doc FROM posting_finding WHERE sheet = @sheet AND state IN ('reported', 'open') ORDER BY id;

-- name: CountFindings :many
SELECT office, state, count(*) AS n FROM posting_finding WHERE state IN ('reported', 'open') GROUP BY office, state ORDER BY office, state;

-- name: CountFound :many
SELECT office, count(*) AS n FROM posting_finding WHERE found_on >= @since AND found_on <= @until GROUP BY office ORDER BY office;

-- name: WaitingIDs :many
SELECT id FROM posting_finding WHERE state IN ('reported', 'open') AND office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) ORDER BY state, found_on, id;

-- name: FoundIDs :many
SELECT id FROM posting_finding WHERE office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND found_on >= @since AND found_on <= @until ORDER BY found_on DESC, id;

-- name: OpenFindings :many
SELECT seq, doc FROM posting_finding WHERE state = 'open' AND office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) ORDER BY id;

-- name: VerifiedIn :many
SELECT seq, doc FROM posting_finding WHERE state IN ('open', 'settled', 'overtaken') AND office IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND found_on >= @since AND found_on <= @until ORDER BY id;

-- name: FindingsOf :many
SELECT id, seq, doc FROM posting_finding WHERE id IN (SELECT i.value FROM json_each(CAST(@ids AS TEXT)) AS i);

-- name: AllFindings :many
SELECT id, doc, office, state, sheet, found_on, seq FROM posting_finding ORDER BY id;

-- name: DifferenceByID :one
SELECT seq, doc FROM posting_difference WHERE id = @id;

-- name: InsertDifference :exec
INSERT INTO posting_difference (id, code, is_open, found_on, seq, doc) VALUES (@id, @code, @is_open, @found_on, @seq, @doc);

-- name: UpdateDifference :execrows
UPDATE posting_difference SET is_open = @is_open, seq = @seq, doc = @doc WHERE id = @id AND seq = @was;

-- name: OpenDifferences :many
SELECT seq, doc FROM posting_difference WHERE is_open = 1 ORDER BY code, id LIMIT @most;

-- name: DifferencesOf :many
SELECT seq, doc FROM posting_difference WHERE code = @code ORDER BY id DESC LIMIT 1;

-- name: SettledDifferences :many
SELECT seq, doc FROM posting_difference WHERE is_open = 0 ORDER BY id DESC LIMIT @most;

-- name: AllDifferences :many
SELECT id, doc, code, is_open, found_on, seq FROM posting_difference ORDER BY id;

-- name: PutComparison :exec
INSERT INTO posting_comparison (day, n, doc) VALUES (@day, @n, @doc);

-- name: Comparisons :many
SELECT day, n, doc FROM posting_comparison ORDER BY day DESC, n DESC LIMIT @most;
