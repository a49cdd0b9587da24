package hall

import (
	"net/url"
	"time"

	"motcua/access"
	"motcua/event"
)

// InviteFor is how long a link for a first account or a new password works.
const InviteFor = 72 * time.Hour

// FirstPurpose is what the one-time token of an official's first account is issued
// for (session.OneTime): it opens an account for this official and nobody else.
func FirstPurpose(official string) string { return "first account of " + official }

// FirstPath is the address to hand to that official; it works once.
func FirstPath(official, token string) string {
	return "/first?" + url.Values{"official": {official}, "token": {token}}.Encode()
}

// ResetPurpose is what the one-time token of a new password is issued for.
func ResetPurpose(account string) string { return "new password of " + account }

// VerifyPurpose is what the code is issued for that a citizen reads out at the desk.
func VerifyPurpose(person string) string { return "verify " + person }

// OfPerson is the event of what an official did to the identity of somebody's account.
func OfPerson(who access.Who, person, act string) event.Event {
	return event.Event{Kind: "person", Subject: person, Act: act, Office: who.Office, Official: who.Official, Post: who.Post, Channel: who.Channel, Request: who.Request}
}

// Book is where what is done outside any dossier is written.
func (h *Hall) Book() event.Book { return event.Book{Log: h.Dossiers.Log, Civil: h.Civil} }

// ResetPath is the address to hand to the owner of the account; it works once.
func ResetPath(account, token string) string {
	return "/reset?" + url.Values{"account": {account}, "token": {token}}.Encode()
}
