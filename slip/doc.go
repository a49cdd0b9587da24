// Package slip turns what is known of a dossier into the papers of its life: the
// receipt, the supplement and refusal slips, the letter of apology. It decides
// nothing; letter prints what it gives.
//
// Owns no tables. Start at Desk.Receipt.
package slip
