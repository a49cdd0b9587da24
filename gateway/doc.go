// Package gateway stands at the city's edge: the adapters that open connections
// for what capabilities declare (notice.Mailer, notice.SMS, intake.Registers), each with a
// simulator that can be slow, down and wrong.
//
// Owns no tables. Never decides what is sent or how often it is tried: notice and
// job do. Logs and errors carry no address and no text of a message. Start at
// Relay (e-mail), Centre (SMS), Registers and Simulator.
package gateway
