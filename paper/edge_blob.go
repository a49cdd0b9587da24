package paper

import (
	"context"
	"io"
	"time"

	"motcua/refusal"
)

// Blob is where file contents lie, by the hex SHA-256 of their content. It is an
// edge of the city: a folder here, an object store there.
type Blob interface {
	// Put stores all of r and returns once it would survive a power cut. Storing
	// the same content again makes it young again.
	Put(ctx context.Context, r io.Reader) (hash string, size int64, err error)
	// Open gives the content; a hash that is not stored is refused as missing.
	Open(ctx context.Context, hash string) (io.ReadSeekCloser, error)
	Stat(ctx context.Context, hash string) (Info, error)
	// Delete removes the content; one that is not there is no error.
	Delete(ctx context.Context, hash string) error
	// DeleteUnchanged removes what is still as info says, and tells whether it did.
	DeleteUnchanged(ctx context.Context, info Info) (bool, error)
	// List calls each for every content, in no order, until it returns an error.
	List(ctx context.Context, each func(Info) error) error
}

// Info is what is known of a stored content.
type Info struct {
	Hash   string // hex SHA-256
	Size   int64  // bytes
	Stored time.Time
}

// Swept counts what Sweep saw and did.
type Swept struct {
	Seen, Kept, Young, Deleted int
	Bytes                      int64 // freed
}

// Sweep deletes contents that no row names and that are at least minAge old. The
// age protects a file that is stored while its row is not yet committed; now is
// the wall clock, as is the moment of storing.
func Sweep(ctx context.Context, b Blob, referenced func(context.Context, string) (bool, error), now time.Time, minAge time.Duration) (Swept, error) {
	var s Swept
	err := b.List(ctx, func(i Info) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		s.Seen++
		if now.Sub(i.Stored) < minAge {
			s.Young++
			return nil
		}
		used, err := referenced(ctx, i.Hash)
		if err != nil {
			return err
		}
		if used {
			s.Kept++
			return nil
		}
		gone, err := b.DeleteUnchanged(ctx, i)
		if gone {
			s.Deleted++
			s.Bytes += i.Size
		}
		return err
	})
	return s, err
}

func noContent() error {
	return refusal.Missing("Không tìm thấy tệp này. Tệp có thể đã được thay bằng bản khác.")
}
