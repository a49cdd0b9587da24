// Package deadline owns the arithmetic of limits: when a period begins to count,
// when it ends, what is promised on the receipt, by when the letter for a late
// dossier must be out, whether a moment is late, and the printed lines that show
// how each date was found.
//
// A period interrupted by a supplement after appraisal is not paused and resumed:
// it is computed again from the moment of completion (SET-2, DL-6). Compute works
// on values without allocation; Explain writes its lines from the same values, so
// that what is shown is what was computed.
//
// It never stores an appointment, never asks what the time is, and never decides
// whether a dossier may be taken at all (law and dossier do).
//
// Tables: none. Start with Compute in compute.go; Limit is in limit.go, the letter in letter.go.
package deadline
