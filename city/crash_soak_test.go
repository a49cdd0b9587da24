//go:build soak

package city_test

// crashRounds is how often each engine is killed in make soak.
const crashRounds = 20
