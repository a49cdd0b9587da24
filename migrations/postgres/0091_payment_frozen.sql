-- Reason: what was receipted can be neither changed nor taken out (house 6).
-- +goose Up
CREATE TRIGGER fee_order_frozen BEFORE UPDATE OR DELETE ON fee_order FOR EACH ROW EXECUTE FUNCTION frozen();
