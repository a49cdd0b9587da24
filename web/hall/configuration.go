package hall

import (
	"context"
	"slices"
	"strings"

	"motcua/access"
	"motcua/bundle"
)

// Part is one room's configuration as files in a folder of its own: the functions of that
// room.
type Part struct {
	Name   string // the folder
	Title  string // as people call it
	Export func(context.Context) (bundle.Files, error)
	Check  func(context.Context, bundle.Files) ([]bundle.Change, []bundle.Fault, error)
	Apply  func(context.Context, access.Who, bundle.Files) error // all or nothing
}

// Configuration is every part, in the order they are taken over.
type Configuration []Part

// Export gives the files of all parts.
func (c Configuration) Export(ctx context.Context) (bundle.Files, error) {
	all := bundle.Files{}
	for _, p := range c {
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
		if folder, _, _ := strings.Cut(path, "/"); !slices.ContainsFunc(c, func(p Part) bool { return p.Name == folder && path != folder }) {
			faults = append(faults, bundle.Fault{Path: path, Sentence: "Không phần cấu hình nào có thư mục này. Bỏ tệp ra, hoặc sửa tên thư mục."})
		}
	}
	if len(files) == 0 {
		faults = append(faults, bundle.Fault{Sentence: "Không có tệp cấu hình nào. Cần các thư mục như khi xuất ra."})
	}
	for _, p := range c {
		own := files.Under(p.Name)
		if len(own) == 0 {
			continue
		}
		ch, fa, err := p.Check(ctx, own)
		if err != nil {
			return nil, nil, err
		}
		changes, faults = append(changes, ch...), append(faults, fa...)
	}
	return changes, faults, nil
}

// Apply takes the files over when nothing is wrong with any part; each part then is
// taken over whole.
func (c Configuration) Apply(ctx context.Context, who access.Who, files bundle.Files) ([]bundle.Change, []bundle.Fault, error) {
	changes, faults, err := c.Check(ctx, files)
	if err != nil || len(faults) > 0 {
		return nil, faults, err
	}
	for _, p := range c {
		if own := files.Under(p.Name); len(own) > 0 {
			if err := p.Apply(ctx, who, own); err != nil {
				return nil, nil, err
			}
		}
	}
	return changes, nil, nil
}
