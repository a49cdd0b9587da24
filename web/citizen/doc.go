// Package citizen owns the pages of citizens and organisations: find a procedure
// in three clicks (DV-2), file online, follow a dossier signed in, by code and four
// digits, or by the QR code of a receipt (REC-5), supply papers, collect, rate.
//
// Owns no tables and decides nothing about a dossier: acts are dossier's, ballots
// are rating's. Never shows personal values without sign-in. Start at Routes.
package citizen
