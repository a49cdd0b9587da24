-- name: Units :many
SELECT * FROM office_unit ORDER BY ord, id;

-- name: Codes :many
SELECT * FROM office_code ORDER BY office, valid_from, value;

-- name: Successions :many
SELECT * FROM office_succession ORDER BY old_office, new_office;

-- name: Desks :many
SELECT * FROM office_desk ORDER BY office, from_day;

-- name: Officials :many
SELECT * FROM office_official ORDER BY id;

-- name: Posts :many
SELECT * FROM office_post ORDER BY id;

-- name: Delegations :many
SELECT * FROM office_delegation ORDER BY id;

-- name: Revision :one
SELECT revision FROM office_state WHERE id = 1;

-- name: Touch :exec
UPDATE office_state SET revision = revision + 1 WHERE id = 1;

-- name: PutUnit :exec
INSERT INTO office_unit (id, ord, kind, place, parent, gso, hours, phone, valid_from, valid_to)
VALUES (@id, (SELECT coalesce(max(u.ord), 0) + 1 FROM office_unit u), @kind, @place, @parent, @gso, @hours, @phone, @valid_from, @valid_to)
ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, place = excluded.place, parent = excluded.parent, gso = excluded.gso,
    hours = excluded.hours, phone = excluded.phone, valid_from = excluded.valid_from, valid_to = excluded.valid_to;

-- name: DropCodes :exec
DELETE FROM office_code WHERE office = @office;

-- name: PutCode :exec
INSERT INTO office_code (office, value, valid_from, valid_to) VALUES (@office, @value, @valid_from, @valid_to);

-- name: PutSuccession :exec
INSERT INTO office_succession (old_office, new_office, on_day, lead) VALUES (@old_office, @new_office, @on_day, @lead)
ON CONFLICT (old_office, new_office) DO UPDATE SET on_day = excluded.on_day, lead = excluded.lead;

-- name: DropDesks :exec
DELETE FROM office_desk WHERE office = @office;

-- name: PutDesk :exec
INSERT INTO office_desk (office, at_office, from_day) VALUES (@office, @at_office, @from_day);

-- name: PutOfficial :exec
INSERT INTO office_official (id, name, title, phone, email) VALUES (@id, @name, @title, @phone, @email)
ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, phone = excluded.phone, email = excluded.email;

-- name: PutPost :exec
INSERT INTO office_post (id, official, office, role, valid_from, valid_to, room) VALUES (@id, @official, @office, @role, @valid_from, @valid_to, @room)
ON CONFLICT (id) DO UPDATE SET official = excluded.official, office = excluded.office, role = excluded.role,
    valid_from = excluded.valid_from, valid_to = excluded.valid_to, room = excluded.room;

-- name: PutDelegation :exec
INSERT INTO office_delegation (id, from_post, to_post, begin_day, end_day, scope, form, revoked, number, reason)
VALUES (@id, @from_post, @to_post, @begin_day, @end_day, @scope, @form, @revoked, @number, @reason)
ON CONFLICT (id) DO UPDATE SET from_post = excluded.from_post, to_post = excluded.to_post, begin_day = excluded.begin_day,
    end_day = excluded.end_day, scope = excluded.scope, form = excluded.form, revoked = excluded.revoked, number = excluded.number, reason = excluded.reason;
