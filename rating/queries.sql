-- name: TakeBallot :execrows
INSERT INTO rating_ballot (home, dossier, day) VALUES (@home, @dossier, @day)
ON CONFLICT (home, dossier) DO NOTHING;

-- name: BallotOf :one
SELECT day FROM rating_ballot WHERE home = @home AND dossier = @dossier;

-- name: InsertVote :exec
INSERT INTO rating_vote (home, id, day, competent, officer, procedure, field, channel, level, speed, contacts, agencies, attitude)
VALUES (@home, @id, @day, @competent, @officer, @procedure, @field, @channel, @level, @speed, @contacts, @agencies, @attitude);

-- name: InsertSaid :exec
INSERT INTO rating_said (home, id, body) VALUES (@home, @id, @body);

-- name: EraseSaid :execrows
DELETE FROM rating_said WHERE home = @home AND id = @id;

-- name: Said :many
SELECT v.home, v.id, v.day, v.procedure, s.body FROM rating_vote v JOIN rating_said s ON s.home = v.home AND s.id = v.id
WHERE v.competent = @competent AND v.day >= @since AND v.day <= @until ORDER BY v.day DESC, v.id LIMIT @most;

-- name: Tally :many
SELECT competent,
    CAST(count(*) AS BIGINT) AS votes,
    CAST(sum(CASE WHEN level = 3 THEN 1 ELSE 0 END) AS BIGINT) AS very_satisfied,
    CAST(sum(CASE WHEN level = 2 THEN 1 ELSE 0 END) AS BIGINT) AS satisfied,
    CAST(sum(CASE WHEN level = 1 THEN 1 ELSE 0 END) AS BIGINT) AS dissatisfied,
    CAST(sum(CASE WHEN speed >= 0 THEN speed ELSE 0 END) AS BIGINT) AS speed_points,
    CAST(sum(CASE WHEN speed >= 0 THEN 1 ELSE 0 END) AS BIGINT) AS speed_answers,
    CAST(sum(CASE WHEN contacts >= 0 THEN contacts ELSE 0 END) AS BIGINT) AS contacts_points,
    CAST(sum(CASE WHEN contacts >= 0 THEN 1 ELSE 0 END) AS BIGINT) AS contacts_answers,
    CAST(sum(CASE WHEN agencies >= 0 THEN agencies ELSE 0 END) AS BIGINT) AS agencies_points,
    CAST(sum(CASE WHEN agencies >= 0 THEN 1 ELSE 0 END) AS BIGINT) AS agencies_answers,
    CAST(sum(CASE WHEN attitude >= 0 THEN attitude ELSE 0 END) AS BIGINT) AS attitude_points,
    CAST(sum(CASE WHEN attitude >= 0 THEN 1 ELSE 0 END) AS BIGINT) AS attitude_answers
FROM rating_vote
WHERE competent IN (SELECT o.value FROM json_each(CAST(@offices AS TEXT)) AS o) AND day >= @since AND day <= @until
GROUP BY competent ORDER BY competent;
