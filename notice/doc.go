// Package notice owns what people receive because of an act: SMS and e-mail to
// applicants and officials, each a row from composed to sent, with the gateway's
// proof.
//
//	waiting ──▶ sending ──▶ sent
//	               │  ▲
//	               ▼  │ next attempt
//	             failed ──▶ dead (refused for good, or the attempts are used up)
//
// Tables: notice. Never decides who is told what (work does, from the events) and
// never opens a connection (gateway does, behind Mailer and SMS). Start at
// notice.go, then Store.Put and Store.Kinds.
package notice
