// Package intake owns what the one-stop desk keeps beside the dossiers it takes in: the
// hand-over records of the post (REC-11), the guidance it gave (PRI-4), what published
// databases answered (REC-10), reports of papers demanded beyond the list (PRI-2), and
// the marks that measure the desk: slow checks, late and second requests.
//
// Tables: intake_record, intake_parcel, intake_mark, intake_owed, intake_guidance,
// intake_lookup, intake_report
//
// It decides nothing about a dossier: marks follow the events of dossiers. Start at
// Store and Follower.
package intake
