package paper

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand"
	"runtime"
	"strings"
	"testing"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"motcua/refusal"
)

func check(raw []byte) (Kind, error) {
	return Check("don.pdf", bytes.NewReader(raw), int64(len(raw)))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func pdfFile(t *testing.T, lock bool) []byte {
	t.Helper()
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetCreationDate(time.Unix(0, 0))
	if lock {
		pdf.SetProtection(fpdf.CnProtectPrint, "", "owner")
	}
	pdf.AddPage()
	pdf.SetFont("Helvetica", "", 12)
	pdf.Text(20, 20, "Don")
	var buf bytes.Buffer
	must(t, pdf.Output(&buf))
	return buf.Bytes()
}

// modern rewrites a PDF with a cross-reference stream, as today's programs do.
func modern(t *testing.T, raw []byte) []byte {
	t.Helper()
	api.DisableConfigDir()
	var out bytes.Buffer
	must(t, api.Optimize(bytes.NewReader(raw), &out, model.NewDefaultConfiguration()))
	if !bytes.Contains(out.Bytes(), []byte("/XRef")) || bytes.Contains(out.Bytes(), []byte("trailer")) {
		t.Fatal("sample has no cross-reference stream")
	}
	return out.Bytes()
}

// lockedModern names an encryption dictionary in the cross-reference stream.
func lockedModern(t *testing.T) []byte {
	raw := modern(t, pdfFile(t, false))
	out := bytes.Replace(raw, []byte("/XRef"), []byte("/XRef/Encrypt 1 0 R"), 1)
	if len(out) == len(raw) {
		t.Fatal("sample was not locked")
	}
	return out
}

func picture() image.Image {
	m := image.NewRGBA(image.Rect(0, 0, 64, 48))
	r := rand.New(rand.NewSource(1))
	for i := range m.Pix {
		m.Pix[i] = byte(r.Intn(256))
	}
	m.Set(0, 0, color.White)
	return m
}

func pngFile(t *testing.T) []byte {
	var buf bytes.Buffer
	must(t, png.Encode(&buf, picture()))
	return buf.Bytes()
}

func jpegFile(t *testing.T) []byte {
	var buf bytes.Buffer
	must(t, jpeg.Encode(&buf, picture(), nil))
	return buf.Bytes()
}

func box(name string, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	return append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), append([]byte(name), body...)...)
}

func heicFile(w, h uint32) []byte {
	size := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(make([]byte, 4), w), h)
	return bytes.Join([][]byte{
		box("ftyp", []byte("heic\x00\x00\x00\x00mif1heic")),
		box("meta", make([]byte, 4), box("iprp", box("ipco", box("ispe", size)))),
		box("mdat", make([]byte, 500)),
	}, nil)
}

type part struct {
	name, content string
}

func office(t *testing.T, parts ...part) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range parts {
		w, err := z.Create(p.name)
		must(t, err)
		_, err = io.WriteString(w, p.content)
		must(t, err)
	}
	must(t, z.Close())
	return buf.Bytes()
}

var (
	contentTypes = part{"[Content_Types].xml", `<Types><Default Extension="xml" ContentType="application/xml"/></Types>`}
	wordMain     = part{"word/document.xml", "<w:document/>"}
	excelMain    = part{"xl/workbook.xml", "<workbook/>"}
	odtType      = part{"mimetype", ODT.MIME}
)

func TestAcceptedFilesAreKnownByTheirContent(t *testing.T) {
	junk := append([]byte("\xef\xbb\xbfmáy quét\n"), pdfFile(t, false)...)
	for _, c := range []struct {
		sentence string
		raw      []byte
		want     Kind
	}{
		{"a PDF with a classic table", pdfFile(t, false), PDF},
		{"a PDF with cross-reference streams", modern(t, pdfFile(t, false)), PDF},
		{"a PDF after a line of a scanner", junk, PDF},
		{"a JPEG whose name says PDF", jpegFile(t), JPEG},
		{"a JPEG with bytes after its end, as phones write", append(jpegFile(t), "SAMSUNG"...), JPEG},
		{"a PNG", pngFile(t), PNG},
		{"a HEIC photo", heicFile(4032, 3024), HEIC},
		{"a Word document", office(t, contentTypes, wordMain), DOCX},
		{"an Excel workbook", office(t, contentTypes, excelMain), XLSX},
		{"an OpenDocument text", office(t, odtType, part{"content.xml", "<office/>"}), ODT},
	} {
		if got, err := check(c.raw); err != nil || got != c.want {
			t.Errorf("%s: got %v, %v", c.sentence, got.Name, err)
		}
	}
}

