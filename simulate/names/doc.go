// Package names makes synthetic people, companies and addresses for the
// demonstration and for simulation: realistic to the eye, seeded, and never a real
// identity. Numbers come from ranges that are not given out: phones begin 0100,
// identity numbers 099, tax codes 00; mail addresses end in .example.
//
// Owns no tables. It reads no clock and rolls no dice of its own: the same seed
// gives the same city. Start at New.
package names
