// Command motcua runs the one-stop shop: serve, demo, migrate, import, export,
// simulate, verify, deadline. It reads flags, environment and a configuration file
// and joins; what it joins decides.
//
// Start at main.go: each command is one file.
package main
