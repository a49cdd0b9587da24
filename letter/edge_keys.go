package letter

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// Keys is the software signer: an authority made here, and signing keys under
// it, in one folder. Key files are 0600. A new key takes over by Rotate; the old
// certificates stay, so that old letters go on verifying.
type Keys struct {
	dir   string
	rand  io.Reader
	owner string

	mu      sync.RWMutex
	ca      keyPair
	keys    map[string]keyPair // by key id
	current string
}

type keyPair struct {
	id      string
	private *ecdsa.PrivateKey // nil when only the certificate was kept
	cert    *x509.Certificate
}

const (
	caName      = "authority"
	currentFile = "current"
	keyYears    = 10
	caYears     = 30
)

// OpenKeys opens the folder, or makes an authority and a first key in an empty
// one. owner is the organisation in the certificates, at their first day. A key
// file that others may read is refused.
func OpenKeys(dir, owner string, rand io.Reader, at time.Time) (*Keys, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	k := &Keys{dir: dir, rand: rand, owner: owner, keys: map[string]keyPair{}}
	ca, err := k.read(caName)
	if errors.Is(err, fs.ErrNotExist) {
		if ca, err = k.create(caName, nil, at); err != nil {
			return nil, err
		}
	}
	if err != nil {
		return nil, err
	}
	k.ca = ca
	if err := k.readAll(); err != nil {
		return nil, err
	}
	if k.current == "" {
		if _, err := k.Rotate(at); err != nil {
			return nil, err
		}
	}
	if k.keys[k.current].private == nil {
		return nil, fmt.Errorf("signing key %q has no key file in %s", k.current, dir)
	}
	return k, nil
}

// Rotate makes a new key and signs with it from now on. It returns its id.
func (k *Keys) Rotate(at time.Time) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	pair, err := k.create("", &k.ca, at)
	if err != nil {
		return "", err
	}
	if err := k.write(currentFile, []byte(pair.id+"\n")); err != nil {
		return "", err
	}
	k.keys[pair.id], k.current = pair, pair.id
	return pair.id, nil
}

// Authority is the certificate a verifier must trust, in PEM.
func (k *Keys) Authority() []byte { return certPEM(k.ca.cert) }

func (k *Keys) currentKey() keyPair {
	k.mu.RLock()
	defer k.mu.RUnlock()
	return k.keys[k.current]
}

func (k *Keys) chain(key keyPair) [][]*x509.Certificate {
	return [][]*x509.Certificate{{key.cert, k.ca.cert}}
}

// byFingerprint finds a certificate of ours, current or old.
func (k *Keys) byFingerprint(fp string) (keyPair, bool) {
	k.mu.RLock()
	defer k.mu.RUnlock()
	for _, p := range k.keys {
		if fingerprint(p.cert) == fp {
			return p, true
		}
	}
	return keyPair{}, false
}

// create makes a key and its certificate and stores both. name "" makes a
// signing key named by its id.
func (k *Keys) create(name string, issuer *keyPair, at time.Time) (keyPair, error) {
	private, err := ecdsa.GenerateKey(elliptic.P256(), k.rand)
	if err != nil {
		return keyPair{}, err
	}
	serial := make([]byte, 16)
	if _, err := io.ReadFull(k.rand, serial); err != nil {
		return keyPair{}, err
	}
	spki, err := x509.MarshalPKIXPublicKey(&private.PublicKey)
	if err != nil {
		return keyPair{}, err
	}
	sum := sha256.Sum256(spki)
	pair := keyPair{id: hex.EncodeToString(sum[:8]), private: private}
	tmpl := certificate(k.owner, pair.id, new(big.Int).SetBytes(serial[:15]), at)
	parent, signer := tmpl, private
	if issuer != nil {
		parent, signer = issuer.cert, issuer.private
	} else {
		asAuthority(tmpl, k.owner, at)
	}
	der, err := x509.CreateCertificate(k.rand, tmpl, parent, &private.PublicKey, signer)
	if err != nil {
		return keyPair{}, err
	}
	if pair.cert, err = x509.ParseCertificate(der); err != nil {
		return keyPair{}, err
	}
	if name == "" {
		name = "sign-" + pair.id
	}
	return pair, k.store(name, pair)
}

