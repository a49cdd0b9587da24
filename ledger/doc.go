// Package ledger makes the event log tamper-evident. A sequencer, one holder of
// a lease at a time, gives the waiting leaves their index in batches, extends the
// Merkle tree of golang.org/x/mod/sumdb/tlog and signs a checkpoint. Checkpoints
// also go to a witness folder outside the data folder: who edits the database and
// signs again is found from an older checkpoint.
//
// Tables: leaf, ledger_page, checkpoint, lease, cursor_at. The leaf index is the
// only order a cursor may rely on. Start at Sequencer.Run and Verify.
package ledger
