// Package rating owns the satisfaction ballot: one vote per dossier in three
// levels (EVA-9), with the questions of the nine-index evaluation a citizen
// answers (EVA-5: 1, 3, 4 and 7), handed out with a return, a refusal or a
// supplement request (REC-7).
//
// Tables: rating_ballot, rating_vote, rating_said. It never stores who voted: a
// vote carries neither dossier nor person (EVA-7). Start at Vote, then Store.Cast.
package rating
