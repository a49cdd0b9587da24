// Package processes is the pages of electronic processes (PRI-9): a department drafts the
// steps as a table, the server draws them, everybody tries them on a calendar, and the
// control office of the city approves or sends back.
//
// Owns no tables and decides nothing: rules and rights are process's. Start at Routes.
package processes
