package declared

import "motcua/clock"

// Mark is what the row of a dossier keeps of its form.
type Mark struct {
	Form     string        `json:"form"` // hash of the form
	At       clock.Instant `json:"at"`
	By       string        `json:"by,omitempty"` // the official who typed it in
	Assisted bool          `json:"assisted,omitempty"`
	Altered  bool          `json:"altered,omitempty"` // a clerk changed what the applicant had declared
}

// Theirs is true when the applicant wrote it, however often a clerk has changed it since.
func (m Mark) Theirs() bool { return !m.Assisted || m.Altered }
