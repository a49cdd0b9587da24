// Package declaration is the room of dossier for the form a filing is filled in with (tờ
// khai): by the applicant with the filing, or by the desk for them.
//
// The answers are private values of the act and never stand in an event's body; the event
// names the form by its hash and commits to the answers. Owns no tables. What a form asks
// is form's business. Start at fill.go.
package declaration
