package letter

import (
	"bytes"
	"context"
	"crypto"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/sign"
)

// Signer is the edge to whatever holds a signing key: the software Keys here, a
// token or a remote service later, which may take minutes and happen elsewhere.
// Sign takes the finished bytes of a PDF; a draft changed afterwards has another
// hash and its signature says nothing about it.
type Signer interface {
	Sign(ctx context.Context, pdf []byte, reason, name string, at time.Time) (signed []byte, info SignatureInfo, err error)
}

// SignatureInfo is what an act records of a signature.
type SignatureInfo struct {
	Hash            string    // SHA-256 of the prepared PDF, hex: what was agreed to
	CertFingerprint string    // SHA-256 of the signing certificate (DER), hex
	KeyID           string    // which key, for rotation
	At              time.Time // legal moment of signing
}

// HashOf is the SHA-256 of prepared bytes, hex.
func HashOf(pdf []byte) string {
	sum := sha256.Sum256(pdf)
	return hex.EncodeToString(sum[:])
}

// Sign signs with the current key. The signature is adbe.pkcs7.detached over the
// whole file; it claims no PAdES level and carries no time stamp of a third party.
func (k *Keys) Sign(ctx context.Context, raw []byte, reason, name string, at time.Time) (signed []byte, info SignatureInfo, err error) {
	if err := ctx.Err(); err != nil {
		return nil, info, err
	}
	key := k.currentKey()
	// The PDF reader below panics on damaged input instead of returning an error.
	defer func() {
		if r := recover(); r != nil {
			signed, err = nil, fmt.Errorf("sign: unreadable PDF: %v", r)
		}
	}()
	in := bytes.NewReader(raw)
	rdr, err := pdf.NewReader(in, int64(len(raw)))
	if err != nil {
		return nil, info, fmt.Errorf("sign: unreadable PDF: %w", err)
	}
	var out bytes.Buffer
	err = sign.Sign(in, &out, rdr, int64(len(raw)), sign.SignData{
		Signature: sign.SignDataSignature{
			CertType: sign.ApprovalSignature,
			Info:     sign.SignDataSignatureInfo{Name: clean(name), Reason: clean(reason), Date: at},
		},
		Signer: key.private, DigestAlgorithm: crypto.SHA256,
		Certificate: key.cert, CertificateChains: k.chain(key),
	})
	if err != nil {
		return nil, info, fmt.Errorf("sign: %w", err)
	}
	return out.Bytes(), SignatureInfo{Hash: HashOf(raw), CertFingerprint: fingerprint(key.cert), KeyID: key.id, At: at}, nil
}
