// Package door is the way in and out: signing in, choosing the post to act in,
// signing out, a citizen's registration, the first administrator, one's own account
// and sessions, and the short help.
//
// A password is hashed before any transaction and checked in the hasher's bounded
// queue; an unknown name takes the same path as a wrong password. It decides no right:
// who may do what follows from the post (package access).
//
// Owns no tables. Start at Routes, then signin.go.
package door
