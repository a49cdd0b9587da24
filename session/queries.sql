-- name: Find :one
SELECT * FROM session WHERE hash = @hash AND ended = 0;

-- name: Keep :execrows
-- An ended session is never revived, not even by a request that began before its end.
INSERT INTO session (hash, official, person, data, created, seen, expires)
VALUES (@hash, @official, @person, @data, @now, @now, @expires)
ON CONFLICT (hash) DO UPDATE SET official = excluded.official, person = excluded.person, data = excluded.data, seen = excluded.seen
WHERE session.ended = 0;

-- name: Touch :exec
UPDATE session SET seen = @now WHERE hash = @hash AND ended = 0 AND seen < @now;

-- name: End :execrows
UPDATE session SET ended = @now, data = '' WHERE hash = @hash AND ended = 0;

-- name: EndOfOfficial :many
UPDATE session SET ended = @now, data = '' WHERE official = @official AND official <> '' AND ended = 0 RETURNING hash;

-- name: EndOfPerson :many
UPDATE session SET ended = @now, data = '' WHERE person = @person AND person <> '' AND ended = 0 RETURNING hash;

-- name: OpenOfOfficial :many
SELECT * FROM session WHERE official = @official AND official <> '' AND ended = 0 AND expires > @now AND seen > @idle ORDER BY created, hash;

-- name: OpenOfPerson :many
SELECT * FROM session WHERE person = @person AND person <> '' AND ended = 0 AND expires > @now AND seen > @idle ORDER BY created, hash;

-- name: SweepSessions :execrows
DELETE FROM session WHERE expires <= @now;

-- name: Try :one
INSERT INTO throttle (name, since, tries) VALUES (@name, @now, 1)
ON CONFLICT (name) DO UPDATE SET
    tries = CASE WHEN throttle.since <= @over THEN 1 ELSE throttle.tries + 1 END,
    since = CASE WHEN throttle.since <= @over THEN excluded.since ELSE throttle.since END
RETURNING since, tries;

-- name: Forgive :exec
UPDATE throttle SET tries = tries - 1 WHERE name = @name AND tries > 0;

-- name: Reset :exec
DELETE FROM throttle WHERE name = @name;

-- name: SweepThrottles :execrows
DELETE FROM throttle WHERE since <= @over;

-- name: Issue :exec
INSERT INTO one_time (hash, purpose, expires) VALUES (@hash, @purpose, @expires);

-- name: TakeSlot :exec
-- Who issues a code for a purpose waits here for whoever does at the same moment.
INSERT INTO one_time (hash, purpose, expires) VALUES (@hash, 'slot', @expires)
ON CONFLICT (hash) DO UPDATE SET expires = excluded.expires;

-- name: DropOpen :execrows
DELETE FROM one_time WHERE purpose = @purpose AND used = 0;

-- name: Spend :execrows
UPDATE one_time SET used = @now WHERE hash = @hash AND purpose = @purpose AND used = 0 AND expires > @now;

-- name: SweepOneTime :execrows
DELETE FROM one_time WHERE expires <= @now;
