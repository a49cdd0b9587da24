package letter

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var keyDay = at(2019, 1, 7, 8, 0)

func openKeys(t *testing.T, dir string) *Keys {
	t.Helper()
	k, err := OpenKeys(dir, "Ủy ban nhân dân Quận 1", rand.Reader, keyDay)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func signed(t *testing.T, s Signer, pdf []byte) ([]byte, SignatureInfo) {
	t.Helper()
	out, info, err := s.Sign(t.Context(), pdf, "Thư xin lỗi", "Lê Văn Ký Thay", at(2019, 5, 8, 16, 0))
	if err != nil {
		t.Fatal(err)
	}
	return out, info
}

func pdfsig(t *testing.T, pdf []byte) string {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "signed.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	return tool(t, "pdfsig", "-nocert", file)
}

func TestSignedLetterIsValidForUsAndForPoppler(t *testing.T) {
	k := openKeys(t, t.TempDir())
	raw := pdfOf(t, apology())
	out, info := signed(t, k, raw)
	if info.Hash != HashOf(raw) || info.KeyID != k.current || len(info.CertFingerprint) != 64 || !info.At.Equal(at(2019, 5, 8, 16, 0)) {
		t.Errorf("info %+v", info)
	}
	found, err := k.Verify(out)
	if err != nil || len(found) != 1 || !found[0].Valid() {
		t.Fatalf("own verifier: %+v %v", found, err)
	}
	if f := found[0]; f.CertFingerprint != info.CertFingerprint || f.KeyID != info.KeyID || !f.At.Equal(info.At) || f.Name != "Lê Văn Ký Thay" {
		t.Errorf("%+v does not agree with %+v", f, info)
	}
	got := pdfsig(t, out)
	if !strings.Contains(got, "Signature is Valid") || !strings.Contains(got, "Total document signed") {
		t.Errorf("pdfsig: %s", got)
	}
	if strings.Contains(string(out), "ETSI.CAdES") {
		t.Error("no PAdES is claimed")
	}
}

func TestOneFlippedByteMakesTheSignatureInvalid(t *testing.T) {
	k := openKeys(t, t.TempDir())
	out, _ := signed(t, k, pdfOf(t, apology()))
	bad := bytes.Clone(out)
	at := bytes.Index(bad, []byte("/Producer")) + len("/Producer (") + 4
	bad[at] ^= 1
	found, err := k.Verify(bad)
	if err != nil || len(found) != 1 || found[0].Valid() {
		t.Errorf("own verifier: %+v %v", found, err)
	}
	if got := pdfsig(t, bad); !strings.Contains(got, "Digest Mismatch") {
		t.Errorf("pdfsig: %s", got)
	}
}

func TestWhatIsAddedAfterSigningIsNotSigned(t *testing.T) {
	k := openKeys(t, t.TempDir())
	out, _ := signed(t, k, pdfOf(t, apology()))
	found, err := k.Verify(append(bytes.Clone(out), "\n% thêm\n"...))
	if err == nil && (len(found) != 1 || found[0].Valid()) {
		t.Errorf("%+v", found)
	}
}

func TestAnotherAuthoritysSignatureIsNotOurs(t *testing.T) {
	ours, other := openKeys(t, t.TempDir()), openKeys(t, t.TempDir())
	out, _ := signed(t, other, pdfOf(t, apology()))
	found, err := ours.Verify(out)
	if err != nil || len(found) != 1 || !found[0].Intact || found[0].Ours {
		t.Errorf("%+v %v", found, err)
	}
}

func TestRotationKeepsOldLettersValid(t *testing.T) {
	dir := t.TempDir()
	k := openKeys(t, dir)
	old, oldInfo := signed(t, k, pdfOf(t, apology()))
	if _, err := k.Rotate(at(2019, 6, 1, 8, 0)); err != nil {
		t.Fatal(err)
	}
	_, newInfo := signed(t, k, pdfOf(t, apology()))
	if newInfo.KeyID == oldInfo.KeyID || newInfo.CertFingerprint == oldInfo.CertFingerprint {
		t.Error("the new key does not sign")
	}
	// The old private key may be destroyed; its certificate is enough.
	if err := os.Remove(filepath.Join(dir, "sign-"+oldInfo.KeyID+".key.pem")); err != nil {
		t.Fatal(err)
	}
	again := openKeys(t, dir)
	if again.current != newInfo.KeyID {
		t.Errorf("after a restart key %s signs, want %s", again.current, newInfo.KeyID)
	}
	if found, err := again.Verify(old); err != nil || len(found) != 1 || !found[0].Valid() {
		t.Errorf("old letter: %+v %v", found, err)
	}
}

func TestKeyFilesAreForTheOwnerAlone(t *testing.T) {
	dir := t.TempDir()
	openKeys(t, dir)
	files, _ := filepath.Glob(filepath.Join(dir, "*.key.pem"))
	if len(files) != 2 {
		t.Fatalf("%d key files, want authority and one key", len(files))
	}
	for _, f := range files {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", f, info.Mode(), err)
		}
	}
	if err := os.Chmod(files[0], 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenKeys(dir, "Ủy ban nhân dân Quận 1", rand.Reader, keyDay); err == nil {
		t.Error("a key others may read must be refused")
	}
}

func TestWhatIsNoPDFIsNotSigned(t *testing.T) {
	k := openKeys(t, t.TempDir())
	for _, raw := range [][]byte{nil, []byte("không phải PDF"), pdfOf(t, apology())[:3000]} {
		if _, _, err := k.Sign(t.Context(), raw, "", "", keyDay); err == nil {
			t.Errorf("%d bytes were signed", len(raw))
		}
	}
}
