package session

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/netip"
	"time"

	"motcua/refusal"
)

// Key is one counter of tries: at most Most in any window of Per.
type Key struct {
	Name string // hashed: the table names no account, phone or address
	Most int64
	Per  time.Duration
}

// The limits [design]. An address may be a whole ward behind one router, so only
// what failed stays counted against it; an account and a code are one person's.
const (
	accountMost = 10
	accountPer  = 15 * time.Minute
	codeMost    = 5
	codePer     = time.Hour
	addressMost = 200
	addressPer  = 15 * time.Minute
	sprayMost   = 30
	sprayPer    = time.Hour
	passerMost  = 20
	passerPer   = time.Hour
	longest     = time.Hour
)

// Account counts tries to sign in to one account.
func Account(name string) Key { return Key{hashed("account", name), accountMost, accountPer} }

// Address counts tries to sign in from one address; an IPv6 household is its /64.
func Address(a netip.Addr) Key { return Key{hashed("address", network(a)), addressMost, addressPer} }

// Code counts tries to open one dossier code with four digits (REC-5): ten
// thousand guesses at five an hour take most of a year.
func Code(code string) Key { return Key{hashed("code", code), codeMost, codePer} }

// Spray counts failed tracking from one address over all codes: four digits are
// guessed across many dossiers as well as against one.
func Spray(a netip.Addr) Key { return Key{hashed("spray", network(a)), sprayMost, sprayPer} }

// Passer counts what people without an account report from one address: a hall has one
// address for everybody who waits in it.
func Passer(a netip.Addr) Key { return Key{hashed("passer", network(a)), passerMost, passerPer} }

func network(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		if p, err := a.Prefix(64); err == nil {
			return p.String()
		}
	}
	return a.String()
}

func hashed(kind, name string) string {
	sum := sha256.Sum256([]byte(kind + "\x00" + name))
	return kind + ":" + hex.EncodeToString(sum[:16])
}

// tooMany is the refusal of a window that has wait to go.
func tooMany(wait time.Duration) *refusal.Refusal {
	minutes := int64((wait + time.Minute - 1) / time.Minute)
	if minutes < 1 {
		minutes = 1
	}
	return refusal.TooMany(fmt.Sprintf("Đã thử quá nhiều lần. Trong %d phút tới, nhập đúng cũng chưa mở được. Vui lòng thử lại sau %d phút, hoặc đến bộ phận một cửa để được hỗ trợ.", minutes, minutes), time.Duration(minutes)*time.Minute)
}
