package session

import (
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"motcua/refusal"
)

// Argon2id as OWASP's second choice: 19 MiB, two passes, one lane; about 25 ms.
const (
	memoryKiB = 19 * 1024
	passes    = 2
	lanes     = 1
	saltLen   = 16
	keyLen    = 32
)

// The bounds of a password, in characters; the upper one keeps hashing cheap to refuse.
const (
	shortest    = 12
	longestText = 128
)

// Acceptable refuses a new password that is too short, too long or the account's
// own name. It asks for no mixture of signs: length is what counts.
func Acceptable(password, account string) error {
	n := utf8.RuneCountInString(norm.NFC.String(password))
	switch {
	case n < shortest:
		return refusal.Invalid("password", fmt.Sprintf("Mật khẩu cần có ít nhất %d ký tự. Có thể dùng một câu dễ nhớ.", shortest))
	case n > longestText:
		return refusal.Invalid("password", fmt.Sprintf("Mật khẩu chỉ được dài tối đa %d ký tự.", longestText))
	case account != "" && strings.Contains(strings.ToLower(password), strings.ToLower(account)):
		return refusal.Invalid("password", "Mật khẩu không được chứa tên đăng nhập.")
	}
	return nil
}

// hash writes the PHC string of a password. The same word typed with composed or
// separate accents gives the same hash.
func hash(password string, salt []byte) string {
	key := argon2.IDKey([]byte(norm.NFC.String(password)), salt, passes, memoryKiB, lanes, keyLen)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memoryKiB, passes, lanes,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(key))
}

type phc struct {
	memory, passes uint32
	lanes          uint8
	salt, key      []byte
}

var errPHC = errors.New("session: a stored password is not an argon2id PHC string")

// parse reads a PHC string and refuses costs that would stop the server.
func parse(text string) (phc, error) {
	var p phc
	part := strings.Split(text, "$")
	if len(part) != 6 || part[1] != "argon2id" || part[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, errPHC
	}
	if _, err := fmt.Sscanf(part[3], "m=%d,t=%d,p=%d", &p.memory, &p.passes, &p.lanes); err != nil {
		return p, errPHC
	}
	var err, err2 error
	p.salt, err = base64.RawStdEncoding.DecodeString(part[4])
	p.key, err2 = base64.RawStdEncoding.DecodeString(part[5])
	if err != nil || err2 != nil || len(p.salt) < 8 || len(p.key) < 16 || len(p.key) > 64 ||
		p.memory < 8 || p.memory > 256*1024 || p.passes < 1 || p.passes > 10 || p.lanes < 1 || p.lanes > 8 {
		return p, errPHC
	}
	return p, nil
}

func (p phc) matches(password string) bool {
	got := argon2.IDKey([]byte(norm.NFC.String(password)), p.salt, p.passes, p.memory, p.lanes, uint32(len(p.key)))
	return subtle.ConstantTimeCompare(got, p.key) == 1
}

// Outdated says whether a stored hash was made with other costs than today's and
// should be made again at the next sign-in.
func Outdated(stored string) bool {
	p, err := parse(stored)
	return err != nil || p.memory != memoryKiB || p.passes != passes || p.lanes != lanes || len(p.key) != keyLen
}
