// Package letters is the leader's pages of letters of apology: the one letter of a late
// dossier, written, signed and sent (APO-3, APO-7); several reviewed and signed at one
// sitting; the letter for papers that were lost (APO-13); and the register of a year
// (APO-11). For the leader's lists and the page of a dossier it draws how a dossier
// stands with its letter.
//
// Owns no tables and decides nothing: rules and letters are in apology. Start at Routes.
package letters
