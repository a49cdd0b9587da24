-- Reason: numbers of the register of letters are drawn from a series like those of every
-- other book, so that the lock of a year makes whoever draws one wait (TT 01/2018 Art 10, APO-11).
-- +goose Up
CREATE TABLE apology_series (
    office TEXT   NOT NULL,
    year   BIGINT NOT NULL,
    n      BIGINT NOT NULL,
    PRIMARY KEY (office, year)
);
INSERT INTO apology_series (office, year, n)
SELECT x.office, x.year, max(x.number) FROM (
    SELECT office, year, number FROM apology
    UNION ALL
    SELECT office, year, number FROM apology_void
) AS x GROUP BY x.office, x.year;
