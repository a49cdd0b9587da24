package bundle

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"
)

// What one file of a folder may hold at most.
const fileBytes = 8 << 20

// Folder reads the files below the named folders of a directory; whatever else stands beside
// them is not looked at. It reads regular files alone: a link would read what lies
// elsewhere, a pipe would wait for ever. What is no such file, or too large, is a fault; an
// error is that of the directory itself.
func Folder(dir string, names []string) (Files, []Fault, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close()
	r := reading{root: root, out: Files{}, left: zipBytes}
	err = fs.WalkDir(root.FS(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || path == "." {
			return err
		}
		folder, _, deep := strings.Cut(path, "/")
		switch wanted := slices.Contains(names, folder); {
		case !wanted && d.IsDir():
			return fs.SkipDir
		case !wanted || d.IsDir():
		case !deep:
			r.fault(path, kindOf(d.Type())+", không phải thư mục. Đổi lại thành thư mục chứa chính các tệp đã xuất.")
		default:
			r.file(path, d)
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	return r.out, r.faults, nil
}

type reading struct {
	root   *os.Root
	out    Files
	left   int64
	faults []Fault
}

func (r *reading) fault(path, sentence string) {
	r.faults = append(r.faults, Fault{Path: path, Sentence: sentence})
}

func kindOf(m fs.FileMode) string {
	switch {
	case m&fs.ModeSymlink != 0:
		return "Đây là liên kết (symlink)"
	case m.IsRegular():
		return "Đây là tệp"
	}
	return "Đây là ống dẫn, thiết bị hoặc ổ cắm"
}

// file reads one file, looking again at what was opened: another may have taken its name.
func (r *reading) file(path string, d fs.DirEntry) {
	if !d.Type().IsRegular() {
		r.fault(path, kindOf(d.Type())+", không phải tệp thường. Chép chính tệp cấu hình vào đây, hoặc xóa khỏi thư mục, rồi làm lại.")
		return
	}
	f, err := r.root.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		r.fault(path, "Không mở được tệp: "+err.Error()+". Kiểm tra quyền đọc rồi làm lại.")
		return
	}
	defer f.Close()
	seen, errSeen := d.Info()
	is, err := f.Stat()
	if err != nil || errSeen != nil || !is.Mode().IsRegular() || !os.SameFile(seen, is) {
		r.fault(path, "Tệp bị thay trong lúc đọc. Chờ chép xong rồi làm lại.")
		return
	}
	text, err := io.ReadAll(io.LimitReader(f, fileBytes+1))
	switch r.left -= int64(len(text)); {
	case err != nil:
		r.fault(path, "Không đọc được tệp: "+err.Error()+". Kiểm tra ổ đĩa rồi làm lại.")
	case len(text) > fileBytes:
		r.fault(path, fmt.Sprintf("Tệp lớn hơn %d MB nên không phải tệp cấu hình. Xóa khỏi thư mục, hoặc xuất lại cấu hình, rồi làm lại.", fileBytes>>20))
	case r.left < 0 || len(r.out) == zipFiles:
		r.fault(path, "Thư mục có quá nhiều tệp hoặc quá lớn để là một cấu hình. Chọn đúng thư mục đã xuất.")
	default:
		r.out[path] = text
	}
}
