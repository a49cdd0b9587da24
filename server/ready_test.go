package server

import (
	"context"
	"errors"
	"strings"
	"testing"
)

// Why a server is not ready stands in its log, once for each reason, and so does the end of
// it; a check that panics is a reason, too.
func TestTheLogSaysWhyItIsNotReady(t *testing.T) {
	var check func() error
	s, l := build(t, func(c *Config) {
		c.Ready = []Check{{"catalogue", func(context.Context) error { return check() }}}
	})
	for _, c := range []struct {
		says string
		ask  func() error
		code int
		want map[string]int // how often the log says it by now
	}{
		{"whole", func() error { return nil }, 200, map[string]int{"not ready": 0, "ready again": 0}},
		{"a broken row", func() error { return errors.New("row 7 is broken") }, 503, map[string]int{"row 7 is broken": 1}},
		{"still", func() error { return errors.New("row 7 is broken") }, 503, map[string]int{"row 7 is broken": 1}},
		{"a bug in a check", func() error { panic("nil map") }, 503, map[string]int{"nil map": 1, "row 7 is broken": 1}},
		{"mended", func() error { return nil }, 200, map[string]int{"ready again": 1}},
		{"broken once more", func() error { return errors.New("row 7 is broken") }, 503, map[string]int{"row 7 is broken": 2, "ready again": 1}},
	} {
		check = c.ask
		if w := readyCode(s); w != c.code {
			t.Errorf("%s: %d", c.says, w)
		}
		for words, n := range c.want {
			if got := strings.Count(l.text(), words); got != n {
				t.Errorf("%s: the log says %q %d times, want %d", c.says, words, got, n)
			}
		}
	}
}

func readyCode(s *Server) int { return ask(s, "GET", "/readyz", nil, nil).Code }
