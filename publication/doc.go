// Package publication owns how a procedure changes: the publication file from a
// department's draft to the decision in force (KS-3 … KS-8), the watch-list of legal
// texts, and the review tasks a text causes.
//
//	drafting ──submit──▶ checking ──accept──▶ accepted ──sign──▶ signed ──issue──▶ issued
//	   ▲  └─drop─▶ dropped  │           give_up─▶ dropped   (in force)
//	   └────send_back───────┘
//
// Tables: publication_file, publication_text, publication_task, publication_series.
//
// It writes no version itself: procedure.Store does, in the transaction of the signature,
// which fixes number, day and first day in force; open dossiers keep theirs (KS-9). It
// never decides what a process or a form is.
//
// Start with file.go (the values), then the acts in draft.go, check.go and issue.go.
package publication
