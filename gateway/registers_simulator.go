package gateway

import (
	"encoding/json"
	"net/http"
	"time"
)

// Registers gives an adapter to the simulated data axis. The simulated databases hold
// data under every number but those that end in 9: so a demonstration shows both.
func (s *Simulator) Registers() Registers { return Registers{URL: s.axis} }

// answerHeld is the simulated data axis; it fails and is slow as the simulator is told.
func (s *Simulator) answerHeld(w http.ResponseWriter, r *http.Request) {
	number := r.Header.Get("X-Subject")
	s.mu.Lock()
	slow, fail := s.faults.Slow, s.faults.Fail > 0
	if fail {
		s.faults.Fail--
	}
	s.mu.Unlock()
	if slow > 0 {
		select {
		case <-time.After(slow):
		case <-r.Context().Done():
			return
		}
	}
	if fail || number == "" {
		http.Error(w, "try later", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]bool{"held": number[len(number)-1] != '9'})
}
