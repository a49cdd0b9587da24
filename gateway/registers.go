package gateway

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Registers asks the published databases through the city's data axis (REC-10): one
// GET for one register and number; the number goes in a header, so that no log of
// addresses keeps it.
type Registers struct {
	URL     string
	Token   string
	Timeout time.Duration // of one question; 0 is 5 s: somebody stands at the counter
	Client  *http.Client  // nil: the default one
}

const registerTimeout = 5 * time.Second

// heldAnswer is what goes over the wire; another axis's shape is another adapter.
type heldAnswer struct {
	Held *bool `json:"held"`
}

// Held reports whether the register holds valid data under the number.
func (g Registers) Held(ctx context.Context, register, number string) (bool, error) {
	limit := g.Timeout
	if limit == 0 {
		limit = registerTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(g.URL, "/")+"/"+url.PathEscape(register), nil)
	if err != nil {
		return false, fmt.Errorf("gateway: the address of the data axis cannot be read: %w", err)
	}
	if req.URL.Scheme != "https" && !loopback(hostPort(req.URL)) {
		return false, errors.New("gateway: the data axis must be reached by https; a person's number is not sent in the clear")
	}
	req.Header.Set("X-Subject", number)
	if g.Token != "" {
		req.Header.Set("Authorization", "Bearer "+g.Token)
	}
	client := g.Client
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return false, fmt.Errorf("gateway: the data axis does not answer: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return false, fmt.Errorf("gateway: the data axis answered %d", resp.StatusCode)
	}
	var a heldAnswer
	if err := json.NewDecoder(io.LimitReader(resp.Body, answerMost)).Decode(&a); err != nil || a.Held == nil {
		return false, errors.New("gateway: the data axis gave no answer that can be read")
	}
	return *a.Held, nil
}
