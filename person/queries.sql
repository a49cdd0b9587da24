-- name: Entry :one
SELECT * FROM person_entry WHERE id = @id;

-- name: PutEntry :exec
INSERT INTO person_entry (id, kind, created, erased) VALUES (@id, @kind, @created, 0)
ON CONFLICT (id) DO NOTHING;

-- name: MarkErased :execrows
UPDATE person_entry SET erased = @erased WHERE id = @id AND erased = 0;

-- name: Private :one
SELECT e.kind, p.* FROM person_private p JOIN person_entry e ON e.id = p.person WHERE p.person = @person;

-- name: PrivateOfNumber :one
SELECT e.kind, p.* FROM person_private p JOIN person_entry e ON e.id = p.person WHERE p.number = @number AND p.number <> '' AND p.verified > 0;

-- name: PrivateOfMany :many
SELECT e.kind, p.* FROM person_private p JOIN person_entry e ON e.id = p.person
WHERE p.person IN (SELECT i.value FROM json_each(CAST(@ids AS TEXT)) AS i) ORDER BY p.person;

-- name: PutPrivate :exec
INSERT INTO person_private (person, name, number, phone, email, address, birth, verified, verified_by)
VALUES (@person, @name, @number, @phone, @email, @address, @birth, 0, '')
ON CONFLICT (person) DO UPDATE SET name = excluded.name, number = excluded.number, phone = excluded.phone,
    email = excluded.email, address = excluded.address, birth = excluded.birth,
    verified = CASE WHEN person_private.number = excluded.number AND person_private.name = excluded.name THEN person_private.verified ELSE 0 END;

-- name: Verify :execrows
UPDATE person_private SET name = @name, number = @number, verified = @at, verified_by = @official WHERE person = @person AND verified = @was;

-- name: Unverify :execrows
UPDATE person_private SET verified = 0, verified_by = '' WHERE person = @person AND verified > 0;

-- name: DropPrivate :execrows
DELETE FROM person_private WHERE person = @person;
