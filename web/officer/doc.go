// Package officer owns the pages of the officer who appraises a dossier: the own
// work by time left, opinions asked of the office, appraisal, consultation,
// request for supplement, the proposal with its draft result, and the draft of a
// letter of apology.
//
// Owns no tables. It decides nothing: every act is checked where dossiers live,
// and a page shows only what could be done now. Start at routes.go; the acts that
// have a form stand in acts.go.
package officer
