package letter

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/digitorus/pdfsign/verify"
)

// Verified is one signature found in a file.
type Verified struct {
	Name, Reason    string
	KeyID           string // "" when the certificate is not one of ours
	CertFingerprint string
	At              time.Time // the signer's own statement
	Intact          bool      // the signed bytes are unchanged
	Ours            bool      // issued by this authority
}

// Valid says that our key signed exactly these bytes.
func (v Verified) Valid() bool { return v.Intact && v.Ours }

var byteRange = regexp.MustCompile(`/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]`)

// Verify reads the signatures of a PDF. A file that was lengthened after its
// last signature counts as changed: what was added is not signed.
func (k *Keys) Verify(pdf []byte) ([]Verified, error) {
	opt := verify.DefaultVerifyOptions()
	opt.AllowUntrustedRoots = true // trust is decided below, against our own authority
	opt.TrustSignatureTime = true
	resp, err := verify.VerifyWithOptions(bytes.NewReader(pdf), int64(len(pdf)), opt)
	if err != nil {
		return nil, fmt.Errorf("verify: %w", err)
	}
	whole := coversWhole(pdf)
	var out []Verified
	for _, s := range resp.Signers {
		v := Verified{Name: s.Name, Reason: s.Reason, Intact: s.ValidSignature && whole}
		if s.SignatureTime != nil {
			v.At = *s.SignatureTime
		}
		for _, c := range s.Certificates {
			if c.Certificate == nil || c.Certificate.IsCA {
				continue
			}
			v.CertFingerprint = fingerprint(c.Certificate)
			if pair, ok := k.byFingerprint(v.CertFingerprint); ok {
				v.KeyID = pair.id
			}
			v.Ours = v.KeyID != "" && k.issued(c.Certificate)
		}
		out = append(out, v)
	}
	return out, nil
}

// issued says that the certificate was made by this authority.
func (k *Keys) issued(c *x509.Certificate) bool { return c.CheckSignatureFrom(k.ca.cert) == nil }

func coversWhole(pdf []byte) bool {
	end := 0
	for _, m := range byteRange.FindAllSubmatch(pdf, -1) {
		start, err1 := strconv.Atoi(string(m[3]))
		length, err2 := strconv.Atoi(string(m[4]))
		if err1 == nil && err2 == nil && start+length > end {
			end = start + length
		}
	}
	return end == len(pdf)
}
