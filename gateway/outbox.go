package gateway

import (
	"sync"
	"time"
)

// Delivered is one message as it came out at the other end of a simulator.
type Delivered struct {
	Channel string // sms, email
	Key     string
	To      string
	Subject string
	Body    string
	Proof   string
	At      time.Time
	Times   int // how often it was handed in; an honest centre shows it once
}

// outboxMost is how many messages the simulators remember.
const outboxMost = 2000

// Outbox is what the simulators delivered, for the page "Tin nhắn và thư đã gửi".
type Outbox struct {
	mu   sync.Mutex
	list []*Delivered
	by   map[string]*Delivered
}

// take keeps a message and gives its proof; one with a known key gives the old
// proof and is not delivered again.
func (o *Outbox) take(d Delivered) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.by == nil {
		o.by = map[string]*Delivered{}
	}
	k := d.Channel + " " + d.Key
	if old := o.by[k]; old != nil {
		old.Times++
		return old.Proof
	}
	d.Times = 1
	o.by[k] = &d
	o.list = append(o.list, &d)
	if len(o.list) > outboxMost {
		delete(o.by, o.list[0].Channel+" "+o.list[0].Key)
		o.list = o.list[1:]
	}
	return d.Proof
}

// All lists what was delivered, newest first.
func (o *Outbox) All() []Delivered {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := make([]Delivered, 0, len(o.list))
	for i := len(o.list) - 1; i >= 0; i-- {
		out = append(out, *o.list[i])
	}
	return out
}

// To lists what one phone or mailbox received, newest first.
func (o *Outbox) To(address string) []Delivered {
	var out []Delivered
	for _, d := range o.All() {
		if d.To == address {
			out = append(out, d)
		}
	}
	return out
}
