// Package server is the http.Server around the pages: listening, TLS, time-outs,
// the order of middleware, body limits, health, metrics and the graceful stop.
// It is safe by default: plain HTTP off loopback is refused, a route without an
// access line does not start, and nothing a stranger sends is believed before a
// trusted proxy vouches for it.
//
// It writes the request id and the real address into the request itself
// (X-Request-Id, RemoteAddr), where rooms below may read them without knowing it.
//
// Tables: none. It never decides anything about a dossier. Start at Config and
// New, then chain.go for the order of middleware.
package server
