// Package office owns the city's offices, their codes and what became of them, the
// officials, the posts they hold and the delegations between posts. An official is
// not an account (session owns those) and not a post: one person may hold several
// posts, and a post ends while the person stays.
//
// Tables: office_unit, office_code, office_desk, office_succession, office_official,
// office_post, office_delegation, office_state.
//
// It never decides who may do what (access does) and never follows a dossier.
// Everything is dated: an office, a code, a post and a delegation hold on a day.
//
// Start with office.go (values), tree.go (the city on a day), post.go (people),
// upkeep.go (what an administrator may not do), Store.Record.
package office