// documentSigning is the extended key usage of RFC 9336.
var documentSigning = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 3, 36}

func certificate(owner, id string, serial *big.Int, at time.Time) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{Country: []string{"VN"}, Organization: []string{owner}, CommonName: owner + " - " + id},
		NotBefore:    at.Add(-24 * time.Hour).UTC(), NotAfter: at.AddDate(keyYears, 0, 0).UTC(),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		ExtKeyUsage:           []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection},
		UnknownExtKeyUsage:    []asn1.ObjectIdentifier{documentSigning},
		BasicConstraintsValid: true,
	}
}

func asAuthority(c *x509.Certificate, owner string, at time.Time) {
	c.Subject.CommonName = owner + " - chứng thư gốc"
	c.NotAfter = at.AddDate(caYears, 0, 0).UTC()
	c.KeyUsage = x509.KeyUsageCertSign | x509.KeyUsageCRLSign
	c.ExtKeyUsage, c.UnknownExtKeyUsage = nil, nil
	c.IsCA, c.MaxPathLenZero = true, true
}

func (k *Keys) store(name string, p keyPair) error {
	der, err := x509.MarshalPKCS8PrivateKey(p.private)
	if err != nil {
		return err
	}
	if err := k.write(name+".key.pem", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der})); err != nil {
		return err
	}
	return k.write(name+".cert.pem", certPEM(p.cert))
}

func certPEM(c *x509.Certificate) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Raw})
}

// write replaces a file so that a crash leaves the old one or the new one.
func (k *Keys) write(name string, content []byte) error {
	f, err := os.CreateTemp(k.dir, ".new-*") // mode 0600
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(k.dir, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	d, err := os.Open(k.dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (k *Keys) readAll() error {
	files, err := filepath.Glob(filepath.Join(k.dir, "sign-*.cert.pem"))
	if err != nil {
		return err
	}
	for _, f := range files {
		name := strings.TrimSuffix(filepath.Base(f), ".cert.pem")
		pair, err := k.read(name)
		if err != nil {
			return err
		}
		pair.id = strings.TrimPrefix(name, "sign-")
		k.keys[pair.id] = pair
	}
	raw, err := os.ReadFile(filepath.Join(k.dir, currentFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	k.current = strings.TrimSpace(string(raw))
	return nil
}

// read loads a pair. The key file of an old certificate may be gone.
func (k *Keys) read(name string) (keyPair, error) {
	var p keyPair
	raw, err := os.ReadFile(filepath.Join(k.dir, name+".cert.pem"))
	if err != nil {
		return p, err
	}
	block, _ := pem.Decode(raw)
	if block == nil {
		return p, fmt.Errorf("%s: no certificate in the file", name)
	}
	if p.cert, err = x509.ParseCertificate(block.Bytes); err != nil {
		return p, err
	}
	file := filepath.Join(k.dir, name+".key.pem")
	info, err := os.Stat(file)
	if errors.Is(err, fs.ErrNotExist) && name != caName {
		return p, nil
	}
	if err != nil {
		return p, fmt.Errorf("%s: key file: %v", name, err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return p, fmt.Errorf("%s: others may read this key; run chmod 600 on it", file)
	}
	if raw, err = os.ReadFile(file); err != nil {
		return p, err
	}
	if block, _ = pem.Decode(raw); block == nil {
		return p, fmt.Errorf("%s: no key in the file", file)
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return p, err
	}
	private, ok := key.(*ecdsa.PrivateKey)
	if !ok || !private.PublicKey.Equal(p.cert.PublicKey) {
		return p, fmt.Errorf("%s: key and certificate do not belong together", file)
	}
	p.private = private
	return p, nil
}

func fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}
