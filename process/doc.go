// Package process owns the electronic processes of procedures (quy trình điện tử, PRI-9):
// versions of steps with place, role, time, papers, results and what comes next.
//
//	Draft ──▶ draft ──Submit──▶ submitted ──Approve──▶ approved (in force from a day on, for ever as it is)
//	            ▲  └──Drop──▶ dropped  └──Reject──▶ rejected ──Edit──▶ draft
//
// A department drafts, the control office of the city decides; no unit invents steps of
// its own. An approved version is for one version of its procedure and takes force on a
// later day than it was approved on, so that no open dossier changes its process (KS-9).
//
// Tables: process_version
//
// It moves no dossier: who acts when is dossier's, what a minute is calendar's. Start at
// process.go (steps as values), check.go (what a process must be), then Store.Do.
package process
