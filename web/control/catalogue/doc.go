// Package catalogue is the pages of the catalogue for those who keep it: every procedure
// with its parts and gaps (KS-1), its versions, and the configuration as files.
//
// Owns no tables and decides nothing: what is complete, what differs and what may be
// taken over is procedure's. Start at routes.go.
package catalogue
