package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
)

// The catalogue's own log: each change of the stored versions is one event of the subject
// "catalogue", so that their fold gives the rows.

// LogSubject is the subject of the catalogue's events.
const LogSubject = "catalogue"

// Logged is what one event says of one version: put, or given its last day.
type Logged struct {
	ID   string `json:"id"`
	Code string `json:"code"`
	No   int64  `json:"no"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	Sum  string `json:"sum"` // SHA-256 of the record as stored
}

// change is the body of an event.
type change struct {
	Put []Logged `json:"put,omitempty"`
	End []Logged `json:"end,omitempty"`
	// Mend are versions whose last day stood before their first one.
	Mend []Logged `json:"mend,omitempty"`
}

func loggedOf(r ProcedureVersion) Logged {
	sum := sha256.Sum256([]byte(r.Body))
	return Logged{ID: r.ID, Code: r.Code, No: r.No, From: r.ValidFrom, To: r.ValidTo, Sum: hex.EncodeToString(sum[:])}
}

// FoldLog reads the bodies of the catalogue's events in order: the versions as they are
// stored after them, by id.
func FoldLog(bodies []string) (map[string]Logged, error) {
	out := map[string]Logged{}
	for i, body := range bodies {
		var c change
		if err := json.Unmarshal([]byte(body), &c); err != nil {
			return nil, fmt.Errorf("event %d of the catalogue: %w", i+1, err)
		}
		for _, one := range c.Put {
			if _, there := out[one.ID]; there {
				return nil, fmt.Errorf("event %d of the catalogue puts version %s a second time", i+1, one.ID)
			}
			out[one.ID] = one
		}
		for _, one := range c.End {
			if was, there := out[one.ID]; !there || was.To != "" {
				return nil, fmt.Errorf("event %d of the catalogue ends version %s, which is not open", i+1, one.ID)
			}
			out[one.ID] = one
		}
		for _, one := range c.Mend {
			if was, there := out[one.ID]; !there || was.To == "" || was.To >= was.From {
				return nil, fmt.Errorf("event %d of the catalogue mends version %s, which is whole", i+1, one.ID)
			}
			out[one.ID] = one
		}
	}
	return out, nil
}

// Changes reads one event of the catalogue: the versions it put and those it gave a last day.
func Changes(body string) (put, ended []Logged, err error) {
	var c change
	if err := json.Unmarshal([]byte(body), &c); err != nil {
		return nil, nil, fmt.Errorf("event of the catalogue: %w", err)
	}
	return c.Put, c.End, nil
}
