// Package session keeps people signed in: sessions, the queue in front of
// password hashing, the throttles of sign-in and tracking, and one-time tokens.
//
// It measures by the wall clock, because a demo that moves the civil clock must
// not sign anybody out. It knows ids of officials and citizens and nothing else
// about them; whether an account exists or a post is still held is decided above.
//
// Tables: session, throttle, one_time
//
// It never stores a token or a password, only their hashes. Start at Sessions
// (edge_http.go), then Hasher, Throttle, OneTime.
package session
