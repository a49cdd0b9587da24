package notice

import (
	"context"
	"errors"
	"time"
)

// ErrRefused marks, with errors.Is, what no further attempt can deliver: a number
// or mailbox that does not exist.
var ErrRefused = errors.New("notice: refused for good")

// Mail is an e-mail as the relay gets it. Key stays the same in every attempt.
type Mail struct {
	Key, To, Subject, Body string
	Date                   time.Time
}

// Text is a short message as the message centre gets it. Key stays the same in
// every attempt; a centre that keeps keys sends once.
type Text struct{ Key, To, Body string }

// Mailer is the city's mail relay. The proof is what the relay answered.
type Mailer interface {
	SendMail(ctx context.Context, m Mail) (proof string, err error)
}

// SMS is the message centre (tổng đài tin nhắn, APO-5). The proof is its id of
// the message.
type SMS interface {
	SendText(ctx context.Context, t Text) (proof string, err error)
}
