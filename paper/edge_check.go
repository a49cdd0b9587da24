package paper

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"

	"github.com/gabriel-vasile/mimetype"

	"motcua/refusal"
)

// Check says what kind of file r holds, from its content; name is used in
// sentences alone. It refuses with a sentence that says what to do. Faults of
// reading come back as they are.
func Check(name string, r io.ReaderAt, size int64) (Kind, error) {
	name = CleanName(name)
	if size == 0 {
		return Kind{}, bad("Tệp “%s” trống. Hãy chọn lại tệp có nội dung.", name)
	}
	k, err := sniff(name, r, size)
	if err != nil {
		return Kind{}, err
	}
	if size > k.MaxBytes {
		return Kind{}, bad("Tệp “%s” nặng %d MB, quá mức %d MB của %s. Hãy quét ở độ phân giải thấp hơn hoặc chia thành nhiều tệp.",
			name, (size+mebi-1)/mebi, k.MaxBytes/mebi, k.Title)
	}
	f := file{name, io.NewSectionReader(r, 0, size)}
	switch k {
	case PDF:
		return k, f.checkPDF()
	case JPEG:
		return k, f.checkJPEG()
	case PNG:
		return k, f.checkPNG()
	case HEIC:
		return k, f.checkHEIC()
	}
	return f.checkOffice()
}

// file is an upload under examination.
type file struct {
	name string
	r    *io.SectionReader
}

func bad(format string, args ...any) *refusal.Refusal {
	return refusal.Invalid("file", fmt.Sprintf(format, args...))
}

func (f file) damaged(kind Kind) error {
	return bad("Tệp “%s” bị hỏng hoặc chưa tải lên hết, không mở được như %s. Hãy mở thử trên máy, lưu lại rồi gửi lại.", f.name, kind.Title)
}

// fault tells a broken file from a broken disk: what the reader itself could not
// read is no fault of the person.
func (f file) fault(err error, kind Kind) error {
	if err == nil {
		return nil
	}
	var corrupt flate.CorruptInputError
	for _, broken := range []error{errBroken, io.EOF, io.ErrUnexpectedEOF, zlib.ErrChecksum, zlib.ErrHeader, zlib.ErrDictionary} {
		if errors.Is(err, broken) {
			return f.damaged(kind)
		}
	}
	if errors.As(err, &corrupt) {
		return f.damaged(kind)
	}
	return err // a refusal already, or a fault of reading
}

const sniffBytes = 3072

func sniff(name string, r io.ReaderAt, size int64) (Kind, error) {
	head := make([]byte, min(size, sniffBytes))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return Kind{}, fmt.Errorf("read upload: %w", err)
	}
	m := mimetype.Detect(head)
	for _, k := range []Kind{PDF, JPEG, PNG} {
		if m.Is(k.MIME) {
			return k, nil
		}
	}
	// Some scanners write a few bytes before the header; readers accept that.
	if (m.Is("text/plain") || m.Is("application/octet-stream")) && bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) {
		return PDF, nil
	}
	for t := m; t != nil; t = t.Parent() {
		switch {
		case t.Is("image/heic"), t.Is("image/heif"), t.Is("image/heic-sequence"), t.Is("image/heif-sequence"):
			return HEIC, nil
		case t.Is("application/zip"):
			return DOCX, nil // which office kind it is, the list of its parts says
		case t.Is("application/x-ole-storage"):
			return Kind{}, bad("Tệp “%s” là văn bản Office định dạng cũ hoặc có mật khẩu. Hãy bỏ mật khẩu và lưu lại thành .docx, .xlsx hoặc PDF rồi gửi lại.", name)
		}
	}
	return Kind{}, bad("Tệp “%s” không thuộc loại được nhận. Hãy gửi PDF, ảnh (JPEG, PNG, HEIC) hoặc văn bản .docx, .xlsx, .odt.", name)
}
