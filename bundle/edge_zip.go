package bundle

import (
	"archive/zip"
	"bytes"
	"io"
	"path"
	"strings"
)

// What a packed configuration may hold at most.
const (
	zipFiles = 20_000
	zipBytes = 256 << 20
)

// Zip packs files into one, the same bytes for the same files.
func Zip(files Files) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range files.Paths() {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(files[p]); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// Unzip reads packed files, whole or not at all. Folders and what does not end in .json
// are left out.
func Unzip(data []byte) (Files, *Fault) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Fault{Sentence: "Tệp không phải tệp nén ZIP đọc được. Nén lại thư mục cấu hình rồi tải lên."}
	}
	if len(z.File) > zipFiles {
		return nil, &Fault{Sentence: "Tệp nén chứa quá nhiều tệp."}
	}
	out, left := Files{}, int64(zipBytes)
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".json") {
			continue
		}
		if path.Clean(f.Name) != f.Name || strings.HasPrefix(f.Name, "/") || strings.HasPrefix(f.Name, "../") || strings.Contains(f.Name, "\\") {
			return nil, &Fault{Path: f.Name, Sentence: "Đường dẫn trong tệp nén không hợp lệ."}
		}
		if _, twice := out[f.Name]; twice {
			return nil, &Fault{Path: f.Name, Sentence: "Tệp nén chứa tệp này hai lần."}
		}
		r, err := f.Open()
		if err != nil {
			return nil, &Fault{Path: f.Name, Sentence: "Không giải nén được tệp này."}
		}
		text, err := io.ReadAll(io.LimitReader(r, left+1))
		_ = r.Close() // read whole or refused below
		if left -= int64(len(text)); err != nil || left < 0 {
			return nil, &Fault{Path: f.Name, Sentence: "Không giải nén được tệp này, hoặc nội dung quá lớn."}
		}
		out[f.Name] = text
	}
	return out, nil
}
