package gateway

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"motcua/notice"
)

// Centre sends short messages through the message centre's HTTP interface: one
// JSON POST each, with an idempotency key.
type Centre struct {
	URL     string
	Token   string        // sent as a bearer token; "" when the centre knows us by our address
	Sender  string        // brand name shown on the phone
	Timeout time.Duration // of one message; 0 is 20 s
	Client  *http.Client  // nil: one of its own
}

const (
	centreTimeout = 20 * time.Second
	answerMost    = 64 << 10
)

// textRequest and textAnswer are what goes over the wire; another centre's shape
// is another adapter.
type textRequest struct {
	Key    string `json:"key"`
	Sender string `json:"sender,omitempty"`
	To     string `json:"to"`
	Text   string `json:"text"`
}

type textAnswer struct {
	ID string `json:"id"`
}

// SendText gives one message to the centre. The proof is the centre's id of it.
func (c Centre) SendText(ctx context.Context, t notice.Text) (string, error) {
	limit := c.Timeout
	if limit == 0 {
		limit = centreTimeout
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	body, err := json.Marshal(textRequest{Key: t.Key, Sender: c.Sender, To: t.To, Text: t.Body})
	if err != nil {
		return "", fmt.Errorf("gateway: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL, bytes.NewReader(body))
	if err != nil {
		return "", fmt.Errorf("gateway: the address of the message centre cannot be read: %w", err)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("Idempotency-Key", t.Key)
	if c.Token != "" {
		if req.URL.Scheme != "https" && !loopback(hostPort(req.URL)) {
			return "", errors.New("gateway: the message centre must be reached by https; the token is not sent in the clear")
		}
		req.Header.Set("Authorization", "Bearer "+c.Token)
	}
	client := c.Client
	if client == nil {
		client = http.DefaultClient
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", fmt.Errorf("gateway: the message centre does not answer: %w", err)
	}
	defer resp.Body.Close()
	return answered(resp)
}

func hostPort(u *url.URL) string { return net.JoinHostPort(u.Hostname(), u.Port()) }

// answered reads the centre's answer: 400, 404, 410 and 422 are about this
// message and will not change; everything else may pass.
func answered(resp *http.Response) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(resp.Body, answerMost))
	if err != nil {
		return "", fmt.Errorf("gateway: the message centre broke off: %w", err)
	}
	switch resp.StatusCode {
	case http.StatusOK, http.StatusCreated, http.StatusAccepted:
	case http.StatusBadRequest, http.StatusNotFound, http.StatusGone, http.StatusUnprocessableEntity:
		return "", fmt.Errorf("gateway: the message centre does not accept this message (%d): %w", resp.StatusCode, notice.ErrRefused)
	default:
		return "", fmt.Errorf("gateway: the message centre answered %d", resp.StatusCode)
	}
	var a textAnswer
	if err := json.Unmarshal(raw, &a); err != nil || a.ID == "" {
		return "", errors.New("gateway: the message centre gave no id: nothing would prove the sending")
	}
	return a.ID, nil
}
