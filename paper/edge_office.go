package paper

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// Office documents are ZIP files. What they unpack to is counted while it is
// thrown away, so that a file that lies about its size is caught as well.

func (f file) checkOffice() (Kind, error) {
	if !f.saneDirectory() {
		return Kind{}, f.damaged(DOCX)
	}
	z, err := zip.NewReader(f.r, f.r.Size())
	if err != nil {
		return Kind{}, f.damaged(DOCX)
	}
	kind, ok := officeKind(z)
	if !ok {
		return Kind{}, bad("Tệp “%s” là tệp nén, không thuộc loại được nhận. Hãy giải nén và gửi từng tệp PDF, ảnh hoặc văn bản.", f.name)
	}
	if f.r.Size() > kind.MaxBytes {
		return Kind{}, bad("Tệp “%s” quá mức %d MB của %s. Hãy giảm ảnh trong văn bản hoặc lưu thành PDF.", f.name, kind.MaxBytes/mebi, kind.Title)
	}
	if err := f.checkParts(z, kind); err != nil {
		return Kind{}, err
	}
	return kind, nil
}

// saneDirectory reads the end record by hand: the list of parts must be small and
// stand right before it. zip.NewReader would build a list of any length.
func (f file) saneDirectory() bool {
	size := f.r.Size()
	from := max(0, size-(22+65535))
	tail := f.piece(from, int(size-from))
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || len(tail)-i < 22 {
		return false
	}
	end := tail[i:]
	entries, length, start := binary.LittleEndian.Uint16(end[10:]), int64(binary.LittleEndian.Uint32(end[12:])), int64(binary.LittleEndian.Uint32(end[16:]))
	return entries <= maxEntries && length <= maxDirectory && start+length == from+int64(i)
}

func officeKind(z *zip.Reader) (Kind, bool) {
	for _, part := range z.File {
		switch part.Name {
		case "word/document.xml":
			return DOCX, true
		case "xl/workbook.xml":
			return XLSX, true
		case "mimetype":
			if strings.TrimSpace(string(readPart(part, 128))) == ODT.MIME {
				return ODT, true
			}
		}
	}
	return Kind{}, false
}

func readPart(part *zip.File, most int64) []byte {
	r, err := part.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, most))
	if err != nil {
		return nil
	}
	return raw
}

func (f file) checkParts(z *zip.Reader, kind Kind) error {
	bomb := bad("Tệp “%s” khi mở ra lớn bất thường, có thể gây hại. Hãy lưu thành PDF rồi gửi lại.", f.name)
	macro := bad("Tệp “%s” có macro (chương trình chạy trong văn bản) nên không được nhận. Hãy lưu lại bản không có macro hoặc PDF.", f.name)
	var unpacked, packed int64
	for _, part := range z.File {
		if part.Flags&1 != 0 {
			return bad("Tệp “%s” có mật khẩu. Hãy lưu lại bản không đặt mật khẩu rồi gửi lại.", f.name)
		}
		if isMacro(part) {
			return macro
		}
		if packed += int64(min(part.CompressedSize64, uint64(maxUnpacked))); packed > f.r.Size() {
			return bomb // parts that overlap count twice
		}
		r, err := part.Open()
		if err != nil {
			return f.damaged(kind)
		}
		n, err := io.Copy(io.Discard, io.LimitReader(r, maxUnpacked-unpacked+1))
		_ = r.Close() // nothing was written
		unpacked += n
		if unpacked > maxUnpacked || (unpacked > ratioFrom && unpacked/max(1, f.r.Size()) > maxRatio) {
			return bomb
		}
		if err != nil {
			return f.damaged(kind)
		}
	}
	return nil
}

// isMacro finds the places where the two families keep programs.
func isMacro(part *zip.File) bool {
	name := strings.ToLower(part.Name)
	switch {
	case strings.HasSuffix(name, "vbaproject.bin"), strings.HasSuffix(name, "vbadata.xml"):
		return true
	case strings.HasPrefix(name, "basic/") && strings.HasSuffix(name, ".xml"), strings.HasPrefix(name, "scripts/") && !strings.HasSuffix(name, "/"):
		return true
	case name == "[content_types].xml":
		return bytes.Contains(bytes.ToLower(readPart(part, 1<<20)), []byte("macroenabled"))
	}
	return false
}
