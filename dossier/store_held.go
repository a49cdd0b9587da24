package dossier

import "sync"

// held keeps decoded dossiers as they were after a committed event. An entry can be
// old, never wrong: who uses it has asked the row for its newest event first.
type held struct {
	mu sync.RWMutex
	m  map[string]Dossier
}

// heldMost bounds the memory: about 3 KB each.
const heldMost = 4096

func (h *held) has(id string) bool {
	h.mu.RLock()
	defer h.mu.RUnlock()
	_, ok := h.m[id]
	return ok
}

// last gives the newest dossier at hand, which can be an old one.
func (h *held) last(id string) (Dossier, bool) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	d, ok := h.m[id]
	return d, ok
}

// at gives the dossier as it was after the event seq.
func (h *held) at(id string, seq int64) (Dossier, bool) {
	h.mu.RLock()
	defer h.mu.RUnlock()
	d, ok := h.m[id]
	return d, ok && d.Seq == seq
}

func (h *held) put(d Dossier) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.m == nil {
		h.m = make(map[string]Dossier, heldMost)
	}
	if old, ok := h.m[d.ID]; ok && old.Seq >= d.Seq {
		return // a slower reader must not bring back an older one
	}
	if len(h.m) >= heldMost {
		for id := range h.m { // any one: the map's order is chance enough
			delete(h.m, id)
			if len(h.m) < heldMost*7/8 {
				break
			}
		}
	}
	h.m[d.ID] = d
}

// Remember keeps at hand what a caller's own transaction has committed, as Do does.
func (s *Store) Remember(d Dossier) { s.held.put(d) }
