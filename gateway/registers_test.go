package gateway_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"motcua/gateway"
)

func TestREC10ADatabaseAnswersOrIsNoAnswer(t *testing.T) {
	s := simulator(t)
	for _, row := range []struct {
		says, number string
		faults       gateway.Faults
		held, fails  bool
	}{
		{"REC-10 the database holds the data", "079000000001", gateway.Faults{}, true, false},
		{"REC-10 it holds none", "079000000009", gateway.Faults{}, false, false},
		{"down is no answer, never a missing paper", "079000000001", gateway.Faults{Fail: 1}, false, true},
		{"slow is no answer: somebody stands at the counter", "079000000001", gateway.Faults{Slow: 3 * time.Second}, false, true},
	} {
		s.Set(row.faults)
		g := s.Registers()
		g.Timeout = 200 * time.Millisecond
		held, err := g.Held(context.Background(), "population", row.number)
		if held != row.held || (err != nil) != row.fails {
			t.Errorf("%s: held %v, %v", row.says, held, err)
		}
		if err != nil && strings.Contains(err.Error(), row.number) {
			t.Errorf("%s: the error repeats the number: %v", row.says, err)
		}
	}
	out := gateway.Registers{URL: "http://axis.example.org/"}
	if _, err := out.Held(context.Background(), "population", "079000000001"); err == nil || !strings.Contains(err.Error(), "https") {
		t.Errorf("a number in the clear: %v", err)
	}
}
