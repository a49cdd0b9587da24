// Package job delivers to the outside world: River over the database that runs,
// so that a job outlives the process that began it and of several processes one
// does it.
//
// A job is a kind and the id of a row that says everything else; doing it twice
// must be harmless, because a crash between doing and noting repeats it. What the
// law makes due at a civil moment is a duty, not a job: jobs know the wall clock.
//
// Owns no tables: River's own are made by db.Migrate. Never decides what to send.
// Start at Open.
package job
