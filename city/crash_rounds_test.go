//go:build !soak

package city_test

// crashRounds is how often each engine is killed in make test.
const crashRounds = 1
