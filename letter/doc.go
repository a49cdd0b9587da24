// Package letter prints what the one-stop unit hands out and signs it: the
// receipt (Mẫu 01), the supplement slip (Mẫu 02), the refusal slip (Mẫu 03) and
// the apology (Mẫu 04) of TT 01/2018, on A5.
//
// A form is a plain struct of what was decided elsewhere. Its sheet method puts
// the fields in the order of the regulation (pure); edge_*.go turn a sheet into
// a PDF, byte-equal for equal values. Signer is the edge to a signing key;
// Keys is the software key of a fresh machine, a token comes later. Its
// signatures are adbe.pkcs7.detached, not a PAdES baseline.
//
// Owns no tables. Never decides a date, a number or who may sign, never reads a
// clock, never cuts a text short. Start at Receipt.
package letter
