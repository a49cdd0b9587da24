// Package leader is the pages of who decides: the head of an office, a deputy under a
// dated delegation, the head of the one-stop unit for spreading work, and for the
// boards also the control office and inspectors.
//
// Ten minutes between meetings: what waits for my signature, which letters of apology
// must go out today and by which hour (APO-3), what is late, what nobody has, what
// missed its second date (APO-12); then one dossier with the acts allowed on it, and
// the board whose every figure opens the list it counts.
//
// The letters and the yearly books have folders of their own; what all of them are
// opened from is in chair. Owns no tables and decides nothing: rules are in dossier and
// apology, figures in report. Start at Routes.
package leader