// hugePNG says it has many pixels and holds few.
func hugePNG(t *testing.T, w, h uint32) []byte {
	raw := pngFile(t)
	binary.BigEndian.PutUint32(raw[16:], w)
	binary.BigEndian.PutUint32(raw[20:], h)
	binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
	return raw
}

func cut(raw []byte, part float64) []byte { return raw[:int(float64(len(raw))*part)] }

func flip(raw []byte, part float64) []byte {
	raw = bytes.Clone(raw)
	raw[int(float64(len(raw))*part)] ^= 0xFF
	return raw
}

// overlapping lists one part twice, so that it unpacks more often than it is there.
func overlapping(t *testing.T) []byte {
	noise := make([]byte, 40_000)
	rand.New(rand.NewSource(2)).Read(noise)
	raw := office(t, wordMain, part{"word/media/a.bin", string(noise)}, part{"word/media/b.bin", "b"})
	dir := bytes.Index(raw, []byte("PK\x01\x02"))
	second := dir + bytes.Index(raw[dir+4:], []byte("PK\x01\x02")) + 4
	third := second + bytes.Index(raw[second+4:], []byte("PK\x01\x02")) + 4
	copy(raw[third+16:third+28], raw[second+16:second+28]) // sum and sizes
	copy(raw[third+42:third+46], raw[second+42:second+46]) // place
	return raw
}

