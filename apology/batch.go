package apology

import "motcua/refusal"

// Outcome is what became of one letter of several signed together.
type Outcome struct {
	Code    string
	Refused *refusal.Refusal // nil: it went out
}

// Batch sends several letters, each by an act of its own: what one refuses does not hold
// up the others. A fault ends it; what went out before stays out.
func Batch(codes []string, send func(code string) error) ([]Outcome, error) {
	out := make([]Outcome, 0, len(codes))
	for _, code := range codes {
		err := send(code)
		no, refused := refusal.As(err)
		if err != nil && !refused {
			return out, err
		}
		if err == nil {
			no = nil
		}
		out = append(out, Outcome{Code: code, Refused: no})
	}
	return out, nil
}
