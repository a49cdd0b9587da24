// Package page is the frame around every page: the shell with its navigation, the
// languages, reading of forms, the sentence after a redirect, the answer to errors,
// the security headers and the static files.
//
// Tables: none.
//
// It never decides anything about a dossier and never reads a store: what a page
// shows comes in as plain values. The shared pieces stand in web/page/parts.
//
// Start at frame.go (what a page tells the shell), render.go (how it is sent) and
// answer.go (what happens to an error).
package page
