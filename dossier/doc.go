// Package dossier owns the dossier: every act on it, its states and its clock.
//
//	        file             receive            assign             propose         sign        complete       return
//	(none) ─────▶ filed ────────────▶ received ───────▶ in process ───────▶ proposed ─────▶ signed ─────▶ completed ─────▶ returned
//	   │            │ refuse              │ supplement      │ ▲ supply          │ send back
//	   │ receive    ▼                     ▼                 ▼ │                 ▼
//	   └──────▶ refused            supplementing ◀──────────┘ └───────── in process        withdraw, stop ▶ withdrawn, stopped
//
// Each act is one pure file with Apply, here or in a room inside;
// allowed.go says in which state it is possible, access who may; Store.DoTx is
// where row, rule, event and followers meet.
//
// Tables: dossier, dossier_applicant, dossier_appointment, dossier_consultation, dossier_part,
// dossier_filing, dossier_line, dossier_read
// Never sends anything, never sets a state by hand. Start at dossier.go, receive.go.
package dossier
