package paper

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// Folder is a Blob in a local folder: ab/cd/abcd…, and new/ for what is being
// written. All access goes through os.Root, so that no name leads out of it.
type Folder struct {
	root *os.Root
	mu   sync.Mutex // a rename into place and a sweep's delete do not cross
	next atomic.Int64
	pid  int
}

const newFiles = "new"

// OpenFolder opens or makes the folder.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	if err := root.Mkdir(newFiles, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, errors.Join(err, root.Close())
	}
	return &Folder{root: root, pid: os.Getpid()}, nil
}

// Close lets the folder go.
func (f *Folder) Close() error { return f.root.Close() }

func validHash(hash string) bool {
	raw, err := hex.DecodeString(hash)
	return err == nil && len(raw) == sha256.Size && hex.EncodeToString(raw) == hash
}

// place is where a content lies; a wrong hash is missing, not a path.
func place(hash string) (string, error) {
	if !validHash(hash) {
		return "", noContent()
	}
	return path.Join(hash[:2], hash[2:4], hash), nil
}

// Put writes a temporary file, syncs it, renames it into place and syncs the
// folders: when it returns, the content is on the disk.
func (f *Folder) Put(ctx context.Context, r io.Reader) (string, int64, error) {
	tmp, file, err := f.create()
	if err != nil {
		return "", 0, err
	}
	sum := sha256.New()
	size, err := io.Copy(io.MultiWriter(file, sum), reader{ctx, r})
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	hash := hex.EncodeToString(sum.Sum(nil))
	if err == nil {
		err = f.settle(tmp, hash)
	}
	if err != nil {
		if gone := f.root.Remove(tmp); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
		return "", 0, err
	}
	return hash, size, nil
}

// reader stops when the request is gone.
type reader struct {
	ctx context.Context
	r   io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.r.Read(p)
}

func (f *Folder) create() (string, *os.File, error) {
	for range 10_000 {
		name := path.Join(newFiles, strconv.Itoa(f.pid)+"-"+strconv.FormatInt(f.next.Add(1), 10))
		file, err := f.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if !errors.Is(err, fs.ErrExist) {
			return name, file, err
		}
	}
	return "", nil, errors.New("paper: no free temporary name")
}

// settle always renames, also over an equal content: that makes it young again,
// so that a sweep running now leaves it alone.
func (f *Folder) settle(tmp, hash string) error {
	to, err := place(hash)
	if err != nil {
		return err
	}
	for _, dir := range []string{hash[:2], path.Join(hash[:2], hash[2:4])} {
		err := f.root.Mkdir(dir, 0o700)
		if err == nil {
			err = f.sync(path.Dir(dir))
		}
		if err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.root.Rename(tmp, to); err != nil {
		return err
	}
	return f.sync(path.Dir(to))
}

func (f *Folder) sync(dir string) error {
	d, err := f.root.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Open gives the content for reading.
func (f *Folder) Open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	name, err := place(hash)
	if err != nil {
		return nil, err
	}
	file, err := f.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, noContent()
	}
	if err != nil {
		return nil, err
	}
	return file, ctx.Err()
}

// Stat says size and moment of storing.
func (f *Folder) Stat(_ context.Context, hash string) (Info, error) {
	name, err := place(hash)
	if err != nil {
		return Info{}, err
	}
	i, err := f.root.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return Info{}, noContent()
	}
	if err != nil {
		return Info{}, err
	}
	return Info{Hash: hash, Size: i.Size(), Stored: i.ModTime()}, nil
}

// Delete removes the content.
func (f *Folder) Delete(_ context.Context, hash string) error {
	name, err := place(hash)
	if err != nil {
		return err
	}
	err = f.root.Remove(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// DeleteUnchanged removes the content unless somebody stored it again since.
func (f *Folder) DeleteUnchanged(ctx context.Context, info Info) (bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now, err := f.Stat(ctx, info.Hash)
	if err != nil || !now.Stored.Equal(info.Stored) {
		return false, nil
	}
	return true, f.Delete(ctx, info.Hash)
}

// List walks all contents.
func (f *Folder) List(ctx context.Context, each func(Info) error) error {
	return fs.WalkDir(f.root.FS(), ".", func(p string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // deleted while walking
		}
		if err != nil {
			return err
		}
		if d.IsDir() && p == newFiles {
			return fs.SkipDir
		}
		if d.IsDir() || !validHash(d.Name()) {
			return ctx.Err()
		}
		i, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		return each(Info{Hash: d.Name(), Size: i.Size(), Stored: i.ModTime()})
	})
}

// ClearUnfinished removes uploads begun before a moment of the wall clock and
// never finished, and returns how many.
func (f *Folder) ClearUnfinished(before time.Time) (int, error) {
	entries, err := fs.ReadDir(f.root.FS(), newFiles)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, e := range entries {
		i, err := e.Info()
		if err != nil || !i.ModTime().Before(before) {
			continue
		}
		if err := f.root.Remove(path.Join(newFiles, e.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return n, err
		}
		n++
	}
	return n, nil
}

// Intact reads a stored content and says whether it still has its hash.
func Intact(ctx context.Context, b Blob, hash string) error {
	r, err := b.Open(ctx, hash)
	if err != nil {
		return err
	}
	defer r.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, reader{ctx, r}); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != hash {
		return fmt.Errorf("stored file %s has the content of %s", hash, got)
	}
	return nil
}
