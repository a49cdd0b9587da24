package hall

import (
	"context"
	"slices"
	"strings"

	"motcua/access"
	"motcua/bundle"
	"motcua/db"
)

// Part is one room's configuration as files in a folder of its own: the functions of that
// room.
type Part struct {
	Name    string // the folder
	Title   string // as people call it
	Export  func(context.Context) (bundle.Files, error)
	Check   func(context.Context, bundle.Files) ([]bundle.Change, []bundle.Fault, error) // with the files of all parts: one is about another
	Apply   func(db.Tx, access.Who, bundle.Files) error
	Refresh func(context.Context) (bool, error) // reads what was written
}

// Configuration is every part, in the order they are taken over.
type Configuration struct {
	DB    *db.DB
	Parts []Part
}

// Export gives the files of all parts.
func (c Configuration) Export(ctx context.Context) (bundle.Files, error) {
	all := bundle.Files{}
	for _, p := range c.Parts {
		files, err := p.Export(ctx)
		if err != nil {
			return nil, err
		}
		for path, text := range files {
			all[path] = text
		}
	}
	return all, nil
}

// Check says what the files would change and what is wrong with them. A part of which no
// file is there is left as it is.
func (c Configuration) Check(ctx context.Context, files bundle.Files) (changes []bundle.Change, faults []bundle.Fault, err error) {
	for _, path := range files.Paths() {
		if folder, _, _ := strings.Cut(path, "/"); !slices.ContainsFunc(c.Parts, func(p Part) bool { return p.Name == folder && path != folder }) {
			faults = append(faults, bundle.Fault{Path: path, Sentence: "Không phần cấu hình nào có thư mục này. Bỏ tệp ra, hoặc sửa tên thư mục."})
		}
	}
	if len(files) == 0 {
		faults = append(faults, bundle.Fault{Sentence: "Không có tệp cấu hình nào. Cần các thư mục như khi xuất ra."})
	}
	for _, p := range c.Parts {
		if len(files.Under(p.Name)) == 0 {
			continue
		}
		ch, fa, err := p.Check(ctx, files)
		if err != nil {
			return nil, nil, err
		}
		changes, faults = append(changes, ch...), append(faults, fa...)
	}
	return changes, faults, nil
}

// Apply takes the files over when nothing is wrong with any part: all parts in one
// transaction, or nothing of any.
func (c Configuration) Apply(ctx context.Context, who access.Who, files bundle.Files) ([]bundle.Change, []bundle.Fault, error) {
	changes, faults, err := c.Check(ctx, files)
	if err != nil || len(faults) > 0 || len(changes) == 0 {
		return nil, faults, err
	}
	err = c.DB.Update(ctx, func(tx db.Tx) error {
		for _, p := range c.Parts {
			if len(files.Under(p.Name)) == 0 {
				continue
			}
			if err := p.Apply(tx, who, files); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for _, p := range c.Parts {
		if _, err := p.Refresh(ctx); err != nil {
			return nil, nil, err
		}
	}
	return changes, nil, nil
}
