package ledger

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Origin is the first line of every checkpoint.
const Origin = "motcua"

// Checkpoint is what a signed note says: this many leaves, this root.
type Checkpoint struct {
	Size int64
	Root tlog.Hash
}

func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", Origin, c.Size, c.Root)
}

// ParseCheckpoint opens a signed note with the keys given.
func ParseCheckpoint(signed []byte, known ...note.Verifier) (Checkpoint, error) {
	n, err := note.Open(signed, note.VerifierList(known...))
	if err != nil {
		return Checkpoint{}, fmt.Errorf("ledger: the checkpoint is not signed by a known key: %w", err)
	}
	return parseText(n.Text)
}

func parseText(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[0] != Origin || lines[3] != "" {
		return Checkpoint{}, fmt.Errorf("ledger: not a checkpoint of this program")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return Checkpoint{}, fmt.Errorf("ledger: the checkpoint has no size")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, fmt.Errorf("ledger: the checkpoint has no root: %w", err)
	}
	return Checkpoint{Size: size, Root: root}, nil
}

// Keys are the signing key of this city and the public keys it has used.
type Keys struct {
	Signer    note.Signer
	Verifiers []note.Verifier
	Public    string // public key in text, for receipts and the witness
}

// LoadKeys reads the key in folder, or makes one (0600) the first time. Older
// public keys (ledger-*.pub) stay valid for old checkpoints: rotation adds a key.
func LoadKeys(folder string) (Keys, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Keys{}, fmt.Errorf("ledger: cannot make the key folder: %w", err)
	}
	path := filepath.Join(folder, "ledger.key")
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return makeKeys(folder, path)
	}
	if err != nil {
		return Keys{}, fmt.Errorf("ledger: the signing key cannot be read: %w", err)
	}
	if st, err := os.Stat(path); err == nil && st.Mode().Perm()&0o077 != 0 {
		return Keys{}, fmt.Errorf("ledger: %s can be read by others; run chmod 600 on it", path)
	}
	signer, err := note.NewSigner(strings.TrimSpace(string(data)))
	if err != nil {
		return Keys{}, fmt.Errorf("ledger: the signing key is damaged: %w", err)
	}
	return withVerifiers(folder, signer)
}

func makeKeys(folder, path string) (Keys, error) {
	secret, public, err := note.GenerateKey(nil, Origin)
	if err != nil {
		return Keys{}, fmt.Errorf("ledger: cannot make a key: %w", err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return Keys{}, err
	}
	if err := os.WriteFile(path, []byte(secret+"\n"), 0o600); err != nil {
		return Keys{}, fmt.Errorf("ledger: cannot store the key: %w", err)
	}
	name := fmt.Sprintf("ledger-%08x.pub", signer.KeyHash())
	if err := os.WriteFile(filepath.Join(folder, name), []byte(public+"\n"), 0o644); err != nil {
		return Keys{}, fmt.Errorf("ledger: cannot store the public key: %w", err)
	}
	return withVerifiers(folder, signer)
}

func withVerifiers(folder string, signer note.Signer) (Keys, error) {
	k := Keys{Signer: signer}
	files, err := filepath.Glob(filepath.Join(folder, "ledger-*.pub"))
	if err != nil {
		return k, err
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return k, fmt.Errorf("ledger: %w", err)
		}
		v, err := note.NewVerifier(strings.TrimSpace(string(data)))
		if err != nil {
			return k, fmt.Errorf("ledger: %s is not a public key: %w", f, err)
		}
		k.Verifiers = append(k.Verifiers, v)
		if v.KeyHash() == signer.KeyHash() {
			k.Public = strings.TrimSpace(string(data))
		}
	}
	if k.Public == "" {
		return k, fmt.Errorf("ledger: the public half of the signing key is missing from %s", folder)
	}
	return k, nil
}
