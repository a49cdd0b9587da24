// Package duty keeps what the law makes due as rows: one for each subject and
// kind, written in the transaction of the act that causes it, claimed once when
// the civil clock has reached it.
//
// Tables: duty. Never decides what to do with a due duty: work does. Start at Set.
package duty
