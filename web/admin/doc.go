// Package admin is the pages of who keeps the city: offices and their codes, officials,
// posts and delegations, accounts, the working calendar, and what the program runs with.
//
// Owns no tables and decides on no dossier: an administrator sees none and never gives a
// right to themselves. Every change is an event with the administrator's name.
// Start at Routes.
package admin
