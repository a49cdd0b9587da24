package paper

import (
	"bytes"
	"io"
	"regexp"
	"strconv"
)

// The PDF check reads the frame of the file alone: header, end, and the chain of
// cross-reference sections with their trailers. That finds what was cut off and
// what is locked, in a few kilobytes of memory whatever the file unpacks to.

const (
	pdfTail      = 4096
	trailerPiece = 64 << 10
	maxSections  = 500 // revisions of one file
)

var (
	startXref  = regexp.MustCompile(`startxref\s+(\d{1,12})`)
	prevKey    = regexp.MustCompile(`/Prev\s+(\d{1,12})`)
	streamKey  = regexp.MustCompile(`/XRefStm\s+(\d{1,12})`)
	encryptKey = regexp.MustCompile(`/Encrypt[\s<\[]`)
	rootKey    = regexp.MustCompile(`/Root\s+\d+\s+\d+\s+R`)
	xrefObject = regexp.MustCompile(`^\s*\d+\s+\d+\s+obj\b`)
)

func (f file) checkPDF() error {
	size := f.r.Size()
	base, err := f.pdfBase()
	if err != nil {
		return err
	}
	tail := f.piece(max(0, size-pdfTail), pdfTail)
	if !bytes.Contains(tail, []byte("%%EOF")) {
		return f.damaged(PDF)
	}
	all := startXref.FindAllSubmatch(tail, -1)
	if len(all) == 0 {
		return f.damaged(PDF)
	}
	first, _ := strconv.ParseInt(string(all[len(all)-1][1]), 10, 64)
	seen, todo, rooted := map[int64]bool{}, []int64{first}, false
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		if seen[at] {
			continue
		}
		if seen[at] = true; len(seen) > maxSections || at+base >= size {
			return f.damaged(PDF)
		}
		dict, ok := f.trailerAt(at + base)
		if !ok {
			return f.damaged(PDF)
		}
		if encryptKey.Match(dict) {
			return bad("Tệp “%s” có mật khẩu hoặc bị khóa. Hãy lưu lại bản PDF không đặt mật khẩu, không hạn chế rồi gửi lại.", f.name)
		}
		rooted = rooted || rootKey.Match(dict)
		for _, key := range []*regexp.Regexp{prevKey, streamKey} {
			if m := key.FindSubmatch(dict); m != nil {
				n, _ := strconv.ParseInt(string(m[1]), 10, 64)
				todo = append(todo, n)
			}
		}
	}
	if !rooted {
		return f.damaged(PDF)
	}
	return nil
}

// pdfBase is where the header stands: scanners put a few bytes before it, and
// all offsets then count from there.
func (f file) pdfBase() (int64, error) {
	at := bytes.Index(f.piece(0, 1024), []byte("%PDF-"))
	if at < 0 {
		return 0, f.damaged(PDF)
	}
	return int64(at), nil
}

// trailerAt gives the trailer dictionary of the cross-reference section at an
// offset: after the word "trailer" of a table, or before "stream" of an object.
func (f file) trailerAt(at int64) ([]byte, bool) {
	head := f.piece(at, 1024)
	if bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\f\x00"), []byte("xref")) {
		return f.after(at, []byte("trailer"), []byte("startxref"))
	}
	if !xrefObject.Match(head) {
		return nil, false
	}
	dict := f.piece(at, trailerPiece)
	end := bytes.Index(dict, []byte("stream"))
	if end < 0 || !bytes.Contains(dict[:end], []byte("/XRef")) {
		return nil, false
	}
	return dict[:end], true
}

// after gives what stands between two words from an offset on, reading on in
// pieces: the table before the trailer may be long.
func (f file) after(at int64, from, to []byte) ([]byte, bool) {
	for at < f.r.Size() {
		p := f.piece(at, trailerPiece)
		if i := bytes.Index(p, from); i >= 0 {
			dict := f.piece(at+int64(i+len(from)), trailerPiece)
			end := bytes.Index(dict, to)
			if end < 0 {
				return nil, false
			}
			return dict[:end], true
		}
		if len(p) < trailerPiece {
			return nil, false
		}
		at += int64(len(p) - len(from))
	}
	return nil, false
}

// piece reads at most n bytes at an offset; what is beyond the end is left out.
func (f file) piece(at int64, n int) []byte {
	buf := make([]byte, n)
	got, err := f.r.ReadAt(buf, at)
	if err != nil && err != io.EOF {
		return nil
	}
	return buf[:got]
}
