// Package account joins a sign-in name and a password hash to an official or to a
// citizen. Person, account and post are three things: an official keeps one
// account through many posts, and a citizen may file before having any.
//
// Tables: account. Never hashes (session does) and never decides rights. Start at
// Store.ByLogin.
package account
