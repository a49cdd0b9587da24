-- Reason: what was written into the log can be neither changed nor removed, not
-- even by a program with a bug (docs/house.md 6). json_each gives PostgreSQL the
-- list function SQLite already has, so that one SQL text serves both.
-- +goose Up
-- +goose StatementBegin
CREATE FUNCTION frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is frozen', TG_TABLE_NAME;
END $$;
-- +goose StatementEnd
CREATE TRIGGER event_frozen BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER event_kept BEFORE TRUNCATE ON event FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER leaf_frozen BEFORE UPDATE OR DELETE ON leaf FOR EACH ROW EXECUTE FUNCTION frozen();
CREATE TRIGGER leaf_kept BEFORE TRUNCATE ON leaf FOR EACH STATEMENT EXECUTE FUNCTION frozen();
CREATE TRIGGER checkpoint_frozen BEFORE UPDATE OR DELETE ON checkpoint FOR EACH ROW EXECUTE FUNCTION frozen();
-- +goose StatementBegin
CREATE FUNCTION json_each(doc text) RETURNS TABLE(key text, value text) LANGUAGE sql IMMUTABLE AS $$
    SELECT (o - 1)::text, v FROM json_array_elements_text(doc::json) WITH ORDINALITY AS t(v, o)
$$;
-- +goose StatementEnd
