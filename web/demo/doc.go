// Package demo owns the two pages only a demonstration has: the bar that moves the
// civil clock, and what the simulated message centre and mail relay received.
//
// Owns no tables. Start at Routes.
package demo
