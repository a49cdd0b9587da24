package gateway

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"motcua/procedure"
)

// National reads the file into which the national database of procedures drops what it
// publishes, in the exchange format of the catalogue (CK-1). Another way to get it is
// another adapter.
type National struct{ Path string }

// Export gives what the file publishes. A file that is not there, or was dropped half, is
// an error and never an empty catalogue: every procedure of the city would differ.
func (n National) Export(ctx context.Context) ([]procedure.Version, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f, err := os.Open(n.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("gateway: the national database has dropped no export at %s", n.Path)
	}
	if err != nil {
		return nil, fmt.Errorf("gateway: the national export cannot be read: %w", err)
	}
	defer f.Close()
	read, err := procedure.ReadFile(f)
	if err != nil {
		return nil, fmt.Errorf("gateway: the national export %s: %w", n.Path, err)
	}
	if len(read.Versions) == 0 {
		return nil, fmt.Errorf("gateway: the national export %s holds no procedure", n.Path)
	}
	return read.Versions, nil
}
