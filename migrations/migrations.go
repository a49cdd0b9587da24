package migrations

import (
	"embed"
	"io/fs"
	"sort"
)

//go:embed *.sql postgres/*.sql sqlite/*.sql
var files embed.FS

// For gives the migrations of one engine ("sqlite" or "postgres"): the common
// ones and those that only that engine can read, in one flat folder.
func For(engine string) (fs.FS, error) {
	own, err := fs.Sub(files, engine)
	if err != nil {
		return nil, err
	}
	return overlay{common: files, own: own}, nil
}

type overlay struct{ common, own fs.FS }

// Open looks into the engine's own folder first.
func (o overlay) Open(name string) (fs.File, error) {
	if f, err := o.own.Open(name); err == nil && name != "." {
		return f, nil
	}
	return o.common.Open(name)
}

// ReadDir lists the SQL files of both folders as one.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	all, err := fs.ReadDir(o.common, name)
	if err != nil {
		return nil, err
	}
	own, err := fs.ReadDir(o.own, name)
	if err != nil {
		return nil, err
	}
	out := make([]fs.DirEntry, 0, len(all)+len(own))
	for _, e := range append(all, own...) {
		if !e.IsDir() {
			out = append(out, e)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name() < out[j].Name() })
	return out, nil
}