func TestBadFilesAreRefusedWithASentence(t *testing.T) {
	pdf := pdfFile(t, false)
	doc := office(t, contentTypes, wordMain, part{"word/media/anh.bin", strings.Repeat("đơn đề nghị ", 300)})
	ole := append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 1000)...)
	for _, c := range []struct {
		sentence string
		raw      []byte
		says     string
	}{
		{"an empty file", nil, "trống"},
		{"a program called don.pdf", append([]byte("MZ\x90\x00"), make([]byte, 500)...), "không thuộc loại được nhận"},
		{"a web page called don.pdf", []byte("<!DOCTYPE html><script>alert(1)</script>"), "không thuộc loại được nhận"},
		{"an SVG drawing, which may carry scripts", []byte(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`), "không thuộc loại được nhận"},
		{"a PDF cut off in the middle", cut(pdf, 0.6), "bị hỏng"},
		{"a PDF cut off just before its end", cut(pdf, 0.97), "bị hỏng"},
		{"a PDF whose end points nowhere", bytes.Replace(pdf, []byte("startxref\n"), []byte("startxref\n9"), 1), "bị hỏng"},
		{"a PDF header alone", []byte("%PDF-1.7\n%%EOF\n"), "bị hỏng"},
		{"a locked PDF with a classic table", pdfFile(t, true), "mật khẩu"},
		{"a locked PDF with cross-reference streams", lockedModern(t), "mật khẩu"},
		{"half a JPEG", cut(jpegFile(t), 0.5), "bị hỏng"},
		{"half a PNG", cut(pngFile(t), 0.5), "bị hỏng"},
		{"a PNG with one damaged byte", flip(pngFile(t), 0.5), "bị hỏng"},
		{"a PNG without its last chunk", cut(pngFile(t), 0.9995), "bị hỏng"},
		{"a PNG of 29,000 × 29,000 points", hugePNG(t, 29_000, 29_000), "lớn bất thường"},
		{"a PNG of 4,000,000 points in a row", hugePNG(t, 4_000_000, 1), "lớn bất thường"},
		{"half a HEIC", cut(heicFile(4032, 3024), 0.6), "bị hỏng"},
		{"a HEIC of absurd size", heicFile(60_000, 60_000), "lớn bất thường"},
		{"a Word document cut off", cut(doc, 0.7), "bị hỏng"},
		{"a Word document with a damaged part", flip(doc, 0.2), "bị hỏng"},
		{"a Word document with macros", office(t, contentTypes, wordMain, part{"word/vbaProject.bin", "x"}), "macro"},
		{"a macro document renamed to .docx", office(t, part{"[Content_Types].xml", `<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>`}, wordMain), "macro"},
		{"an OpenDocument text with Basic", office(t, odtType, part{"Basic/Standard/Module1.xml", "Sub Main"}), "macro"},
		{"an old or locked Office file", ole, "định dạng cũ hoặc có mật khẩu"},
		{"a plain archive", office(t, part{"a.txt", "a"}), "tệp nén"},
		{"a bomb of 210 MB in a document", bombDocument(t), "lớn bất thường"},
		{"a document whose parts overlap", overlapping(t), "lớn bất thường"},
	} {
		_, err := check(c.raw)
		no, ok := refusal.As(err)
		if !ok || no.Kind != refusal.KindInvalid || no.Field != "file" || !strings.Contains(no.Sentence, c.says) {
			t.Errorf("%s: got %v, want a refusal with %q", c.sentence, err, c.says)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

func bombDocument(t *testing.T) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, p := range []string{wordMain.name, "word/media/bom.bin"} {
		w, err := z.Create(p)
		must(t, err)
		_, err = io.CopyN(w, zeros{}, 105*mebi)
		must(t, err)
	}
	must(t, z.Close())
	return buf.Bytes()
}

// huge is a file of any size that starts with given bytes.
type huge struct{ head []byte }

func (h huge) ReadAt(p []byte, at int64) (int, error) {
	clear(p)
	if at < int64(len(h.head)) {
		copy(p, h.head[at:])
	}
	return len(p), nil
}

func TestFilesAboveTheLimitAreRefusedUnread(t *testing.T) {
	for _, c := range []struct {
		head []byte
		kind Kind
	}{{pdfFile(t, false), PDF}, {jpegFile(t), JPEG}, {pngFile(t), PNG}, {heicFile(10, 10), HEIC}} {
		_, err := Check("to.bin", huge{c.head}, c.kind.MaxBytes+1)
		if no, ok := refusal.As(err); !ok || !strings.Contains(no.Sentence, "quá mức") {
			t.Errorf("%s above its limit: %v", c.kind.Name, err)
		}
	}
}

func TestMemoryStaysBounded(t *testing.T) {
	bomb := bombDocument(t)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := check(bomb); err == nil {
		t.Fatal("the bomb was accepted")
	}
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; used > 4*mebi {
		t.Errorf("checking a bomb allocated %d bytes", used)
	}
}

type brokenDisk struct{}

var errDisk = errors.New("disk")

func (brokenDisk) ReadAt([]byte, int64) (int, error) { return 0, errDisk }

func TestAFaultOfReadingIsNotBlamedOnThePerson(t *testing.T) {
	_, err := Check("don.pdf", brokenDisk{}, 100)
	if _, refused := refusal.As(err); refused || !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
}

func FuzzCheck(f *testing.F) {
	for _, raw := range [][]byte{heicFile(10, 10), []byte("%PDF-1.4\nxref\ntrailer</Root 1 0 R>startxref\n9\n%%EOF"), {0xFF, 0xD8, 0xFF, 0xDA}, []byte("PK\x05\x06")} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if _, err := check(raw); err != nil {
			if _, ok := refusal.As(err); !ok {
				t.Errorf("not a refusal: %v", err)
			}
		}
	})
}

func TestCleanName(t *testing.T) {
	long := strings.Repeat("ệ", 300) + ".pdf"
	for _, c := range []struct{ in, want string }{
		{`C:\Users\An\Đơn đề nghị.pdf`, "Đơn đề nghị.pdf"},
		{"../../etc/passwd", "passwd"},
		{"hoa\u202Efdp.exe", "hoafdp.exe"},
		{"a\x00b\r\n.pdf", "ab.pdf"},
		{"Đơn.pdf", "Đơn.pdf"},
		{"...", "tep"}, {"", "tep"},
		{long, strings.Repeat("ệ", 146) + ".pdf"},
	} {
		if got := CleanName(c.in); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}
