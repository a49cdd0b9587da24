// Package person owns the citizens and organisations who file: an id that says
// nothing by itself, and one erasable row with what identifies them. Dossiers,
// events and letters refer to the id.
//
// Tables: person_entry, person_private.
//
// It never holds passwords or sessions (session does), never an official's post
// (office does), and never writes a name to a log. Start with person.go.
package person
