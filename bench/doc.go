// Command bench measures Một Cửa against floors run in the same session: a bare
// net/http and group-commit server of the same durable work, hand-written
// transactions on each engine, bare html/template. It prints ratios; docs/bench.md
// keeps them with the command and the machine.
//
// Owns no tables of the product. Start at main.go.
package main
