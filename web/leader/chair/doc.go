// Package chair is what every page of leaders is opened from: the roles and who of them
// gets past which door, the frame with its navigation, the dossier of an address, the
// offices a leader looks over, and in which quality somebody signs.
//
// Owns no tables and decides nothing: who may is asked of access, the rule of dossier.
// Start at Chair.
package chair
